"""The ways a flow can take between two cells, with the part of their cost that depends on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from archgen.layout.channels.types import GridPoint, Line, Route
from archgen.layout.grid.types import Cell

VERTICAL_UNIT = 0.5
HORIZONTAL_UNIT = 0.7
BEND = 0.85
COLUMN_GUTTER = 1.0
SIDE_PORT = 0.8
WRONG_SIDE = 0.5
MOST_CANDIDATES = 26

Side = str  # "left", "right", "top" or "bottom"
Port = tuple[Cell, Side]


@dataclass(frozen=True)
class Candidate:
    """A route, its fixed cost, and the sides of the two cards it uses."""

    route: Route
    cost: float
    ports: tuple[Port, Port]

    @cached_property
    def steps(self) -> tuple[tuple[bool, bool, tuple[GridPoint, ...], tuple[GridPoint, ...]], ...]:
        """For each line: whether it is upright, whether it is in a gutter, its inner points, its unit steps."""
        return tuple(_line_steps(line, *ends) for line, ends in _lines_with_ends(self.route))


def _lines_with_ends(route: Route) -> Iterator[tuple[Line, tuple[GridPoint, GridPoint]]]:
    return zip(route.lines, pairwise(route.points), strict=True)


def _line_steps(
    line: Line, a: GridPoint, b: GridPoint
) -> tuple[bool, bool, tuple[GridPoint, ...], tuple[GridPoint, ...]]:
    axis = 1 if line.is_vertical else 0
    low, high = sorted((a[axis], b[axis]))
    units = tuple((a[0], y) if line.is_vertical else (y, a[1]) for y in range(low, high))
    return line.is_vertical, line.is_gutter, units[1:], units


class CandidateFinder:
    """Finds the candidates between cells of one grid."""

    def __init__(self, occupied: frozenset[Cell], columns: int, spanned_rows: frozenset[int]) -> None:
        self._occupied = occupied
        self._columns = columns
        self._spanned_rows = spanned_rows
        self._found: dict[tuple[Cell, Cell], list[Candidate]] = {}

    def find(self, a: Cell, b: Cell) -> list[Candidate]:
        """The candidates from a to b that pass through no card, the cheapest first."""
        if (a, b) not in self._found:
            made = (self._make(a, b, lines) for lines in self._shapes(a, b))
            candidates = [candidate for candidate in made if candidate is not None]
            candidates.sort(key=lambda candidate: candidate.cost)
            self._found[a, b] = candidates[:MOST_CANDIDATES]
        return self._found[a, b]

    def _shapes(self, a: Cell, b: Cell) -> Iterator[tuple[Line, ...]]:
        """All shapes of up to five lines that make sense between two cells."""
        column_a, column_b = Line("column", a.column), Line("column", b.column)
        row_a, row_b = Line("row", a.row), Line("row", b.row)
        gutters = [Line("column-gutter", index) for index in range(self._columns + 1)]
        yield from _straight_shapes(a, b, gutters)
        around_a = [Line("row-gutter", a.row), Line("row-gutter", a.row + 1)]
        around_b = [Line("row-gutter", b.row), Line("row-gutter", b.row + 1)]
        for gutter in gutters[a.column : a.column + 2]:
            yield from ((row_a, gutter, level, column_b) for level in around_b)
        for gutter in gutters[b.column : b.column + 2]:
            yield from ((column_a, level, gutter, row_b) for level in around_a)
        for first, second in product(around_a, around_b):
            if first != second:
                yield from ((column_a, first, gutter, second, column_b) for gutter in gutters)

    def _make(self, a: Cell, b: Cell, lines: tuple[Line, ...]) -> Candidate | None:
        start, end = (2 * a.column + 1, 2 * a.row + 1), (2 * b.column + 1, 2 * b.row + 1)
        corners = (_corner(first, second) for first, second in pairwise(lines))
        route = Route(lines, (start, *corners, end))
        if not all(p != q and self._is_free(line, p, q, {a, b}) for line, (p, q) in _lines_with_ends(route)):
            return None
        ports = (a, _side(route.points[0], route.points[1])), (b, _side(route.points[-1], route.points[-2]))
        return Candidate(route, _fixed_cost(route, a, b, ports), ports)

    def _is_free(self, line: Line, p: GridPoint, q: GridPoint, ends: set[Cell]) -> bool:
        """Whether a line meets no card but the two it connects."""
        if line.kind == "row-gutter":
            return True
        axis = 1 if line.is_vertical else 0
        low, high = (p[axis], q[axis]) if p[axis] < q[axis] else (q[axis], p[axis])
        if line.kind == "column-gutter" and 0 < line.index < self._columns:
            return not any(low <= 2 * row + 1 <= high for row in self._spanned_rows)
        if line.is_gutter:
            return True
        for coordinate in range(low | 1, high + 1, 2):
            other = coordinate // 2
            cell = Cell(other, line.index) if line.is_vertical else Cell(line.index, other)
            if cell in self._occupied and cell not in ends:
                return False
        return True


def _straight_shapes(a: Cell, b: Cell, gutters: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Shapes of one to three lines."""
    column_a, column_b = Line("column", a.column), Line("column", b.column)
    row_a, row_b = Line("row", a.row), Line("row", b.row)
    if a.column == b.column:
        yield (column_a,)
    else:
        low, high = sorted((a.row, b.row))
        yield from ((column_a, Line("row-gutter", index), column_b) for index in range(low, high + 2))
    if a.row == b.row:
        yield (row_a,)
    else:
        yield from ((row_a, gutter, row_b) for gutter in gutters)
    if a.row != b.row and a.column != b.column:
        yield row_a, column_b
        yield column_a, row_b


def _corner(first: Line, second: Line) -> GridPoint:
    x, y = (first, second) if first.is_vertical else (second, first)
    return x.coordinate, y.coordinate


def _side(card: GridPoint, towards: GridPoint) -> Side:
    """The side of a card at which a line towards a point leaves."""
    if card[0] == towards[0]:
        return "bottom" if towards[1] > card[1] else "top"
    return "right" if towards[0] > card[0] else "left"


def _fixed_cost(route: Route, a: Cell, b: Cell, ports: tuple[Port, Port]) -> float:
    cost = BEND * (len(route.lines) - 1)
    for line, (p, q) in _lines_with_ends(route):
        if line.is_vertical:
            cost += VERTICAL_UNIT * abs(p[1] - q[1])
        else:
            cost += HORIZONTAL_UNIT * abs(p[0] - q[0])
        cost += COLUMN_GUTTER if line.kind == "column-gutter" else 0
    if a.row != b.row:
        sides = ports[0][1], ports[1][1]
        wrong = ("top", "bottom") if a.row < b.row else ("bottom", "top")
        cost += WRONG_SIDE * sum(side == bad for side, bad in zip(sides, wrong, strict=True))
        cost += SIDE_PORT * sum(line.kind == "row" for line in (route.lines[0], route.lines[-1]))
    return cost
