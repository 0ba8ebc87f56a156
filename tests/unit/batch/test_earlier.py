"""Reading an arrangement back from a picture."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archgen.api import draw_placement, load_file, place_view
from archgen.batch.earlier import read_arrangement
from archgen.cli.main import run

SPEC = """archgen: 1
name: Ours
components:
  user: {kind: user}
  api: {kind: server, in: cluster}
  worker: {kind: worker, in: cluster}
  files: {kind: artifact-store}
groups: {cluster: {name: Cluster}}
flows:
  - user -> api: asks
  - api -> worker: hands out
  - worker -> files: writes
"""
NEWCOMER = SPEC.replace("  files:", "  runs: {kind: metadata-db}\n  files:") + "  - api -> runs: keeps\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ours.yaml").write_text(SPEC)
    return tmp_path


def cells(folder: Path) -> dict[str, tuple[int, int]]:
    found = read_arrangement(folder / "output" / "ours.svg", "ours", "architecture")
    assert found is not None
    return dict(found.cells)


def test_every_picture_tells_where_its_cards_stand_and_which_groups_it_drew(repository: Path, tmp_path: Path) -> None:
    loaded = load_file(repository / "specs/mlflow.yaml")
    for view in ("architecture", "experiment-tracking"):
        placement, _ = place_view(loaded, view)
        assert placement is not None
        path = tmp_path / f"{view}.svg"
        path.write_text(draw_placement(placement, "svg", "adaptive"), encoding="utf-8")
        found = read_arrangement(path, "mlflow", view)
        assert found is not None
        assert found.cells == {card.id: card.cell for card in placement.cards}
        assert found.groups == {group.id for group in placement.groups}


def test_another_systems_or_views_picture_says_nothing(folder: Path) -> None:
    run(["render", "./ours.yaml"])
    path = folder / "output" / "ours.svg"
    assert read_arrangement(path, "theirs", "architecture") is None
    assert read_arrangement(path, "ours", "other") is None
    assert read_arrangement(folder / "output", "ours", "architecture") is None
    assert read_arrangement(folder / "missing.svg", "ours", "architecture") is None


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(0, 2000))
def test_whatever_a_file_holds_is_an_arrangement_or_nothing(folder: Path, rubbish: bytes, place: int) -> None:
    path = folder / "any.svg"
    if not (folder / "output").exists():
        run(["render", "./ours.yaml"])
    good = (folder / "output" / "ours.svg").read_bytes()
    path.write_bytes(good[:place] + rubbish + good[place + len(rubbish) :])
    read_arrangement(path, "ours", "architecture")


def test_a_newcomer_leaves_the_others_where_they_stood(folder: Path) -> None:
    run(["render", "./ours.yaml"])
    before = cells(folder)
    (folder / "ours.yaml").write_text(NEWCOMER)
    assert run(["render", "./ours.yaml"]) == 0
    after = cells(folder)
    assert {id: cell[1] for id, cell in after.items() if id in before} == {id: cell[1] for id, cell in before.items()}
    assert "runs" in after


def test_a_picture_that_was_rendered_is_current(folder: Path) -> None:
    for text in (SPEC, NEWCOMER, SPEC):
        (folder / "ours.yaml").write_text(text)
        assert run(["render", "./ours.yaml"]) == 0
        first = (folder / "output" / "ours.svg").read_bytes()
        assert run(["render", "./ours.yaml", "--check"]) == 0
        assert run(["render", "./ours.yaml"]) == 0
        assert (folder / "output" / "ours.svg").read_bytes() == first


def test_fresh_forgets_what_stands_there(folder: Path) -> None:
    run(["render", "./ours.yaml", "-o", "fresh"])
    run(["render", "./ours.yaml"])
    path = folder / "output" / "ours.svg"
    moved = path.read_text().replace('data-cell="0 0"', 'data-cell="0 9"')
    path.write_text(moved)
    assert run(["render", "./ours.yaml", "--fresh"]) == 0
    assert path.read_bytes() == (folder / "fresh" / "ours.svg").read_bytes()


def test_other_formats_show_what_the_picture_shows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["render", "./ours.yaml"])
    (folder / "ours.yaml").write_text(NEWCOMER)
    run(["render", "./ours.yaml"])
    capsys.readouterr()
    run(["render", "./ours.yaml", "-f", "json", "-o", "-"])
    printed = capsys.readouterr().out
    assert all(f'"id": "{id}"' in printed for id in cells(folder))
    assert printed.count('"cell"') == len(cells(folder))
