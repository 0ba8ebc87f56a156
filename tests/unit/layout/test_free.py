"""The free layout: where dot puts cards, groups and flows, and what is made of that."""

from __future__ import annotations

import json
import os
import shutil
from itertools import combinations

import pytest
import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings
from systems import make_system

from archgen import api
from archgen.api import Loaded, draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.dot import write_free_dot
from archgen.layout.engines.embedded import EmbeddedEngine
from archgen.layout.engines.native import NativeEngine
from archgen.layout.engines.port import EngineError, EngineLimitError
from archgen.layout.faults import find_faults
from archgen.layout.free.answer import read_answer
from archgen.layout.free.bands import choose_bands
from archgen.layout.free.place import Attempt, _make_room, place_freely
from archgen.layout.free.types import FreeEdge, FreeGraph, FreeGroup
from archgen.layout.geometry import Point, Rect
from archgen.layout.labelling import BadgePlace
from archgen.layout.place import Drawing
from archgen.layout.placement import PlacedCard, Placement
from archgen.layout.saving import read_placement, write_placement
from archgen.layout.size import size_graph
from archgen.layout.titles import make_title
from archgen.views.graph import ViewGraph
from archgen.views.select import select_view

QUIET = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
SPEC = """archgen: 1
name: Demo
components:
  files: {kind: artifact-store, name: Supercalifragilisticexpialidocious}
  server: {kind: server, in: cluster}
  client: {kind: client}
groups:
  cluster: {name: Our cluster, kubernetes: optional}
flows:
  - files -> server: tells | REST
  - server <-> client: asks and is told
  - server -> server: restarts
  - files -> client:
    optional: yes
views:
  architecture: {layout: dot}
"""


def load(text: str) -> Loaded:
    return load_source("demo", Source("demo.yaml", text))


def load_data(data: dict) -> Loaded:
    return load(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def place(loaded: Loaded) -> Placement:
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, "architecture")
    assert placement is not None, found
    return placement


def select(loaded: Loaded) -> ViewGraph:
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, "architecture", "demo")
    assert graph is not None
    return graph


def large(count: int, flows: int | None = None, layout: str = "dot") -> Loaded:
    return load_data({**make_system(count, flows), "views": {"architecture": {"layout": layout}}})


@pytest.fixture(scope="module")
def small() -> Placement:
    return place(load(SPEC))


def card(placement: Placement, id: str) -> PlacedCard:
    return next(card for card in placement.cards if card.id == id)


def on_border(rect: Rect, point: Point) -> bool:
    return rect.grown(0.02).holds(Rect(*point, 0, 0)) and not rect.grown(-0.02).holds(Rect(*point, 0, 0))


@QUIET
@given(specs())
def test_everything_is_placed_once_and_nothing_lies_on_something_else(data) -> None:
    placement = place(load_data({**data, "views": {"architecture": {"layout": "dot"}}}))
    assert [card.id for card in placement.cards] == list(data["components"])
    assert {frozenset((f.start, f.end)) for f in placement.flows} == {
        frozenset((f["from"], f["to"])) for f in data["flows"]
    }
    cards = {card.id: card.rect for card in placement.cards}
    assert not any(a.meets(b) for a, b in combinations(cards.values(), 2))
    boxes = {**cards, **{group.id: group.rect for group in placement.groups}}
    for flow in placement.flows:
        assert on_border(boxes[flow.start], flow.points[0])
        assert on_border(boxes[flow.end], flow.points[-1])
    rare = {"flow through a card", "flow through a text"}  # Graphviz does not find its way, or six loops cover a title
    assert {fault.sort for fault in find_faults(placement)} <= rare


def test_lanes_come_from_top_to_bottom_whichever_way_data_flows(small: Placement) -> None:
    tops = [card(small, id).rect.y for id in ("client", "server", "files")]
    assert tops == sorted(tops)
    upwards = small.flows[0]
    assert (upwards.start, upwards.end) == ("files", "server")
    assert upwards.points[0].y > upwards.points[-1].y


def test_flows_are_curves_that_the_points_follow(small: Placement) -> None:
    for flow in small.flows:
        assert len(flow.curve) % 3 == 1
        assert (flow.curve[0], flow.curve[-1]) == (flow.points[0], flow.points[-1])
    svg = draw_placement(small, "svg", "adaptive")
    assert svg.count(' d="M') >= len(small.flows)
    assert "C" in svg[svg.index('class="flow"') :]


def test_lanes_have_no_names_and_the_rest_of_the_picture_is_as_always(small: Placement) -> None:
    assert small.lanes == ()
    assert [line.text for line in small.heading] == ["Demo", "Architecture"]
    assert {"flow-optional", "group-optional"} <= {entry.sample for entry in small.legend}
    (group,) = small.groups
    assert group.rect.holds(card(small, "server").rect)
    assert group.mark is not None


