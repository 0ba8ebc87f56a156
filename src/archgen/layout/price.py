"""What makes a picture worse, as one number: crossings, bends, badges, size, and most of all being too wide."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.geometry import Point

CROSSING_COST = 2.0
BEND_COST = 0.5
BADGE_COST = 2.0
ON_BORDER_COST = 1.0
HEIGHT_PER_COST_PX = 60
WIDTH_PER_COST_PX = 40
TOO_WIDE_PER_COST_PX = 2


class Price(NamedTuple):
    """What is known before labels are placed: crossings, bends, and the size in px, with what is too much of its width."""

    crossings: int
    bends: int
    height: float
    width: float
    too_wide: float

    def add_labels(self, badges: int, on_border: int) -> float:
        """The cost with so many badges, and so many labels that cover a group's border; more of either never cost less."""
        return (
            CROSSING_COST * self.crossings
            + BEND_COST * self.bends
            + BADGE_COST * badges
            + ON_BORDER_COST * on_border
            + self.height / HEIGHT_PER_COST_PX
            + self.width / WIDTH_PER_COST_PX
            + self.too_wide / TOO_WIDE_PER_COST_PX
        )


def count_bends(paths: Sequence[Sequence[Point]]) -> int:
    """How often flows turn."""
    return sum([len(path) - 2 for path in paths])


def count_crossings(paths: Sequence[Sequence[Point]]) -> int:
    """How often a horizontal run of one flow crosses a vertical run of another; a trunk counts once."""
    horizontal, vertical = [], []
    for owner, path in enumerate(paths):
        for a, b in pairwise(path):
            if a.y == b.y:
                horizontal.append((owner, min(a.x, b.x), max(a.x, b.x), a.y))
            else:
                vertical.append((owner, min(a.y, b.y), max(a.y, b.y), a.x))
    crossings = {
        (x, y)
        for owner, left, right, y in horizontal
        for other, top, bottom, x in vertical
        if owner != other and left < x < right and top < y < bottom
    }
    return len(crossings)
