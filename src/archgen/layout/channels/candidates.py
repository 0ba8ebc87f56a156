"""The ways a flow can take between two cells, with the part of their cost that depends on nothing else.

They depend on the two cells and the number of columns alone, and in every row they are the same: so they are made once, as if
the upper cell stood in the first row, and serve every plan. Which of them a plan leaves free is then asked of masks, with a bit
for each cell. Only those that are chosen are moved down to their rows.

Most flows take a simple way: those of four and five lines are made only where a simpler one is not cheaper in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise, product, zip_longest

from archgen.layout.channels.territories import count_inside, leaves
from archgen.layout.channels.types import GridPoint, Line, Route, Side, make_line
from archgen.layout.grid.types import Cell, CellRange
from archgen.values import NamedTuple

VERTICAL_UNIT = 0.5
HORIZONTAL_UNIT = 0.7
BEND = 0.85
COLUMN_GUTTER = 1.0
SIDE_PORT = 0.8
WRONG_SIDE = 0.5
THROUGH_STRANGERS = 1.0  # for each cell or gutter of a group
LEAVING_HOME = 2.0
MOST_CANDIDATES = 26
MOST_KEPT = 3 * 4096  # of the lists for two cells and a number of lines
COLUMN_BITS = 16

Port = tuple[int, Side]  # a card by the number of its point, and one of its sides


class Marks(NamedTuple):
    """Where a route passes, as numbers: the points that it passes straight through, as it runs there and as those run that cross
    it there; and its unit steps in gutters and elsewhere.
    """

    passed: tuple[int, ...]
    crossed: tuple[int, ...]
    in_gutters: tuple[int, ...]
    elsewhere: tuple[int, ...]


class Candidate:
    """A route, its fixed cost, and the sides of the two cards it uses.

    ``cells`` has a bit for each cell between the two that the route passes, ``rows`` one for each row that it passes in an
    inner column gutter.
    """

    __slots__ = ("_marks", "cells", "cost", "ports", "route", "rows")

    def __init__(self, route: Route, cost: float, ports: tuple[Port, Port], cells: int, rows: int) -> None:
        self.route, self.cost, self.ports, self.cells, self.rows = route, cost, ports, cells, rows
        self._marks: Marks | None = None

    @property
    def marks(self) -> Marks:
        """Where it passes."""
        if self._marks is None:  # few candidates are ever asked
            self._marks = _mark_route(self.route)
        return self._marks


Priced = tuple[float, Candidate]


class Options:
    """What a flow can choose from: candidates as they are in the first row, and how many rows further ``down`` they are meant.

    ``priced`` are the cheapest with their prices, in order, no more than are ever looked at. The others, which are made when
    somebody asks for ``more``, cost ``rest`` or more.
    """

    __slots__ = ("_free", "_groups", "_lines", "_waiting", "_where", "down", "priced", "rest")

    def __init__(
        self, a: Cell, b: Cell, columns: int, free: tuple[int, int], groups: tuple[list[CellRange], list[CellRange]]
    ) -> None:
        """``free`` are the masks of occupied cells and of spanned rows, ``groups`` those of others and those that hold both."""
        self.down = min(a.row, b.row)
        self._where = Cell(a.row - self.down, a.column), Cell(b.row - self.down, b.column), columns
        self._free, self._groups = free, groups
        self._lines = [5, 4, 3] if a != b else [4]
        self._waiting: list[Priced] = []
        self.priced: list[Priced] = []
        self.more()

    def more(self) -> None:
        """Look at the candidates with the next number of lines."""
        occupied, spanned = self._free
        found = list_candidates(*self._where, self._lines.pop())
        free = (c for c in found if not c.cells & occupied and not c.rows & spanned)
        self._waiting += [(c.cost + _cost_among_groups(c.route, *self._groups), c) for c in free]
        self._waiting.sort(key=_rank)
        self.rest = _least_cost(*self._where, self._lines[-1]) if self._lines else float("inf")
        sure = sum([price < self.rest for price, _ in self._waiting])
        self.priced += self._waiting[: min(sure, MOST_CANDIDATES - len(self.priced))]
        del self._waiting[:sure]
        if len(self.priced) == MOST_CANDIDATES:
            self.rest = float("inf")


def _rank(priced: Priced) -> tuple[float, float]:
    return priced[0], priced[1].cost


def _number(x: int, y: int, is_vertical: bool = False) -> int:
    """A point of the doubled grid, and whether something runs up and down there, as a number."""
    return (y << COLUMN_BITS | x) << 1 | is_vertical


def number_down(rows: int) -> int:
    """What the numbers of points grow by when they are moved so many rows down."""
    return _number(0, 2 * rows)


def _mark_route(route: Route) -> Marks:
    passed: list[int] = []
    units: dict[bool, list[int]] = {True: [], False: []}
    for line, (a, b) in zip(route.lines, pairwise(route.points), strict=True):
        if line.is_vertical:
            steps = [_number(a[0], y, True) for y in range(min(a[1], b[1]), max(a[1], b[1]))]
        else:
            steps = [_number(x, a[1]) for x in range(min(a[0], b[0]), max(a[0], b[0]))]
        passed += steps[1:]
        units[line.is_gutter] += steps
    return Marks(tuple(passed), tuple([point ^ 1 for point in passed]), tuple(units[True]), tuple(units[False]))


def move_down(route: Route, rows: int) -> Route:
    """The same way so many rows further down."""
    lines = (line if line.is_vertical else make_line(line.kind, line.index + rows) for line in route.lines)
    return Route(tuple(lines), tuple((x, y + 2 * rows) for x, y in route.points))


class CandidateFinder:
    """Finds the candidates between cells of one grid."""

    def __init__(
        self,
        occupied: Iterable[Cell],
        columns: int,
        spanned_rows: frozenset[int] = frozenset(),
        territories: Sequence[CellRange] = (),
    ) -> None:
        self._columns, self._territories = columns, territories
        self._occupied = sum({1 << cell.row * columns + cell.column for cell in occupied})
        self._spanned = sum(1 << row for row in spanned_rows)
        self._found: dict[tuple[Cell, Cell], Options] = {}

    def find(self, a: Cell, b: Cell) -> Options:
        """The candidates from a to b that pass through no card, with what they cost among the groups."""
        if (a, b) not in self._found:
            self._found[a, b] = self._find(a, b)
        return self._found[a, b]

    def _find(self, a: Cell, b: Cell) -> Options:
        top, bottom = min(a.row, b.row), max(a.row, b.row)
        occupied, spanned = self._occupied >> top * self._columns, self._spanned >> top
        strangers, homes = [], []
        for group in self._territories:
            inside = group.holds(a) + group.holds(b)
            first_row, last_row, first_column, last_column = group
            moved = CellRange(first_row - top, last_row - top, first_column, last_column)
            if inside == 0 and group.first_row <= bottom and top <= group.last_row:  # no route leaves these rows
                strangers.append(moved)
            elif inside == 2:
                homes.append(moved)
        return Options(a, b, self._columns, (occupied, spanned), (strangers, homes))


def _cost_among_groups(route: Route, strangers: Sequence[CellRange], homes: Sequence[CellRange]) -> float:
    """What it costs to run through groups without an end in them, and to leave those that hold both ends."""
    cost = 0.0
    for group in strangers:
        cost += THROUGH_STRANGERS * count_inside(route, group)
    for group in homes:
        cost += LEAVING_HOME * leaves(route, group)
    return cost


@lru_cache(maxsize=MOST_KEPT)
def list_candidates(a: Cell, b: Cell, columns: int, lines: int) -> tuple[Candidate, ...]:
    """The candidates from a to b with so many lines (3: with up to three) on a grid without other cards, the cheapest first; one
    of the two stands in the first row.
    """
    made = (_make(a, b, columns, shape) for shape in _list_shapes(a, b, columns, lines))
    return tuple(sorted((candidate for candidate in made if candidate), key=lambda candidate: candidate.cost))


def _least_cost(a: Cell, b: Cell, columns: int, lines: int) -> float:
    """What a candidate with four or five lines costs at least; a hair less, since sums of the same numbers can differ by that.

    It runs in a gutter between columns and, where both cards are in one column, there and back; the same for rows. One of four
    lines begins or ends at the side of a card.
    """
    across = max(2 * abs(a.column - b.column), 2)
    along = max(2 * abs(a.row - b.row), 2 if lines == 4 else 4 if a.row == b.row else 2)
    side = SIDE_PORT if lines == 4 and a.row != b.row else 0
    return BEND * (lines - 1) + COLUMN_GUTTER + HORIZONTAL_UNIT * across + VERTICAL_UNIT * along + side - 1e-6


def _list_shapes(a: Cell, b: Cell, columns: int, lines: int) -> Iterator[tuple[Line, ...]]:
    """All shapes of so many lines that make sense between two cells."""
    if a == b:
        yield from _list_loops(a)
        return
    gutters = [make_line("column-gutter", index) for index in range(columns + 1)]
    if lines == 3:
        yield from _list_short_shapes(a, b, gutters)
        return
    column_a, column_b = make_line("column", a.column), make_line("column", b.column)
    around_a = [make_line("row-gutter", a.row), make_line("row-gutter", a.row + 1)]
    around_b = [make_line("row-gutter", b.row), make_line("row-gutter", b.row + 1)]
    if lines == 4:
        row_a, row_b = make_line("row", a.row), make_line("row", b.row)
        for gutter in gutters[a.column : a.column + 2]:
            yield from ((row_a, gutter, level, column_b) for level in around_b)
        for gutter in gutters[b.column : b.column + 2]:
            yield from ((column_a, level, gutter, row_b) for level in around_a)
        return
    for first, second in product(around_a, around_b):
        if first != second:
            yield from ((column_a, first, gutter, second, column_b) for gutter in gutters)


def _list_loops(cell: Cell) -> Iterator[tuple[Line, ...]]:
    """From one of a card's sides around a corner to its top or bottom, the upper right corner first."""
    row, column = make_line("row", cell.row), make_line("column", cell.column)
    for gutter, level in product((cell.column + 1, cell.column), (cell.row, cell.row + 1)):
        yield row, make_line("column-gutter", gutter), make_line("row-gutter", level), column


