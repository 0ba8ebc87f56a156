"""What makes one placement better than another, before any pixel is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from archgen.values import NamedTuple

COLUMN_DISTANCE = 0.8
ROW_DISTANCE = 0.6
SAME_ROW_BONUS = 0.2
BENDS = 0.7
STRAIGHT_BLOCKED = 3.0
CORNERS_BLOCKED = 2.0
CROSSING = 1.1
EMPTY_GROUP_CELL = 0.25
ROW = 2.2
COLUMN = 1.2
FIFTH_COLUMN = 1.5
STEPS_IN_A_COLUMN = 720720  # the least number that 1 to 16 divide
HINT_STEP = 15.0  # for each row or column that a card is away from what a hint asks


class EdgeShape(NamedTuple):
    """The cost of a flow between two cells; the penalty is due where cards stand in both masks."""

    base: float
    mask_a: int
    mask_b: int
    penalty: float


class Line(NamedTuple):
    """A straight line from an upper to a lower row, and how far to the right it is at each row between, in steps of a column.

    The steps are so small that lines meet on paper where they meet in truth, as long as there are under 800 rows.
    """

    top: int
    bottom: int
    steps: list[int]


Rectangle = tuple[int, int, int, int]  # first and last row, first and last column
Key = TypeVar("Key", bound=tuple[int, ...])
Value = TypeVar("Value")


class _Remembered(dict[Key, Value]):
    """What is made when it is asked for the first time; asking again takes no call."""

    def __init__(self, make: Callable[..., Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> Value:
        found = self[key] = self._make(*key)
        return found


class CostTable:
    """Costs on a grid of some columns, remembered by cells. A cell is ``row * columns + column``; a mask has a bit each.

    ``shapes`` and ``lines`` are those of flows between two cells, in either direction; ``masks`` those of rectangles.
    """

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.shapes: Mapping[tuple[int, int], EdgeShape] = _Remembered(self._make_shape)
        self.lines: Mapping[tuple[int, int], Line] = _Remembered(self._draw_line)
        self.masks: Mapping[Rectangle, int] = _Remembered(self.mask)

    def mask(self, first_row: int, last_row: int, first_column: int, last_column: int) -> int:
        """The bits of a rectangle of cells; 0 where it is empty."""
        if first_row > last_row or first_column > last_column:
            return 0
        row = ((1 << (last_column - first_column + 1)) - 1) << first_column
        bits = 0
        for index in range(first_row, last_row + 1):
            bits |= row << (index * self.columns)
        return bits

    def _make_shape(self, a: int, b: int) -> EdgeShape:
        if a > b:
            return self.shapes[b, a]
        (row_a, column_a), (row_b, column_b) = divmod(a, self.columns), divmod(b, self.columns)
        left, right = sorted((column_a, column_b))
        distance = (right - left) * COLUMN_DISTANCE + (row_b - row_a) * ROW_DISTANCE
        if row_a == row_b:
            between = self.mask(row_a, row_a, left + 1, right - 1)
            return EdgeShape(distance - SAME_ROW_BONUS, between, between, STRAIGHT_BLOCKED)
        below_a = self.mask(row_a + 1, row_b - 1, column_a, column_a)
        if column_a == column_b:
            return EdgeShape(distance, below_a, below_a, STRAIGHT_BLOCKED)
        above_b = self.mask(row_a + 1, row_b - 1, column_b, column_b)
        return EdgeShape(distance + BENDS, below_a, above_b, CORNERS_BLOCKED)

    def _draw_line(self, a: int, b: int) -> Line:
        if a > b:
            return self.lines[b, a]
        (top, start), (bottom, end) = divmod(a, self.columns), divmod(b, self.columns)
        height, way = bottom - top, (end - start) * STEPS_IN_A_COLUMN
        steps = [start * STEPS_IN_A_COLUMN + way * row // height for row in range(height + 1)] if height else []
        return Line(top, bottom, [0] * top + steps)


def count_crossings(chosen: Sequence[int], lines: Sequence[Line], most: float = float("inf")) -> int:
    """How often the chosen lines change sides with others between the rows that both reach.

    Counting stops at the line with which there are more than ``most``.
    """
    total = 0
    for index in chosen:
        top, bottom, steps = lines[index]
        if top == bottom:
            continue
        for top_2, bottom_2, steps_2 in lines:
            if top_2 < bottom and bottom_2 > top and top_2 < bottom_2:
                first = top if top > top_2 else top_2
                last = bottom if bottom < bottom_2 else bottom_2
                if (steps[first] - steps_2[first]) * (steps[last] - steps_2[last]) < 0:
                    total += 1
        if total > most:
            break
    return total


def count_all_crossings(lines: Sequence[Line]) -> list[int]:
    """How often each line changes sides with others. It asks what `count_crossings` asks, but once for each pair; a function
    for that question alone would take longer than its answer.
    """
    counts = [0] * len(lines)
    for index, (top, bottom, steps) in enumerate(lines):
        if top == bottom:
            continue
        for other in range(index):
            top_2, bottom_2, steps_2 = lines[other]
            if top_2 < bottom and bottom_2 > top and top_2 < bottom_2:
                first = top if top > top_2 else top_2
                last = bottom if bottom < bottom_2 else bottom_2
                if (steps[first] - steps_2[first]) * (steps[last] - steps_2[last]) < 0:
                    counts[index] += 1
                    counts[other] += 1
    return counts
