"""The walk through a system and the pages of the kinds: their pictures are drawn from what the pages show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kind_pages import USUAL, write_overview

from archgen.api import draw_placement, load_file, load_source, place_view
from archgen.cli.main import run
from archgen.diagnostics.source import Source
from archgen.model.kinds import KINDS
from archgen.model.technologies import find_name
from archgen.style.technologies import find_technology_brand

STEPS = range(1, 8)


def draw_last_view(text: str, name: str) -> str:
    """The picture of a sound spec's last view, arranged from nothing."""
    loaded = load_source(name, Source(name, text))
    assert loaded.architecture is not None
    placement, found = place_view(loaded, loaded.architecture.views[-1].id)
    assert placement is not None
    assert [d.message for d in found] == []
    return draw_placement(placement, "svg", "adaptive")


def read_example(repository: Path, kind: str) -> str:
    page = (repository / f"docs/kinds/{kind}.md").read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(archgen: 1\n.*?)```", page, re.DOTALL)[0]


@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_the_walk_has_its_picture(step: int, repository: Path, golden) -> None:
    text = (repository / f"docs/walk/sacred-{step}.yaml").read_text(encoding="utf-8")
    golden.check(repository / f"docs/pictures/walk/sacred-{step}.svg", draw_last_view(text, f"sacred-{step}"))


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_wrong_with_any_step_of_the_walk(step: int, repository: Path) -> None:
    assert load_file(repository / f"docs/walk/sacred-{step}.yaml").diagnostics == ()


def test_the_hint_of_the_walk_moves_cards(repository: Path) -> None:
    before, after = (
        re.findall(
            r'data-cell="[^"]+"', (repository / f"docs/pictures/walk/sacred-{step}.svg").read_text(encoding="utf-8")
        )
        for step in (6, 7)
    )
    assert len(before) == len(after) > 0
    assert before != after


def test_lines_that_the_walk_shows_beside_its_files_stand_in_one(repository: Path) -> None:
    page = (repository / "docs/writing-a-spec.md").read_text(encoding="utf-8")
    last = (repository / "docs/walk/sacred-7.yaml").read_text(encoding="utf-8")
    by_hand = re.sub(r"<!-- (?!end).*?<!-- end -->", "", page, flags=re.DOTALL)
    blocks = re.findall(r"```yaml\n(.*?)```", by_hand, re.DOTALL)
    assert blocks
    assert all(block in last for block in blocks)


def test_commands_of_the_walk_run(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "specs").mkdir()
    for place in ("sacred.yaml", "specs/sacred.yaml"):
        (tmp_path / place).write_bytes((repository / "docs/walk/sacred-7.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    page = (repository / "docs/writing-a-spec.md").read_text(encoding="utf-8")
    commands = list(dict.fromkeys(re.findall(r"`archgen ([^`]+)`", page)))
    assert "render ./sacred.yaml --fresh" in commands
    for command in commands:
        if command == "render --all --check":
            assert run(["render", "--all"]) == 0  # what is compared must be drawn first
        assert run(command.split()) == 0, command


def test_every_kind_has_a_page_that_shows_it(repository: Path) -> None:
    pages = {path.stem for path in (repository / "docs/kinds").glob("*.md")} - {"README"}
    assert pages == set(KINDS) == set(USUAL)
    for kind in KINDS:
        page = (repository / f"docs/kinds/{kind}.md").read_text(encoding="utf-8")
        assert f"<!-- kind: {kind} -->" in page
        assert f"(../pictures/kinds/{kind}.svg)" in page
        assert f"kind: {kind}" in read_example(repository, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_picture_of_a_kind_is_its_example(kind: str, repository: Path, golden) -> None:
    text = read_example(repository, kind)
    assert load_source(kind, Source(kind, text)).diagnostics == ()
    golden.check(repository / f"docs/pictures/kinds/{kind}.svg", draw_last_view(text, f"kind-{kind}"))


def test_one_picture_shows_all_kinds(repository: Path, golden) -> None:
    golden.check(repository / "docs/pictures/kinds/kinds.svg", draw_last_view(write_overview(), "kinds"))


def test_usual_technologies_are_those_of_the_vocabulary_and_have_icons() -> None:
    for technology in {name for names in USUAL.values() for name in names}:
        assert find_name(technology) == technology
        assert find_technology_brand(technology), technology
