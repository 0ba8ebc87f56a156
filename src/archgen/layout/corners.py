"""Round corners: a path of straight runs as cubic curves."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.layout.geometry import Point

CORNER_PX = 8


def cut_corners(points: Sequence[Point], radius_px: float = CORNER_PX) -> list[Point]:
    """Control points of a cubic curve along the points: a start, then three for each run and each corner."""
    controls = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(radius_px, run_length(before, corner) / 2, run_length(corner, after) / 2)
        begin, end = move_towards(corner, before, radius), move_towards(corner, after, radius)
        controls += _straight(controls[-1], begin)
        controls += [move_towards(begin, corner, radius * 2 / 3), move_towards(end, corner, radius * 2 / 3), end]
    return controls + _straight(controls[-1], points[-1])


def run_length(a: Point, b: Point) -> float:
    """The length of an upright or level run."""
    return abs(a.x - b.x) + abs(a.y - b.y)


def move_towards(start: Point, end: Point, distance: float) -> Point:
    """The point that lies so far from the start on the way to the end."""
    length = run_length(start, end)
    share = distance / length if length else 0
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _straight(a: Point, b: Point) -> list[Point]:
    length = run_length(a, b)
    return [move_towards(a, b, length / 3), move_towards(a, b, length * 2 / 3), b]
