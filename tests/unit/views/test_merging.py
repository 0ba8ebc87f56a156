"""Flows between the same two cards share a line where one label says all of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.labels import size_label
from archgen.layout.placement import Placement
from archgen.layout.saving import read_placement, write_placement
from archgen.model.architecture import Flow
from archgen.views.graph import ViewGraph
from archgen.views.select import select_view

SPEC = """archgen: 1
name: Demo
components: {a: {kind: client}, b: {kind: server}, c: {kind: cache}}
"""


def select(flows: str, view: str = "") -> ViewGraph:
    """The graph of a view; flows stand one after the other, ``{key: value}`` before one gives it further keys."""
    loaded = load_source("demo", Source("demo.yaml", f"{SPEC}flows:\n{write(flows)}{view}"))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    graph, findings = select_view(loaded.architecture, "architecture", "demo")
    assert graph is not None, findings
    return graph


def write(flows: str) -> str:
    items = (re.fullmatch(r"(?:\{(.*?)\} )?(.*)", flow) for flow in flows.split("; "))
    return "".join(f"  - {item[2]}\n" + (f"    {item[1]}\n" if item[1] else "") for item in items)


def show(flow: Flow) -> str:
    arrow = "<->" if flow.both else "->"
    label = flow.label.replace("\N{NO-BREAK SPACE}", " ")
    return f"{flow.from_id} {arrow} {flow.to_id}: {' | '.join(filter(None, (label, flow.protocol)))}"


@pytest.mark.parametrize(
    ("flows", "drawn"),
    [
        ("a -> b: x; a -> b: y", ["a -> b: x, y"]),
        ("a -> b: x; b -> a: y", ["a <-> b: x / y"]),
        ("b -> a: y; a -> b: x; a -> b: z", ["b <-> a: y / x, z"]),
        ("a <-> b: x; b <-> a: y", ["a <-> b: x, y"]),
        ("a -> b: x; a -> b: x; b -> a: x", ["a <-> b: x"]),
        ("a -> b: x | REST; b -> a: y | REST", ["a <-> b: x / y | REST"]),
        ("a -> b: x | REST; b -> a: y | SQL", ["a <-> b: x (REST) / y (SQL)"]),
        ("a -> b: x | REST; a -> b: y", ["a -> b: x (REST), y"]),
        ("a -> b: '| REST'; a -> b: '| SQL'", ["a -> b: REST, SQL"]),
        ("a -> b:; b -> a:", ["a <-> b: "]),
        ("a -> a: x; a -> a: y", ["a -> a: x, y"]),
        ("a -> b: x; b -> c: y; a -> b: z", ["a -> b: x, z", "b -> c: y"]),
        ("{confidence: uncertain} a -> b: x; a -> b: y", ["a -> b: x ?, y"]),
    ],
)
def test_one_label_says_all_of_them(flows: str, drawn: list[str]) -> None:
    assert [show(flow) for flow in select(flows).flows] == drawn


@pytest.mark.parametrize(
    "flows",
    [
        "a -> b: x; {optional: yes} a -> b: y",
        "a -> b: x; {merge: no} a -> b: y",
        "{merge: no} a -> b: x; a -> b: y",
        "a -> b: x; a <-> b: y",
        "a -> b: x; a -> b:",
        "a -> b:; {confidence: uncertain} b -> a:",
        "a -> b: params and metrics of each run; a -> b: artifacts",
        "a -> b: some params and metrics; a -> b: files | REST API",
    ],
)
def test_what_one_label_cannot_say_stays_apart(flows: str) -> None:
    graph = select(flows)
    assert len(graph.flows) == 2
    assert not any(flow.parts for flow in graph.flows)


def test_no_line_of_a_label_begins_with_the_slash() -> None:
    (flow,) = select("a -> b: one; b -> a: two").flows
    forms = size_label(flow.label, "")
    assert [" ".join(line.text for line in form.lines) for form in forms] == ["one\xa0/ two"] * 2


def test_a_fourth_flow_begins_another_line() -> None:
    graph = select("; ".join(f"a -> b: {word}" for word in "vwxyz"))
    assert [show(flow) for flow in graph.flows] == ["a -> b: v, w, x", "a -> b: y, z"]


def test_steps_keep_their_own_line_and_their_flows() -> None:
    flows = "; ".join(f"{{id: {word}}} a -> b: {word}" for word in ("one", "two", "three"))
    steps = "views:\n  architecture:\n    steps:\n      - two\n      - c -> b: looks\n"
    graph = select(f"{flows}; c -> b: reads", steps)
    assert [show(flow) for flow in graph.flows] == ["a -> b: one, three", "a -> b: two", "c -> b: reads"]
    assert graph.steps == ((1, "two"), (2, "looks"))


FOUR = "{id: one} a -> b: asks; {id: two} b -> a: answers; a -> b: asks again; c -> b: reads | SQL"


@pytest.fixture(scope="module")
def placement() -> Placement:
    loaded = load_source("demo", Source("demo.yaml", f"{SPEC}flows:\n{write(FOUR)}"))
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    return placement


def test_the_picture_has_one_line_that_names_all_its_flows(placement: Placement) -> None:
    svg = draw_placement(placement, "svg", "adaptive")
    first, second = (node for node in ElementTree.fromstring(svg).iter() if node.get("class") == "flow")
    assert (first.get("data-from"), first.get("data-to"), first.get("data-dir")) == ("a", "b", "both")
    assert first.get("data-merged") == "two"
    assert second.get("data-merged") is None
    told = "A to B: asks; B to A: answers; A to B: asks again"
    assert first.find(".//{http://www.w3.org/2000/svg}title").text == told
    assert placement.description.endswith(f"2 flows: {told}; C to B: reads (SQL).")


def test_json_and_dot_show_what_the_svg_shows(placement: Placement) -> None:
    assert read_placement(write_placement(placement)) == placement
    assert (placement.flows[0].id, placement.flows[0].merged) == ("one", ("two",))
    assert draw_placement(placement, "dot", "light").count(" -> ") == 2
