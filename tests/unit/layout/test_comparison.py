"""Two systems side by side: lane beside lane, ghosts where one lacks a role, and the facts that differ."""

from __future__ import annotations

import json
from itertools import combinations

import pytest
from generated import specs as generated_specs
from hypothesis import given, settings
from pairs import FREE, SPECS, cards_of, compare, compare_loaded, load, read

from archgen.api import draw_placement, load_source
from archgen.compare import compare_specs
from archgen.diagnostics.source import Source
from archgen.layout.beside import WIDEST_PAIR_PX
from archgen.layout.placement import Placement
from archgen.layout.quality import measure_quality
from archgen.layout.saving import read_placement, write_placement
from archgen.model.kinds import LANES

PAID = sorted({path.stem for path in SPECS.glob("*.yaml")} - set(FREE))
PAIRS = [*combinations(FREE, 2), *zip(FREE, PAID, strict=False), *combinations(PAID[:3], 2)]

LEFT = """
components:
  users: {kind: user}
  cli: {kind: client}
  api: {kind: server, also: [ui]}
  jobs: {kind: worker}
  waiting: {kind: queue}
  watch: {kind: monitoring}
  runs: {kind: metadata-db, any_of: [PostgreSQL, MySQL], note: of everybody}
flows:
  - users -> cli
  - cli -> api: calls
  - api -> runs
  - api -> waiting
  - waiting -> jobs
  - watch -> api
"""
RIGHT = """
components:
  users: {kind: user}
  cli: {kind: client, also: [monitoring]}
  files: {kind: artifact-store}
absent: {server: Needs no server}
flows:
  - users -> cli
  - cli -> files: writes
"""


def tops(placement: Placement, tool: str) -> dict[str, float]:
    """Where the highest row of each lane has its middle."""
    found: dict[str, float] = {}
    for card in placement.cards:
        if card.id.startswith(f"{tool}."):
            row = [
                other
                for other in placement.cards
                if other.id.startswith(f"{tool}.") and other.cell and other.cell.row == card.cell.row
            ]
            top = min(other.rect.y for other in row)
            found[card.lane] = min(found.get(card.lane, top), top)
    return found


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_a_pair_has_no_fault_and_can_be_read_at_docs_width(left: str, right: str) -> None:
    quality = measure_quality(compare(left, right))
    assert quality.faults == ()
    assert quality.width <= WIDEST_PAIR_PX
    assert quality.smallest_text >= 8


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_lanes_begin_at_one_height_in_both_halves(left: str, right: str) -> None:
    placement = compare(left, right)
    halves = tops(placement, left), tops(placement, right)
    assert len(halves[0]) > 3
    for lane in halves[0].keys() & halves[1].keys():
        assert halves[0][lane] == pytest.approx(halves[1][lane], abs=0.01), lane
    assert list(dict.fromkeys(lane.name for lane in placement.lanes)) == [
        lane for lane in LANES if lane in halves[0] or lane in halves[1]
    ]


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_no_group_is_lost_for_a_comparison(left: str, right: str) -> None:
    for name, other in ((left, right), (right, left)):
        _, found = compare_specs(load(name), load(other))
        assert found == ()


@pytest.mark.parametrize(("left", "right"), PAIRS[:12])
def test_swapping_the_systems_swaps_the_halves(left: str, right: str) -> None:
    one, other = compare(left, right), compare(right, left)
    assert (one.width, one.height) == (other.width, other.height)
    assert one.comparison
    assert other.comparison
    for tool, here, there in ((left, one, other), (right, other, one)):
        shift = there.comparison.divider.start.x - 70
        cards = [[card for card in p.cards if card.id.startswith(f"{tool}.")] for p in (here, there)]
        assert [card.id for card in cards[0]] == [card.id for card in cards[1]]
        for a, b in zip(*cards, strict=True):
            assert tuple(a.rect.moved(shift, 0)) == pytest.approx(tuple(b.rect), abs=0.01)
        labels = [[f.label.rect for f in p.flows if f.label and f.start.startswith(f"{tool}.")] for p in (here, there)]
        for mine, theirs in zip(*labels, strict=True):
            assert tuple(mine.moved(shift, 0)) == pytest.approx(tuple(theirs), abs=0.11)  # rounded to 0.1 px


def test_halves_do_not_reach_into_each_other() -> None:
    for left, right in PAIRS:
        placement = compare(left, right)
        assert placement.comparison
        middle = placement.comparison.divider.start.x
        for card in placement.cards:
            assert card.rect.right < middle if card.id.startswith(f"{left}.") else card.rect.x > middle
        for flow in placement.flows:
            boxes = [flow.label.rect] if flow.label else []
            xs = [p.x for p in flow.points] + [x for box in boxes for x in (box.x, box.right)]
            assert max(xs) < middle if flow.start.startswith(f"{left}.") else min(xs) > middle


def test_what_one_has_and_the_other_lacks_is_a_ghost_in_the_other() -> None:
    placement = compare_loaded(read("left", LEFT), read("right", RIGHT))
    left, right = cards_of(placement, "left"), cards_of(placement, "right")
    assert [name for id, name in left.items() if id.startswith("absent-")] == ["No artifact store"]
    assert {id: name for id, name in right.items() if id.startswith("absent-")} == {
        "absent-server": "Needs no server",  # in the spec's own words
        "absent-ui": "No user interface",  # a further role of the other's server
        "absent-worker": "No worker",
        "absent-queue": "No queue",  # a lane that is empty here
        "absent-metadata-db": "No metadata DB",  # a role that is asked for, though the lane is not empty
    }  # and no monitoring: that is a further role of its client
    ghosts = [card for card in placement.cards if card.presence == "absent"]
    assert len(ghosts) == 6
    lanes = {card.id.partition(".absent-")[2]: card.lane for card in ghosts}
    assert (lanes["worker"], lanes["ui"], lanes["artifact-store"]) == ("execution", "access", "data")


