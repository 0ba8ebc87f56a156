"""Titles of groups among curves: where on a group's upper side its name stands between the flows that pass there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archgen.layout.geometry import Point, Rect
from archgen.layout.squares import Squares
from archgen.layout.titles import MARK_ROOM_PX, TITLE_CLEARANCE_PX, TITLE_INSET_PX, GroupTitle, make_title
from archgen.style.text.metrics import balance_text, measure_text
from archgen.style.typography import VOICES

if TYPE_CHECKING:
    from archgen.model.architecture import Group

WIDEST_PX = 210
MOST_LINES = 6
MARKED = {"required", "optional", "unknown"}


def measure_title(group: Group) -> tuple[float, int]:
    """The width in px that a group's title asks for, its mark included, and in how many lines."""
    for count in range(1, MOST_LINES + 1):
        width = _measure_lines(balance_text(group.name, VOICES["group"], count))
        if width <= WIDEST_PX:
            break
    return width + _room_for_mark(group), count


def _measure_lines(lines: Sequence[str]) -> float:
    return max(measure_text(line, VOICES["group"]) for line in lines)


def _room_for_mark(group: Group) -> float:
    return MARK_ROOM_PX if group.kubernetes in MARKED else 0


class Strips:
    """The straight runs of all flows, asked for the free stretches of a strip."""

    def __init__(self, paths: Sequence[Sequence[Point]]) -> None:
        self._runs = [run for path in paths for run in pairwise(path)]
        self._squares = Squares(_span(*run) for run in self._runs)

    def set_title(self, group: Group, rect: Rect, most_lines: int) -> tuple[GroupTitle, bool]:
        """The title in the first free stretch of the group's upper side that holds it, in as few lines as that takes, and
        whether there is one.
        """
        lead = _room_for_mark(group)
        for count in range(1, most_lines + 1):
            lines = balance_text(group.name, VOICES["group"], count)
            width = lead + _measure_lines(lines)
            gaps = self._free_gaps(Rect(rect.x, rect.y, rect.width, make_title(0, 0, lines).strip_height))
            fitting = [left for left, right in gaps if right - left >= width]
            if fitting:
                return make_title(fitting[0], lead, lines), True
        longest, _ = max(gaps, key=lambda gap: gap[1] - gap[0])
        return make_title(min(longest, rect.right - TITLE_INSET_PX - width), lead, lines), False

    def _free_gaps(self, strip: Rect) -> list[tuple[float, float]]:
        """The stretches of a strip that no flow passes, from left to right."""
        taken = sorted(
            part for number in self._squares.find_near(strip) if (part := _cut(*self._runs[number], strip)) is not None
        )
        gaps = []
        left = strip.x + TITLE_INSET_PX
        for start, end in taken:
            gaps.append((left, start - TITLE_CLEARANCE_PX))
            left = max(left, end + TITLE_CLEARANCE_PX)
        return [*gaps, (left, strip.right - TITLE_INSET_PX)]


def _span(a: Point, b: Point) -> Rect:
    return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def _cut(a: Point, b: Point, strip: Rect) -> tuple[float, float] | None:
    """From where to where a run passes a strip, along it."""
    upper, lower = sorted((a, b), key=lambda point: point.y)
    if upper.y > strip.bottom or lower.y < strip.y:
        return None
    height = lower.y - upper.y
    shares = [min(1.0, max(0.0, (y - upper.y) / height)) if height else s for y, s in ((strip.y, 0), (strip.bottom, 1))]
    xs = [upper.x + (lower.x - upper.x) * share for share in shares]
    return min(xs), max(xs)
