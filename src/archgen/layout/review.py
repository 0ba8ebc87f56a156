"""What a finished placement could not do as asked: said, never swallowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.layout.size import WIDEST_PX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from archgen.layout.faults import Fault
    from archgen.layout.placement import Placement
    from archgen.layout.size import SizedGraph
    from archgen.views.graph import ViewGraph


WELL_ON_GRID = (120, 240)  # components and flows
MOST_ON_GRID = (300, 600)
LESS = (
    "show less: `include:` chooses, `collapse:` draws groups as one card each, `focus:` shows what is around one thing"
)


def review_size(graph: ViewGraph) -> Iterator[Finding]:
    """A view that is too large for the grid (an error), or larger than what it shows well."""
    counts = len(graph.components), len(graph.flows)
    place = Place(("views", graph.view), "key")
    said = f"the view `{graph.view}` has {counts[0]} components and {counts[1]} flows"
    help = f"{LESS}, or let Graphviz lay it out: `layout: dot`"
    if graph.layout == "grid" and _exceeds(counts, MOST_ON_GRID):
        most = "the grid takes at most {} components and {} flows".format(*MOST_ON_GRID)
        yield Finding("AG513", f"{said}: {most}", place, help=help)
    elif graph.layout == "grid" and _exceeds(counts, WELL_ON_GRID):
        yield Finding("AG512", f"{said}: too many for a grid that one can read", place, help=help)


def _exceeds(counts: tuple[int, int], most: tuple[int, int]) -> bool:
    return counts[0] > most[0] or counts[1] > most[1]


def explain_limit(view: str, reason: str) -> Finding:
    """A view on which the layout engine gave up."""
    message = f"the view `{view}` is too large to be drawn: {reason}"
    return Finding("AG513", message, Place(("views", view), "key"), help=LESS)


def review_placement(sized: SizedGraph, placement: Placement) -> Iterator[Finding]:
    """Groups and labels that had to be left out, hints that are refused, and a picture wider than a docs column can show."""
    graph = sized.graph
    if graph.hints or graph.direction == "right":
        from archgen.layout.refusals import review_hints

        yield from review_hints(sized, placement)
    yield from review_groups(graph, {group.id for group in placement.groups})
    if placement.width > WIDEST_PX:
        message = (
            f"the picture is {placement.width:g} px wide: in a docs column of 800 px its smallest text is under 9.5 px"
        )
        yield Finding("AG504", message, Place(("views", graph.view), "key"), help=LESS)
    yield from _review_titles(graph, placement)
    if graph.layout == "dot":
        yield from _review_labels(graph, placement)


def review_groups(graph: ViewGraph, drawn: Collection[str]) -> Iterator[Finding]:
    """The groups that are not among those drawn."""
    for group in graph.groups:
        if group.id not in drawn:
            message = (
                f"the group `{group.id}` cannot be drawn in this view: no rectangle holds its components and no others"
            )
            help = "split it, move components between groups, show less in the view, or write `layout: dot` there"
            yield Finding("AG507", message, Place(group.path, "key"), help=help)


def _review_labels(graph: ViewGraph, placement: Placement) -> Iterator[Finding]:
    """The labels that found no place, and no number either."""
    said = [bool(flow.label or flow.protocol) for flow in graph.flows]
    shown = [bool(flow.label or flow.badges) for flow in placement.flows]
    missing = sum(text and not place for text, place in zip(said, shown, strict=True))
    if missing:
        message = f"{missing} of {sum(said)} labels find no place on their flows: they stand only in tooltips"
        yield Finding("AG514", message, Place(("views", graph.view), "key"), help=LESS)


def _review_titles(graph: ViewGraph, placement: Placement) -> Iterator[Finding]:
    """The groups whose titles found no place."""
    untitled = {group.id for group in placement.groups if not group.lines}
    for group in graph.groups:
        if group.id in untitled:
            message = (
                f"the title of the group `{group.id}` finds no place between the flows: it stands only in its tooltip"
            )
            yield Finding("AG514", message, Place(group.path, "key"), help=LESS)


def review_faults(view: str, faults: Iterable[Fault]) -> Iterator[Finding]:
    """The faults of a view's picture as errors; no spec should bring one about, so each is archgen's own, too."""
    for fault in faults:
        names = f"`{fault.first}`, `{fault.second}`" if fault.second else f"`{fault.first}`"
        help = "show less in the view, or shorten what stands there; and please report it: archgen should not draw this"
        yield Finding("AG508", f"{fault.sort}: {names}", Place(("views", view), "key"), help=help)
