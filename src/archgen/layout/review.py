"""What a finished placement could not do as asked: said, never swallowed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.layout.scene import WIDEST_PX

if TYPE_CHECKING:
    from archgen.layout.placement import Placement
    from archgen.views.graph import ViewGraph


def review_placement(graph: ViewGraph, placement: Placement) -> Iterator[Finding]:
    """Groups that had to be left out, and a picture that is wider than a docs column can show."""
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
