"""Curves, what follows them, and what lies near what."""

from __future__ import annotations

from itertools import pairwise
from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.layout.crossings import count_run_crossings
from archgen.layout.curves import cut_path, flatten_curve, measure_distance
from archgen.layout.faults import Run, cuts, find_near
from archgen.layout.geometry import Point, Rect

COORDINATES = st.integers(-500, 500).map(float)
POINTS = st.builds(Point, COORDINATES, COORDINATES)
CONTROLS = st.integers(1, 3).flatmap(lambda count: st.lists(POINTS, min_size=3 * count + 1, max_size=3 * count + 1))


def at(controls: list[Point], share: float) -> Point:
    """The point of a curve's first piece at a share of its parameter."""
    a, b, c, d = controls[:4]
    weights = ((1 - share) ** 3, 3 * share * (1 - share) ** 2, 3 * share**2 * (1 - share), share**3)
    return Point(*(sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1)))


@given(CONTROLS)
def test_the_corners_follow_the_curve_closely(controls: list[Point]) -> None:
    points = flatten_curve(controls)
    assert (points[0], points[-1]) == (controls[0], controls[-1])
    for step in range(21):
        point = at(controls, step / 20)
        nearest = min(measure_distance(point, a, b) for a, b in pairwise(points))
        assert nearest < 2.5


def test_a_straight_curve_has_no_corners() -> None:
    controls = [Point(0, 0), Point(10, 10), Point(20, 20), Point(30, 30), Point(40, 40), Point(50, 50), Point(60, 60)]
    assert flatten_curve(controls) == (Point(0, 0), Point(60, 60))


def test_a_quarter_of_a_circle_is_as_long_as_it_should_be() -> None:
    k = 0.5523 * 100
    points = flatten_curve([Point(100, 0), Point(100, k), Point(k, 100), Point(0, 100)])
    assert sum(dist(a, b) for a, b in pairwise(points)) == pytest.approx(50 * pi, rel=0.01)


def test_a_sloped_path_is_cut_into_short_pieces_and_a_level_one_is_not() -> None:
    assert cut_path([Point(0, 0), Point(100, 0)], 10) == [Point(0, 0), Point(100, 0)]
    assert len(cut_path([Point(0, 0), Point(100, 30)], 10)) == 4


@pytest.mark.parametrize(
    ("start", "end", "through"),
    [
        ((0, 0), (100, 100), True),
        ((0, 50), (100, 50), True),
        ((50, 0), (50, 100), True),
        ((0, 0), (39, 39), False),
        ((0, 79), (100, 100), False),
        ((0, 60), (60, 0), False),  # past the upper left corner
        ((30, 90), (90, 30), True),
        ((45, 45), (55, 50), True),  # inside
    ],
)
def test_a_run_goes_through_a_rectangle_where_it_has_a_stretch_inside(start, end, through: bool) -> None:
    assert cuts(Run(0, "", Point(*start), Point(*end)), Rect(40, 40, 30, 30)) == through


def test_sloped_runs_cross_and_those_that_touch_do_not() -> None:
    a = Run(0, "a", Point(0, 0), Point(100, 100))
    across = Run(1, "b", Point(0, 100), Point(100, 0))
    touching = Run(2, "c", Point(50, 50), Point(100, 0))
    own = across._replace(flow=0)
    assert count_run_crossings([a, across]) == 1
    assert count_run_crossings([a, touching]) == 0
    assert count_run_crossings([a, own]) == 0
    assert count_run_crossings([a, a._replace(flow=3)]) == 0


@given(st.lists(st.builds(Rect, COORDINATES, COORDINATES, st.floats(0, 200), st.floats(0, 200)), max_size=12))
def test_whatever_meets_is_near(rects: list[Rect]) -> None:
    near = list(find_near(rects, rects))
    assert near == sorted(set(near))
    meeting = {(i, j) for i, a in enumerate(rects) for j, b in enumerate(rects) if a.meets(b)}
    assert meeting <= set(near)
