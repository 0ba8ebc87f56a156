"""The figures of a picture, and the faults that only its geometry tells."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.api import load_file, place_view
from archgen.cli.main import run
from archgen.layout.faults import find_faults
from archgen.layout.geometry import Point
from archgen.layout.placement import Placement
from archgen.layout.quality import measure_quality


@pytest.fixture(scope="module")
def mlflow() -> Placement:
    placement, _ = place_view(load_file(Path(__file__).resolve().parents[3] / "specs/mlflow.yaml"), "architecture")
    assert placement is not None
    return placement


def sorts(placement: Placement) -> set[str]:
    return {fault.sort for fault in find_faults(placement)}


def test_a_sound_picture_has_no_fault(mlflow: Placement) -> None:
    assert find_faults(mlflow) == ()


def test_two_flows_side_by_side_need_their_distance(mlflow: Placement) -> None:
    flow = max(mlflow.flows, key=lambda flow: abs(flow.points[0].y - flow.points[-1].y))
    beside = flow._replace(points=tuple(Point(point.x + 5, point.y) for point in flow.points), label=None)
    assert "flows too close" in sorts(mlflow._replace(flows=(*mlflow.flows, beside)))


def test_a_flow_along_a_border_is_a_fault(mlflow: Placement) -> None:
    rect = mlflow.groups[0].rect
    along = mlflow.flows[0]._replace(points=(Point(rect.x + 1, rect.y - 9), Point(rect.x + 1, rect.bottom)), label=None)
    assert "flow along a border" in sorts(mlflow._replace(flows=(along,)))


def test_a_stranger_in_a_group_and_a_member_outside_are_faults(mlflow: Placement) -> None:
    group = mlflow.groups[0]
    grown = group._replace(rect=group.rect.grown(400))
    assert "stranger in a group" in sorts(mlflow._replace(groups=(grown, *mlflow.groups[1:])))
    shrunk = group._replace(rect=group.rect.grown(-60))
    assert "component outside its group" in sorts(mlflow._replace(groups=(shrunk, *mlflow.groups[1:])))


def test_groups_that_overlap_in_part_are_a_fault(mlflow: Placement) -> None:
    first, second = mlflow.groups[:2]
    pushed = first._replace(rect=second.rect.moved(second.rect.width / 2, 5))
    assert "group over a group" in sorts(mlflow._replace(groups=(pushed, second)))


def test_a_label_on_another_flow_is_a_fault(mlflow: Placement) -> None:
    flow = next(flow for flow in mlflow.flows if flow.label)
    middle = flow.label.rect.middle
    through = mlflow.flows[-1]._replace(
        points=(Point(middle.x - 90, middle.y), Point(middle.x + 90, middle.y)), label=None
    )
    found = sorts(mlflow._replace(flows=(*mlflow.flows, through)))
    assert {"label on another flow", "flow through a text"} <= found


def test_the_figures_add_up(mlflow: Placement) -> None:
    quality = measure_quality(mlflow)
    assert (quality.components, quality.flows) == (len(mlflow.cards), len(mlflow.flows))
    assert quality.inline_labels + quality.numbered_labels == len(mlflow.flows)
    assert 0 < quality.empty < 1
    assert quality.smallest_text >= 9.5


def test_check_reports_the_figures(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert run(["check", "mlflow", "--layout"]) == 0
    out = capsys.readouterr().out
    assert out.count("no faults") == 3
    assert "mlflow.architecture: " in out
    assert run(["check", "mlflow", "--layout", "-f", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [view["view"] for view in document["layout"]] == ["architecture", "experiment-tracking", "model-registry"]
    assert document["layout"][0]["faults"] == []


def test_a_fault_is_an_error_at_its_view(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    monkeypatch.setattr("archgen.layout.faults.TRACKS_APART_PX", 100.0)
    assert run(["check", "mlflow", "--layout"]) == 1
    out = capsys.readouterr().out
    assert "error[AG508]: flows too close: `client -> tracking-server`" in out
    assert "specs/mlflow.yaml:" in out
    assert "fault: flows too close" in out


def test_rendering_tells_the_figures_on_request(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    assert run(["render", "mlflow", "--view", "architecture", "-v", "-o", str(tmp_path)]) == 0
    err = capsys.readouterr().err
    assert err.count("no faults") == 1
    assert run(["render", "mlflow", "-o", str(tmp_path)]) == 0
    assert "no faults" not in capsys.readouterr().err


def test_a_card_on_another_is_a_fault(mlflow: Placement) -> None:
    first, second = mlflow.cards[:2]
    assert "card over a card" in sorts(mlflow._replace(cards=(first, second._replace(rect=first.rect))))
