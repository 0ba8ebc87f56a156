"""From ranks to pixels: how wide every column, row and gutter is, and where it begins.

What the grid and the channels decided are small integers: cells, slots, tracks. Here they get their first coordinates.
A gutter is as wide as what runs through it needs: first the borders of the groups that close there, then the
tracks, then the borders (and titles) of the groups that open. So no flow ever runs along a border or through a title,
and tracks are never closer than their pitch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.grid.types import Cell, CellRange
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes, Line, LineKey

PAGE_MARGIN_PX = 24
LANE_NAMES_PX = 70
TRACK_PITCH_PX = 11
COLUMN_TRACK_PITCH_PX = 9.5
GROUP_PADDING_PX = 12
COLUMN_CLEARANCE_PX = 12
COLUMN_GUTTER_LEAST_PX = 32
COLUMN_GUTTER_PAIR_PX = 48
ROW_CLEARANCE_PX = 15
ROW_GUTTER_LEAST_PX = 38
SLOT_PITCH_PX = 22
SIDE_SLOT_PITCH_PX = 14
SLOT_MARGIN_PX = 14
SIDE_SLOT_LEAST_PX = 9

NO_SHIFTS: Mapping[LineKey, float] = MappingProxyType({})
NOTHING_MORE: Mapping[int, float] = MappingProxyType({})


class GroupFrame(NamedTuple):
    """A group on the grid: its cells, and on each side how many nested borders it needs, its own included."""

    id: str
    name: str
    parent: str | None
    cells: CellRange
    left: int
    right: int
    bottom: int
    has_mark: bool


class Columns(NamedTuple):
    """Where columns begin, where the vertical tracks of each gutter run, and how wide the page is, in px; and how far lines in
    columns of cards are moved to the right.
    """

    starts: tuple[float, ...]
    card_width: float
    tracks: Mapping[tuple[int, int], float]
    page_width: float
    least_span: float
    shifts: Mapping[LineKey, float] = NO_SHIFTS

    @property
    def span(self) -> float:
        """The width of all columns together, gutters between them included."""
        return max(self.least_span, self.starts[-1] + self.card_width - self.starts[0])

    def middle(self, column: int) -> float:
        """The x of a column's middle."""
        return self.starts[column] + self.card_width / 2


class Rows(NamedTuple):
    """Where rows begin and how high they are, where the horizontal tracks run, and where the grid ends, in px."""

    starts: tuple[float, ...]
    heights: tuple[float, ...]
    tracks: Mapping[tuple[int, int], float]
    group_tops: Mapping[str, float]
    group_bottoms: Mapping[str, float]
    bottom: float

    def middle(self, row: int) -> float:
        """The y of a row's middle."""
        return self.starts[row] + self.heights[row] / 2


class Extra(NamedTuple):
    """Room to add to gutters, and between the tracks of gutters between columns, in px; and the flows whose labels need room
    in the gutters that they run through.
    """

    columns: Mapping[int, float] = NOTHING_MORE
    rows: Mapping[int, float] = NOTHING_MORE
    pitches: Mapping[int, float] = NOTHING_MORE
    labelled: frozenset[int] = frozenset()


def frame_groups(
    groups: Sequence[tuple[str, str, str | None, bool]],
    members: Mapping[str, Sequence[str]],
    cells: Mapping[str, Sequence[Cell]],
) -> tuple[GroupFrame, ...]:
    """The groups on the grid, outer ones first; ``groups`` are (id, name, parent, has a mark), ``cells`` those of each card."""
    ranges = {id: _cell_range([cell for card in members[id] for cell in cells[card]]) for id, *_ in groups}
    children: dict[str | None, list[str]] = {}
    for id, _, parent, _ in groups:
        children.setdefault(parent, []).append(id)

    def depth(id: str, side: str) -> int:
        edge = getattr(ranges[id], side)
        same = [child for child in children.get(id, ()) if getattr(ranges[child], side) == edge]
        return 1 + max((depth(child, side) for child in same), default=0)

    return tuple(
        GroupFrame(
            id,
            name,
            parent,
            ranges[id],
            depth(id, "first_column"),
            depth(id, "last_column"),
            depth(id, "last_row"),
            mark,
        )
        for id, name, parent, mark in groups
    )


def _cell_range(cells: Sequence[Cell]) -> CellRange:
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    return CellRange(min(rows), max(rows), min(columns), max(columns))


