"""Curves of cubic pieces, and the straight lines that follow them closely: what is measured is straight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, hypot

from archgen.layout.geometry import Point

TOLERANCE_PX = 1.0
MOST_HALVINGS = 8

Piece = tuple[Point, Point, Point, Point]


def flatten_curve(controls: Sequence[Point]) -> tuple[Point, ...]:
    """The corners of a path that is never further from the curve than the tolerance (twice that, where runs were joined)."""
    points = [controls[0]]
    for index in range(0, len(controls) - 1, 3):
        first, second, third, fourth = controls[index : index + 4]
        points += _flatten_piece((first, second, third, fourth), MOST_HALVINGS)
    return tuple(Point(round(x, 2), round(y, 2)) for x, y in _join_runs(points))


def _flatten_piece(piece: Piece, halvings: int) -> list[Point]:
    """The ends of the straight lines that a piece is cut into, the first one left out."""
    start, a, b, end = piece
    if not halvings or max(measure_distance(a, start, end), measure_distance(b, start, end)) <= TOLERANCE_PX:
        return [end]
    left, right = _halve(piece)
    return _flatten_piece(left, halvings - 1) + _flatten_piece(right, halvings - 1)


def _halve(piece: Piece) -> tuple[Piece, Piece]:
    start, a, b, end = piece
    first, between, last = _middle(start, a), _middle(a, b), _middle(b, end)
    before, after = _middle(first, between), _middle(between, last)
    middle = _middle(before, after)
    return (start, first, before, middle), (middle, after, last, end)


def _middle(a: Point, b: Point) -> Point:
    return Point((a.x + b.x) / 2, (a.y + b.y) / 2)


def measure_distance(point: Point, start: Point, end: Point) -> float:
    """How far a point is from a stretch between two others."""
    dx, dy = end.x - start.x, end.y - start.y
    length = dx * dx + dy * dy
    share = ((point.x - start.x) * dx + (point.y - start.y) * dy) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(point.x - start.x - share * dx, point.y - start.y - share * dy)


def cut_path(path: Sequence[Point], piece_px: float) -> list[Point]:
    """The path with more points on its sloped runs, so that no run is longer than a piece both ways."""
    points = [path[0]]
    for a, b in pairwise(path):
        count = max(1, ceil(min(abs(a.x - b.x), abs(a.y - b.y)) / piece_px))
        points += [Point(a.x + (b.x - a.x) * i / count, a.y + (b.y - a.y) * i / count) for i in range(1, count)]
        points.append(b)
    return points


def _join_runs(points: Sequence[Point]) -> list[Point]:
    """The points without those that lie on the way from their neighbours to each other."""
    kept = [points[0]]
    skipped: list[Point] = []
    for here, following in pairwise(points[1:]):
        skipped.append(here)
        if any(measure_distance(point, kept[-1], following) > TOLERANCE_PX for point in skipped):
            kept.append(here)
            skipped = []
    return [*kept, points[-1]]
