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
            count += max(0, min(bottom, max(ay, by)) - max(top, min(ay, by)) + 1)
        elif ay == by and top <= ay <= bottom:
            count += max(0, min(right, max(ax, bx)) - max(left, min(ax, bx)) + 1)
    return count


def leaves(route: Route, group: CellRange) -> bool:
    """Whether a route has a line in a gutter outside a group."""
    for line in route.lines:
        first, last = (group.first_column, group.last_column) if line.is_vertical else (group.first_row, group.last_row)
        if line.is_gutter and not first < line.index <= last:
            return True
    return False
