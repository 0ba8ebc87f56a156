"""Group titles: where between the flows that enter a group from above its name stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from archgen.layout.frame import Columns, GroupFrame, group_sides, line_x
from archgen.layout.setting import set_lines
from archgen.style.text.metrics import balance_text, measure_text, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes
    from archgen.layout.placement import TextLine

TITLE_INSET_PX = 12
TITLE_CLEARANCE_PX = 7
TITLE_TOP_PX = 8
TITLE_BOTTOM_PX = 7
MARK_ROOM_PX = 21
MOST_TITLE_LINES = 6


class GroupTitle(NamedTuple):
    """A title: its left end (where its mark stands, if it has one), its lines relative to the group's top, its height."""

    x: float
    lines: tuple[TextLine, ...]
    strip_height: float


def set_title(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> GroupTitle:
    """The title in the leftmost gap that holds it in one line, else in two, and so on."""
    gaps = _free_gaps(group, columns, routes)
    lead = MARK_ROOM_PX if group.has_mark else 0
    style = VOICES["group"]
    for count in range(1, MOST_TITLE_LINES + 1):
        lines = balance_text(group.name, style, count)
        width = lead + max(measure_text(line, style) for line in lines)
        fitting = [left for left, right in gaps if right - left >= width]
        if fitting:
            return make_title(fitting[0], lead, lines)
    left, right = max(gaps, key=lambda gap: gap[1] - gap[0])
    return make_title(left, lead, wrap_text(group.name, style, max(1.0, right - left - lead)))


def make_title(x: float, lead: float, lines: tuple[str, ...]) -> GroupTitle:
    """A title at a place, with room for a mark before its lines."""
    height = TITLE_TOP_PX + LINE_HEIGHT_PX["group"] * len(lines) + TITLE_BOTTOM_PX
    return GroupTitle(x, set_lines(lines, x + lead, TITLE_TOP_PX, "group"), height)


def _free_gaps(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> list[tuple[float, float]]:
    """The free stretches of the group's upper side, from left to right, between the flows that enter there."""
    left, right = group_sides(group, columns)
    inside = sorted(x for x in _entering(group, columns, routes) if left < x < right)
    stops = [left + TITLE_INSET_PX - TITLE_CLEARANCE_PX, *inside, right - TITLE_INSET_PX + TITLE_CLEARANCE_PX]
    pairs = pairwise(stops)
    return [(a + TITLE_CLEARANCE_PX, b - TITLE_CLEARANCE_PX) for a, b in pairs]


def _entering(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> Sequence[float]:
    """The x of every vertical line that passes the height of the group's title."""
    gutter = 2 * group.cells.first_row
    found: list[float] = []
    for edge, route in enumerate(routes.routes):
        for index, line in enumerate(route.lines):
            if line.kind in {"column", "column-gutter"}:
                top, bottom = sorted((route.points[index][1], route.points[index + 1][1]))
                if top <= gutter < bottom:
                    found.append(line_x(columns, routes, edge, index))
    return found
