"""The stage "format": a Source becomes the same text in one style, or it is said why not.

No writer of YAML does the work: those that keep comments retype texts (``~`` becomes ``null``), join lines, and know a comment
only by what stands before it, so that it stays behind when its key moves. Here pieces of the text move, and are never made anew.

What is written is read again first: it must say the same, in another order of keys at most, with the same comments.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.values import NamedTuple
from archgen.yamltext.formatting.read import read_written
from archgen.yamltext.formatting.settle import settle_entry
from archgen.yamltext.formatting.tokens import BREAK, Token, read_tokens
from archgen.yamltext.formatting.write import write_lines
from archgen.yamltext.nodes import Mapping, Node, Scalar
from archgen.yamltext.parse import parse_document

if TYPE_CHECKING:
    from archgen.yamltext.formatting.order import KeyOrder

CRLF = "\r\n"


class Formatted(NamedTuple):
    """A text in one style, or nothing where it has errors, which are said."""

    text: str | None
    diagnostics: list[Diagnostic]


def format_source(source: Source, order: KeyOrder) -> Formatted:
    """A text in one style, its keys in an order."""
    document, diagnostics = parse_document(source)
    if document is None or diagnostics:
        return Formatted(None, diagnostics)
    text = source.text.replace(CRLF, "\n")
    tokens = read_tokens(text)
    formatted = _write(text, tokens, order)
    if formatted != text and not _says_the_same(document.root, tokens, formatted, order):
        return Formatted(None, [_report_change(source)])
    return Formatted(formatted.replace("\n", CRLF) if _ends_lines_with_crlf(source.text) else formatted, [])


def _write(text: str, tokens: list[Token], order: KeyOrder) -> str:
    written = read_written(text, tokens)
    settled = written._replace(root=settle_entry(written.root, order, 0))
    lines = write_lines(settled)
    return "\n".join(lines) + ("" if _ends_open(text, tokens) else "\n")


def _ends_open(text: str, tokens: list[Token]) -> bool:
    """Whether the text ends in a block text without a line break, which would become a part of it."""
    last = [token for token in tokens if token.text][-1]
    return last.is_block_text and not BREAK.match(text[-1])


def _ends_lines_with_crlf(text: str) -> bool:
    """Whether the first line ends so; the others follow it."""
    first = text.find("\n")
    return text[max(first - 1, 0) : first] == "\r"


def _says_the_same(root: Node, tokens: list[Token], formatted: str, order: KeyOrder) -> bool:
    document, diagnostics = parse_document(Source("formatted", formatted))
    if document is None or diagnostics:
        return False
    same = _picture(root, order) == _picture(document.root, order)
    return same and count_comments(tokens) == count_comments(read_tokens(formatted))


def count_comments(tokens: list[Token]) -> Counter[str]:
    """How often each comment stands in a text; those behind the sign of a block text are a part of that."""
    lines = [line.comment for token in tokens for line in token.above if line.comment]
    return Counter([*lines, *(token.behind.strip() for token in tokens if token.behind)])


def _picture(node: Node, order: KeyOrder) -> object:
    """A tree without its places, and without the order of keys where that means nothing."""
    if isinstance(node, Scalar):
        return node.text, node.plain
    if isinstance(node, Mapping):
        entries = [(entry.key.text, _picture(entry.value, order.below(entry.key.text))) for entry in node.entries]
        return entries if order.keys is None else dict(entries)
    return [_picture(item, order.item()) for item in node.items]


def _report_change(source: Source) -> Diagnostic:
    message = "the file cannot be formatted without changing what it says, and is left as it is"
    return Diagnostic("AG621", message, source, help="this is a mistake of archgen: please report it, with the file")
