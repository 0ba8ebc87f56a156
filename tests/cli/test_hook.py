"""Commands as pre-commit hooks run them: what git knows, and archgen alone does not."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from scratch import PAGE, git, make_scratch

from archgen.cli.hook import main

ARCHGEN = [sys.executable, "-m", "archgen"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_scratch(tmp_path, ARCHGEN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_picture_that_is_not_added_fails_the_hook_and_what_is_not_ours_does_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "output/theirs.svg").write_text("<svg/>")
    assert main(["render", "--all"]) == 0
    git(folder, "rm", "--quiet", "--cached", "output/paid.svg")
    assert main(["render", "--all"]) == 1
    assert [line for line in capsys.readouterr().err.splitlines() if "git add" in line] == [
        "output/paid.svg is not added: git add output/paid.svg"
    ]


def test_a_picture_that_git_ignores_is_not_missed(folder: Path) -> None:
    git(folder, "rm", "-r", "--quiet", "--cached", "output")
    (folder / ".gitignore").write_text("output/\n")
    assert main(["render", "--all"]) == 0


def test_pictures_are_looked_for_where_they_are_written(folder: Path) -> None:
    assert main(["render", "--all", "-o", "docs/pictures"]) == 1


def test_all_committed_pages_with_blocks_are_filled(folder: Path) -> None:
    (folder / "docs/second page.mdx").write_text(PAGE.replace("<!--", "{/*").replace("-->", "*/}"))
    (folder / "untracked.md").write_text(PAGE)
    git(folder, "add", "docs")
    assert main(["embed"]) == 0
    assert "![Paid" in (folder / "docs/second page.mdx").read_text()
    assert (folder / "untracked.md").read_text() == PAGE
    assert main(["embed", "--check"]) == 0


def test_where_no_page_has_a_block_there_is_nothing_to_fill(folder: Path) -> None:
    (folder / "docs/ours.md").write_text("# Ours\n")
    assert main(["embed"]) == 0


def test_without_a_catalogue_the_one_of_the_package_is_not_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["render", "--all"]) == 2
    assert "neither specs/ nor archgen.yaml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_outside_a_repository_git_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", os.fspath(tmp_path.parent))
    with pytest.raises(SystemExit) as caught:
        main(["embed"])
    assert caught.value.code == 3
    assert "error: git says" in capsys.readouterr().err
