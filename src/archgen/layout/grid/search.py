"""Local search: cards move within their lanes, and columns change places, as long as that makes the cost smaller.

First improvement, no randomness. Moves that would put a stranger into a group are refused, never only penalised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import accumulate, combinations

from archgen.layout.grid.board import Board
from archgen.layout.grid.cost import (
    COLUMN,
    CROSSING,
    EMPTY_GROUP_CELL,
    FIFTH_COLUMN,
    HINT_STEP,
    ROW,
    CostTable,
    EdgeShape,
    Line,
    Rectangle,
    count_all_crossings,
    count_crossings,
)
from archgen.layout.grid.hints import GridHint, Seat, count_missing
from archgen.layout.grid.packing import Packing
from archgen.layout.grid.types import Cell, GridPlan
from archgen.values import NamedTuple

LEAST_GAIN = 1e-6
EVALUATIONS = 1200
EVALUATIONS_LARGE = 500
LARGE = 30
FEW = 9
WIDE_COLUMNS = 4


class Search:
    """One placement on a grid of a fixed number of columns, and the moves that improve it."""

    def __init__(self, board: Board, table: CostTable, start: Packing, hints: Sequence[GridHint] = ()) -> None:
        self._board, self._columns, self._table, self._hints = board, table.columns, table, hints
        self._edges, self._groups = board.edges, board.groups
        self._lanes = sorted(start.rows)
        counts = [start.rows[lane] for lane in self._lanes]
        self._base = dict(zip(self._lanes, accumulate([0, *counts]), strict=False))
        self._row_lanes = [lane for lane in self._lanes for _ in range(start.rows[lane])]
        self._cells = {lane: self._list_cells(lane, start.rows[lane]) for lane in self._lanes}
        self._at = [self._number(start, id) for id in board.ids]
        self._stock = self._take_stock(self._at)
        self._useless: set[int | tuple[int, int]] = (
            set()
        )  # cards and pairs of columns whose moves help nothing from here
        self._evaluations = 0
        self._limit = EVALUATIONS_LARGE if len(board.ids) > LARGE else EVALUATIONS

    def _list_cells(self, lane: int, rows: int) -> range:
        first = self._base[lane]
        return range(first * self._columns, (first + rows) * self._columns)

    def _number(self, start: Packing, id: str) -> int:
        cell = start.cells[id]
        return (self._base[cell.lane] + cell.row) * self._columns + cell.column

    @property
    def is_feasible(self) -> bool:
        """Whether the start obeys all rules."""
        return self._stock is not None

    @property
    def _state(self) -> _State:
        assert self._stock is not None
        return self._stock

    def run(self) -> GridPlan:
        """Improve until nothing helps."""
        self._improve()
        return self.plan()

    def run_on(self) -> GridPlan:
        """Improve what `run` found by moving two cards at once, where few cards stand: more would take too long."""
        while len(self._board.ids) <= FEW and self._evaluations < self._limit and self._move_pairs():
            self._improve()
        return self.plan()

    def _improve(self) -> None:
        improved = True
        while improved and self._evaluations < self._limit:
            improved = self._sweep_cards()
            improved = self._swap_columns() or improved

    @property
    def cost(self) -> float:
        """What the placement costs, its rows and columns included."""
        rows, columns = {cell // self._columns for cell in self._at}, {cell % self._columns for cell in self._at}
        cost = self._state.cost + ROW * len(rows) + COLUMN * len(columns)
        return cost + (FIFTH_COLUMN if len(columns) > WIDE_COLUMNS else 0)

    def plan(self) -> GridPlan:
        """The placement without its empty rows and columns."""
        cells = [divmod(cell, self._columns) for cell in self._at]
        rows, columns = sorted({row for row, _ in cells}), sorted({column for _, column in cells})
        return GridPlan(
            cells={
                id: Cell(rows.index(r), columns.index(c)) for id, (r, c) in zip(self._board.ids, cells, strict=True)
            },
            row_lanes=tuple(self._row_lanes[row] for row in rows),
            columns=len(columns),
            dropped_groups=(),
            cost=self.cost,
        )

    def _sweep_cards(self) -> bool:
        """The best move of each card in turn: to a free cell of its lane, or in exchange with the card there."""
        improved = False
        for card in range(len(self._at)):
            if self._evaluations > self._limit:
                break
            better = self._best_move(card)
            if better is not None:
                self._take(better)
                improved = True
        return improved

    def _take(self, at: list[int], stock: _State | None = None) -> None:
        self._at, self._stock = at, stock or self._take_stock(at)
        self._useless.clear()

    def _best_move(self, card: int) -> list[int] | None:
        """The placement after the best move of a card; None where none helps.

        What was tried since the last move is not tried again, but counted. In exchange with another card that holds, too:
        gains are sums of twentieths, so in which order they are added up matters far less than the least gain.
        """
        if card in self._useless:
            self._evaluations += len(self._cells[self._board.lane_of[card]]) - 1
            return None
        best, best_gain = None, LEAST_GAIN
        self._evaluations += len(self._cells[self._board.lane_of[card]]) - 1
        for moved, cards in self._moves(self._at, card, self._useless):
            gain = self._gain(moved, cards, best_gain)
            if gain > best_gain:
                best, best_gain = moved, gain
        if best is None:
            self._useless.add(card)
        return best

    def _moves(
        self, at: list[int], card: int, fixed: Set[object] = frozenset()
    ) -> Iterator[tuple[list[int], tuple[int, ...]]]:
        """Each placement with the card in another cell of its lane, in exchange with none that is fixed; and what moved."""
        holder = {cell: other for other, cell in enumerate(at)}
        for cell in self._cells[self._board.lane_of[card]]:
            if cell == at[card]:
                continue
            other = holder.get(cell)
            if other in fixed:
                continue
            moved = list(at)
            moved[card] = cell
            if other is not None:
                moved[other] = at[card]
            yield moved, (card,) if other is None else (card, other)

    def _move_pairs(self) -> bool:
        """Two cards at once: where few cards stand, that leads out of what no single move can leave."""
        for a, b in combinations(range(len(self._board.ids)), 2):
            for once, first in self._moves(self._at, a):
                for twice, second in self._moves(once, b):
                    if self._gain(twice, tuple(dict.fromkeys((*first, *second))), LEAST_GAIN) > LEAST_GAIN:
                        self._take(twice)
                        return True
        return False

    def _gain(self, moved: list[int], cards: tuple[int, ...], least: float) -> float:
        """What a move saves. Each question costs more than the one before, and is asked only where the move can still pay."""
        state, stake = self._state, self._board.find_stake(cards)
        changed = 0
        for card in cards:
            changed ^= (1 << self._at[card]) ^ (1 << moved[card])
        gain = self._edges_gain(moved, stake.edges, changed)
        crossings = sum([state.crossings[edge] for edge in stake.edges])
        groups = stake.groups
        empty = sum([state.empty[group] for group in groups])
        if gain + CROSSING * crossings + EMPTY_GROUP_CELL * empty + state.hints <= least:
            return 0.0
        rectangles = {group: self._rectangle(group, moved) for group in groups}
        gain += EMPTY_GROUP_CELL * sum([_area(state.rectangles[g]) - _area(rectangles[g]) for g in groups])
        if self._hints:
            gain += state.hints - self._cost_of_hints(moved)
        if gain + CROSSING * crossings <= least or not self._stays_feasible(moved, cards, rectangles, changed):
            return 0.0
        most = crossings + (gain - least) / CROSSING
        lines = list(state.lines)
        for edge in stake.edges:
            a, b = self._edges[edge]
            lines[edge] = self._table.lines[moved[a], moved[b]]
        return gain + CROSSING * (crossings - count_crossings(stake.in_order, lines, most))

    def _edges_gain(self, moved: Sequence[int], touched: Set[int], changed: int) -> float:
        """What a move saves on the flows; ``changed`` are the cells that get or lose a card."""
        state, shapes = self._state, self._table.shapes
        occupied = state.occupied ^ changed
        gain = 0.0
        for edge in touched:
            a, b = self._edges[edge]
            base, mask_a, mask_b, penalty = shapes[moved[a], moved[b]]
            gain += state.costs[edge] - base
            if occupied & mask_a and occupied & mask_b:
                gain -= penalty
        if changed & state.watched:
            for edge, watched in enumerate(state.watched_by):
                if watched & changed and edge not in touched:
                    base, mask_a, mask_b, penalty = state.shapes[edge]
                    blocked = occupied & mask_a and occupied & mask_b
                    gain += state.costs[edge] - base - (penalty if blocked else 0.0)
        return gain

    def _stays_feasible(
        self, moved: Sequence[int], cards: Sequence[int], rectangles: Mapping[int, Rectangle], changed: int
    ) -> bool:
        """Whether a move keeps strangers out of groups, and unrelated groups apart."""
        state = self._state
        occupied = state.occupied ^ changed
        arrived = _bits([moved[card] for card in cards])
        masks = {group: self._table.masks[rectangle] for group, rectangle in rectangles.items()}
        for group, mask in enumerate(state.masks):
            if group not in masks:
                if mask & arrived:
                    return False
            elif masks[group] & occupied & ~_bits([moved[card] for card in self._groups[group]]):
                return False
        return not any(
            mask & masks.get(other, state.masks[other])
            for group, mask in masks.items()
            for other in self._board.unrelated[group]
        )

    def _swap_columns(self) -> bool:
        """Exchange whole columns where that helps."""
        improved = False
        for a, b in combinations(range(self._columns), 2):
            self._evaluations += 4
            if (a, b) in self._useless:
                continue
            exchange = {a: b - a, b: a - b}
            moved = [cell + exchange.get(cell % self._columns, 0) for cell in self._at]
            stock = self._take_stock(moved, self._state.cost - LEAST_GAIN)
            if stock is None:
                self._useless.add((a, b))
            else:
                self._take(moved, stock)
                improved = True
        return improved

    def _take_stock(self, at: Sequence[int], below: float = float("inf")) -> _State | None:
        """Everything that the moves from a placement are measured against; None where it breaks a rule, or costs too much.

        What costs the most time to find out, the crossings, comes last.
        """
        occupied = _bits(at)
        rectangles = [self._rectangle(group, at) for group in range(len(self._groups))]
        masks = [self._table.masks[rectangle] for rectangle in rectangles]
        if not self._is_feasible(at, occupied, masks):
            return None
        shapes = [self._table.shapes[at[a], at[b]] for a, b in self._edges]
        costs = [
            base + (penalty if occupied & mask_a and occupied & mask_b else 0.0)
            for base, mask_a, mask_b, penalty in shapes
        ]
        empty = [_area(rectangle) - len(group) for group, rectangle in zip(self._groups, rectangles, strict=True)]
        hints = self._cost_of_hints(at)
        cost = sum(costs) + EMPTY_GROUP_CELL * sum(empty) + hints
        if cost >= below:
            return None
        lines = [self._table.lines[at[a], at[b]] for a, b in self._edges]
        crossings = count_all_crossings(lines)
        cost += CROSSING * sum(crossings) / 2
        if cost >= below:
            return None
        watched_by = [mask_a | mask_b for _, mask_a, mask_b, _ in shapes]
        watched = 0
        for cells in watched_by:
            watched |= cells
        return _State(
            shapes, costs, lines, crossings, occupied, watched, watched_by, rectangles, masks, empty, hints, cost
        )

    def _cost_of_hints(self, at: Sequence[int]) -> float:
        """What it costs that hints are not met."""
        if not self._hints:
            return 0.0
        seats = {}
        for id, lane, cell in zip(self._board.ids, self._board.lane_of, at, strict=True):
            row, column = divmod(cell, self._columns)
            seats[id] = Seat(lane, row - self._base[lane], row, column)
        return HINT_STEP * sum(count_missing(hint, seats) for hint in self._hints)

    def _rectangle(self, group: int, at: Sequence[int]) -> Rectangle:
        cells = [at[card] for card in self._groups[group]]
        columns = [0, self._columns - 1] if self._board.wide[group] else [cell % self._columns for cell in cells]
        return min(cells) // self._columns, max(cells) // self._columns, min(columns), max(columns)

    def _is_feasible(self, at: Sequence[int], occupied: int, masks: Sequence[int]) -> bool:
        """No stranger inside a group's rectangle, no two unrelated groups over each other."""
        for group, mask in enumerate(masks):
            if mask & occupied & ~_bits([at[card] for card in self._groups[group]]):
                return False
        return not any(
            masks[group] & masks[other] for group, others in enumerate(self._board.unrelated) for other in others
        )


class _State(NamedTuple):
    """A placement measured: of each flow its shape, its cost without crossings, its line, and how many it crosses; the cells that
    are taken, and those where a card would be in the way of any flow, and of each; of each group its rectangle, the rectangle's
    cells, and how many of them are empty; the cost of hints, and of everything.
    """

    shapes: list[EdgeShape]
    costs: list[float]
    lines: list[Line]
    crossings: list[int]
    occupied: int
    watched: int
    watched_by: list[int]
    rectangles: list[Rectangle]
    masks: list[int]
    empty: list[int]
    hints: float
    cost: float


def _area(rectangle: Rectangle) -> int:
    first_row, last_row, first_column, last_column = rectangle
    return (last_row - first_row + 1) * (last_column - first_column + 1)


def _bits(cells: Sequence[int]) -> int:
    bits = 0
    for cell in cells:
        bits |= 1 << cell
    return bits
