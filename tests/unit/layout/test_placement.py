"""Whole pictures as data: what holds for every Placement."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings

from archgen.api import load_file, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.geometry import Rect
from archgen.layout.placement import Placement
from archgen.layout.saving import read_placement, write_placement

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def place(data: dict) -> Placement:
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False)))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, "architecture")
    assert placement is not None, found
    return placement


@pytest.fixture(scope="module")
def mlflow(request: pytest.FixtureRequest) -> Placement:
    path = Path(request.config.rootpath, "specs/mlflow.yaml")
    placement, _ = place_view(load_file(path), "architecture")
    assert placement is not None
    return placement


@QUIET
@given(specs())
def test_every_component_and_every_flow_is_placed_exactly_once(data) -> None:
    placement = place(data)
    assert [card.id for card in placement.cards] == list(data["components"])
    names = {id: item["name"] for part in ("groups", "components") for id, item in data[part].items()}
    arrows = [f"{names[f['from']]} {'and' if 'both' in f else 'to'} {names[f['to']]}" for f in data["flows"]]
    told = [part.partition(": ")[0] for flow in placement.flows for part in flow.summary.split("; ")]
    assert sorted(told) == sorted(arrows)


@QUIET
@given(specs())
def test_boxes_never_overlap_and_nothing_leaves_the_page(data) -> None:
    placement = place(data)
    page = Rect(0, 0, placement.width, placement.height)
    for a, b in combinations(placement.cards, 2):
        assert not a.rect.meets(b.rect)
    for card in placement.cards:
        assert page.holds(card.rect)
        parts = [chip.rect for chip in card.chips] + [mark.rect for mark in card.marks] + [card.tile]
        assert all(card.rect.holds(part) for part in parts)
        lines = [*card.lines, *card.tie_lines, *(line for chip in card.chips for line in chip.lines)]
        assert all(card.rect.x <= line.x and line.x + line.width <= card.rect.right + 0.01 for line in lines)
        assert all(card.rect.y < line.baseline < card.rect.bottom for line in lines)
    for flow in placement.flows:
        assert all(0 < point.x < placement.width and 0 < point.y < placement.height for point in flow.points)
        assert flow.label is None or page.holds(flow.label.rect)


@QUIET
@given(specs())
def test_flows_are_upright_and_level_and_end_on_the_borders_of_their_cards_and_groups(data) -> None:
    placement = place(data)
    boxes = {item.id: item.rect for items in (placement.cards, placement.groups) for item in items}
    for flow in placement.flows:
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(flow.points))
        for point, id in ((flow.points[0], flow.start), (flow.points[-1], flow.end)):
            if id not in boxes:  # a group that could not be drawn
                continue
            card = boxes[id]
            on_side = point.x in (card.x, card.right) and card.y < point.y < card.bottom
            on_end = point.y in (card.y, card.bottom) and card.x < point.x < card.right
            assert on_side or on_end


@QUIET
@given(specs())
def test_no_label_is_lost(data) -> None:
    placement = place(data)
    for flow in placement.flows:
        assert (": " in flow.summary) == (flow.label is not None or bool(flow.badges))
    badges = [badge.line.text for flow in placement.flows for badge in flow.badges]
    assert sorted(badges) == sorted(entry.badge.line.text for entry in placement.key)
    assert sorted(map(int, badges)) == list(range(1, len(badges) + 1))


@QUIET
@given(specs())
def test_labels_touch_no_card_and_no_other_label(data) -> None:
    placement = place(data)
    labels = [flow.label.rect for flow in placement.flows if flow.label]
    assert not any(a.meets(b) for a, b in combinations(labels, 2))
    assert not any(label.meets(card.rect) for label in labels for card in placement.cards)


@QUIET
@given(specs())
def test_groups_hold_their_members_and_no_strangers(data) -> None:
    placement = place(data)
    inside = {id: chain(data, id) for id in data["components"]}
    for group in placement.groups:
        for card in placement.cards:
            if group.id in inside[card.id]:
                assert group.rect.holds(card.rect)
            else:
                assert not group.rect.meets(card.rect)


def chain(data: dict, id: str) -> list[str]:
    found, here = [], data["components"][id].get("in")
    while here:
        found.append(here)
        here = data["groups"][here].get("in")
    return found


@QUIET
@given(specs(most_components=5))
def test_a_saved_placement_is_read_back_as_it_was(data) -> None:
    placement = place(data)
    assert read_placement(write_placement(placement)) == placement


def test_the_placement_of_mlflow_is_the_accepted_one(golden, repository: Path, mlflow: Placement) -> None:
    golden.check(repository / "tests/golden/pictures/mlflow.placement.json", write_placement(mlflow))


def test_mlflow_fits_a_docs_column(mlflow: Placement) -> None:
    assert mlflow.width <= 960


def test_mlflow_shows_everything_that_the_hand_made_picture_showed(mlflow: Placement) -> None:
    shown = {line.text for card in mlflow.cards for line in card.lines}
    for name in (
        "Users",
        "Client API",
        "Web UI and REST API",
        "MLflow Server",
        "Backend Store",
        "Artifact Store",
        "NFS Server",
    ):
        assert name in shown
    cards = {card.id: card for card in mlflow.cards}
    chips = {id: [line.text for chip in card.chips for line in chip.lines] for id, card in cards.items()}
    assert {"PostgreSQL", "MySQL"} <= set(chips["backend-store"])
    assert {"Amazon S3", "Azure Blob", "Google Cloud Storage", "HDFS", "FTP", "SFTP"} == set(chips["artifact-store"])
    flows = {(flow.start, flow.end): flow for flow in mlflow.flows}
    solid = [("users", "client"), ("users", "web-ui"), ("web-ui", "tracking-server"), ("client", "artifact-store"),
             ("tracking-server", "backend-store"), ("tracking-server", "artifact-store"), ("client", "tracking-server")]  # fmt: skip
    dashed = [("client", "client-file-system"), ("tracking-server", "server-file-system"),
              ("client-file-system", "nfs-server"), ("server-file-system", "nfs-server"), ("client", "backend-store")]  # fmt: skip
    assert not any(flows[ends].optional for ends in solid)
    assert all(flows[ends].optional for ends in dashed)
    for id in ("client-file-system", "server-file-system", "nfs-server"):
        assert cards[id].optional
        assert cards[id].tie is not None


def test_lanes_come_from_top_to_bottom_in_their_order(mlflow: Placement) -> None:
    tops: dict[str, float] = {}
    for card in mlflow.cards:
        tops[card.lane] = min(tops.get(card.lane, 9e9), card.rect.y)
    order = ["people", "clients", "access", "services", "data", "outside"]
    assert sorted(tops, key=tops.__getitem__) == order
    assert [lane.name for lane in mlflow.lanes] == order


def test_the_legend_shows_what_is_used_and_nothing_else(mlflow: Placement) -> None:
    assert [entry.sample for entry in mlflow.legend] == [
        "kind:user", "kind:client", "kind:ui", "kind:server", "kind:metadata-db", "kind:artifact-store", "kind:monitoring",
        "flow", "flow-optional", "optional", "or", "group-optional",
    ]  # fmt: skip


def test_the_heading_and_the_footer_say_what_and_when(mlflow: Placement) -> None:
    assert [line.text for line in mlflow.heading] == ["MLflow", "Architecture"]
    assert [line.text for line in mlflow.footer] == ["As of 13 December 2020", "github.com/mlflow/mlflow"]


def test_a_comment_moves_nothing(repository: Path) -> None:
    text = (repository / "specs/mlflow.yaml").read_text(encoding="utf-8")
    before = load_source("mlflow", Source("a", text))
    after = load_source(
        "mlflow", Source("a", "# a comment\n" + text.replace("note: Tracking", "# why\n    note: Tracking"))
    )
    assert place_view(before, "architecture")[0] == place_view(after, "architecture")[0]


def test_a_group_that_cannot_be_drawn_is_reported() -> None:
    names = "abcdefg"
    data = {
        "archgen": 1,
        "name": "x",
        "components": {f"{n}{k}": {"kind": k, "in": n} for n in names for k in ("user", "server", "external")},
        "groups": {n: {} for n in names},
        "flows": [{"from": f"{n}user", "to": f"{n}external"} for n in names],
        "ignore": [{"rule": "AG401", "reason": "it is about groups"}],
    }
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, sort_keys=False)))
    placement, found = place_view(loaded, "architecture")
    assert placement is not None
    left_out = [diagnostic for diagnostic in found if diagnostic.code == "AG507"]
    assert left_out
    assert len(placement.groups) + len(left_out) == len(names)


def test_a_picture_too_wide_for_a_docs_column_is_reported() -> None:
    wide = {"columns": [f"A rather long column {i}" for i in range(9)], "rows": [["x"] * 9]}
    data = {
        "archgen": 1,
        "name": "x",
        "components": {"a": {"kind": "metadata-db", "records": {"wide": wide}}, "b": {"kind": "user"}},
        "flows": [{"from": "b", "to": "a"}],
        "views": {"tables": {"records": ["a.wide"]}},
    }
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, sort_keys=False)))
    placement, found = place_view(loaded, "tables")
    assert placement is not None
    assert [diagnostic.code for diagnostic in found] == ["AG504"]
    assert "px wide" in found[0].message


def test_a_name_too_long_for_its_card_is_wrapped_and_not_cut() -> None:
    name = "A component whose name goes on and on over lines"
    placement = place({"archgen": 1, "name": "x", "components": {"a": {"kind": "server", "name": name}}})
    assert " ".join(line.text for line in placement.cards[0].lines if line.voice == "name") == name


def test_a_group_with_a_long_name_and_a_flow_through_its_title_keeps_the_whole_title() -> None:
    title = "A group with a title of many words for one narrow column"
    data = {
        "archgen": 1,
        "name": "x",
        "components": {"a": {"kind": "user"}, "b": {"kind": "server", "in": "g"}},
        "groups": {"g": {"name": title, "kubernetes": "required"}},
        "flows": [{"from": "a", "to": "b"}, {"from": "b", "to": "a"}, {"from": "a", "to": "b", "label": "x"}],
    }
    (group,) = place(data).groups
    assert " ".join(line.text for line in group.lines).split() == title.split()
    assert group.mark is not None
