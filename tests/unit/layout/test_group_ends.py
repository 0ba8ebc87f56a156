"""Flows that lead to a group end at its border."""

from __future__ import annotations

import pytest

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.ends import cut_at_groups
from archgen.layout.faults import find_faults
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import Placement

SPEC = """archgen: 1
name: Demo
components:
  user: {kind: user}
  cli: {kind: client}
  web: {kind: ui, in: inner}
  api: {kind: server, in: inner}
  worker: {kind: worker, in: outer}
  runs: {kind: metadata-db}
  files: {kind: artifact-store, in: store}
  disk: {kind: artifact-store, in: store}
groups:
  outer: {}
  inner: {in: outer}
  store: {}
flows:
  - user -> outer: runs it
  - cli -> inner: deploys | Helm
  - api -> runs
  - outer -> store: keeps everything
  - web -> api
"""


def place(text: str = SPEC) -> Placement:
    loaded = load_source("demo", Source("demo.yaml", text))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    return placement


def test_a_flow_to_a_group_ends_at_its_border() -> None:
    placement = place()
    boxes = {item.id: item.rect for items in (placement.cards, placement.groups) for item in items}
    for flow in placement.flows:
        for point, id in ((flow.points[0], flow.start), (flow.points[-1], flow.end)):
            box = boxes[id]
            assert point.x in (box.x, box.right) or point.y in (box.y, box.bottom), (flow.start, flow.end)
            assert box.touches(point)
    assert find_faults(placement) == ()


def test_no_part_of_it_runs_inside_the_group() -> None:
    placement = place()
    groups = {group.id: group.rect for group in placement.groups}
    for flow in placement.flows:
        for id in {flow.start, flow.end} & groups.keys():
            inner = groups[id].grown(-1)
            assert not any(inner.touches(point) for point in flow.points)


def test_it_is_told_by_the_groups_name() -> None:
    placement = place()
    assert placement.flows[0].summary == "User to Outer: runs it"
    assert "Outer to Store: keeps everything" in placement.description
    assert 'data-from="outer" data-to="store"' in draw_placement(placement, "svg", "adaptive")
    assert "user -> " in draw_placement(placement, "dot", "adaptive")


def test_components_of_a_group_that_a_flow_leads_to_are_not_lonely() -> None:
    assert load_source("demo", Source("demo.yaml", SPEC)).diagnostics == ()


def test_a_view_shows_it_where_it_shows_something_of_the_group() -> None:
    views = "views:\n  architecture: {include: [user, worker]}\n"
    assert [(flow.start, flow.end) for flow in place(SPEC + views).flows] == [("user", "outer")]


@pytest.mark.parametrize(
    ("path", "cut"),
    [
        ([(5, 0), (5, 50)], [(5, 0), (5, 20)]),
        ([(0, 25), (5, 25)], [(0, 25), (2, 25)]),
        ([(50, 25), (5, 25)], [(50, 25), (10, 25)]),
        ([(50, 25), (50, 90), (5, 90), (5, 30)], [(50, 25), (50, 90), (5, 90), (5, 40)]),
        ([(5, 25), (5, 30)], [(5, 25), (5, 30)]),
    ],
)
def test_a_path_is_cut_where_it_enters_for_the_last_time(path: list, cut: list) -> None:
    group = {"g": Rect(2, 20, 8, 20)}
    points = tuple(Point(*point) for point in path)
    assert cut_at_groups(points, "a", "g", group) == tuple(Point(*point) for point in cut)
    back = tuple(reversed(points))
    assert cut_at_groups(back, "g", "a", group) == tuple(reversed([Point(*point) for point in cut]))
