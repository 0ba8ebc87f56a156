"""Bundles: flows that meet a card on the same side share a trunk."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import Any

import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.faults import find_faults
from archgen.layout.geometry import Point
from archgen.layout.placement import PlacedFlow, Placement
from archgen.layout.quality import measure_quality
from archgen.layout.saving import read_placement, write_placement

APART_PX = 8


def place(data: dict[str, Any], **view: str) -> Placement:
    data = {**data, "views": {"architecture": view}, "ignore": [{"rule": "AG401", "reason": "they only take room"}]}
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False)))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, "architecture")
    assert placement is not None, found
    return placement


def system(kinds: dict[str, str], *flows: Any) -> dict[str, Any]:
    return {
        "archgen": 1,
        "name": "x",
        "components": {id: {"kind": kind} for id, kind in kinds.items()},
        "flows": list(flows),
    }


HUB = {**dict.fromkeys(("one", "two", "three", "four"), "server"), "hub": "metadata-db"}
ALL = ("one", "two", "three", "four")


def feet(placement: Placement) -> list[Point]:
    """The points at which trunks meet cards, each once."""
    return list(dict.fromkeys(flow.trunk_foot for flow in placement.flows if flow.trunk_foot))


def test_flows_to_a_hub_share_a_trunk() -> None:
    data = system(HUB, *({f"{id} -> hub": f"writes {id}"} for id in ALL))
    bundled, apart = place(data, bundle="yes"), place(data)
    assert find_faults(bundled) == ()
    assert not any(flow.trunk for flow in apart.flows)
    assert [flow.trunk for flow in bundled.flows].count("end") >= 2
    assert len({flow.points[-1] for flow in bundled.flows}) < len({flow.points[-1] for flow in apart.flows})
    assert read_placement(write_placement(bundled)) == bundled


def test_flows_from_a_hub_share_a_trunk() -> None:
    placement = place(system(HUB, *(f"hub -> {id}" for id in ALL)), bundle="yes")
    assert find_faults(placement) == ()
    assert [flow.trunk for flow in placement.flows].count("start") >= 2


def test_solid_and_dashed_and_heads_and_none_have_trunks_of_their_own() -> None:
    flows = [{"one -> hub": "", "optional": "yes"}, "two -> hub", "hub -> three", {"hub <-> four": ""}]
    placement = place(system(HUB, *flows), bundle="yes")
    looks: dict[Point, set[tuple[bool, bool]]] = {}
    for flow in placement.flows:
        if flow.trunk_foot:
            looks.setdefault(flow.trunk_foot, set()).add((flow.optional, flow.both or flow.trunk == "end"))
    assert all(len(found) == 1 for found in looks.values())
    assert find_faults(placement) == ()


def test_loops_and_second_flows_between_the_same_two_stay_out() -> None:
    kinds = {"a": "client", "b": "server"}
    flows = [{"a -> b": "x"}, {"a <-> b": "y"}, "b -> b", {"b -> b": "z", "merge": "no"}]
    placement = place(system(kinds, *flows), bundle="yes")
    assert feet(placement) == []
    assert find_faults(placement) == ()


def test_steps_and_other_flows_have_trunks_of_their_own() -> None:
    data = system(HUB, *({f"{id} -> hub": id} for id in ALL))
    placement = place(data, bundle="yes", steps=["one -> hub", "two -> hub"])
    for a, b in combinations(placement.flows, 2):
        assert a.trunk_foot is None or a.trunk_foot != b.trunk_foot or a.muted == b.muted
    assert find_faults(placement) == ()


def test_a_flow_with_too_little_of_its_own_for_its_label_stays_out() -> None:
    kinds = {"a": "ui", "b": "user", "c": "user", "d": "client", "e": "ui", "f": "user", "g": "user"}
    placement = place(system(kinds, {"a -> c": "calls"}, "e -> c"), bundle="yes")
    assert feet(placement) == []
    assert placement.flows[0].label
    assert find_faults(placement) == ()
    unlabelled = place(system(kinds, "a -> c", "e -> c"), bundle="yes")
    assert len(feet(unlabelled)) == 1


def test_graphviz_bundles_nothing() -> None:
    placement = place(system(HUB, *(f"{id} -> hub" for id in ALL)), bundle="yes", routing="graphviz")
    assert feet(placement) == []


def test_flows_of_different_trunks_may_not_lie_on_each_other() -> None:
    placement = place(system(HUB, *(f"{id} -> hub" for id in ALL)), bundle="yes")
    alone = placement._replace(flows=tuple(flow._replace(trunk=None) for flow in placement.flows))
    assert {fault.sort for fault in find_faults(alone)} == {"flows too close"}


def test_a_trunk_that_is_crossed_counts_once() -> None:
    placement = place(system(HUB, *(f"{id} -> hub" for id in ALL)), bundle="yes")
    down = placement.flows[0]._replace(points=(Point(100, 0), Point(100, 100)), label=None, badges=(), gaps=())
    over = down._replace(points=(Point(50, 50), Point(150, 50)))
    assert measure_quality(placement._replace(flows=(down, down, over))).crossings == 1


def test_the_dashes_of_a_trunk_begin_where_its_flows_meet() -> None:
    flows = ({f"{id} -> hub": "", "optional": "yes"} for id in ALL)
    placement = place(system(HUB, *flows), bundle="yes")
    svg = draw_placement(placement, "svg", "adaptive")
    joined = [flow for flow in placement.flows if flow.trunk]
    assert len(joined) >= 2
    for flow in joined:
        assert f'd="M{flow.points[-1].x:g} {flow.points[-1].y:g}L' in svg
    assert svg.count("marker-start=") == len(joined)


def own_length(flow: PlacedFlow, others: list[PlacedFlow]) -> float:
    """How much of a flow lies on none of the others, in px."""
    taken = [sorted(run) for other in others for run in pairwise(other.points)]
    length = 0.0
    for a, b in map(sorted, pairwise(flow.points)):
        axis = 0 if a.y == b.y else 1
        shared = [(c[axis], d[axis]) for c, d in taken if a[1 - axis] == b[1 - axis] == c[1 - axis] == d[1 - axis]]
        marks = sorted({a[axis], b[axis], *(mark for run in shared for mark in run if a[axis] < mark < b[axis])})
        length += sum(q - p for p, q in pairwise(marks) if not any(c <= p and q <= d for c, d in shared))
    return length


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(specs(most_components=12))
def test_bundles_make_no_fault_and_every_flow_has_a_part_of_its_own(data) -> None:
    placement = place(data, bundle="yes")
    assert find_faults(placement) == ()
    for flow in placement.flows:
        same = [f for f in placement.flows if f is not flow and f.trunk_foot and f.trunk_foot == flow.trunk_foot]
        assert same or flow.trunk is None
        assert not same or own_length(flow, same) > APART_PX