def lay_columns(
    count: int,
    card_width: float,
    groups: Sequence[GroupFrame],
    routes: ChannelRoutes,
    extra: Mapping[int, float],
    least_span: float = 0,
    left: float = PAGE_MARGIN_PX + LANE_NAMES_PX,
    pitches: Mapping[int, float] = NOTHING_MORE,
) -> Columns:
    """The columns from left to right, each gutter as wide as its borders and tracks need.

    Where the columns together are narrower than the least span, the inner gutters share what is missing; ``left`` is the x where
    the first gutter begins, ``pitches`` what tracks of a gutter are farther apart than usual.
    """
    columns = _lay_columns(count, card_width, groups, routes, extra, least_span, left, pitches)
    missing = columns.least_span - (columns.starts[-1] + card_width - columns.starts[0])
    if missing <= 0 or count == 1:
        return columns
    shares = {gutter: extra.get(gutter, 0) + missing / (count - 1) for gutter in range(1, count)}
    return _lay_columns(count, card_width, groups, routes, {**extra, **shares}, least_span, left, pitches)


def _lay_columns(
    count: int,
    card_width: float,
    groups: Sequence[GroupFrame],
    routes: ChannelRoutes,
    extra: Mapping[int, float],
    least_span: float,
    left: float,
    pitches: Mapping[int, float],
) -> Columns:
    starts: list[float] = []
    tracks: dict[tuple[int, int], float] = {}
    pairs = _busiest_row_crossings(routes)
    x = left
    for gutter in range(count + 1):
        if gutter == count:  # the last one lies beside a card that is wider than the columns, too
            x = max(x, round(starts[0] + least_span, 1))
        number = routes.column_gutter_tracks.get(gutter, 0)
        clearance = COLUMN_CLEARANCE_PX if number else 4
        before: float = clearance + GROUP_PADDING_PX * _closing(groups, gutter) if gutter else 0
        after = clearance + GROUP_PADDING_PX * _opening(groups, gutter) if gutter < count else 0
        if gutter == 0 and number:
            before = COLUMN_CLEARANCE_PX
        if gutter == count and number:
            after = COLUMN_CLEARANCE_PX
        pitch = COLUMN_TRACK_PITCH_PX + pitches.get(gutter, 0)
        width = before + max(0, number - 1) * pitch + after
        if 0 < gutter < count:
            least = COLUMN_GUTTER_LEAST_PX if pairs.get(gutter, 0) < 2 else COLUMN_GUTTER_PAIR_PX
            before, width = before + max(0, least - width) / 2, max(least, width)
        more = extra.get(gutter, 0)
        for track in range(number):
            tracks[gutter, track] = round(x + before + more / 2 + track * pitch, 1)
        x = round(x + width + more, 1)
        if gutter < count:
            starts.append(x)
            x += card_width
    page_width = ceil(x + PAGE_MARGIN_PX)  # whole px: a browser scales the letters of any other size
    return Columns(tuple(starts), card_width, tracks, page_width, least_span)


def border_room(groups: Sequence[GroupFrame], gutter: int) -> float:
    """The width in px that the borders of groups take in a gutter between columns."""
    return GROUP_PADDING_PX * (_closing(groups, gutter) + _opening(groups, gutter))


def _closing(groups: Sequence[GroupFrame], gutter: int) -> int:
    return max((g.right for g in groups if g.cells.last_column == gutter - 1), default=0)


def _opening(groups: Sequence[GroupFrame], gutter: int) -> int:
    return max((g.left for g in groups if g.cells.first_column == gutter), default=0)


