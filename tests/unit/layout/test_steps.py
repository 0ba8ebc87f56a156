"""Steps: flows in their order, numbered and listed; the others are muted."""

from __future__ import annotations

from pathlib import Path

from archgen.api import draw_placement, load_file, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.placement import Placement

SPEC = """archgen: 1
name: Demo
components:
  client: {kind: client}
  server: {kind: server}
  runs: {kind: metadata-db}
  files: {kind: artifact-store}
flows:
  - client -> server: calls
  - server <-> runs: keeps
  - client -> files: uploads
    id: upload
  - server -> files: reads
views:
  life:
    steps:
      - client -> server: creates the run
      - upload: stores the model
      - runs -> server
      - client -> server: ends the run
"""


def place() -> Placement:
    loaded = load_source("demo", Source("demo.yaml", SPEC))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, _ = place_view(loaded, "life")
    assert placement is not None
    return placement


def test_steps_are_numbered_in_their_order_and_listed() -> None:
    placement = place()
    key = [(entry.badge.line.text, " ".join(line.text for line in entry.lines)) for entry in placement.key]
    assert key[:4] == [("1", "creates the run"), ("2", "stores the model"), ("3", "keeps"), ("4", "ends the run")]


def test_a_step_of_which_nothing_is_said_names_its_ends() -> None:
    text = SPEC.replace("- client -> server: calls", "- client -> server").replace(": ends the run", "")
    placement, _ = place_view(load_source("demo", Source("demo.yaml", text)), "life")
    assert placement is not None
    assert placement.key[3].lines[0].text == "Client → Server"


def test_a_flow_of_two_steps_has_two_numbers() -> None:
    numbers = {(f.start, f.end): [badge.line.text for badge in f.badges] for f in place().flows}
    assert numbers["client", "server"] == ["1", "4"]
    assert numbers["client", "files"] == ["2"]
    assert numbers["server", "runs"] == ["3"]


def test_flows_that_are_no_step_are_muted_and_keep_their_label() -> None:
    placement = place()
    assert [flow.muted for flow in placement.flows] == [False, False, False, True]
    reads = placement.flows[-1]
    assert reads.label is not None or reads.badges
    svg = draw_placement(placement, "svg", "adaptive")
    assert svg.count('class="line-muted"') == 1
    assert "demo-life-head-muted" in svg


def test_without_steps_nothing_is_muted() -> None:
    loaded = load_source("demo", Source("demo.yaml", SPEC[: SPEC.index("views:")]))
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    assert not any(flow.muted for flow in placement.flows)


def test_steps_stand_beside_the_picture_where_there_is_room() -> None:
    placement = place()
    grid_right = max(card.rect.right for card in placement.cards)
    assert min(entry.badge.middle.x for entry in placement.key) > grid_right
    assert placement.key[0].badge.middle.y < placement.cards[0].rect.bottom
    assert max(line.x + line.width for entry in placement.key for line in entry.lines) < placement.width
    assert all(lane.rule is None or lane.rule.end.x < placement.key[0].badge.middle.x for lane in placement.lanes)
    assert placement.width <= 960


def test_steps_stand_below_a_picture_that_is_wide(repository: Path) -> None:
    placement, _ = place_view(load_file(repository / "specs/mlflow.yaml"), "experiment-tracking")
    assert placement is not None
    assert min(entry.badge.middle.y for entry in placement.key) > max(card.rect.bottom for card in placement.cards)
