"""What a finished placement could not do as asked: said, never swallowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.layout.scene import WIDEST_PX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archgen.layout.faults import Fault
    from archgen.layout.placement import Placement
    from archgen.layout.size import SizedGraph


def review_placement(sized: SizedGraph, placement: Placement) -> Iterator[Finding]:
    """Groups that had to be left out, hints that are refused, and a picture that is wider than a docs column can show."""
    graph = sized.graph
    if graph.hints or graph.direction == "right":
        from archgen.layout.refusals import review_hints

        yield from review_hints(sized, placement)
    drawn = {group.id for group in placement.groups}
    for group in graph.groups:
        if group.id not in drawn:
            message = (
                f"the group `{group.id}` cannot be drawn in this view: no rectangle holds its components and no others"
            )
            help = "split it, move components between groups, or show less in the view"
            yield Finding("AG507", message, Place(group.path, "key"), help=help)
    if placement.width > WIDEST_PX:
        message = (
            f"the picture is {placement.width:g} px wide: in a docs column of 800 px its smallest text is under 9.5 px"
        )
        help = "show less in a view: `include:` and `exclude:` choose what"
        yield Finding("AG504", message, Place(("views", graph.view), "key"), help=help)


def review_faults(view: str, faults: Iterable[Fault]) -> Iterator[Finding]:
    """The faults of a view's picture as errors; no spec should bring one about, so each is archgen's own, too."""
    for fault in faults:
        names = f"`{fault.first}`, `{fault.second}`" if fault.second else f"`{fault.first}`"
        help = "show less in the view, or shorten what stands there; and please report it: archgen should not draw this"
        yield Finding("AG508", f"{fault.sort}: {names}", Place(("views", view), "key"), help=help)