def test_cards_are_as_narrow_as_their_words_allow(small: Placement) -> None:
    assert card(small, "server").rect.width == 132
    assert card(small, "files").rect.width == 228  # its name would not fit the narrower ones any better


def test_a_saved_free_placement_is_read_back_as_it_was(small: Placement) -> None:
    assert read_placement(write_placement(small)) == small


def test_the_same_spec_gives_the_same_picture() -> None:
    assert place(large(40)) == place(large(40))


def test_a_table_makes_its_card_as_wide_as_it_needs() -> None:
    text = SPEC.replace(
        "in: cluster}",
        "in: cluster, records: {runs: {columns: [A rather long column, B, C, D], rows: [[1, 2, 3, 4]]}}}",
    ).replace("{layout: dot}", "{layout: dot, records: [server.runs]}")
    placement = place(load(text))
    assert card(placement, "server").rect.width > 228
    assert card(placement, "server").records


def test_steps_are_numbered_also_in_a_large_picture() -> None:
    data = make_system(60)
    arrow = next(key for flow in data["flows"] for key in flow if "->" in key)
    data["views"] = {"architecture": {"layout": "dot", "steps": [{arrow: "begins"}]}}
    placement = place(load_data(data))
    assert [line.text for line in placement.key[0].lines] == ["begins"]
    assert sum(len(flow.badges) for flow in placement.flows) == 1


def test_of_more_than_60_flows_labels_without_a_place_stand_in_tooltips_and_that_is_said() -> None:
    placement, found = place_view(large(60), "architecture")
    assert placement is not None
    assert placement.key == ()
    assert not any(flow.badges for flow in placement.flows)
    (said,) = (d.message for d in found if d.code == "AG514")
    missing = sum(": " in flow.summary and not flow.label for flow in placement.flows)
    assert said.startswith(f"{missing} of ")
    assert "only in tooltips" in said


def test_a_large_picture_is_not_far_wider_than_high() -> None:
    placement = place(large(120))
    assert placement.width < 3 * placement.height
    assert find_faults(placement) == ()


def test_a_system_of_1000_components_and_1300_flows_is_drawn_within_the_limits() -> None:
    placement = place(large(1000, 1300))
    assert (len(placement.cards), len(placement.flows)) == (1000, 1300)
    assert find_faults(placement) == ()


def test_bands_hold_whole_groups_and_follow_the_lanes() -> None:
    data = make_system(60)
    data["groups"]["early"] = {}
    data["components"]["portal"] = {"kind": "ui", "in": "early"}
    data["flows"].append("portal -> t0-0")
    graph = select(load_data({**data, "views": {"architecture": {"layout": "dot"}}}))
    bands = choose_bands(graph)
    assert set(bands.values()) == {0, 1, 2}
    assert bands["portal"] == 0
    for group in graph.groups:
        if group.id.startswith("team"):
            assert len({bands[id] for id in graph.members(group.id)}) == 1


def test_few_cards_have_no_bands() -> None:
    assert choose_bands(select(load(SPEC))) == {}


def test_cards_without_groups_have_bands_by_their_lanes_where_they_are_most_of_all() -> None:
    kinds = ["metadata-db", "server", "client", "worker"]
    components = {f"c{i}": {"kind": kinds[i % 4]} for i in range(40)}
    flows = [f"c{i} -> c{i + 1}" for i in range(39)]
    graph = select(load_data({"archgen": 1, "name": "x", "components": components, "flows": flows}))
    bands = choose_bands(graph)
    lanes = {bands[component.id]: set() for component in graph.components}
    for component in graph.components:
        lanes[bands[component.id]].add(component.lane)
    assert lanes == {0: {"clients", "services"}, 1: {"execution", "data"}}
    grouped = select(large(60))
    assert "gateway-0" not in choose_bands(grouped)


QUESTION = FreeGraph(
    cards={"a": (100, 50), "b": (100, 50)},
    groups=(FreeGroup("g", None, ("a",), 60, 1),),
    edges=(FreeEdge("a", "b", "forward"),),
    bands={},
)


def attempt(covered: tuple[str, ...] = (), through: frozenset[int] = frozenset(), free: bool = True) -> Attempt:
    groups = (("g", Rect(0, 0, 150, 90), make_title(0, 0, ("G",))),)
    badges = ((0, BadgePlace(Point(0, 0), 9, free)),)
    drawing = Drawing(300, 0, 300, (), groups, {}, {}, (), {}, badges)
    return Attempt(drawing, covered, through, 0 if free else 1)


