"""Routes and the groups that they run through or leave: a reader takes a line inside a boundary for one of that side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.layout.channels.types import Route
    from archgen.layout.grid.types import CellRange


def count_inside(route: Route, group: CellRange) -> int:
    """How many steps of a route lie between the outermost cells of a group: cells and the gutters between them."""
    left, right = 2 * group.first_column + 1, 2 * group.last_column + 1
    top, bottom = 2 * group.first_row + 1, 2 * group.last_row + 1
    count = 0
    for (ax, ay), (bx, by) in pairwise(route.points):
        if ax == bx and left <= ax <= right:
            count += _count_shared(ay, by, top, bottom)
        elif ay == by and top <= ay <= bottom:
            count += _count_shared(ax, bx, left, right)
    return count


def _count_shared(a: int, b: int, first: int, last: int) -> int:
    """How many steps there are from a to b, in either direction, that are also between first and last."""
    low, high = (a, b) if a < b else (b, a)
    shared = (high if high < last else last) - (low if low > first else first) + 1
    return shared if shared > 0 else 0


def leaves(route: Route, group: CellRange) -> bool:
    """Whether a route has a line in a gutter outside a group."""
    for line in route.lines:
        first, last = (group.first_column, group.last_column) if line.is_vertical else (group.first_row, group.last_row)
        if line.is_gutter and not first < line.index <= last:
            return True
    return False
