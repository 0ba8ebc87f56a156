"""Group titles: where between the flows that enter a group from above its name stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.frame import SLOT_MARGIN_PX, Columns, GroupFrame, group_sides, line_x
from archgen.layout.setting import set_lines
from archgen.style.text.metrics import balance_text, measure_text, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes, LineKey
    from archgen.layout.placement import TextLine

TITLE_INSET_PX = 12
TITLE_CLEARANCE_PX = 7
TITLE_TOP_PX = 8
TITLE_BOTTOM_PX = 7
MARK_ROOM_PX = 21
MOST_TITLE_LINES = 6
LEAST_TITLE_PX = 24  # in less a title breaks into letters: it then stands in the tooltip only


class GroupTitle(NamedTuple):
    """A title: its left end (where its mark stands, if it has one), its lines relative to the group's top, its height.

    Where flows leave no room at all it has no lines.
    """

    x: float
    lines: tuple[TextLine, ...]
    strip_height: float


def make_way(groups: Sequence[GroupFrame], columns: Columns, routes: ChannelRoutes) -> Columns:
    """The columns with the lines moved to the right that would make a group's title break inside a word."""
    for group in groups:
        if _find_room(group, columns, routes) is None:
            columns = _move_lines(group, columns, routes)
    return columns


def set_title(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> GroupTitle:
    """The title in the leftmost gap that holds it in one line, else in two, and so on."""
    lead = MARK_ROOM_PX if group.has_mark else 0
    if room := _find_room(group, columns, routes):
        return make_title(room[0], lead, room[1])
    left, right = max(_free_gaps(group, columns, routes), key=lambda gap: gap[1] - gap[0])
    if right - left - lead < LEAST_TITLE_PX:
        return GroupTitle(left, (), TITLE_TOP_PX + TITLE_BOTTOM_PX)
    return make_title(left, lead, wrap_text(group.name, VOICES["group"], right - left - lead))


def _find_room(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> tuple[float, tuple[str, ...]] | None:
    """Where the title begins, and its lines; None where no gap is as wide as its words."""
    gaps = _free_gaps(group, columns, routes)
    for count in range(1, MOST_TITLE_LINES + 1):
        lines = balance_text(group.name, VOICES["group"], count)
        fitting = [left for left, right in gaps if right - left >= _measure_title(group, lines)]
        if fitting:
            return fitting[0], lines
    return None


def _measure_title(group: GroupFrame, lines: Sequence[str]) -> float:
    return (MARK_ROOM_PX if group.has_mark else 0) + max(measure_text(line, VOICES["group"]) for line in lines)


def _move_lines(group: GroupFrame, columns: Columns, routes: ChannelRoutes) -> Columns:
    """The lines in the group's first column moved so far to the right that the title fits at their left, if the card is wide
    enough for that; else the columns as they are.
    """
    keys = _lines_in_column(group, routes)
    xs = [line_x(columns, routes, edge, index) for edge, index in keys]
    width = min(_measure_title(group, balance_text(group.name, VOICES["group"], count)) for count in (1, 2, 3))
    left, _ = group_sides(group, columns)
    shift = ceil(left + TITLE_INSET_PX + width + TITLE_CLEARANCE_PX - min(xs, default=0))
    most = columns.starts[group.cells.first_column] + columns.card_width - SLOT_MARGIN_PX
    if not xs or max(xs) + shift > most:
        return columns
    moved = {key: columns.shifts.get(key, 0) + shift for key in keys}
    return columns._replace(shifts={**columns.shifts, **moved})


def _lines_in_column(group: GroupFrame, routes: ChannelRoutes) -> list[LineKey]:
    """The lines in the group's first column that pass its title, those that run beside them for a while, and beside these."""
    lines: dict[LineKey, tuple[int, int]] = {}
    for edge, route in enumerate(routes.routes):
        for index, line in enumerate(route.lines):
            if line.kind == "column" and line.index == group.cells.first_column:
                top, bottom = sorted((route.points[index][1], route.points[index + 1][1]))
                lines[edge, index] = top, bottom
    title = 2 * group.cells.first_row
    moving = {key for key, (top, bottom) in lines.items() if top <= title < bottom}
    while beside := {key for key in lines.keys() - moving if any(_run_beside(lines[key], lines[k]) for k in moving)}:
        moving |= beside
    return [key for key in lines if key in moving]


def _run_beside(line: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two lines of a column share a stretch; those that turn in the same gutter may do so, too."""
    first, last = max(line[0], other[0]), min(line[1], other[1])
    return first < last or (first == last and first % 2 == 0)


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
            if line.is_vertical:
                y, y_2 = route.points[index][1], route.points[index + 1][1]
                if y <= gutter < y_2 or y_2 <= gutter < y:
                    found.append(line_x(columns, routes, edge, index))
    return found
