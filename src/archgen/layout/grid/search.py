"""Local search: cards move within their lanes, and columns change places, as long as that makes the cost smaller.

First improvement, no randomness. Moves that would put a stranger into a group are refused, never only penalised.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from archgen.layout.grid.cost import COLUMN, CROSSING, EMPTY_GROUP_CELL, FIFTH_COLUMN, ROW, CostTable
from archgen.layout.grid.packing import Packing
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import Cell, GridPlan

LEAST_GAIN = 1e-6
EVALUATIONS = 1200
EVALUATIONS_LARGE = 500
LARGE = 30
WIDE_COLUMNS = 4


class Search:
    """One placement on a grid of a fixed number of columns, and the moves that improve it."""

    def __init__(self, tree: GroupTree, edges: Sequence[tuple[str, str]], columns: int, start: Packing) -> None:
        ids = [card.id for card in tree.cards]
        index = {id: position for position, id in enumerate(ids)}
        self._ids, self._columns, self._table = ids, columns, CostTable(columns)
        self._lanes = sorted(start.rows)
        counts = [start.rows[lane] for lane in self._lanes]
        self._base = dict(zip(self._lanes, accumulate([0, *counts]), strict=False))
        self._row_lanes = [lane for lane in self._lanes for _ in range(start.rows[lane])]
        self._lane_of = [card.lane for card in tree.cards]
        self._at = [self._number(start, id) for id in ids]
        self._edges = [(index[a], index[b]) for a, b in edges]
        self._edges_of = [[k for k, edge in enumerate(self._edges) if i in edge] for i in range(len(ids))]
        names = [name for name in tree.members if name is not None]
        self._groups = [[index[card] for card in tree.members[name]] for name in names]
        self._unrelated = _unrelated_pairs([set(group) for group in self._groups])
        self._evaluations = 0
        self._limit = EVALUATIONS_LARGE if len(ids) > LARGE else EVALUATIONS

    def _number(self, start: Packing, id: str) -> int:
        cell = start.cells[id]
        return (self._base[cell.lane] + cell.row) * self._columns + cell.column

    def run(self) -> GridPlan | None:
        """Improve until nothing helps; None where the start itself breaks a rule."""
        if not self._is_feasible(self._at):
            return None
        improved = True
        while improved and self._evaluations < self._limit:
            improved = self._sweep_cards()
            improved = self._swap_columns() or improved
        return self._plan()

    def _plan(self) -> GridPlan:
        """The placement without its empty rows and columns."""
        cells = [divmod(cell, self._columns) for cell in self._at]
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        cost = self._cost(self._at) + ROW * len(rows) + COLUMN * len(columns)
        return GridPlan(
            cells={id: Cell(rows.index(r), columns.index(c)) for id, (r, c) in zip(self._ids, cells, strict=True)},
            row_lanes=tuple(self._row_lanes[row] for row in rows),
            columns=len(columns),
            dropped_groups=(),
            cost=cost + (FIFTH_COLUMN if len(columns) > WIDE_COLUMNS else 0),
        )

    def _sweep_cards(self) -> bool:
        """The best move of each card in turn: to a free cell of its lane, or in exchange with the card there."""
        improved = False
        for card in range(len(self._at)):
            if self._evaluations > self._limit:
                break
            better = self._best_move(card)
            if better is not None:
                self._at, improved = better, True
        return improved

    def _best_move(self, card: int) -> list[int] | None:
        holder = {cell: other for other, cell in enumerate(self._at)}
        before = self._local_cost(self._at)
        best, best_gain = None, LEAST_GAIN
        lane = self._lane_of[card]
        first = self._base[lane] * self._columns
        count = self._row_lanes.count(lane) * self._columns
        for cell in range(first, first + count):
            if cell == self._at[card]:
                continue
            self._evaluations += 1
            other = holder.get(cell)
            moved = list(self._at)
            moved[card] = cell
            if other is not None:
                moved[other] = self._at[card]
            touched = self._edges_of[card] if other is None else [*self._edges_of[card], *self._edges_of[other]]
            gain = self._gain(moved, before, sorted(set(touched)), best_gain)
            if gain > best_gain:
                best, best_gain = moved, gain
        return best

    def _gain(self, moved: list[int], before: float, touched: Sequence[int], least: float) -> float:
        """What a move saves; crossings are counted only where the move can still pay."""
        gain = before - self._local_cost(moved)
        crossings = self._table.count_crossings(touched, self._pairs(self._at))
        if gain + CROSSING * crossings <= least or not self._is_feasible(moved):
            return 0.0
        return gain + CROSSING * (crossings - self._table.count_crossings(touched, self._pairs(moved)))

    def _swap_columns(self) -> bool:
        """Exchange whole columns where that helps."""
        improved = False
        cost = self._cost(self._at)
        for a in range(self._columns):
            for b in range(a + 1, self._columns):
                self._evaluations += 4
                exchange = {a: b - a, b: a - b}
                moved = [cell + exchange.get(cell % self._columns, 0) for cell in self._at]
                if self._is_feasible(moved) and (tried := self._cost(moved)) < cost - LEAST_GAIN:
                    self._at, cost, improved = moved, tried, True
        return improved

    def _cost(self, at: Sequence[int]) -> float:
        crossings = self._table.count_crossings(range(len(self._edges)), self._pairs(at))
        return self._local_cost(at) + CROSSING * crossings / 2

    def _local_cost(self, at: Sequence[int]) -> float:
        """The cost without crossings."""
        return self._table.edges_cost(self._edges, at, _bits(at)) + EMPTY_GROUP_CELL * self._empty_cells(at)

    def _pairs(self, at: Sequence[int]) -> list[tuple[int, int]]:
        return [(at[a], at[b]) if at[a] < at[b] else (at[b], at[a]) for a, b in self._edges]

    def _rectangles(self, at: Sequence[int]) -> list[tuple[int, int, int, int]]:
        found = []
        for group in self._groups:
            rows, columns = zip(*(divmod(at[card], self._columns) for card in group), strict=True)
            found.append((min(rows), max(rows), min(columns), max(columns)))
        return found

    def _empty_cells(self, at: Sequence[int]) -> int:
        return sum(
            (bottom - top + 1) * (right - left + 1) - len(group)
            for group, (top, bottom, left, right) in zip(self._groups, self._rectangles(at), strict=True)
        )

    def _is_feasible(self, at: Sequence[int]) -> bool:
        """No stranger inside a group's rectangle, no two unrelated groups over each other."""
        occupied = _bits(at)
        masks = [self._table.mask(*rectangle) for rectangle in self._rectangles(at)]
        for group, mask in zip(self._groups, masks, strict=True):
            if mask & occupied & ~_bits([at[card] for card in group]):
                return False
        return not any(masks[a] & masks[b] for a, b in self._unrelated)


def _bits(cells: Sequence[int]) -> int:
    bits = 0
    for cell in cells:
        bits |= 1 << cell
    return bits


def _unrelated_pairs(groups: Sequence[set[int]]) -> list[tuple[int, int]]:
    """Pairs of groups of which neither is inside the other."""
    return [
        (a, b) for a in range(len(groups)) for b in range(a) if not (groups[a] <= groups[b] or groups[b] <= groups[a])
    ]
