"""Groups drawn as one card: what it shows, and what becomes of flows, steps, records and ties."""

from __future__ import annotations

import pytest
from narrowed import graph, load

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.placement import Placement
from archgen.model.architecture import Component, Flow
from archgen.views.graph import ViewGraph


def place(view: str) -> Placement:
    placement, _ = place_view(load(view), "v")
    assert placement is not None
    return placement


def card(graph: ViewGraph, id: str) -> Component:
    return next(component for component in graph.components if component.id == id)


def flow(graph: ViewGraph, start: str, end: str) -> Flow:
    (found,) = (flow for flow in graph.flows if (flow.from_id, flow.to_id) == (start, end))
    return found


def test_a_collapsed_group_is_one_card_where_its_first_component_would_stand() -> None:
    found = graph("{collapse: [cluster]}")
    assert [c.id for c in found.components] == [
        "client", "ui", "cluster", "files", "nfs", "cache", "mon", "absent-gateway"
    ]  # fmt: skip
    cluster = card(found, "cluster")
    assert (cluster.name, cluster.note, cluster.kubernetes) == ("Our cluster", "3 components", "required")
    assert cluster.inside == ("API", "Worker", "DB")
    assert not cluster.optional
    assert card(graph("{collapse: stores}"), "stores").optional
    assert card(graph("{collapse: inner, exclude: [db]}"), "inner").note == "1 component"


def test_its_lane_is_that_of_most_components_and_the_upper_one_on_a_tie() -> None:
    assert card(graph("{collapse: [stores]}"), "stores").lane == "data"
    assert card(graph("{collapse: [inner]}"), "inner").lane == "services"
    assert card(graph("{collapse: [cluster], exclude: [api]}"), "cluster").lane == "execution"


def test_groups_around_it_stay_and_those_inside_it_go() -> None:
    assert [group.id for group in graph("{collapse: [cluster]}").groups] == ["stores", "site"]
    assert [group.id for group in graph("{collapse: [inner]}").groups] == ["stores", "site", "cluster"]
    assert set(graph("{collapse: [inner]}").members("site")) == {"inner", "worker"}


@pytest.mark.parametrize(
    "view", ["{collapse: [inner, cluster]}", "{collapse: [cluster, inner]}", "{collapse: cluster}"]
)
def test_of_nested_collapsed_groups_the_outermost_is_drawn(view: str) -> None:
    assert graph(view) == graph("{collapse: [cluster]}")


def test_flows_inside_it_vanish_and_a_loop_elsewhere_stays() -> None:
    ends = [(flow.from_id, flow.to_id) for flow in graph("{collapse: [cluster, stores]}").flows]
    assert ends == [
        ("client", "cluster"),
        ("ui", "cluster"),
        ("cluster", "stores"),
        ("cluster", "cache"),
        ("cluster", "mon"),
        ("cache", "cache"),
    ]


def test_flows_of_one_pair_become_one_and_both_directions_a_double_arrow() -> None:
    found = graph("{collapse: [cluster, stores]}")
    assert flow(found, "client", "cluster").both
    assert not flow(found, "ui", "cluster").both
    assert len(flow(found, "cluster", "stores").parts) == 3


def test_a_merged_flow_says_what_all_say_or_a_few_short_texts_or_how_many_they_are() -> None:
    found = graph("{collapse: [cluster, stores]}")
    assert flow(found, "ui", "cluster").label == "calls"
    assert flow(found, "client", "cluster").label == "calls, answers"
    assert flow(found, "cluster", "stores").label == "3 flows"
    assert flow(found, "cluster", "mon").label == ""


def test_a_merged_flow_keeps_only_what_its_parts_agree_on() -> None:
    found = graph("{collapse: [cluster, stores]}")
    assert flow(found, "client", "cluster").protocol == "REST"
    assert flow(found, "ui", "cluster").protocol == ""
    assert not flow(found, "cluster", "stores").optional
    assert flow(found, "cluster", "stores").confidence == "sure"
    alone = flow(graph("{collapse: [cluster]}"), "cluster", "nfs")
    assert alone.label == "dumps every night into a folder"
    upload = flow(graph("{collapse: [cluster], exclude: [api]}"), "cluster", "files")
    assert (upload.optional, upload.confidence, upload.id) == (True, "uncertain", "upload")