def test_what_a_view_does_not_show_is_not_lacking() -> None:
    hidden = read("hidden", LEFT + "views: {architecture: {exclude: [jobs, waiting, runs]}}")
    names = cards_of(compare_loaded(hidden, read("left", LEFT)), "hidden").values()
    assert not [name for name in names if name.startswith("No ")]


def test_a_lane_that_only_one_has_keeps_its_place_in_the_other() -> None:
    hidden = read("hidden", LEFT + "views: {architecture: {exclude: [jobs, waiting]}}")
    placement = compare_loaded(hidden, read("left", LEFT))
    halves = tops(placement, "hidden"), tops(placement, "left")
    assert "execution" not in halves[0]
    assert halves[0]["data"] == halves[1]["data"]
    lowest = max(
        card.rect.bottom for card in placement.cards if card.id.startswith("hidden.") and card.lane == "services"
    )
    assert lowest < halves[1]["execution"]


def test_ghosts_stand_in_a_group_where_groups_leave_no_column_free() -> None:
    placement = compare("mlflow", "trains")
    server = next(group for group in placement.groups if group.id == "mlflow.mlflow-server")
    assert "mlflow.absent-worker" in server.members
    assert measure_quality(placement).faults == ()


def test_cards_are_brief_and_tooltips_are_not() -> None:
    placement = compare_loaded(read("left", LEFT), read("right", RIGHT))
    runs = next(card for card in placement.cards if card.id == "left.runs")
    assert [line.text for line in runs.lines] == ["Runs", "one of PostgreSQL,", "MySQL"] or "one of" in runs.lines[
        1
    ].text
    assert runs.chips == ()
    assert "of everybody" in runs.summary


def test_facts_that_differ_stand_below_in_the_order_of_the_tables() -> None:
    placement = compare("mlflow", "trains")
    assert placement.comparison
    assert placement.comparison.facts
    texts = [line.text for line in placement.comparison.facts.lines]
    assert texts[:3] == ["What differs", "MLflow", "Allegro Trains"]
    assert "8000" in texts
    assert "Free" not in texts  # both are
    assert texts[texts.index("Model Registry") + 1 :][:2] == ["Yes", "Partly (no stages)"]  # corrected
    assert all(card.rect.bottom < placement.comparison.facts.frame.y for card in placement.cards)


def test_systems_with_the_same_facts_have_no_table() -> None:
    placement = compare_loaded(read("left", LEFT), read("right", RIGHT))
    assert placement.comparison
    assert placement.comparison.facts is None


def test_the_same_name_twice_gets_two_sorts_of_ids() -> None:
    placement = compare_loaded(read("same", LEFT), read("same", RIGHT))
    ids = [card.id for card in placement.cards]
    assert len(set(ids)) == len(ids)
    assert {id.partition(".")[0] for id in ids} == {"same", "same-2"}


def test_the_picture_says_in_words_what_it_shows() -> None:
    placement = compare("mlflow", "trains")
    assert placement.title == "MLflow and Allegro Trains compared"
    assert "MLflow. People: Users. Clients: Client API. " in placement.description
    assert "Model Registry: MLflow Yes, Allegro Trains Partly (no stages)" in placement.description


def test_systems_of_different_days_say_both() -> None:
    dated = read("left", LEFT)._replace(tool="left")
    earlier = compare_loaded(read("old", f"as_of: 2020-12-13\n{LEFT}"), read("new", f"as_of: 2026-01-02\n{RIGHT}"))
    assert [line.text for line in earlier.footer] == ["Old as of 13 December 2020, New as of 2 January 2026"]
    assert compare_loaded(dated, read("right", RIGHT)).footer == ()


def test_a_comparison_can_be_saved_and_read_back() -> None:
    placement = compare("mlflow", "dvc")
    assert read_placement(write_placement(placement)) == placement


def test_the_same_pair_gives_the_same_bytes() -> None:
    texts = {draw_placement(compare_loaded(load("mlflow"), load("dvc")), "svg", "adaptive") for _ in range(2)}
    assert len(texts) == 1


def test_a_system_too_large_for_half_a_picture_is_said() -> None:
    many = "components:\n" + "".join(f"  c{i}: {{kind: worker}}\n" for i in range(301))
    placement, found = compare_specs(read("many", many), read("right", RIGHT))
    assert placement is None
    assert [diagnostic.code for diagnostic in found] == ["AG513"]
    assert "`--view`" in (found[0].help or "")


@settings(max_examples=40, deadline=None)
@given(generated_specs(), generated_specs())
def test_any_two_systems_can_be_compared(one: dict, other: dict) -> None:
    loaded = [
        load_source(name, Source(f"{name}.yaml", json.dumps(spec))) for name, spec in (("one", one), ("other", other))
    ]
    if any(item.architecture is None for item in loaded):
        return
    placement = compare_loaded(*loaded)
    assert measure_quality(placement).faults == ()
    halves = tops(placement, "one"), tops(placement, "other")
    for lane in halves[0].keys() & halves[1].keys():
        assert halves[0][lane] == pytest.approx(halves[1][lane], abs=0.01)
