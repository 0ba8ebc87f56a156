"""The stage "parse": a Source becomes a Document, and everything that is wrong with its YAML is said.

libyaml stops at the first syntax error. Where the error is a text that should have been quoted, the text is read again with
stand-ins for the characters that libyaml stumbled over, so that one run reports what else is wrong. No place moves by it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.bites import find_swallowed_comments
from archgen.yamltext.build import MOST_DEPTH, MOST_NODES, Tree, build_tree
from archgen.yamltext.nodes import Document, Mapping, Node, Scalar

if TYPE_CHECKING:
    from archgen.yamltext.syntax import Repair, Trouble

__all__ = ["MOST_DEPTH", "MOST_NODES", "parse_document"]

MOST_REPAIRS = 20
STAND_INS = range(0xE000, 0xF8FF)  # private use: what libyaml reads as letters, and what no spec is written in


def parse_document(source: Source) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a text, as far as it could be read, and what is wrong with its YAML.

    None where nothing is left to go on with: where the text is broken beyond repair, empty, or no mapping.
    """
    tree, syntax, whole = _read_on(source)
    diagnostics = [*tree.diagnostics, *syntax]
    if isinstance(tree.root, Mapping):
        diagnostics += find_swallowed_comments(source, tree.root)
        return (Document(source, tree.root) if whole else None), diagnostics
    if whole and not syntax:
        diagnostics.append(_report_root(source, tree.root))
    return None, diagnostics


def _read_on(source: Source) -> tuple[Tree, list[Diagnostic], bool]:
    """The tree, the syntax errors, and whether the tree holds the whole text."""
    mended = _Mended(source.text)
    syntax: list[Diagnostic] = []
    lines: set[int] = set()
    while True:
        tree = build_tree(source, mended.text, mended.originals)
        if tree.trouble is None:
            return tree, syntax, tree.whole and not mended.dropped
        line = _line_of(tree.trouble)
        if line not in lines:  # a second error on a line rather comes from the repair of the first
            syntax.append(tree.trouble.diagnostic)
        if tree.trouble.repair is None or line in lines or len(lines) == MOST_REPAIRS:
            return tree, syntax, False
        lines.add(line)
        mended.apply(tree.trouble.repair)


def _line_of(trouble: Trouble) -> int:
    found = trouble.diagnostic
    return found.source.position(found.span.start).line if found.span else 0


class _Mended:
    """A text with stand-ins for characters that libyaml would not read as text; as long as the original."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.originals: dict[int, str] = {}
        self.dropped = False

    def apply(self, repair: Repair) -> None:
        """Put stand-ins (or the begin of a comment) at the offsets of a repair."""
        for offset in repair.offsets:
            stand_in = "#" if repair.drops else self._stand_in(self.text[offset])
            self.text = f"{self.text[:offset]}{stand_in}{self.text[offset + 1 :]}"
        self.dropped = self.dropped or repair.drops

    def _stand_in(self, character: str) -> str:
        for code, original in self.originals.items():
            if original == character:
                return chr(code)
        free = next((code for code in STAND_INS if chr(code) not in self.text), None)
        if free is None:  # a text that uses them all is mended for the sake of its other errors only
            self.dropped = True
            return "x"
        self.originals[free] = character
        return chr(free)


def _report_root(source: Source, root: Node | None) -> Diagnostic:
    if root is None or (isinstance(root, Scalar) and root.is_null):
        help = "`archgen list` names examples; the first lines are `archgen: 1` and `name: ...`"
        return Diagnostic("AG101", "the file is empty", source, help=help)
    from archgen.yamltext.lines import find_line, find_missing_space

    line = find_line(source.text, root.span.start)
    colon = find_missing_space(line) if isinstance(root, Scalar) and root.plain else None
    if colon is not None:
        message = "without a space behind it, the colon is part of the text"
        return Diagnostic("AG114", message, source, Span(colon, colon + 1), help="put a space behind the colon")
    end = min(root.span.end, line.start + len(line.text))
    span = Span(root.span.start, max(root.span.start, end))
    return Diagnostic("AG203", "a spec is a mapping of keys, like `name: MLflow`", source, span)
