"""Graphviz as the router: flows run around the fixed cards by its orthogonal splines.

Graphviz (the algorithm ``nop``) keeps the cards where they are but moves the drawing to the origin, so the cards' own
places are read back to find out by how much.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archgen.layout.dot import write_frame_dot
from archgen.layout.engines.port import EngineError
from archgen.layout.geometry import Point, Rect
from archgen.layout.paths import trace_paths

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes
    from archgen.layout.engines.port import Engine
    from archgen.layout.frame import Columns, Rows
    from archgen.layout.routing import Router


def make_graphviz_router(engine: Engine) -> Router:
    """A router that asks an engine."""

    def route(
        ends: Sequence[tuple[str, str]],
        routes: ChannelRoutes,
        columns: Columns,
        rows: Rows,
        cards: Mapping[str, Rect],
    ) -> tuple[tuple[Point, ...], ...]:
        """Loops run in the channels: Graphviz draws none that are upright and level."""
        apart = [(a, b) for a, b in ends if a != b]
        if len(apart) == len(ends):
            return _ask(engine, apart, cards)
        asked, traced = iter(_ask(engine, apart, cards)), trace_paths(ends, routes, columns, rows, cards)
        return tuple(path if a == b else next(asked) for path, (a, b) in zip(traced, ends, strict=True))

    return route


def _ask(engine: Engine, ends: Sequence[tuple[str, str]], cards: Mapping[str, Rect]) -> tuple[tuple[Point, ...], ...]:
    """The paths that Graphviz finds for flows between different cards."""
    if not ends:
        return ()
    answer = json.loads(engine.lay_out(write_frame_dot(ends, cards), algorithm="nop", output="json0"))
    shift = _find_shift(answer, next(iter(cards.values())))
    paths = [_read_path(edge, shift) for edge in answer.get("edges", ())]
    if len(paths) != len(ends):
        raise EngineError("Graphviz did not route every flow")
    return tuple(_join_cards(path, cards[a], cards[b]) for path, (a, b) in zip(paths, ends, strict=True))


def _find_shift(answer: Any, first_card: Rect) -> Point:
    """What to add to Graphviz's coordinates (after turning y around) to get ours."""
    x, y = map(float, next(node for node in answer["objects"] if node["name"] == "0")["pos"].rstrip("!").split(","))
    return Point(first_card.middle.x - x, first_card.middle.y + y)


def _read_path(edge: Any, shift: Point) -> list[Point]:
    """The corners of an edge: every third control point, since orthogonal splines are straight in between."""
    tips: dict[str, Point] = {}
    controls: list[Point] = []
    for word in edge["pos"].split():
        values = word.split(",")
        x, y = float(values[-2]), float(values[-1])
        point = Point(round(x + shift.x, 1), round(shift.y - y, 1))
        if len(values) == 3:
            tips[values[0]] = point
        else:
            controls.append(point)
    corners = controls[::3]
    if "e" in tips:
        corners[-1] = tips["e"]
    return corners


def _join_cards(path: Sequence[Point], start: Rect, end: Rect) -> tuple[Point, ...]:
    """The path made exactly upright and level, without points on a straight run, ending on the cards' borders."""
    square = [path[0]]
    for point in path[1:]:
        last = square[-1]
        level = abs(point.y - last.y) < abs(point.x - last.x)
        square.append(Point(point.x, last.y) if level else Point(last.x, point.y))
    corners = [square[0]]
    for before, here, after in zip(square, square[1:], square[2:], strict=False):
        if not (before.x == here.x == after.x or before.y == here.y == after.y):
            corners.append(here)
    corners.append(square[-1])
    corners[0] = _to_border(corners[0], corners[1], start)
    corners[-1] = _to_border(corners[-1], corners[-2], end)
    return tuple(corners)


def _to_border(tip: Point, neighbour: Point, card: Rect) -> Point:
    """The end of a run moved along it to the card's border."""
    if tip.x == neighbour.x:
        return Point(tip.x, card.y if neighbour.y < card.middle.y else card.bottom)
    return Point(card.x if neighbour.x < card.middle.x else card.right, tip.y)