def test_dot_is_asked_for_more_room_only_where_that_is_needed() -> None:
    assert attempt().flaws == 0
    assert _make_room(QUESTION, attempt()) == QUESTION
    assert _make_room(QUESTION, attempt(free=False)).spread > QUESTION.spread
    (group,) = _make_room(QUESTION, attempt(covered=("g",))).groups
    assert (group.title_width > 150, group.title_lines) == (True, 2)


def test_a_flow_through_a_card_is_held_upright_and_then_all_have_corners() -> None:
    upright = _make_room(QUESTION, attempt(through=frozenset({0})))
    assert (upright.edges[0].upright, upright.curved) == (True, True)
    cornered = _make_room(upright, attempt(through=frozenset({0})))
    assert not cornered.curved
    assert "splines=polyline" in write_free_dot(cornered)
    assert "headport=n" in write_free_dot(cornered)


def test_the_best_of_several_answers_is_drawn() -> None:
    """An engine that is asked again and answers worse."""
    graph = select(load(SPEC))
    asked: list[str] = []

    class Worse:
        name = "worse"

        def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
            asked.append(dot)
            text = EmbeddedEngine().lay_out(dot, algorithm=algorithm, output=output)
            answer = json.loads(text)
            for node in answer["objects"]:
                if "pos" in node and len(asked) > 1:
                    node["pos"] = "100,100"  # all cards on one place
                elif "bb" in node and len(asked) == 1:
                    x0, y0, _, y1 = node["bb"].split(",")
                    node["bb"] = f"{x0},{y0},{float(x0) + 40},{y1}"  # too narrow for its title
            return json.dumps(answer)

    placement = place_freely(size_graph(graph), Worse())
    assert len(asked) > 1
    assert len({card.rect for card in placement.cards}) == 3


def test_an_answer_with_flows_missing_is_an_error() -> None:
    answer = EmbeddedEngine().lay_out(write_free_dot(QUESTION), algorithm="dot", output="json0")
    assert len(read_answer(answer, QUESTION).curves) == 1
    with pytest.raises(EngineError, match="did not draw every flow"):
        read_answer(answer.replace('"id": "0"', '"id-of": "0"'), QUESTION)


def test_a_picture_too_long_to_be_exact_is_beyond_the_limits() -> None:
    with pytest.raises(EngineLimitError, match="162,000 px long"):
        read_answer('{"bb": "0,0,162000,90"}', QUESTION)


@pytest.mark.parametrize(
    ("engine", "said", "count", "view"),
    [
        (EmbeddedEngine(time_limit_s=0.01), "longer than 0.01 seconds", 100, {"layout": "dot"}),
        (EmbeddedEngine(memory_limit_bytes=2 << 20), "ran out of memory", 15, {"layout": "dot"}),
        (EmbeddedEngine(memory_limit_bytes=2 << 20), "ran out of memory", 15, {"routing": "graphviz"}),
    ],
)
def test_limits_end_in_an_error_at_the_view_that_says_what_to_do(
    engine: EmbeddedEngine, said: str, count: int, view: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(api.ENGINES, "embedded", lambda announce: engine)
    data = {**make_system(count, 2 * count), "views": {"architecture": view}}
    placement, found = place_view(load_data(data), "architecture")
    assert placement is None
    (error,) = (d for d in found if d.code == "AG513")
    assert "the view `architecture` is too large to be drawn" in error.message
    assert said in error.message
    assert "`collapse:`" in error.help
    assert error.span is not None


needs_graphviz = pytest.mark.skipif(
    shutil.which("dot") is None and not os.environ.get("ARCHGEN_REQUIRE_GRAPHVIZ"),
    reason="there is no Graphviz on this machine",
)


@needs_graphviz
def test_an_installed_graphviz_lays_out_the_same() -> None:
    loaded = large(40)
    ours, _ = place_view(loaded, "architecture", "embedded")
    theirs, _ = place_view(loaded, "architecture", "native")
    assert ours is not None
    assert theirs is not None
    assert [card.id for card in ours.cards] == [card.id for card in theirs.cards]
    assert {"text over text", "card over a card", "stranger in a group"} & {
        f.sort for f in find_faults(theirs)
    } == set()


@needs_graphviz
def test_an_installed_graphviz_that_takes_too_long_is_stopped() -> None:
    tangle = "".join(f"n{i}->n{i * 7 % 300};n{i}->n{i * 13 % 300};" for i in range(600))
    with pytest.raises(EngineLimitError, match=r"longer than 0\.01 seconds"):
        NativeEngine(time_limit_s=0.01).lay_out(f"digraph {{{tangle}}}", algorithm="dot", output="plain")