def _list_short_shapes(a: Cell, b: Cell, gutters: list[Line]) -> Iterator[tuple[Line, ...]]:
    """Shapes of one to three lines."""
    column_a, column_b = make_line("column", a.column), make_line("column", b.column)
    row_a, row_b = make_line("row", a.row), make_line("row", b.row)
    if a.column == b.column:
        yield (column_a,)
    else:
        low, high = sorted((a.row, b.row))
        yield from ((column_a, make_line("row-gutter", index), column_b) for index in range(low, high + 2))
    if a.row == b.row:
        yield (row_a,)
    else:
        yield from ((row_a, gutter, row_b) for gutter in gutters)
    if a.row != b.row and a.column != b.column:
        yield row_a, column_b
        yield column_a, row_b


def _make(a: Cell, b: Cell, columns: int, lines: tuple[Line, ...]) -> Candidate | None:
    """The candidate of a shape; None where one of its lines would have no length."""
    start, end = (2 * a.column + 1, 2 * a.row + 1), (2 * b.column + 1, 2 * b.row + 1)
    points, point = [start], start
    cost = BEND * (len(lines) - 1)
    cells = rows = 0
    for line, following in zip_longest(lines, lines[1:]):
        (x, y), before = point, point
        if line.is_vertical:
            point = end if following is None else (line.coordinate, following.coordinate)
            low, high = (y, point[1]) if y < point[1] else (point[1], y)
            cost += VERTICAL_UNIT * (high - low)
            if line.is_gutter:
                cost += COLUMN_GUTTER
                rows |= _bits(low, high, 1, 0) if 0 < line.index < columns else 0
            else:
                cells |= _bits(low, high, columns, line.index)
        else:
            point = end if following is None else (following.coordinate, line.coordinate)
            low, high = (x, point[0]) if x < point[0] else (point[0], x)
            cost += HORIZONTAL_UNIT * (high - low)
            cells |= 0 if line.is_gutter else _bits(low, high, 1, line.index * columns)
        if point == before:
            return None
        points.append(point)
    sides = find_side(start, points[1]), find_side(end, points[-2])
    ports = (_number(*start), sides[0]), (_number(*end), sides[1])
    ends = 1 << a.row * columns + a.column | 1 << b.row * columns + b.column
    return Candidate(Route(lines, tuple(points)), cost + _cost_of_ends(lines, a, b, sides), ports, cells & ~ends, rows)


@cache
def _bits(low: int, high: int, step: int, first: int) -> int:
    """A bit for each card row (or column) of the doubled grid from ``low`` to ``high``, ``step`` apart, from ``first`` on."""
    bits = 0
    for coordinate in range(low | 1, high + 1, 2):
        bits |= 1 << coordinate // 2 * step + first
    return bits


def find_side(card: GridPoint, towards: GridPoint) -> Side:
    """The side of a card at which a line towards a point leaves."""
    if card[0] == towards[0]:
        return "bottom" if towards[1] > card[1] else "top"
    return "right" if towards[0] > card[0] else "left"


def _cost_of_ends(lines: tuple[Line, ...], a: Cell, b: Cell, sides: tuple[Side, Side]) -> float:
    """What it costs to leave and arrive where one does not look for it."""
    if a.row == b.row:
        return 0.0
    wrong = ("top", "bottom") if a.row < b.row else ("bottom", "top")
    cost = WRONG_SIDE * ((sides[0] == wrong[0]) + (sides[1] == wrong[1]))
    return cost + SIDE_PORT * ((lines[0].kind == "row") + (lines[-1].kind == "row"))