def test_two_flows_that_touch_no_collapsed_group_share_a_line_as_anywhere() -> None:
    found = graph("{collapse: [stores]}")
    ends = [{flow.from_id, flow.to_id} for flow in found.flows]
    assert ends.count({"client", "api"}) == 1
    assert flow(found, "client", "api").both


def test_a_step_numbers_the_merged_flow() -> None:
    view = "{collapse: [cluster, stores], steps: [client -> api: asks, upload: stores, api -> client: answers]}"
    assert graph(view).steps == ((0, "asks"), (2, "stores"), (0, "answers"))
    placement = place(view)
    numbers = {(f.start, f.end): [badge.line.text for badge in f.badges] for f in placement.flows}
    assert numbers["client", "cluster"] == ["1", "3"]
    assert numbers["cluster", "stores"] == ["2"]


def test_a_step_of_which_nothing_is_said_names_the_cards() -> None:
    key = place("{collapse: [cluster], steps: [report]}").key
    assert [line.text for line in key[0].lines] == ["Our cluster → Mon"]


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("{collapse: [clutser]}", "AG502 no group is called `clutser` (did you mean `cluster`?)"),
        ("{collapse: [api]}", "AG502 `api` is a component: only groups collapse (name a group)"),
        (
            "{collapse: [stores], exclude: [stores]}",
            "AG502 the view shows nothing of the group `stores` (add it to `include:`, or leave it out here)",
        ),
        (
            "{collapse: [cluster], records: [db.runs]}",
            "AG503 `db` is inside the collapsed group `cluster` (take `cluster` out of `collapse:`, or leave this record out)",
        ),
        (
            "{collapse: [cluster, inner], steps: [api -> db: keeps]}",
            "AG503 this flow runs inside the collapsed group `cluster` (take `cluster` out of `collapse:`, or leave this step out)",
        ),
    ],
)
def test_what_cannot_be_shown_is_said(view: str, said: str) -> None:
    assert [f"{d.code} {d.message} ({d.help})" for d in load(view).diagnostics] == [said]


def test_an_empty_group_may_be_collapsed() -> None:
    assert graph("{collapse: [empty]}").components == graph("{}").components


def test_a_tie_to_what_is_hidden_is_not_drawn() -> None:
    assert card(graph("{}"), "cache").alternative_to == "db"
    assert card(graph("{collapse: [inner]}"), "cache").alternative_to is None
    assert card(graph("{exclude: [db]}"), "cache").alternative_to is None
    placement = place("{collapse: [inner, stores]}")
    assert all(card.tie is None for card in placement.cards)
    assert "or" not in [entry.sample for entry in placement.legend]


def test_ghosts_stand_beside_collapsed_groups() -> None:
    assert "absent-gateway" in [component.id for component in graph("{collapse: [site, stores]}").components]


def test_tooltips_name_what_is_inside() -> None:
    placement = place("{collapse: [cluster, stores]}")
    cards = {card.id: card.summary for card in placement.cards}
    assert cards["cluster"] == "Our cluster: 3 components; holds API, Worker, DB"
    flows = {(flow.start, flow.end): flow.summary for flow in placement.flows}
    assert flows["client", "cluster"] == "Client to API: calls (REST); API to Client: answers (REST)"


def test_of_many_the_tooltip_names_the_first_and_how_many_more() -> None:
    parts = "".join(f"  c{i}: {{kind: server, in: g}}\n" for i in range(25))
    flows = "".join(f"  - a -> c{i}\n" for i in range(25))
    text = f"archgen: 1\nname: x\ncomponents:\n  a: {{kind: user}}\n{parts}groups: {{g: {{}}}}\nflows:\n{flows}"
    placement, _ = place_view(load_source("x", Source("x", f"{text}views: {{v: {{collapse: g}}}}\n")), "v")
    assert placement is not None
    assert placement.cards[1].summary.endswith("C18, C19, 5 more")
    assert placement.flows[0].summary.endswith("A to C19; 5 more")


def test_the_picture_keeps_its_contract_and_explains_the_glyph_where_it_is_used() -> None:
    placement = place("{collapse: [cluster]}")
    svg = draw_placement(placement, "svg", "adaptive")
    assert 'id="demo-v-component-cluster" data-id="cluster" data-kind="group" data-lane="services"' in svg
    assert 'id="demo-v-flow-client--cluster" data-from="client" data-to="cluster" data-dir="both"' in svg
    assert "Collapsed group" in [entry.line.text for entry in placement.legend]
    assert "Collapsed group" not in [entry.line.text for entry in place("{}").legend]
