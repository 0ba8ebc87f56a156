"""Recalling an earlier arrangement: cards stay where they stood, and newcomers get the best place among them.

A placement from scratch is the best for its spec, but one card more can turn it over. So what stands in the picture that
is about to be replaced is kept, as long as it still obeys the rules; only what is new looks for a place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.grid.board import Board
from archgen.layout.grid.cost import CostTable
from archgen.layout.grid.packing import LaneCell, Packing
from archgen.layout.grid.search import Search
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import Arrangement, Cell, GridCard, GridPlan

if TYPE_CHECKING:
    from archgen.layout.grid.plan import GridTask

LEAST_KNOWN_SHARE = 0.5


def recall_plan(task: GridTask, earlier: Arrangement) -> GridPlan | None:
    """The earlier arrangement with all newcomers in it; None where that breaks a rule, or where most is new."""
    start = _read_packing(task.cards, earlier.cells)
    if start is None or len(start.cells) < LEAST_KNOWN_SHARE * len(task.cards):
        return None
    if task.strict and _count_columns(start) > task.max_columns:
        return None
    apart = task._replace(edges=[(a, b) for a, b in task.edges if a != b])
    drawn = [group for group in task.groups if group.id in earlier.groups]
    for kept in (task.groups, drawn):
        plan = _seat_newcomers(apart._replace(groups=kept), start)
        if plan is not None:
            known = {group.id for group in kept}
            return plan._replace(dropped_groups=tuple(group.id for group in task.groups if group.id not in known))
    return None


def _read_packing(cards: Sequence[GridCard], cells: Mapping[str, Cell]) -> Packing | None:
    """The cells that are known, counted within their lanes; None where lanes lie over each other or cells are taken twice."""
    lanes = {card.id: card.lane for card in cards if card.id in cells}
    known = {id: cells[id] for id in lanes}
    if len(set(known.values())) < len(known):
        return None
    columns = sorted({cell.column for cell in known.values()})
    rows = {lane: sorted({known[id].row for id in known if lanes[id] == lane}) for lane in sorted(set(lanes.values()))}
    in_order = [row for lane in rows for row in rows[lane]]
    if in_order != sorted(set(in_order)):
        return None
    placed = {
        id: LaneCell(lanes[id], rows[lanes[id]].index(cell.row), columns.index(cell.column))
        for id, cell in known.items()
    }
    return Packing({lane: len(found) for lane, found in rows.items()}, placed, 0)


def _seat_newcomers(task: GridTask, packing: Packing) -> GridPlan | None:
    """One newcomer after the other, in the author's order, where it makes the picture least worse."""
    most_columns = max(task.max_columns, _count_columns(packing))
    plan = _plan(task, packing)
    for card in task.cards:
        if plan is None or card.id in packing.cells:
            continue
        tries = [
            (found, tried)
            for tried in _list_seats(card, packing, most_columns)
            if (found := _plan(task, tried)) is not None
        ]
        if not tries:
            return None
        plan, packing = min(tries, key=lambda pair: pair[0].cost)
    return plan


def _list_seats(card: GridCard, packing: Packing, most_columns: int) -> Iterator[Packing]:
    """The packing with a card in each free cell of its lane, in each new row of it, and in each new column."""
    columns = _count_columns(packing)
    count = packing.rows.get(card.lane, 0)
    taken = set(packing.cells.values())
    for row in range(count):
        for column in range(columns):
            if (cell := LaneCell(card.lane, row, column)) not in taken:
                yield packing._replace(cells={**packing.cells, card.id: cell})
    for row in range(count + 1):
        wider = _open_row(packing, card.lane, row)
        yield from (
            wider._replace(cells={**wider.cells, card.id: LaneCell(card.lane, row, column)})
            for column in range(columns)
        )
    if columns < most_columns:
        for column in range(columns, -1, -1):  # rather at the right, where it shifts nobody
            wider = _open_column(packing, column)
            yield from (
                _with_row(wider, card.lane, row, {**wider.cells, card.id: LaneCell(card.lane, row, column)})
                for row in range(max(1, count))
            )


def _open_row(packing: Packing, lane: int, row: int) -> Packing:
    """The packing with an empty row in a lane."""
    cells = {
        id: cell._replace(row=cell.row + 1) if cell.lane == lane and cell.row >= row else cell
        for id, cell in packing.cells.items()
    }
    return Packing(_sorted({**packing.rows, lane: packing.rows.get(lane, 0) + 1}), cells, 0)


def _open_column(packing: Packing, column: int) -> Packing:
    """The packing with an empty column."""
    cells = {
        id: cell._replace(column=cell.column + 1) if cell.column >= column else cell
        for id, cell in packing.cells.items()
    }
    return packing._replace(cells=cells)


def _with_row(packing: Packing, lane: int, row: int, cells: dict[str, LaneCell]) -> Packing:
    rows = {**packing.rows, lane: max(packing.rows.get(lane, 0), row + 1)}
    return Packing(_sorted(rows), cells, 0)


def _sorted(rows: Mapping[int, int]) -> dict[int, int]:
    return {lane: rows[lane] for lane in sorted(rows)}


def _count_columns(packing: Packing) -> int:
    return 1 + max(cell.column for cell in packing.cells.values())


def _plan(task: GridTask, packing: Packing) -> GridPlan | None:
    """The packing as a plan; None where it breaks a rule."""
    seated = packing.cells
    tree = GroupTree(
        [card for card in task.cards if card.id in seated],
        [group._replace(members=tuple(id for id in group.members if id in seated)) for group in task.groups],
    )
    edges = [(a, b) for a, b in task.edges if a in seated and b in seated]
    hints = [hint for hint in task.hints if all(card in seated for card in (*hint.cards, *hint.others))]
    search = Search(Board(tree, edges), CostTable(_count_columns(packing)), packing, hints)
    return search.plan() if search.is_feasible else None