def _busiest_row_crossings(routes: ChannelRoutes) -> dict[int, int]:
    """For each column gutter, the most straight flows that cross it within one row."""
    counts: dict[tuple[int, int], int] = {}
    for route in routes.routes:
        if len(route.lines) == 1 and route.lines[0].kind == "row":
            left, right = sorted(point[0] for point in route.points)
            for gutter in range((left + 1) // 2, right // 2 + 1):
                counts[gutter, route.lines[0].index] = counts.get((gutter, route.lines[0].index), 0) + 1
    busiest: dict[int, int] = {}
    for (gutter, _), count in counts.items():
        busiest[gutter] = max(busiest.get(gutter, 0), count)
    return busiest


def line_x(columns: Columns, routes: ChannelRoutes, edge: int, index: int) -> float:
    """The x of a vertical line of a route."""
    line = routes.routes[edge].lines[index]
    if line.kind == "column-gutter":
        return columns.tracks[line.index, routes.tracks[edge, index]]
    offset = slot_offset(routes.slots[edge, index], SLOT_PITCH_PX, columns.card_width - 2 * SLOT_MARGIN_PX)
    return round(columns.middle(line.index) + offset + columns.shifts.get((edge, index), 0), 1)


def line_y(rows: Rows, routes: ChannelRoutes, edge: int, index: int, room: float) -> float:
    """The y of a horizontal line of a route; ``room`` is the height that its row's smallest card has for slots."""
    line: Line = routes.routes[edge].lines[index]
    if line.kind == "row-gutter":
        return rows.tracks[line.index, routes.tracks[edge, index]]
    return round(rows.middle(line.index) + slot_offset(routes.slots[edge, index], SIDE_SLOT_PITCH_PX, room), 1)


def find_side_needs(routes: ChannelRoutes) -> dict[int, float]:
    """For each row in which flows meet the sides of cards, the height in px that they need there."""
    needs: dict[int, float] = {}
    for (edge, index), (_, count) in routes.slots.items():
        line = routes.routes[edge].lines[index]
        if line.kind == "row":
            needs[line.index] = max(needs.get(line.index, 0), (count - 1) * SIDE_SLOT_LEAST_PX + 2 * SLOT_MARGIN_PX)
    return needs


def slot_offset(slot: tuple[int, int], pitch: float, room: float) -> float:
    """How far from the middle a slot lies: ``slot`` is its position and how many there are."""
    position, count = slot
    step = min(pitch, room / (count - 1)) if count > 1 else 0
    return (position - (count - 1) / 2) * step


def group_sides(group: GroupFrame, columns: Columns) -> tuple[float, float]:
    """The x of a group's left and right side."""
    left = columns.starts[group.cells.first_column] - GROUP_PADDING_PX * group.left
    right = columns.starts[group.cells.last_column] + columns.card_width + GROUP_PADDING_PX * group.right
    return left, right


def lay_rows(
    heights: Sequence[float],
    groups: Sequence[GroupFrame],
    strips: Mapping[str, float],
    gutters: Sequence[RowGutter],
    top: float,
) -> Rows:
    """The rows from top to bottom; ``strips`` is the height of each group's title."""
    starts: list[float] = []
    tracks: dict[tuple[int, int], float] = {}
    tops: dict[str, float] = {}
    bottoms: dict[str, float] = {}
    y = top
    for row in range(len(heights) + 1):
        gutter = gutters[row]
        closing = GROUP_PADDING_PX * max((g.bottom for g in groups if g.cells.last_row == row - 1), default=0)
        opening = max((_title_height(g, groups, strips) for g in groups if g.cells.first_row == row), default=0)
        clearance = ROW_CLEARANCE_PX if gutter.track_heights else 4
        before = closing + (clearance if row else 0)
        tracks_height = sum(gutter.track_heights)
        total = before + tracks_height + clearance + opening
        # Labels on flows straight through the gutter stand below its tracks.
        below = tracks_height + gutter.label_height - clearance if gutter.label_height and tracks_height else 0
        needed = closing + max(gutter.label_height, clearance + below) + opening
        least = max(ROW_GUTTER_LEAST_PX, needed) if 0 < row < len(heights) else 0
        slack = max(0.0, least - total)
        track_y = y + before + (gutter.extra if below else slack + gutter.extra) / 2
        for track, height in enumerate(gutter.track_heights):
            tracks[row, track] = round(track_y + height / 2, 1)
            track_y += height
        bottoms |= {g.id: y + GROUP_PADDING_PX * g.bottom for g in groups if g.cells.last_row == row - 1}
        y = round(y + total + slack + gutter.extra, 1)
        tops |= {g.id: y - _title_height(g, groups, strips) for g in groups if g.cells.first_row == row}
        if row < len(heights):
            starts.append(y)
            y += heights[row]
    return Rows(tuple(starts), tuple(heights), tracks, tops, bottoms, y)


class RowGutter(NamedTuple):
    """What a gutter between rows holds, in px: the heights of its tracks, the height that labels on flows straight through it
    need above the groups that open there, and room to add.
    """

    track_heights: tuple[float, ...]
    label_height: float = 0
    extra: float = 0


def _title_height(group: GroupFrame, groups: Sequence[GroupFrame], strips: Mapping[str, float]) -> float:
    """The height of a group's title and of those inside it that begin in the same row."""
    inner = [g for g in groups if g.parent == group.id and g.cells.first_row == group.cells.first_row]
    return strips[group.id] + max((_title_height(g, groups, strips) for g in inner), default=0)


def group_rect(group: GroupFrame, columns: Columns, rows: Rows) -> Rect:
    """A group's rectangle."""
    left, right = group_sides(group, columns)
    top, bottom = rows.group_tops[group.id], rows.group_bottoms[group.id]
    return Rect(left, top, right - left, bottom - top)
