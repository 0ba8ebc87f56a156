"""What makes one placement better than another, before any pixel is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

COLUMN_DISTANCE = 1.0
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
HINT_STEP = 15.0  # for each row or column that a card is away from what a hint asks


class EdgeShape(NamedTuple):
    """The cost of a flow between two cells; the penalty is due where cards stand in both masks."""

    base: float
    mask_a: int
    mask_b: int
    penalty: float


class CostTable:
    """Costs on a grid of some columns, remembered by cells. A cell is ``row * columns + column``; a mask has a bit each."""

    def __init__(self, columns: int) -> None:
        self.columns = columns
        self._shapes: dict[tuple[int, int], EdgeShape] = {}
        self._crossings: dict[tuple[int, int, int, int], bool] = {}

    def mask(self, first_row: int, last_row: int, first_column: int, last_column: int) -> int:
        """The bits of a rectangle of cells; 0 where it is empty."""
        if first_row > last_row or first_column > last_column:
            return 0
        row = ((1 << (last_column - first_column + 1)) - 1) << first_column
        bits = 0
        for index in range(first_row, last_row + 1):
            bits |= row << (index * self.columns)
        return bits

    def shape(self, a: int, b: int) -> EdgeShape:
        """The shape of a flow between two cells, in either direction."""
        key = (a, b) if a < b else (b, a)
        found = self._shapes.get(key)
        if found is None:
            found = self._shapes[key] = self._make_shape(*key)
        return found

    def _make_shape(self, a: int, b: int) -> EdgeShape:
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

    def count_crossings(
        self, chosen: Sequence[int], pairs: Sequence[tuple[int, int]], most: float = float("inf")
    ) -> int:
        """How often the straight lines of the chosen flows cross others; ``pairs`` are all flows' cells, upper first.

        Counting stops at the flow with which there are more than ``most``.
        """
        columns, crossings, total = self.columns, self._crossings, 0
        for index in chosen:
            a, b = pairs[index]
            top, bottom = b - b % columns, a - a % columns + columns
            if top < bottom:
                continue
            for c, d in pairs:
                if c < top and d >= bottom and c != a and d != b:
                    key = (a, b, c, d)
                    found = crossings.get(key)
                    if found is None:
                        found = crossings[key] = self._lines_cross(*(divmod(cell, columns) for cell in key))
                    total += found
            if total > most:
                break
        return total

    @staticmethod
    def _lines_cross(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int], d: tuple[int, int]) -> bool:
        """Whether two lines, each from its upper to its lower cell, change sides between the rows they share."""
        top, bottom = max(a[0], c[0]), min(b[0], d[0])
        if top >= bottom:
            return False
        height_1, height_2 = b[0] - a[0], d[0] - c[0]

        def gap(row: int) -> int:  # the horizontal distance at a row, times both heights
            first = a[1] * height_1 + (b[1] - a[1]) * (row - a[0])
            second = c[1] * height_2 + (d[1] - c[1]) * (row - c[0])
            return first * height_2 - second * height_1

        return gap(top) * gap(bottom) < 0
