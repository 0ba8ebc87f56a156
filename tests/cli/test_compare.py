"""``archgen compare`` as people and CI use it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli.main import run

ONE = """archgen: 1
name: One
components:
  client: {kind: client}
  server: {kind: server}
flows:
  - client -> server: calls
facts: {price: 1}
views:
  architecture: {}
  part: {include: [server]}
"""
TWO = ONE.replace("One", "Two").replace("server", "ui").replace("price: 1", "price: 2")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two specs, and the shell in it."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "one.yaml").write_text(ONE)
    (tmp_path / "specs" / "two.yaml").write_text(TWO)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_two_systems_become_one_picture_with_a_name_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["compare", "one", "two"]) == 0
    assert capsys.readouterr().err.startswith("wrote output/compare.one.two.svg (")
    text = (folder / "output" / "compare.one.two.svg").read_text()
    assert 'data-tool="one.two" data-view="comparison"' in text
    assert "No user interface" in text


def test_render_all_leaves_comparisons_alone(folder: Path) -> None:
    assert run(["compare", "one", "two"]) == 0
    text = (folder / "output" / "compare.one.two.svg").read_text()
    assert run(["render", "--all"]) == 0
    assert run(["render", "--all", "--check"]) == 0
    assert (folder / "output" / "compare.one.two.svg").read_text() == text


def test_the_picture_goes_where_it_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "docs").mkdir()
    assert run(["compare", "one", "./specs/two.yaml", "-o", "docs"]) == 0
    assert run(["compare", "one", "two", "-o", "docs/both.svg"]) == 0
    assert sorted(path.name for path in (folder / "docs").iterdir()) == ["both.svg", "compare.one.two.svg"]
    capsys.readouterr()
    assert run(["compare", "one", "two", "-o", "-"]) == 0
    assert capsys.readouterr().out == (folder / "docs" / "both.svg").read_text()


def test_the_project_says_where_pictures_go_and_what_facts_are_called(folder: Path) -> None:
    columns = "[{key: price, label: Monthly Fee}]"
    (folder / "archgen.yaml").write_text(
        f"archgen: 1\noutput: pictures\ntables: [{{title: All, columns: {columns}}}]\n"
    )
    assert run(["compare", "one", "two"]) == 0
    assert ">Monthly Fee</text>" in (folder / "pictures" / "compare.one.two.svg").read_text()


def test_a_stale_comparison_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["compare", "one", "two", "--check"]
    assert run(command) == 1
    assert "missing: output/compare.one.two.svg (there is no such file yet)" in capsys.readouterr().err
    assert run(command[:-1]) == 0
    assert run(command) == 0
    (folder / "specs" / "two.yaml").write_text(TWO.replace("price: 2", "price: 3"))
    assert run(command) == 1


def test_another_view_can_be_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "one", "two", "--view", "part", "-f", "json", "-o", "-"]) == 0
    cards = {card["id"]: card["presence"] for card in json.loads(capsys.readouterr().out)["cards"]}
    assert cards == {
        "one.server": "present", "one.absent-ui": "absent", "two.ui": "present", "two.absent-server": "absent"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["one", "twoo"], "did you mean `two`?"),
        (["one", "one"], "`one` cannot be compared with itself"),
        (["one", "specs/one.yaml"], "`specs/one.yaml` cannot be compared with itself"),
        (["one"], "two systems are compared, not 1"),
        (["one", "two", "one"], "two systems are compared, not 3"),
        (["one", "two", "--view", "parts"], "did you mean `part`?"),
        (["one", "two", "-o", "docs/x.png"], "write `-o docs/x.svg`"),
        (["one", "two", "-o", "-", "--check"], "does not go with -o -"),
        (["one", "archgen.yaml"], "is the project file, not a spec"),
        (["-", "-"], "standard input can be read only once"),
    ],
)
def test_wrong_usage_is_told_with_what_to_type(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["compare", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "output").exists()


def test_without_arguments_there_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare"]) == 2
    assert "Usage: archgen compare" in capsys.readouterr().out


def test_a_broken_spec_is_reported_and_nothing_is_drawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "two.yaml").write_text(TWO.replace("kind: ui", "kind: uii"))
    assert run(["compare", "one", "two"]) == 1
    assert "did you mean `ui`?" in capsys.readouterr().err
    assert not (folder / "output").exists()


def test_kinds_of_another_catalogue_are_drawn_in_its_colours(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "specs").mkdir(parents=True)
    (other / "archgen.yaml").write_text("archgen: 1\nkinds: {feature-store: metadata-db}\n")
    (other / "specs" / "shop.yaml").write_text(TWO.replace("kind: client", "kind: feature-store"))
    assert run(["compare", "one", "other/specs/shop.yaml"]) == 0
    text = (folder / "output" / "compare.one.shop.svg").read_text()
    assert text.count('data-kind="feature-store"') == 2  # the card, and the ghost in the other half
    assert 'data-id="one.absent-feature-store"' in text
