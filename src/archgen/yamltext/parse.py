"""The stage "parse": a Source becomes a Document, and everything that is wrong with its YAML is said.

The tree is built from the events of libyaml's parser, with a stack of its own: so every key is seen (also the second of
two), every alias keeps its own place, and neither depth nor aliases can exhaust the machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.bites import find_swallowed_comments, split_comma_keys
from archgen.yamltext.nodes import Document, Entry, Mapping, Node, Scalar, Sequence
from archgen.yamltext.syntax import explain_syntax_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_DEPTH = 50
MOST_NODES = 20_000
STANDARD_TAG = "tag:yaml.org,2002:"
MERGE_KEY = "<<"
SHALLOW = "a spec needs no more than five or six levels"


def parse_document(source: Source) -> tuple[Document | None, list[Diagnostic]]:
    """The document of a text, as far as it could be read; None where there is nothing to go on with."""
    builder = _Builder(source)
    root = builder.build()
    diagnostics = builder.diagnostics
    if builder.broken:
        return None, diagnostics
    if root is None or (isinstance(root, Scalar) and root.is_null):
        help = "`archgen list` names examples; the first lines are `archgen: 1` and `name: ...`"
        return None, [*diagnostics, Diagnostic("AG101", "the file is empty", source, help=help)]
    if not isinstance(root, Mapping):
        message = "a spec is a mapping of keys, like `name: MLflow`"
        return None, [*diagnostics, Diagnostic("AG203", message, source, _first_line(source, root.span))]
    return Document(source, root), [*diagnostics, *find_swallowed_comments(source, root)]


def _first_line(source: Source, span: Span) -> Span:
    end = source.text.find("\n", span.start, span.end)
    return Span(span.start, span.end if end < 0 else end)


@dataclass
class _Open:
    """A mapping or list that is not closed yet."""

    start: int
    anchor: str | None
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    key: Node | None = None
    size: int = 1
    height: int = 1


class _StopReadingError(Exception):
    """Nothing more can be read."""


class _Builder:
    """Builds the tree of one text."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.broken = False
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0
        self._anchors: dict[str, tuple[Node, int, int]] = {}  # node, how many nodes, how many levels

    def build(self) -> Node | None:
        """The root node, or None; ``broken`` says whether the text could be read to its end."""
        import yaml

        try:
            for event in _read_events(self.source.text):
                self._handlers[type(event).__name__](self, event)
        except _StopReadingError:
            self.broken = True
        except yaml.YAMLError as error:
            self.broken = True
            self.diagnostics.append(explain_syntax_error(self.source, error))
        return self._root

    def _report(self, code: str, message: str, span: Span, label: str = "", help: str = "") -> None:
        self.diagnostics.append(Diagnostic(code, message, self.source, span, label, help))

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            span = Span(event.start_mark.index, event.end_mark.index)
            self._report("AG110", "a file holds one spec, and here a second one begins", span, help="delete this line")
            raise _StopReadingError

    def _open_collection(self, event: Any) -> None:
        start = event.start_mark.index
        self._check_tag(event)
        if len(self._stack) >= MOST_DEPTH:
            self._report(
                "AG108", f"nested more than {MOST_DEPTH} deep", Span(start, event.end_mark.index), help=SHALLOW
            )
            raise _StopReadingError
        self._count(1, Span(start, event.end_mark.index))
        is_mapping = type(event).__name__ == "MappingStartEvent"
        self._stack.append(_Open(_skip_properties(self.source.text, event), event.anchor, is_mapping))

    def _close_collection(self, event: Any) -> None:
        opened = self._stack.pop()
        end = _trim_end(self.source.text, opened.start, event.end_mark.index)
        span = Span(opened.start, end)
        node: Node
        if opened.is_mapping:
            entries, diagnostics = split_comma_keys(self.source, opened.entries, span)
            self.diagnostics += diagnostics
            node = Mapping(span, tuple(entries))
        else:
            node = Sequence(span, tuple(opened.items))
        self._add(node, opened.anchor, opened.size, opened.height)

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        span = Span(_skip_properties(self.source.text, event), event.end_mark.index)
        self._count(1, span)
        plain = not event.style and event.implicit[0]
        if plain:
            span = Span(span.start, max(span.start, _trim_end(self.source.text, span.start, span.end)))
        self._add(Scalar(span, event.value, plain), event.anchor, 1, 0)

    def _alias(self, event: Any) -> None:
        span = Span(event.start_mark.index, event.end_mark.index)
        if event.anchor not in self._anchors:
            message = f"`*{event.anchor}` is read as an alias, and nothing before it is called so"
            self._report("AG105", message, span, help=f'is it a text? Quote it: "*{event.anchor}"')
            raise _StopReadingError
        node, size, height = self._anchors[event.anchor]
        self._count(size, span)
        if len(self._stack) + height > MOST_DEPTH:
            self._report("AG108", f"nested more than {MOST_DEPTH} deep through this alias", span, help=SHALLOW)
            raise _StopReadingError
        self._add(replace(node, span=span), None, size, height)

    def _count(self, nodes: int, span: Span) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            message = f"the text has more than {MOST_NODES} nodes, counted as often as aliases repeat them"
            self._report("AG109", message, span, help="write the parts out, or split the spec")
            raise _StopReadingError

    def _check_tag(self, event: Any) -> None:
        tag = event.tag
        if tag is None or tag == "!" or tag.startswith(STANDARD_TAG):
            return
        start = event.start_mark.index
        shown = self.source.text[start : event.end_mark.index].split("\n")[0]
        word = shown.split()[0] if shown.split() else tag
        message = f"`{word}` is read as a YAML tag, and is lost from the text"
        self._report("AG113", message, Span(start, start + len(word)), help=f'quote the whole text: "{shown.strip()}"')

    def _add(self, node: Node, anchor: str | None, size: int, height: int) -> None:
        """Put a finished node where it belongs: under the key that waits, into the list, or at the root."""
        if anchor is not None:
            self._anchors[anchor] = node, size, height
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.size += size
        parent.height = max(parent.height, height + 1)
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._add_entry(parent, key, node)

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._report("AG111", "a key must be a plain text", _first_line(self.source, key.span))
        elif key.text == MERGE_KEY and key.plain:
            help = "write the keys out, or use an alias for a whole value"
            self._report("AG111", "merge keys (`<<`) are not part of the spec language", key.span, help=help)
        elif first := next((entry.key for entry in parent.entries if entry.key.text == key.text), None):
            line = self.source.position(first.span.start).line
            message, label = f"the key `{key.text}` stands here for the second time", f"first on line {line}"
            self._report("AG107", message, key.span, label, "keep one of the two, or rename one")
        else:
            parent.entries.append(Entry(key, value))

    def _ignore(self, event: Any) -> None:
        """Ends of streams and documents say nothing new."""

    _handlers: ClassVar[dict[str, Callable[[_Builder, Any], None]]] = {
        "StreamStartEvent": _ignore,
        "StreamEndEvent": _ignore,
        "DocumentStartEvent": _start_document,
        "DocumentEndEvent": _ignore,
        "MappingStartEvent": _open_collection,
        "SequenceStartEvent": _open_collection,
        "MappingEndEvent": _close_collection,
        "SequenceEndEvent": _close_collection,
        "ScalarEvent": _scalar,
        "AliasEvent": _alias,
    }


def _read_events(text: str) -> Iterator[Any]:
    """The events of libyaml's parser; the pure Python one accepts other texts and is no stand-in."""
    import yaml

    if not hasattr(yaml, "CLoader"):
        raise ArchgenError(
            "PyYAML is installed without libyaml",
            "pip install --force-reinstall pyyaml (its wheels bring libyaml along)",
        )
    yield from yaml.parse(text, Loader=yaml.CLoader)


def _skip_properties(text: str, event: Any) -> int:
    """Where a node's own text begins, behind its tag and anchor."""
    position: int = event.start_mark.index
    end: int = event.end_mark.index
    while position < end and text[position] in "!&":
        while position < end and not text[position].isspace():
            position += 1
        while position < end and text[position].isspace():
            position += 1
    return position


def _trim_end(text: str, start: int, end: int) -> int:
    """The end without the white space (and comments on lines of their own) that the parser counts in."""
    trimmed = start + len(text[start:end].rstrip())
    return max(start, trimmed)
