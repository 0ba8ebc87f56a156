"""The DOT of a picture, drawn by an installed Graphviz, has the picture's own geometry."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from archgen.api import draw_placement, load_file, place_view
from archgen.layout.geometry import Point

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = [("specs/mlflow.yaml", "architecture"), ("tests/browser/specs/everything.yaml", "architecture"),
            ("tests/browser/specs/everything.yaml", "small"), ("tests/browser/specs/everything.yaml", "by-dot")]  # fmt: skip


def find_neato() -> str:
    path = shutil.which("neato")
    if path is None:
        reason = "there is no Graphviz on this machine: DOT output is not drawn"
        if os.environ.get("ARCHGEN_REQUIRE_GRAPHVIZ"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def place(spec: str, view: str):
    placement, _ = place_view(load_file(REPOSITORY / spec), view)
    assert placement is not None
    return placement


@pytest.mark.parametrize(("spec", "view"), PICTURES)
def test_neato_draws_the_same_geometry(spec: str, view: str) -> None:
    placement = place(spec, view)
    dot = draw_placement(placement, "dot", "light")
    done = subprocess.run([find_neato(), "-n2", "-Tjson"], input=dot, capture_output=True, text=True, check=True)
    drawn = json.loads(done.stdout)
    nodes = {node["name"]: node for node in drawn["objects"] if "pos" in node}
    first = placement.cards[0]
    x, y = map(float, nodes[first.id]["pos"].split(","))
    shift = Point(first.rect.middle.x - x, first.rect.middle.y + y)

    def ours(text: str) -> Point:
        numbers = [float(number) for number in text.split(",")[-2:]]
        return Point(numbers[0] + shift.x, shift.y - numbers[1])

    assert set(nodes) == {card.id for card in placement.cards}
    for card in placement.cards:
        node = nodes[card.id]
        assert tuple(ours(node["pos"])) == pytest.approx(tuple(card.rect.middle), abs=0.1)
        assert float(node["width"]) * 72 == pytest.approx(card.rect.width, abs=0.1)
        assert float(node["height"]) * 72 == pytest.approx(card.rect.height, abs=0.1)
    assert len(drawn.get("edges", [])) == len(placement.flows)
    edges = {edge["id"]: edge for edge in drawn.get("edges", [])}
    for key, flow in zip(placement.flow_keys(), placement.flows, strict=True):
        edge = edges[key]
        tips = {part[0]: ours(part) for part in edge["pos"].split() if part[0] in "es"}
        assert tuple(tips["e"]) == pytest.approx(tuple(flow.points[-1]), abs=0.6)
        controls = [ours(part) for part in edge["pos"].split() if part[0] not in "es"]
        assert tuple(tips.get("s", controls[0])) == pytest.approx(tuple(flow.points[0]), abs=0.6)
        if flow.curve:
            between = flow.curve[3 if flow.both else 0 : -3]
            assert [tuple(point) for point in controls] == [pytest.approx(tuple(point), abs=0.6) for point in between]
        for corner in () if flow.curve else flow.points[1:-1]:  # the curve rounds each corner within a few px
            assert min(abs(p.x - corner.x) + abs(p.y - corner.y) for p in controls) < 12
    boxes = {node["name"]: node["bb"] for node in drawn["objects"] if node["name"].startswith("cluster")}
    assert set(boxes) == {f"cluster-{group.id}" for group in placement.groups}


def test_the_dot_of_mlflow_is_the_accepted_one(golden) -> None:
    dot = draw_placement(place("specs/mlflow.yaml", "architecture"), "dot", "light")
    golden.check(REPOSITORY / "tests/golden/pictures/mlflow.dot", dot)


def test_what_graphviz_would_read_as_markup_stays_text(tmp_path: Path) -> None:
    spec = tmp_path / "odd.yaml"
    spec.write_text('archgen: 1\nname: "<b>x</b>"\ncomponents:\n  a: {kind: server, name: "<i>\\\\N</i> \\"q\\""}\n')
    dot = draw_placement(place(str(spec), "architecture"), "dot", "light")
    done = subprocess.run([find_neato(), "-n2", "-Tsvg"], input=dot, capture_output=True, text=True, check=True)
    assert "&lt;i&gt;\\N&lt;/i&gt;" in done.stdout
