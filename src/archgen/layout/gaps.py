"""Gaps: where a level run passes over an upright one of another flow, the upright one is interrupted.

So one sees which line goes where. A gap reads better than a small arc: arcs of dashed lines fall to pieces, those of
neighbours run into each other, and they need room above the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from archgen.layout.corners import corner_radius
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import Gap

if TYPE_CHECKING:
    from archgen.layout.placement import PlacedFlow, Placement

HALF_GAP_PX = 4.0
LEAST_HALF_PX = 2.5
LEAST_STUB_PX = 8.0  # less line than this between two gaps is left out
HEAD_PX = 10.0
TAIL_PX = 2.0

Passing = tuple[int, float, float, float]  # the flow of a level run, its left and right end, its height


def add_gaps(placement: Placement) -> Placement:
    """The placement with a gap in every upright run that another flow passes over, where there is room for one."""
    passing = [item for index, flow in enumerate(placement.flows) for item in _list_passing(index, flow)]
    flows = (
        flow._replace(gaps=tuple(_find_gaps(flow, [item for item in passing if item[0] != index])))
        for index, flow in enumerate(placement.flows)
    )
    return placement._replace(flows=tuple(flows))


def _list_passing(index: int, flow: PlacedFlow) -> Iterator[Passing]:
    for a, b in pairwise(flow.points):
        if a.y == b.y:
            yield index, min(a.x, b.x), max(a.x, b.x), a.y


def _find_gaps(flow: PlacedFlow, passing: Sequence[Passing]) -> Iterator[Gap]:
    """The gaps of a flow, from its start to its end."""
    for run, (a, b) in enumerate(pairwise(flow.points)):
        if a.x != b.x:
            continue
        low, high = _straight_part(flow, run)
        first, last = low + LEAST_HALF_PX, high - LEAST_HALF_PX
        heights = sorted(y for _, left, right, y in passing if left < a.x < right and first <= y <= last)
        covers = [cover for cover in _list_covers(flow) if cover.x < a.x < cover.right]
        gaps = [(max(low, y[0] - HALF_GAP_PX), min(high, y[-1] + HALF_GAP_PX)) for y in _gather(heights)]
        for gap in gaps if a.y < b.y else reversed(gaps):
            top, bottom = (Point(a.x, round(y, 2)) for y in _meet_covers(*gap, covers))
            yield Gap(run, top, bottom) if a.y < b.y else Gap(run, bottom, top)


def _list_covers(flow: PlacedFlow) -> Iterator[Rect]:
    """What hides the line below it: the flow's label and its badges."""
    if flow.label:
        yield flow.label.rect
    yield from (Rect(*badge.middle, 0, 0).grown(badge.radius) for badge in flow.badges)


def _meet_covers(top: float, bottom: float, covers: Iterable[Rect]) -> tuple[float, float]:
    """The gap, as far as a cover that is near: a stub of line between the two would look like a dash."""
    for cover in covers:
        if top < cover.bottom + LEAST_STUB_PX and cover.y - LEAST_STUB_PX < bottom:
            top, bottom = min(top, cover.bottom), max(bottom, cover.y)
    return top, bottom


def _straight_part(flow: PlacedFlow, run: int) -> tuple[float, float]:
    """From where to where an upright run is straight and without an arrow head."""
    points, last = flow.points, len(flow.points) - 2
    before = corner_radius(points, run) if run else HEAD_PX if flow.both else TAIL_PX
    after = corner_radius(points, run + 1) if run < last else HEAD_PX
    a, b = points[run].y, points[run + 1].y
    return (a + before, b - after) if a < b else (b + after, a - before)


def _gather(heights: Iterable[float]) -> list[list[float]]:
    """The heights in groups of neighbours that share a gap."""
    groups: list[list[float]] = []
    for y in heights:
        if groups and y - groups[-1][-1] < 2 * HALF_GAP_PX + LEAST_STUB_PX:
            groups[-1].append(y)
        else:
            groups.append([y])
    return groups
