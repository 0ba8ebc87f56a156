"""Obstacles for labels: what stands already, in a hash of squares."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.layout.geometry import Rect

SQUARE_PX = 128

Obstacle = tuple[float, float, float, float, int | None, bool]  # left, top, right, bottom, owner, soft


class Obstacles:
    """Rectangles with owners: whoever asks for a place may cover what is its own, and soft ones at need."""

    def __init__(self) -> None:
        self._squares: dict[tuple[int, int], list[Obstacle]] = {}

    def add(self, rect: Rect, owner: int | None = None, soft: bool = False, margin: float = 0) -> None:
        """Put an obstacle with a margin around it; ``owner`` is the flow that may cover it."""
        x, y, width, height = rect
        left, top = x - margin, y - margin
        right, bottom = left + (width + 2 * margin), top + (height + 2 * margin)
        obstacle = (left, top, right, bottom, owner, soft)
        for square in _list_squares(left, top, right, bottom):
            self._squares.setdefault(square, []).append(obstacle)

    def find_near(self, left: float, top: float, right: float, bottom: float, owner: int) -> list[Obstacle]:
        """What reaches into a rectangle and is not the owner's."""
        found: dict[Obstacle, None] = {}  # some reach into several squares
        for square in _list_squares(left, top, right, bottom):
            for obstacle in self._squares.get(square, ()):
                x0, y0, x1, y1, whose, _ = obstacle
                if x0 < right and left < x1 and y0 < bottom and top < y1 and whose != owner:
                    found[obstacle] = None
        return list(found)


def reach_into(left: float, top: float, right: float, bottom: float, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """Those of the obstacles that reach into a rectangle."""
    return [o for o in obstacles if o[0] < right and left < o[2] and o[1] < bottom and top < o[3]]


def is_blocked(left: float, top: float, right: float, bottom: float, obstacles: Sequence[Obstacle]) -> bool:
    """Whether one of the obstacles reaches into a rectangle that may not be covered."""
    return any(not soft for *_, soft in reach_into(left, top, right, bottom, obstacles))


def _list_squares(left: float, top: float, right: float, bottom: float) -> list[tuple[int, int]]:
    rows = range(int(top // SQUARE_PX), int(bottom // SQUARE_PX) + 1)
    return [(column, row) for column in range(int(left // SQUARE_PX), int(right // SQUARE_PX) + 1) for row in rows]
