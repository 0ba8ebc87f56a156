"""Two systems in one picture: the stages of the pipeline for both, up to the placement that shows them side by side.

select (views/select.py, views/comparing.py) -> size and place (layout/comparison.py)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.api import Loaded, locate

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Diagnostic, Finding
    from archgen.layout.placement import Placement
    from archgen.views.comparing import Side
    from archgen.views.graph import ViewGraph

NAME = "compare.{}.{}.{}"


def name_comparison(left: Loaded, right: Loaded, ending: str) -> str:
    """``compare.mlflow.trains.svg``: no view's picture has such a name, since a view's id has no dot."""
    return NAME.format(left.tool, right.tool, ending)


def compare_specs(
    left: Loaded, right: Loaded, view: str | None = None
) -> tuple[Placement | None, tuple[Diagnostic, ...]]:
    """Two loaded specs side by side, and what there is to tell of that; without a view, each shows its own picture.

    The facts are called as the tables of the first one's project call them.
    """
    from archgen.layout.comparison import place_comparison
    from archgen.views.comparing import build_halves, list_differences

    if right.tool == left.tool:
        right = right._replace(tool=f"{right.tool}-2")
    specs = left, right
    sides = [_choose_side(spec, view) for spec in specs]
    graphs = build_halves(*sides)
    found = tuple(item for spec, graph in zip(specs, graphs, strict=True) for item in locate(_review(graph), spec))
    if any(diagnostic.severity == "error" for diagnostic in found):
        return None, found
    differences = list_differences(sides[0].architecture, sides[1].architecture, left.project.tables)
    placement = place_comparison(graphs, differences)
    lost = (locate(_review_groups(graph, placement), spec) for spec, graph in zip(specs, graphs, strict=True))
    return placement, (*found, *(item for items in lost for item in items))


def _choose_side(loaded: Loaded, view: str | None) -> Side:
    """What a spec brings into a comparison: the view asked for, else the system's own picture."""
    from archgen.views.comparing import Side
    from archgen.views.select import default_view, find_view, select_view

    architecture = loaded.architecture
    assert architecture is not None
    graph, _ = select_view(
        architecture, find_view(architecture, view) if view else default_view(architecture), loaded.tool
    )
    assert graph is not None  # a spec with a view that cannot be has no architecture
    return Side(architecture, graph)


def _review(graph: ViewGraph) -> list[Finding]:
    """A view that is too large for half a picture."""
    from archgen.layout.review import review_size

    return [finding._replace(help="compare a smaller view with `--view`") for finding in review_size(graph)]


def _review_groups(graph: ViewGraph, placement: Placement) -> list[Finding]:
    """The groups of one of the systems that had to be left out."""
    from archgen.layout.review import review_groups

    return list(review_groups(graph, {group.id.removeprefix(f"{graph.tool}.") for group in placement.groups}))
