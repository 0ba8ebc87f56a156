"""From a view to the grid: what is asked of the grid, and its plans as a picture has them.

The grid's planner knows lanes from top to bottom only. A picture whose lanes follow each other to the right is planned the
same way and then turned: rows become columns, and what is asked of columns is asked of rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archgen.layout.ends import list_members
from archgen.layout.grid.hints import GridHint, Relation
from archgen.layout.grid.plan import MOST_COLUMNS, GridTask, plan_again, plan_grid
from archgen.layout.grid.types import Arrangement, Cell, Grid, GridCard, GridGroup, GridPlan
from archgen.model.kinds import LANES

if TYPE_CHECKING:
    from archgen.layout.size import SizedGraph
    from archgen.views.graph import ViewHint

RANKS_IN_A_LANE = 1000
MOST_ROWS_BESIDE = 8  # of cards in a lane that stands upright

# What an author asks, and what that means on the grid; for the words in REVERSED the two sides change places.
RELATIONS: Mapping[str, Relation] = {
    "left_of": "before",
    "right_of": "before",
    "above": "above",
    "below": "above",
    "near": "near",
    "align": "align",
    "column": "column",
    "row": "row",
}
REVERSED = frozenset({"right_of", "below"})
TURNED: Mapping[Relation, Relation] = {"before": "above", "above": "before", "column": "row", "row": "column"}


def plan_view(sized: SizedGraph, earlier: Arrangement | None = None) -> list[Grid]:
    """The finalists for a view's grid, best first."""
    task, to_the_right = make_task(sized), runs_to_the_right(sized)
    if earlier and to_the_right:
        earlier = earlier._replace(cells=turn_cells(earlier.cells))
    plans = plan_again(task, earlier) if earlier else plan_grid(task)
    return [_make_grid(plan, to_the_right) for plan in plans]


def runs_to_the_right(sized: SizedGraph) -> bool:
    """Whether the lanes follow each other to the right; where a card needs a row of its own they cannot."""
    return sized.graph.direction == "right" and not sized.wide_cards


def make_task(sized: SizedGraph) -> GridTask:
    """What is to be placed. A wide card has a lane of its own within its lane, so that it is alone in its row."""
    graph, wide = sized.graph, list(sized.wide_cards)
    cards = [
        GridCard(
            c.id, LANES.index(c.lane) * RANKS_IN_A_LANE + (wide.index(c.id) if c.id in wide else RANKS_IN_A_LANE - 1)
        )
        for c in graph.components
    ]
    turned = runs_to_the_right(sized)
    return GridTask(
        cards=cards,
        groups=[
            GridGroup(g.id, g.parent, members, any(id in sized.wide_cards for id in members))
            for g in graph.groups
            for members in (graph.direct_members(g.id),)
        ],
        edges=[(list_members(graph, flow.from_id)[0], list_members(graph, flow.to_id)[0]) for flow in graph.flows],
        max_columns=graph.max_columns or (MOST_ROWS_BESIDE if turned else MOST_COLUMNS),
        hints=[ask_of_grid(hint, turned) for hint in graph.hints],
        strict=graph.max_columns is not None,
    )


def ask_of_grid(hint: ViewHint, turned: bool) -> GridHint:
    """A hint as the grid's planner understands it."""
    relation = RELATIONS[hint.relation]
    cards, others = (hint.others, hint.cards) if hint.relation in REVERSED else (hint.cards, hint.others)
    return GridHint(TURNED.get(relation, relation) if turned else relation, cards, others, hint.number)


def turn_cells(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Rows as columns, and columns as rows."""
    return {id: Cell(cell.column, cell.row) for id, cell in cells.items()}


def _make_grid(plan: GridPlan, to_the_right: bool) -> Grid:
    lanes = tuple(rank // RANKS_IN_A_LANE for rank in plan.row_lanes)
    rows, columns = len(lanes), plan.columns
    if to_the_right:
        return Grid(turn_cells(plan.cells), columns, rows, lanes, True, plan.dropped_groups)
    return Grid(plan.cells, rows, columns, lanes, False, plan.dropped_groups)
