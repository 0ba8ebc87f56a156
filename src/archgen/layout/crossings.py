"""Crossings: how often flows run over each other, exactly, whatever way they run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archgen.layout.faults import find_near

if TYPE_CHECKING:
    from archgen.layout.faults import Run
    from archgen.layout.geometry import Point


def count_run_crossings(runs: Sequence[Run]) -> int:
    """How often a run of one flow crosses a run of another one; runs that only touch, or lie on each other, do not."""
    rects = [run.rect for run in runs]
    return sum(a < b and runs[a].flow != runs[b].flow and _cross(runs[a], runs[b]) for a, b in find_near(rects, rects))


def _cross(a: Run, b: Run) -> bool:
    """Whether each run has its ends on both sides of the other."""
    first = _side(a.start, a.end, b.start) * _side(a.start, a.end, b.end)
    return first < 0 and _side(b.start, b.end, a.start) * _side(b.start, b.end, a.end) < 0


def _side(start: Point, end: Point, point: Point) -> float:
    """Positive on one side of the line through two points, negative on the other."""
    return (end.x - start.x) * (point.y - start.y) - (end.y - start.y) * (point.x - start.x)
