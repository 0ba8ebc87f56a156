"""Routes to curves: the corners of every flow, from border to border, in px."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.frame import SLOT_MARGIN_PX, Columns, Rows, line_x, line_y
from archgen.layout.geometry import Point, Rect

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes


def trace_paths(
    ends: Sequence[tuple[str, str]],
    routes: ChannelRoutes,
    columns: Columns,
    rows: Rows,
    cards: Mapping[str, Rect],
) -> tuple[tuple[Point, ...], ...]:
    """For each flow, in order, the points of its path; ``ends`` are the ids of its two cards."""
    rooms = _side_rooms(rows, cards)
    return tuple(
        _trace_path(edge, cards[source], cards[target], routes, columns, rows, rooms)
        for edge, (source, target) in enumerate(ends)
    )


def _side_rooms(rows: Rows, cards: Mapping[str, Rect]) -> tuple[float, ...]:
    """For each row, the height its smallest card has for the flows that end at its sides."""
    middles = [(card.middle.y, card.height) for card in cards.values()]
    return tuple(
        min((own for middle, own in middles if start <= middle <= start + height), default=height) - 2 * SLOT_MARGIN_PX
        for start, height in zip(rows.starts, rows.heights, strict=True)
    )


def _trace_path(
    edge: int,
    source: Rect,
    target: Rect,
    routes: ChannelRoutes,
    columns: Columns,
    rows: Rows,
    rooms: Sequence[float],
) -> tuple[Point, ...]:
    route = routes.routes[edge]
    lines, marks = route.lines, route.points

    def coordinate(index: int) -> float:
        line = lines[index]
        if line.is_vertical:
            return line_x(columns, routes, edge, index)
        room = rooms[line.index] if line.kind == "row" else 0
        return line_y(rows, routes, edge, index, room)

    values = [coordinate(index) for index in range(len(lines))]
    points = [_leave(source, lines[0].is_vertical, values[0], marks[0], marks[1])]
    for index in range(len(lines) - 1):
        vertical = lines[index].is_vertical
        points.append(Point(values[index], values[index + 1]) if vertical else Point(values[index + 1], values[index]))
    points.append(_leave(target, lines[-1].is_vertical, values[-1], marks[-1], marks[-2]))
    return tuple(points)


def _leave(card: Rect, vertical: bool, value: float, own: tuple[int, int], towards: tuple[int, int]) -> Point:
    """Where a line leaves a card: ``own`` and ``towards`` are the card's and the next corner's grid points."""
    if vertical:
        return Point(value, card.y if towards[1] < own[1] else card.bottom)
    return Point(card.x if towards[0] < own[0] else card.right, value)
