"""What dot answers, in our own coordinates."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from archgen.layout.engines.port import EngineError, EngineLimitError
from archgen.layout.free.types import FreePlaces
from archgen.layout.geometry import Point, Rect

if TYPE_CHECKING:
    from archgen.layout.free.types import FreeGraph

MOST_PX = 99_999  # Graphviz writes numbers with five digits: what is larger is not exact


def read_answer(text: str, graph: FreeGraph) -> FreePlaces:
    """Where everything stands, the drawing's upper left corner at the origin. Graphviz counts y upwards."""
    answer = json.loads(text)
    left, bottom, right, top = _numbers(answer["bb"])
    if max(right - left, top - bottom) > MOST_PX:
        raise EngineLimitError(f"the picture would be {max(right - left, top - bottom):,.0f} px long")
    found = {item["name"]: item for item in answer.get("objects", ())}

    def turn(x: float, y: float) -> Point:
        return Point(round(x - left, 2), round(top - y, 2))

    cards = {}
    for index, (id, (width, height)) in enumerate(graph.cards.items()):
        middle = turn(*_numbers(found[str(index)]["pos"]))
        cards[id] = Rect(round(middle.x - width / 2, 1), round(middle.y - height / 2, 1), width, height)
    groups = {}
    for index, group in enumerate(graph.groups):
        x0, y0, x1, y1 = _numbers(found[f"cluster-{index}"]["bb"])
        groups[group.id] = Rect(*turn(x0, y1), round(x1 - x0, 2), round(y1 - y0, 2))
    drawn = {edge["id"]: edge["pos"] for edge in answer.get("edges", ()) if "id" in edge}
    if len(drawn) != len(graph.edges):
        raise EngineError("Graphviz did not draw every flow")
    curves = tuple(_read_curve(drawn[str(index)], turn) for index in range(len(graph.edges)))
    boxes = {**cards, **groups}
    ends = ((edge.upper_group or edge.upper, edge.lower_group or edge.lower) for edge in graph.edges)
    joined = tuple(_join_boxes(curve, boxes[a], boxes[b]) for curve, (a, b) in zip(curves, ends, strict=True))
    return FreePlaces(right - left, top - bottom, cards, groups, joined)


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(map(float, text.split(",")))


def _read_curve(text: str, turn: Callable[[float, float], Point]) -> list[Point]:
    """The control points of a curve; an arrow head is one more straight piece, from where the line ends to its tip."""
    tips: dict[str, Point] = {}
    controls: list[Point] = []
    for word in text.split():
        values = word.split(",")
        point = turn(float(values[-2]), float(values[-1]))
        if len(values) == 3:
            tips[values[0]] = point
        else:
            controls.append(point)
    if "s" in tips:
        controls = [tips["s"], *_straight(tips["s"], controls[0]), *controls[1:]]
    if "e" in tips:
        controls += _straight(controls[-1], tips["e"])
    return controls


def _straight(a: Point, b: Point) -> list[Point]:
    """The control points of a straight piece, its start left out."""
    return [Point(a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3), Point(b.x - (b.x - a.x) / 3, b.y - (b.y - a.y) / 3), b]


def _join_boxes(curve: Sequence[Point], upper: Rect, lower: Rect) -> tuple[Point, ...]:
    """The curve with its ends exactly on the borders of cards and groups: Graphviz's numbers are rounded."""
    return (_snap(curve[0], upper), *curve[1:-1], _snap(curve[-1], lower))


def _snap(tip: Point, card: Rect) -> Point:
    """The tip on the nearest side of a box."""
    x, y = min(max(tip.x, card.x), card.right), min(max(tip.y, card.y), card.bottom)
    sides = [Point(card.x, y), Point(card.right, y), Point(x, card.y), Point(x, card.bottom)]
    return min(sides, key=lambda side: abs(side.x - tip.x) + abs(side.y - tip.y))
