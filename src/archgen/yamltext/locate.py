"""From an item of a spec to its place in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from archgen.diagnostics.diagnostic import Diagnostic, Finding, Path, Place, RelatedPlace
from archgen.diagnostics.source import Source, Span
from archgen.values import NamedTuple
from archgen.yamltext import nodes
from archgen.yamltext.nodes import Document, Entry, Mapping, Node, Scalar

INHERITED = "it comes from here"
EXTENDS = Place(("extends",))


Chain = Sequence[Document]  # a spec's own text, then that of the spec that it extends, and so on


def locate_findings(
    findings: Iterable[Finding], document: Document, bases: Chain = (), others: Sequence[Chain] = ()
) -> list[Diagnostic]:
    """Each finding as a diagnostic; what its help speaks of is named by line, what it is about, too, has a place of its own.

    ``bases`` are the texts of the specs that this one extends, ``others`` those of the specs of a batch.
    """
    return [
        Diagnostic(
            finding.code,
            finding.message,
            document.source,
            find_span(document, _find_own(finding.place, document, bases)),
            finding.label,
            _add_line(finding, document),
            tuple(_locate_related(finding, (document, *bases), others)),
        )
        for finding in findings
    ]


def _find_own(place: Place, document: Document, bases: Chain) -> Place:
    """The place itself, or where a spec says that it extends the one in which that is."""
    inherited = span_of(document, place) is None and find_home(bases, place)
    return EXTENDS if inherited else place


def _locate_related(finding: Finding, chain: Chain, others: Sequence[Chain]) -> Iterator[RelatedPlace]:
    """The other places that a finding is about, as far as something stands there; first that of an item of an extended spec."""
    inherited = find_home(chain[1:], finding.place)
    if inherited and span_of(chain[0], finding.place) is None:
        yield RelatedPlace(*inherited, INHERITED)
    for related in finding.related:
        home = find_home(chain if related.spec is None else others[related.spec], related.place)
        if home:
            yield RelatedPlace(*home, related.text)


def find_home(chain: Chain, place: Place) -> tuple[Source, Span] | None:
    """Where a place is: in the first of the texts that has it; None where none does."""
    found = ((document.source, span_of(document, place)) for document in chain)
    return next(((source, span) for source, span in found if span is not None), None)


def _add_line(finding: Finding, document: Document) -> str:
    """The help with the line of what it speaks of: before the question mark of a question, else at the end."""
    span = span_of(document, finding.see) if finding.see else None
    if span is None:
        return finding.help
    line = document.source.position(span.start).line
    if not finding.help:
        return f"see line {line}"
    if finding.help.endswith("?"):
        return f"{finding.help[:-1]} (line {line})?"
    return f"{finding.help} (line {line})"


def span_of(document: Document, place: Place) -> Span | None:
    """The text that a place means; None where nothing stands there."""
    return find_span(document, place) if _follow(document.root, place.path).exists else None


def find_span(document: Document, place: Place) -> Span:
    """The text that a place means; where the path leads into nothing, the key of the nearest thing above that exists."""
    node, entry, exists = _follow(document.root, place.path)
    if entry is not None and not exists:
        return entry.key.span
    if entry is not None and place.part == "key":
        return _narrow(document, entry.key, place)
    return _narrow(document, node, place) if isinstance(node, Scalar) else _first_line(document, node.span)


class _Reached(NamedTuple):
    """The last node on a path, its entry (the root and the items of a list have none), whether it is what the path names."""

    node: Node
    entry: Entry | None
    exists: bool


def _follow(root: Node, path: Path) -> _Reached:
    reached = _Reached(root, None, True)
    for step in path:
        if isinstance(reached.node, Scalar):
            return reached  # a short form: what the path names is inside this text
        found = _step(reached.node, step)
        if found is None:
            return reached._replace(exists=False)
        reached = _Reached(found.value, found, True) if isinstance(found, Entry) else _Reached(found, None, True)
    return reached


def _step(node: Mapping | nodes.Sequence, step: str | int) -> Entry | Node | None:
    """What stands below a node under a key or an index."""
    if isinstance(node, Mapping):
        return node.entry(step) if isinstance(step, str) else None
    return node.items[step] if isinstance(step, int) and 0 <= step < len(node.items) else None


def _narrow(document: Document, scalar: Scalar, place: Place) -> Span:
    """The part of a scalar that is meant, where its text stands in the source letter by letter; else its first line."""
    if place.within is None:
        return _first_line(document, scalar.span)
    shown = document.source.text[scalar.span.start : scalar.span.end]
    quotes = 1 if not scalar.plain and shown[:1] in {"'", '"'} else 0
    if shown[quotes : len(shown) - quotes] != scalar.text:
        return _first_line(document, scalar.span)
    first, last = scalar.span.start + quotes, scalar.span.end - quotes
    start = min(first + max(place.within[0], 0), last)
    return Span(start, max(start, min(first + place.within[1], last)))


def _first_line(document: Document, span: Span) -> Span:
    end = document.source.text.find("\n", span.start, span.end)
    return Span(span.start, span.end if end < 0 else end)
