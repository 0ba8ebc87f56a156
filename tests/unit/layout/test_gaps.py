"""Crossings: the upright run of one flow is interrupted where the level run of another passes over it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings

from archgen.api import draw_placement, load_file, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.gaps import HALF_GAP_PX, HEAD_PX, add_gaps
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import Gap, Label, PlacedFlow, Placement
from archgen.layout.quality import measure_quality
from archgen.layout.saving import read_placement, write_placement


@pytest.fixture(scope="module")
def mlflow(request: pytest.FixtureRequest) -> Placement:
    placement, _ = place_view(load_file(Path(request.config.rootpath, "specs/mlflow.yaml")), "architecture")
    assert placement is not None
    return placement


def find_gaps(placement: Placement, *paths: tuple[tuple[float, float], ...], both: bool = False) -> list[Gap]:
    """The gaps of the first of these flows."""
    bare = placement.flows[0]._replace(label=None, badges=(), gaps=(), both=both)
    flows = tuple(bare._replace(points=tuple(Point(*point) for point in path)) for path in paths)
    return list(add_gaps(placement._replace(flows=flows)).flows[0].gaps)


def level(y: float) -> tuple[tuple[float, float], ...]:
    return (50, y), (150, y)


DOWN = (100, 0), (100, 100)


def test_a_level_run_passes_over_an_upright_one(mlflow: Placement) -> None:
    assert find_gaps(mlflow, DOWN, level(40)) == [Gap(0, Point(100, 36), Point(100, 44))]


def test_gaps_come_in_the_order_of_the_path(mlflow: Placement) -> None:
    up = find_gaps(mlflow, tuple(reversed(DOWN)), level(40), level(70))
    assert up == [Gap(0, Point(100, 74), Point(100, 66)), Gap(0, Point(100, 44), Point(100, 36))]


def test_neighbours_share_a_gap(mlflow: Placement) -> None:
    assert find_gaps(mlflow, DOWN, level(40), level(51)) == [Gap(0, Point(100, 36), Point(100, 55))]


def test_a_level_run_is_never_interrupted(mlflow: Placement) -> None:
    assert find_gaps(mlflow, level(40), DOWN) == []


def test_what_only_touches_crosses_nothing(mlflow: Placement) -> None:
    assert find_gaps(mlflow, DOWN, ((50, 40), (100, 40))) == []


@pytest.mark.parametrize(("y", "both", "expected"), [(93, False, 0), (86, False, 1), (6, True, 0), (6, False, 1)])
def test_arrow_heads_are_left_whole(mlflow: Placement, y: float, both: bool, expected: int) -> None:
    assert len(find_gaps(mlflow, DOWN, level(y), both=both)) == expected


def test_round_corners_are_left_whole(mlflow: Placement) -> None:
    bent = (0, 10), (100, 10), (100, 100)
    assert find_gaps(mlflow, bent, level(16)) == []
    assert find_gaps(mlflow, bent, level(21)) == [Gap(1, Point(100, 18), Point(100, 25))]


def test_a_gap_reaches_the_label_beside_it(mlflow: Placement) -> None:
    flow = mlflow.flows[0]._replace(points=(Point(100, 0), Point(100, 100)), badges=())
    over = flow._replace(points=(Point(50, 40), Point(150, 40)), label=None)
    for rect, gap in (
        (Rect(80, 48, 40, 20), (36, 48)),
        (Rect(80, 12, 40, 20), (32, 44)),
        (Rect(80, 60, 40, 20), (36, 44)),
        (Rect(10, 48, 40, 20), (36, 44)),
    ):
        placed = add_gaps(mlflow._replace(flows=(flow._replace(label=Label(rect, ())), over)))
        assert placed.flows[0].gaps == (Gap(0, Point(100, gap[0]), Point(100, gap[1])),)


def test_gaps_change_nothing_that_is_measured(mlflow: Placement) -> None:
    assert any(flow.gaps for flow in mlflow.flows)
    without = mlflow._replace(flows=tuple(flow._replace(gaps=()) for flow in mlflow.flows))
    assert measure_quality(mlflow) == measure_quality(without)
    assert read_placement(write_placement(mlflow)) == mlflow


def test_an_interrupted_path_begins_anew_behind_each_gap(mlflow: Placement) -> None:
    svg = draw_placement(mlflow, "svg", "adaptive")
    gap = next(gap for flow in mlflow.flows for gap in flow.gaps)
    assert f"L{gap.start.x:g} {gap.start.y:g}M{gap.end.x:g} {gap.end.y:g}" in svg


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(specs(most_components=12))
def test_every_gap_is_at_a_crossing_and_leaves_the_rest_whole(data) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    placement, _ = place_view(load_source("demo", Source("demo.yaml", text)), "architecture")
    assert placement is not None
    for flow in placement.flows:
        for gap in flow.gaps:
            a, b = flow.points[gap.run : gap.run + 2]
            marks = [a.y, gap.start.y, gap.end.y, b.y]
            assert marks in (sorted(marks), sorted(marks, reverse=True))
            assert {a.x, b.x} == {gap.start.x, gap.end.x}
            assert abs(gap.end.y - b.y) >= HEAD_PX or gap.run < len(flow.points) - 2
            assert crossings(gap, [other for other in placement.flows if other is not flow])
        for first, second in pairwise(flow.gaps):
            assert first.run < second.run or abs(second.start.y - first.end.y) > HALF_GAP_PX


def crossings(gap: Gap, flows: list[PlacedFlow]) -> bool:
    top, bottom = sorted((gap.start.y, gap.end.y))
    return any(
        a.y == b.y and top < a.y < bottom and min(a.x, b.x) < gap.start.x < max(a.x, b.x)
        for flow in flows
        for a, b in pairwise(flow.points)
    )
