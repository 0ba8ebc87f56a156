"""Hints that a picture does not obey, each with what stands against it.

What stands in the way is found by asking the planner again with less: without the other hints, without groups, with more
columns. That costs time only where a hint is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.layout.grid.hints import count_missing, find_seats, list_unmet
from archgen.layout.grid.plan import GridTask, plan_grid
from archgen.layout.planning import make_task, runs_to_the_right, turn_cells
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.placement import Placement
    from archgen.layout.size import SizedGraph
    from archgen.views.graph import ViewGraph

MANY_COLUMNS = 12


class Obstacle(NamedTuple):
    """What stands against a hint, in words, what to do, and where that is written."""

    reason: str
    help: str
    see: Place | None = None


def review_hints(sized: SizedGraph, placement: Placement) -> Iterator[Finding]:
    """The hints that are refused, and a direction that is."""
    graph = sized.graph
    if graph.layout == "dot":
        yield from _refuse_all(graph)
        return
    if graph.direction == "right" and not runs_to_the_right(sized):
        message = "this view is drawn from top to bottom: a card with a table needs a row of its own"
        place = Place(("views", graph.view, "direction"))
        yield Finding("AG511", message, place, help="delete `direction: right`, or show no table")
    if not graph.hints:
        return
    task = make_task(sized)
    unmet = _list_unmet_of_picture(sized, task, placement)
    for index in unmet:
        hint = graph.hints[index]
        obstacle = _find_obstacle(sized, task, index)
        message = f"the hint `{hint.text}` is refused in the view `{graph.view}`: {obstacle.reason}"
        yield Finding("AG511", message, Place(hint.path), help=obstacle.help, see=obstacle.see)


def _refuse_all(graph: ViewGraph) -> Iterator[Finding]:
    """Graphviz's dot takes no hints; those of the spec are for the views that stand on the grid."""
    reason = f"`layout: dot` in the view `{graph.view}` puts everything where Graphviz likes"
    help = "use `layout: grid`"
    if graph.direction == "right":
        place = Place(("views", graph.view, "direction"))
        yield Finding("AG511", f"`direction: right` is refused: {reason}", place, help=help)
    for hint in graph.hints:
        if hint.path[0] == "views":
            yield Finding("AG511", f"the hint `{hint.text}` is refused: {reason}", Place(hint.path), help=help)


def _list_unmet_of_picture(sized: SizedGraph, task: GridTask, placement: Placement) -> list[int]:
    """The indexes of the hints that the picture itself does not show."""
    lanes = {card.id: card.lane for card in task.cards}
    cells = {card.id: card.cell for card in placement.cards if card.cell}
    if runs_to_the_right(sized):
        cells = turn_cells(cells)
    row_lanes = dict(sorted((cell.row, lanes[id]) for id, cell in cells.items()))
    seats = find_seats(cells, list(row_lanes.values()))
    return [index for index, hint in enumerate(task.hints) if count_missing(hint, seats)]


def _find_obstacle(sized: SizedGraph, task: GridTask, index: int) -> Obstacle:
    alone = task._replace(hints=[task.hints[index]])
    if _can_meet(alone, 0):
        return _find_other_hint(sized, task, index)
    if _can_meet(alone._replace(groups=()), 0):
        return _find_group(sized, alone)
    if _can_meet(alone._replace(groups=(), max_columns=MANY_COLUMNS), 0):
        columns = "columns" if task.max_columns > 1 else "column"
        help = "ask for more with `max_columns:` on the view, or ask for less here"
        return Obstacle(f"the view has at most {task.max_columns} {columns}", help)
    return _name_lanes(sized, index)


def _can_meet(task: GridTask, index: int) -> bool:
    """Whether a plan is found that meets a hint."""
    return any(index not in list_unmet(task.hints, plan.cells, plan.row_lanes) for plan in plan_grid(task)[:1])


def _find_other_hint(sized: SizedGraph, task: GridTask, index: int) -> Obstacle:
    """The hint without which this one can be met."""
    hints = sized.graph.hints
    for other in range(len(hints)):
        rest = [hint for position, hint in enumerate(task.hints) if position != other]
        if other != index and _can_meet(task._replace(hints=rest), index - (other < index)):
            against = hints[other]
            return Obstacle(f"`{against.text}` stands against it", "delete one of the two", Place(against.path))
    return Obstacle("the other hints together stand against it", "delete some of them")


def _find_group(sized: SizedGraph, alone: GridTask) -> Obstacle:
    """The group without which the hint can be met."""
    help = "a group is one rectangle without strangers: ask for another place, or change the group"
    for group in alone.groups:
        inside = [inner._replace(parent=None) if inner.parent == group.id else inner for inner in alone.groups]
        if _can_meet(alone._replace(groups=[inner for inner in inside if inner.id != group.id]), 0):
            path = next(item.path for item in sized.graph.groups if item.id == group.id)
            return Obstacle(f"the group `{group.id}` stands against it", help, Place(path, "key"))
    return Obstacle("the groups stand against it", help)


def _name_lanes(sized: SizedGraph, index: int) -> Obstacle:
    """The order of the lanes, which nothing changes but `lane:`; or there are too few cards to fill rows or columns."""
    hint = sized.graph.hints[index]
    lanes = {component.id: component.lane for component in sized.graph.components}
    if hint.relation in {"column", "row"}:
        side = "columns" if hint.relation == "column" else "rows in its lane"
        return Obstacle(f"there are not so many {side}: those that nobody stands in vanish", "ask for a smaller number")
    names = ", ".join(f"`{lane}`" for lane in dict.fromkeys(lanes[id] for id in (*hint.cards, *hint.others)))
    return Obstacle(f"lanes have one order in all pictures (here {names})", "move a component with `lane:`")
