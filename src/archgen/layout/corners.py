"""Round corners: a path of straight runs as cubic curves."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.layout.geometry import Point

CORNER_PX = 8


def cut_corners(points: Sequence[Point]) -> list[Point]:
    """Control points of a cubic curve along the points: a start, then three for each run and each corner."""
    controls = [points[0]]
    for index in range(1, len(points) - 1):
        begin, corner, end = round_corner(points, index)
        controls += _straight(controls[-1], begin)
        controls += [_go_on(begin, corner), _go_on(end, corner), end]
    return controls + _straight(controls[-1], points[-1])


def round_corner(points: Sequence[Point], index: int) -> tuple[Point, Point, Point]:
    """Where a corner's curve begins, the corner, and where its curve ends."""
    before, corner, after = points[index - 1 : index + 2]
    radius = corner_radius(points, index)
    return move_towards(corner, before, radius), corner, move_towards(corner, after, radius)


def corner_radius(points: Sequence[Point], index: int) -> float:
    """How far a corner is rounded: as far as its runs allow."""
    before, corner, after = points[index - 1 : index + 2]
    return min(CORNER_PX, run_length(before, corner) / 2, run_length(corner, after) / 2)


def run_length(a: Point, b: Point) -> float:
    """The length of an upright or level run."""
    return abs(a.x - b.x) + abs(a.y - b.y)


def move_towards(start: Point, end: Point, distance: float) -> Point:
    """The point that lies so far from the start on the way to the end."""
    length = run_length(start, end)
    share = distance / length if length else 0
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def _go_on(a: Point, b: Point) -> Point:
    """The point two thirds of the way."""
    return move_towards(a, b, run_length(a, b) * 2 / 3)


def _straight(a: Point, b: Point) -> list[Point]:
    length = run_length(a, b)
    return [move_towards(a, b, length / 3), move_towards(a, b, length * 2 / 3), b]
