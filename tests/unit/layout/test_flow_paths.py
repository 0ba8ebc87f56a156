"""How flows run: where they end, loops, double arrows, flows within a row and past everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.faults import find_faults
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import PlacedFlow, Placement

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
CORNER_PX = 12
APART_PX = 8


def place(data: dict[str, Any]) -> Placement:
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False)))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, "architecture")
    assert placement is not None, found
    return placement


def demo(components: dict[str, str], flows: list[Any], groups: dict[str, list[str]] | None = None) -> Placement:
    """A system of components by their kinds."""
    homes = {member: group for group, members in (groups or {}).items() for member in members}
    made = {id: {"kind": kind, **({"in": homes[id]} if id in homes else {})} for id, kind in components.items()}
    return place(
        {"archgen": 1, "name": "x", "components": made, "groups": {g: {} for g in groups or {}}, "flows": flows}
    )


def list_ends(flow: PlacedFlow) -> tuple[tuple[str, Point, Point], ...]:
    """The card at each end, where the flow meets it, and the corner before."""
    return (flow.start, flow.points[0], flow.points[1]), (flow.end, flow.points[-1], flow.points[-2])


def find_side(card: Rect, end: Point, before: Point) -> str:
    """The side at which a flow meets a card from outside."""
    if end.y == before.y:
        side = "left" if before.x < end.x else "right"
        assert end.x == (card.x if side == "left" else card.right)
    else:
        side = "top" if before.y < end.y else "bottom"
        assert end.y == (card.y if side == "top" else card.bottom)
    return side


def places_on_sides(placement: Placement) -> Iterator[tuple[list[float], float]]:
    """For each side of each card and group, where flows end on it, in order, and its length."""
    boxes = {item.id: item.rect for items in (placement.cards, placement.groups) for item in items}
    found: dict[tuple[str, str], list[float]] = {}
    for flow in placement.flows:
        for id, end, before in list_ends(flow):
            if id not in boxes:  # a group that could not be drawn
                continue
            side = find_side(boxes[id], end, before)
            along = end.x - boxes[id].x if side in {"top", "bottom"} else end.y - boxes[id].y
            found.setdefault((id, side), []).append(along)
    for (id, side), places in found.items():
        yield sorted(places), boxes[id].width if side in {"top", "bottom"} else boxes[id].height


@QUIET
@given(specs())
def test_flows_end_on_the_side_that_they_come_to_spread_and_never_at_a_corner(data) -> None:
    for places, length in places_on_sides(place(data)):
        assert places[0] >= CORNER_PX
        assert places[-1] <= length - CORNER_PX
        assert all(b - a >= APART_PX for a, b in pairwise(places))


@QUIET
@given(specs())
def test_no_picture_has_a_fault(data) -> None:
    assert find_faults(place(data)) == ()


def test_two_loops_a_group_and_neighbours_on_the_same_side_do_not_meet() -> None:
    placement = demo(
        {"a": "client", "b": "server", "other": "server", "c": "metadata-db", "d": "artifact-store"},
        [
            {"a -> b": "asks | REST"},
            {"b -> a": "tells many things, in many words | REST"},
            {"b -> b": "retries"},
            {"b -> b": "replicates what it has to itself", "merge": "no"},
            {"b -> other": "schedules"},
            {"b -> c": "writes | SQL"},
            {"d -> b": "is read"},
        ],
        {"g": ["b", "other"]},
    )
    assert find_faults(placement) == ()
    loops = [flow for flow in placement.flows if flow.start == flow.end]
    assert len(loops) == 2
    assert all(flow.label or flow.badges for flow in loops)


def test_a_loop_leaves_its_card_at_a_side_and_comes_back_around_a_corner() -> None:
    placement = demo({"a": "server"}, ["a -> a"])
    (flow,) = placement.flows
    card = placement.cards[0].rect
    assert [find_side(card, end, before) for _, end, before in list_ends(flow)] == ["right", "top"]
    assert not any(card.grown(-1).holds(Rect(*point, 0, 0)) for point in flow.points)


def test_a_loop_of_a_card_as_wide_as_the_picture_runs_outside() -> None:
    record = {"columns": [f"A column of the table {i}" for i in range(5)], "rows": [["x"] * 5]}
    placement = place(
        {
            "archgen": 1,
            "name": "x",
            "components": {"a": {"kind": "metadata-db", "records": {"runs": record}}, "b": {"kind": "metadata-db"}},
            "flows": ["a -> a", "b -> a"],
            "views": {"architecture": {"records": ["a.runs"]}},
        }
    )
    assert placement.cards[0].rect.width > placement.cards[1].rect.width
    assert find_faults(placement) == ()


def test_loops_beside_flows_that_graphviz_runs_are_upright_and_level() -> None:
    placement = place(
        {
            "archgen": 1,
            "name": "x",
            "components": {"a": {"kind": "client"}, "b": {"kind": "server"}},
            "flows": ["a -> b", "b -> b", "b -> a"],
            "views": {"architecture": {"routing": "graphviz"}},
        }
    )
    assert [(flow.start, flow.end) for flow in placement.flows] == [("a", "b"), ("b", "b")]
    assert len(placement.flows[1].points) == 5
    assert all(a.x == b.x or a.y == b.y for flow in placement.flows for a, b in pairwise(flow.points))


def test_a_double_arrow_has_a_head_at_both_cards_and_one_line() -> None:
    placement = demo({"a": "client", "b": "server"}, ["a <-> b"])
    (flow,) = placement.flows
    cards = {card.id: card.rect for card in placement.cards}
    assert flow.both
    assert [find_side(cards[id], end, before) for id, end, before in list_ends(flow)] == ["bottom", "top"]
    svg = draw_placement(placement, "svg", "adaptive")
    assert svg.count('marker-start="url(') == 1
    assert "s," in draw_placement(placement, "dot", "light")


def test_a_flow_within_a_row_is_one_level_line() -> None:
    placement = demo({"a": "server", "b": "server", "c": "client"}, ["a -> b", "c -> a", "c -> b"])
    (start, end) = placement.flows[0].points
    assert start.y == end.y
    assert find_faults(placement) == ()


def test_a_flow_within_a_row_goes_around_what_stands_between() -> None:
    ids = [f"s{index}" for index in range(4)]
    pairs = [(a, b) for i, a in enumerate(ids) for b in ids[i + 1 :]]
    placement = demo(dict.fromkeys(ids, "server"), [f"{a} -> {b}" for a, b in pairs])
    assert find_faults(placement) == ()
    assert {len(flow.points) for flow in placement.flows} > {2}


def test_a_long_flow_runs_past_everything() -> None:
    kinds = ["user", "client", "ui", "server", "worker", "metadata-db", "external"]
    components = {f"{kind}-{index}": kind for kind in kinds for index in (1, 2, 3)}
    flows = [f"{a}-{i} -> {b}-{i}" for a, b in pairwise(kinds) for i in (1, 2, 3)]
    placement = demo(components, [*flows, "user-1 -> external-3", "external-1 -> user-3", "user-2 -> external-2"])
    assert find_faults(placement) == ()
    cards = {card.id: card.rect for card in placement.cards}
    for flow in placement.flows[-3:]:
        for id, end, before in list_ends(flow):
            find_side(cards[id], end, before)
