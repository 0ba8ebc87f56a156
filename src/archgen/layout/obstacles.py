"""Obstacles for labels: what stands already, by the bands of the page that it reaches into."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.layout.geometry import Rect

BAND_PX = 128

Obstacle = tuple[float, float, float, float, int | None, bool]  # left, top, right, bottom, owner, soft


class Obstacles:
    """Rectangles with owners: whoever asks for a place may cover what is its own, and soft ones at need."""

    def __init__(self) -> None:
        self._bands: dict[int, list[Obstacle]] = {}

    def add(self, rect: Rect, owner: int | None = None, soft: bool = False, margin: float = 0) -> None:
        """Put an obstacle with a margin around it; ``owner`` is the flow that may cover it."""
        x, y, width, height = rect
        left, top = x - margin, y - margin
        right, bottom = left + (width + 2 * margin), top + (height + 2 * margin)
        obstacle = (left, top, right, bottom, owner, soft)
        for band in range(int(top // BAND_PX), int(bottom // BAND_PX) + 1):
            self._bands.setdefault(band, []).append(obstacle)

    def find_near(self, left: float, top: float, right: float, bottom: float, owner: int) -> list[Obstacle]:
        """What reaches into a rectangle and is not the owner's."""
        first, last = int(top // BAND_PX), int(bottom // BAND_PX)
        found = [
            obstacle
            for band in range(first, last + 1)
            for obstacle in reach_into(left, top, right, bottom, self._bands.get(band, ()))
            if obstacle[4] != owner
        ]
        return found if first == last else list(dict.fromkeys(found))  # some reach into several bands


def reach_into(left: float, top: float, right: float, bottom: float, obstacles: Sequence[Obstacle]) -> list[Obstacle]:
    """Those of the obstacles that reach into a rectangle."""
    return [o for o in obstacles if o[0] < right and left < o[2] and o[1] < bottom and top < o[3]]


def is_blocked(left: float, top: float, right: float, bottom: float, obstacles: Sequence[Obstacle]) -> bool:
    """Whether one of the obstacles reaches into a rectangle that may not be covered."""
    return any(not soft for *_, soft in reach_into(left, top, right, bottom, obstacles))
