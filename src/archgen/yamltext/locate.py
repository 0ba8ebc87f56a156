"""From an item of a spec to its place in the text."""

from __future__ import annotations

from collections.abc import Iterable

from archgen.diagnostics.diagnostic import Diagnostic, Finding, Path, Place
from archgen.diagnostics.source import Span
from archgen.yamltext.nodes import Document, Entry, Mapping, Node, Scalar, Sequence


def locate_findings(findings: Iterable[Finding], document: Document) -> list[Diagnostic]:
    """Each finding as a diagnostic; what its help speaks of is named by line."""
    return [
        Diagnostic(
            finding.code,
            finding.message,
            document.source,
            find_span(document, finding.place),
            finding.label,
            _add_line(finding, document),
        )
        for finding in findings
    ]


def _add_line(finding: Finding, document: Document) -> str:
    if finding.see is None:
        return finding.help
    line = document.source.position(find_span(document, finding.see).start).line
    if not finding.help:
        return f"see line {line}"
    if finding.help.endswith("?"):
        return f"{finding.help[:-1]} (line {line})?"
    return f"{finding.help} (line {line})"


def find_span(document: Document, place: Place) -> Span:
    """The text that a place means; where the path leads into nothing, the nearest thing above that exists."""
    node, entry = _follow(document.root, place.path)
    if entry is not None and (place.part == "key" or node is None):
        return _narrow(document, entry.key, place) if node is not None else entry.key.span
    if node is None or node is document.root:
        return _first_line(document, document.root.span)
    if isinstance(node, Scalar):
        return _narrow(document, node, place)
    return _first_line(document, node.span)


def _follow(root: Node, path: Path) -> tuple[Node | None, Entry | None]:
    """The node at a path and the last entry on the way; no node where the path leads into nothing."""
    node: Node = root
    entry: Entry | None = None
    for step in path:
        if isinstance(node, Mapping) and isinstance(step, str) and (found := node.entry(step)):
            node, entry = found.value, found
        elif isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
            node, entry = node.items[step], None
        elif isinstance(node, Scalar):
            return node, entry  # a short form: what the path names is inside this text
        else:
            return (None, entry) if entry else (node, None)
    return node, entry


def _narrow(document: Document, scalar: Scalar, place: Place) -> Span:
    """The part of a scalar that is meant, where its text stands in the source letter by letter."""
    shown = document.source.text[scalar.span.start : scalar.span.end]
    offset = shown.find(scalar.text) if scalar.text else -1
    if place.within is None or offset < 0:
        return _first_line(document, scalar.span)
    start = scalar.span.start + offset
    return Span(start + place.within[0], min(scalar.span.end, start + max(place.within[1], place.within[0] + 1)))


def _first_line(document: Document, span: Span) -> Span:
    end = document.source.text.find("\n", span.start, span.end)
    return Span(span.start, span.end if end < 0 else end)
