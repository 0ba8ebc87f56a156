"""From the events of libyaml's parser to a tree of nodes that know where they stand.

The tree is built with a stack of its own: so every key is seen (also the second of two), every alias keeps its own place,
and neither depth nor aliases can exhaust the machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import find_hidden_characters
from archgen.diagnostics.source import Source, Span
from archgen.values import NamedTuple
from archgen.yamltext.bites import split_comma_keys
from archgen.yamltext.nodes import Entry, Mapping, Node, Scalar, Sequence
from archgen.yamltext.properties import check_tag, check_unused_anchor, skip_properties
from archgen.yamltext.wording import cut_value, quote_text, shorten_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from archgen.yamltext.syntax import Trouble

MOST_DEPTH = 50
MOST_NODES = 20_000
MERGE_KEY = "<<"
SHALLOW = "a spec needs no more than five or six levels"


class Tree(NamedTuple):
    """What could be read of a text.

    ``whole`` says whether that is all of it; ``trouble`` is the syntax error that stopped the reading, if one did.
    """

    root: Node | None
    diagnostics: list[Diagnostic]
    whole: bool
    trouble: Trouble | None


def build_tree(source: Source, text: str, originals: dict[int, str]) -> Tree:
    """Read a text to its end, or to the first thing that cannot be read.

    ``text`` is the source's text, or a repaired one of the same length; ``originals`` are the characters that stand-ins
    in it mean (a table for ``str.translate``).
    """
    return _Builder(source, text, originals).build()


class _Open:
    """A mapping or list that is not closed yet."""

    def __init__(self, start: int, raw_start: int, anchor: str | None, is_mapping: bool, in_flow: bool) -> None:
        self.start, self.raw_start, self.anchor = start, raw_start, anchor
        self.is_mapping, self.in_flow = is_mapping, in_flow
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.merged: list[Entry] = []
        self.key: Node | None = None
        self.size = self.height = 1


class _StopReadingError(Exception):
    """Nothing more can be read; the reason is reported already."""


class _Builder:
    """Builds the tree of one text."""

    def __init__(self, source: Source, text: str, originals: dict[int, str]) -> None:
        self._source = source
        self._text = text
        self._originals = originals
        self._diagnostics: list[Diagnostic] = []
        self._stack: list[_Open] = []
        self._root: Node | None = None
        self._documents = 0
        self._nodes = 0
        self._last: Span | None = None  # the node that was read last, with tag and anchor
        self._anchors: dict[str, tuple[Node, int, int]] = {}  # node, how many nodes, how many levels
        self._lone_anchors: dict[str, tuple[int, bool, Scalar]] = {}  # start, whether in brackets, node

    def build(self) -> Tree:
        """The tree, up to where the text can be read."""
        import yaml

        whole, trouble = False, None
        try:
            handlers = {getattr(yaml, name): handle for name, handle in self._handlers.items()}
            for event in _read_events(self._text):
                handlers[type(event)](self, event)
            whole = True
        except _StopReadingError:
            whole = self._documents > 1
        except yaml.MarkedYAMLError as error:
            trouble = self._explain_break(error)
        except (yaml.YAMLError, UnicodeEncodeError):
            self._diagnostics += find_hidden_characters(self._source) or [self._report_unreadable()]
        self._report_lone_anchors()
        self._close_rest()
        return Tree(self._root, self._diagnostics, whole, trouble)

    def _explain_break(self, error: Any) -> Trouble:
        from archgen.yamltext.syntax import Break, explain_break

        problem, context = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
        broken = Break(
            self._source,
            self._text,
            error.context or "",
            error.problem or "",
            min(problem.index, len(self._text)) if problem else 0,
            min(context.index, len(self._text)) if context else 0,
            self._last,
            bool(self._stack) and self._stack[-1].in_flow,
        )
        return explain_break(broken)

    def _report_unreadable(self) -> Diagnostic:
        return Diagnostic("AG104", "a character stands in the text that may not stand in YAML", self._source)

    def _report(self, code: str, message: str, span: Span, label: str = "", help: str = "") -> None:
        self._diagnostics.append(Diagnostic(code, message, self._source, span, label, help))

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            span = _span(event)
            self._report("AG110", "a file holds one spec, and here a second one begins", span, help="delete this line")
            raise _StopReadingError

    def _open_collection(self, event: Any) -> None:
        start = _span(event).start
        own_start = skip_properties(self._text, start, event.end_mark.index)
        span = Span(own_start, max(own_start, event.end_mark.index))
        in_flow = bool(event.flow_style)
        self._check_tag(event, is_scalar=False)
        if len(self._stack) >= MOST_DEPTH:
            self._report("AG108", f"nested more than {MOST_DEPTH} deep", span, help=SHALLOW)
            raise _StopReadingError
        self._count(1, span)
        is_mapping = type(event).__name__ == "MappingStartEvent"
        self._stack.append(_Open(own_start, start, event.anchor, is_mapping, in_flow))

    def _close_collection(self, event: Any) -> None:
        opened = self._stack.pop()
        end = event.end_mark.index
        self._last = Span(opened.raw_start, end)
        node = self._finish(opened, end)
        if isinstance(node, Mapping) and opened.in_flow:
            entries, diagnostics = split_comma_keys(self._source, node.entries)
            self._diagnostics += diagnostics
            node = Mapping(node.span, tuple(entries))
        self._add(node, opened.anchor, opened.size, opened.height)

    def _finish(self, opened: _Open, end: int) -> Node:
        """The node of a collection; it ends where its last text does."""
        span = Span(opened.start, _trim_end(self._text, opened.start, end))
        if not opened.is_mapping:
            return Sequence(span, tuple(opened.items))
        merged = {entry.key.text: entry for entry in opened.merged if entry.key.text not in opened.entries}
        return Mapping(span, (*opened.entries.values(), *merged.values()))

    def _scalar(self, event: Any) -> None:
        self._last = raw = span = _span(event)
        start, end = raw
        anchor = event.anchor
        if anchor is not None or event.tag is not None:
            self._check_tag(event, is_scalar=True)
            start = skip_properties(self._text, start, end)
        if start != raw.start or self._text[end - 1 : end].isspace():
            span = Span(start, _trim_end(self._text, start, end))
        self._count(1, span)
        plain = not event.style and event.implicit[0]
        text = event.value.translate(self._originals) if self._originals else event.value
        node = Scalar(span, text, plain)
        if anchor is not None and not self._expects_key():
            self._lone_anchors[anchor] = raw.start, self._in_flow(), node
        self._add(node, anchor, 1, 0)

    def _alias(self, event: Any) -> None:
        self._last = span = _span(event)
        self._lone_anchors.pop(event.anchor, None)
        if event.anchor not in self._anchors:
            self._count(1, span)
            self._report_unknown_alias(event.anchor, span)
            self._add(Scalar(span, f"*{event.anchor}", False), None, 1, 0)
            return
        node, size, height = self._anchors[event.anchor]
        self._count(size, span)
        if len(self._stack) + height > MOST_DEPTH:
            self._report("AG108", f"nested more than {MOST_DEPTH} deep through this alias", span, help=SHALLOW)
            raise _StopReadingError
        self._add(node._replace(span=span), None, size, height)

    def _report_unknown_alias(self, name: str, span: Span) -> None:
        message = f"`*{shorten_text(name)}` is read as an alias, and nothing before it is called so"
        whole = shorten_text(quote_text(cut_value(self._text, span.start, self._in_flow())))
        self._report("AG105", message, span, help=f"is it a text? Quote it: {whole}")

    def _count(self, nodes: int, span: Span) -> None:
        self._nodes += nodes
        if self._nodes > MOST_NODES:
            message = f"the text has more than {MOST_NODES} nodes, counted as often as aliases repeat them"
            self._report("AG109", message, span, help="write the parts out, or split the spec")
            raise _StopReadingError

    def _expects_key(self) -> bool:
        return bool(self._stack) and self._stack[-1].is_mapping and self._stack[-1].key is None

    def _in_flow(self) -> bool:
        return bool(self._stack) and self._stack[-1].in_flow

    def _check_tag(self, event: Any, is_scalar: bool) -> None:
        found = check_tag(self._source, event.tag, event.start_mark.index, self._in_flow(), is_scalar)
        self._diagnostics += [found] if found else []

    def _report_lone_anchors(self) -> None:
        for start, in_flow, node in self._lone_anchors.values():
            found = check_unused_anchor(self._source, start, in_flow, node)
            self._diagnostics += [found] if found else []

    def _close_rest(self) -> None:
        """Close what the end of the reading left open, so that what was read can be looked at."""
        while self._stack:
            opened = self._stack.pop()
            end = max(opened.start, self._last.end) if self._last else opened.start
            self._add(self._finish(opened, end), opened.anchor, opened.size, opened.height)

    def _add(self, node: Node, anchor: str | None, size: int, height: int) -> None:
        """Put a finished node where it belongs: under the key that waits, into the list, or at the root."""
        if anchor is not None:
            self._anchors[anchor] = node, size, height
        if not self._stack:
            self._root = node
            return
        parent = self._stack[-1]
        parent.size += size
        if height >= parent.height:
            parent.height = height + 1
        if not parent.is_mapping:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._add_entry(parent, key, node)

    def _add_entry(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            span = Span(key.span.start, _line_end(self._source, key.span))
            help = "write a word before the colon; is it a text? Quote it"
            self._report("AG111", "a key must be a plain text", span, help=help)
        elif key.plain and not key.text:
            self._report("AG111", "a key is missing before this colon", key.span, help="write a word before the colon")
        elif key.text == MERGE_KEY and key.plain:
            help = "write the keys out, or use an alias for a whole value"
            self._report("AG111", "merge keys (`<<`) are not part of the spec language", key.span, help=help)
            parent.merged += value.entries if isinstance(value, Mapping) else ()
        elif first := parent.entries.get(key.text):
            line = self._source.position(first.key.span.start).line
            message = f"the key `{shorten_text(key.text)}` stands here for the second time"
            self._report("AG107", message, key.span, f"first on line {line}", "keep one of the two, or rename one")
        else:
            parent.entries[key.text] = Entry(key, value)

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
    if text.startswith("\ufeff"):  # libyaml does not count a mark that it skips
        text = f"\n{text[1:]}"
    return iter(yaml.CLoader(text).get_event, None)  # there is no event after the last


def _span(event: Any) -> Span:
    return Span(event.start_mark.index, event.end_mark.index)


def _trim_end(text: str, start: int, end: int) -> int:
    """The end without the white space that the parser counts in."""
    return start + len(text[start:end].rstrip())


def _line_end(source: Source, span: Span) -> int:
    end = source.text.find("\n", span.start, span.end)
    return span.end if end < 0 else end
