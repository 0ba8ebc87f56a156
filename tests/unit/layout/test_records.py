"""Records in cards, and the values that link them."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import load_file, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.placement import PlacedCard, Placement

COLUMNS = {
    "experiment-tracking": ["Experiment Name", "Experiment run ID", "Param (Optimizer)", "Metric (F1 Score)", "Artifact Source (URI)"],
    "model-registry": ["Model Name", "Model Version", "Model Source (URI)", "Experiment run ID"],
}  # fmt: skip
URIS = ["s3://bucket-xxx/aaa1", "s3://bucket-xxx/aaa2", "s3://bucket-xxx/bbb1"]
RUN_IDS = ["aaaaaaaaaaaaaaa1", "aaaaaaaaaaaaaaa2", "bbbbbbbbbbbbbbb1"]


def place(repository: Path, view: str) -> Placement:
    placement, found = place_view(load_file(repository / "specs/mlflow.yaml"), view)
    assert placement is not None, found
    return placement


def card(placement: Placement, id: str) -> PlacedCard:
    return next(card for card in placement.cards if card.id == id)


@pytest.mark.parametrize("view", COLUMNS)
def test_the_tables_of_the_seed_are_drawn_whole(view: str, repository: Path) -> None:
    placement = place(repository, view)
    (record,) = card(placement, "backend-store").records
    texts = [line.text for line in record.lines]
    assert texts[1 : 1 + len(COLUMNS[view])] == COLUMNS[view]
    assert len(texts) == 1 + 4 * len(COLUMNS[view])
    assert set(URIS) | set(RUN_IDS) <= set(texts)
    (objects,) = card(placement, "artifact-store").records
    assert [line.text for chip in objects.chips for line in chip.lines] == URIS
    (interfaces,) = card(placement, "client").records
    shown = [line.text for chip in interfaces.chips for line in chip.lines]
    assert shown == ["CLI", "Python API", "Java API", "R API", "REST API", "Web UI"]


@pytest.mark.parametrize("view", COLUMNS)
def test_the_stores_are_written_and_read(view: str, repository: Path) -> None:
    flows = {(flow.start, flow.end): flow for flow in place(repository, view).flows}
    assert flows["tracking-server", "backend-store"].both
    assert flows["client", "artifact-store"].both


@pytest.mark.parametrize("view", COLUMNS)
def test_record_cards_hold_their_tables_and_the_picture_fits_a_docs_column(view: str, repository: Path) -> None:
    placement = place(repository, view)
    assert placement.width <= 960
    for placed in placement.cards:
        for record in placed.records:
            assert record.frame is None or placed.rect.holds(record.frame)
            assert all(placed.rect.holds(link.rect) for link in record.links)
            assert all(line.x + line.width <= placed.rect.right for line in record.lines)


def test_a_linking_value_has_the_same_mark_in_every_view(repository: Path) -> None:
    marks: dict[str, set[int]] = {}
    for view in COLUMNS:
        for placed in place(repository, view).cards:
            for record in placed.records:
                for link in record.links:
                    marks.setdefault(link.value, set()).add(link.number)
    assert set(marks) == {*URIS, *RUN_IDS}
    assert all(len(numbers) == 1 for numbers in marks.values())
    assert len({number for numbers in marks.values() for number in numbers}) == 6


def test_only_what_stands_in_two_records_is_marked(repository: Path) -> None:
    links = [
        link.value
        for placed in place(repository, "experiment-tracking").cards
        for r in placed.records
        for link in r.links
    ]
    assert "My_Marketing_Project" not in links
    assert links.count("s3://bucket-xxx/aaa1") == 2


SPEC = """archgen: 1
name: Demo
components:
  user: {kind: user}
  api: {kind: server, in: g}
  runs: {kind: metadata-db, in: g, records: {wide: {columns: [%s], rows: [[%s]]}}}
  files: {kind: artifact-store, in: g}
groups: {g: {}}
flows: [user -> api, api -> runs, api -> files, user -> files, runs -> files]
views: {architecture: {records: [runs.wide]}}
"""


@pytest.mark.parametrize("count", [1, 4, 9])
def test_a_table_of_any_width_has_a_row_of_its_own(count: int) -> None:
    text = SPEC % (", ".join(f"A column {i}" for i in range(count)), ", ".join(["0.770"] * count))
    loaded = load_source("demo", Source("demo.yaml", text))
    placement, _ = place_view(loaded, "architecture")
    assert placement is not None
    table = card(placement, "runs").rect
    for other in placement.cards:
        assert other.id == "runs" or not other.rect.meets(table)
    for flow in placement.flows:
        inner = [
            point for point in flow.points[1:-1] if table.x < point.x < table.right and table.y < point.y < table.bottom
        ]
        assert inner == []


def test_cells_keep_their_text_exactly() -> None:
    text = SPEC % ("a, b, c, d, e", "0.770, null, on, ~, 5:30")
    loaded = load_source("demo", Source("demo.yaml", text))
    assert loaded.architecture is not None
    (record,) = loaded.architecture.component_by_id["runs"].records
    assert record.rows == (("0.770", "null", "on", "~", "5:30"),)


WIDE = """
archgen: 1
name: A wide table in a group
groups: {cluster: {}}
components:
  cli: {kind: client, name: CLI}
  server: {kind: server, in: cluster}
  other: {kind: server, name: Another server}
  db:
    kind: metadata-db
    in: cluster
    records:
      runs:
        table: Runs
        columns: [Experiment Name, Experiment run ID, Param (Optimizer), Metric (F1 Score), Artifact Source (URI)]
        rows: [[My_Marketing_Project, aaaaaaaaaaaaaaa1, Adam, 0.777, s3://bucket-xxx/aaa1]]
  files: {kind: artifact-store}
flows: [cli -> server: calls, cli -> other: calls, server -> db: writes, server -> files: writes, other -> files: reads]
views: {architecture: {records: [db.runs]}}
"""


def place_text(text: str) -> tuple[Placement, list[str]]:
    placement, found = place_view(load_source("wide", Source("wide.yaml", text)), "architecture")
    assert placement is not None
    return placement, [diagnostic.code for diagnostic in found]


def test_a_group_with_a_wide_table_has_all_columns_and_no_stranger() -> None:
    placement, found = place_text(WIDE)
    (group,) = placement.groups
    assert found == []
    assert group.rect.holds(card(placement, "db").rect)
    assert not any(group.rect.meets(card(placement, id).rect) for id in ("cli", "other", "files"))


def test_where_a_stranger_must_stand_beside_a_group_with_a_wide_table_the_group_is_not_drawn_and_that_is_said() -> None:
    placement, found = place_text(WIDE.replace("kind: server, name", "kind: worker, name"))
    assert placement.groups == ()
    assert found == ["AG507"]
