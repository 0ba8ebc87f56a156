"""The hooks, as the real pre-commit runs them in a repository of somebody else: archgen cloned and installed once for all tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from scratch import GIT, SPEC, clone_archgen, commit_all, git, make_scratch, miss_packages

ARCHGEN = [sys.executable, "-m", "archgen"]
HOOKS = ["archgen-check", "archgen-render", "archgen-embed"]


class PreCommit(NamedTuple):
    """pre-commit with a folder of its own for what it installs, and the clone of archgen that it installs."""

    home: Path
    clone: Path
    revision: str

    def configure(self, folder: Path, hooks: list[str]) -> None:
        listed = "".join(f"      - id: {hook}\n" for hook in hooks)
        text = f"repos:\n  - repo: {self.clone}\n    rev: {self.revision}\n    hooks:\n{listed}"
        (folder / ".pre-commit-config.yaml").write_text(text)
        commit_all(folder)

    def run(self, folder: Path, *arguments: str) -> tuple[int, str]:
        env = {**os.environ, **GIT, "PRE_COMMIT_HOME": str(self.home)}
        command = [sys.executable, "-m", "pre_commit", *(arguments or ("run", "--color=never"))]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> PreCommit:
    """With the hooks installed, which takes pip and its index."""
    clone, folder = tmp_path_factory.mktemp("archgen"), tmp_path_factory.mktemp("first")
    found = PreCommit(tmp_path_factory.mktemp("home"), clone, clone_archgen(clone))
    found.configure(folder, HOOKS)
    status, said = found.run(folder, "install-hooks")
    if status:
        miss_packages(said)
    return found


@pytest.fixture
def folder(pre_commit: PreCommit, tmp_path: Path) -> Path:
    """A repository that uses the hooks, and in which all is right."""
    make_scratch(tmp_path, ARCHGEN)
    pre_commit.configure(tmp_path, HOOKS)
    return tmp_path


def results(said: str) -> list[str]:
    """How each hook ended."""
    return [line.rpartition("..")[2].lstrip(".") for line in said.splitlines() if "..." in line]


def test_all_hooks_pass_where_all_is_right(folder: Path, pre_commit: PreCommit) -> None:
    status, said = pre_commit.run(folder, "run", "--all-files", "--color=never")
    assert (status, results(said)) == (0, ["Passed", "Passed", "Passed"]), said
    assert git(folder, "status", "--porcelain") == ""


def test_an_erroneous_spec_is_found_at_its_place(folder: Path, pre_commit: PreCommit) -> None:
    (folder / "specs/demo.yaml").write_text(SPEC.replace("-> server", "-> sever"))
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)[0]) == (1, "Failed")
    assert "specs/demo.yaml:7:15" in said


def test_a_changed_spec_brings_its_pictures_those_on_top_of_it_and_pages_up_to_date(
    folder: Path, pre_commit: PreCommit
) -> None:
    (folder / "specs/demo.yaml").write_text(SPEC.replace("kind: server,", "kind: server, name: Front Door,"))
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)) == (1, ["Passed", "Failed", "Failed"]), said
    changed = git(folder, "diff", "--name-only").split()
    assert {"docs/ours.md", "output/demo.svg", "output/paid.svg"} <= set(changed)
    assert "Front Door" in (folder / "output/paid.svg").read_text()
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)) == (0, ["Passed", "Passed", "Passed"]), said


def test_a_commit_with_a_stale_picture_is_refused(folder: Path, pre_commit: PreCommit) -> None:
    pre_commit.run(folder, "install")
    picture = folder / "output/demo.svg"
    picture.write_text(picture.read_text().replace("Flask", "Flusk"))
    git(folder, "add", "--all")
    env = {**os.environ, **GIT, "PRE_COMMIT_HOME": str(pre_commit.home)}
    done = subprocess.run(["git", "commit", "-m", "stale"], cwd=folder, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    assert "Flask" in picture.read_text()


def test_a_picture_that_is_not_added_is_found_drawn_before_or_by_the_hook(folder: Path, pre_commit: PreCommit) -> None:
    (folder / "specs/new.yaml").write_text(SPEC.replace("Demo", "New"))
    git(folder, "add", "specs")
    for _ in range(2):
        status, said = pre_commit.run(folder)
        assert (status, results(said)[1]) == (1, "Failed")
        assert "git add output/new.svg" in said
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert status == 0, said


def test_the_hook_that_only_checks_writes_nothing(folder: Path, pre_commit: PreCommit) -> None:
    pre_commit.configure(folder, ["archgen-render-check"])
    (folder / "specs/demo.yaml").write_text(SPEC.replace("Flask", "FastAPI"))
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)) == (1, ["Failed"])
    assert "output/demo.svg" in said
    assert git(folder, "diff", "--name-only") == ""


def test_a_deleted_spec_takes_its_picture_with_it(folder: Path, pre_commit: PreCommit) -> None:
    git(folder, "rm", "--quiet", "specs/paid.yaml")
    (folder / "docs/ours.md").write_text("# Ours\n")
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)[1]) == (1, "Failed"), said
    assert not (folder / "output/paid.svg").exists()
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert status == 0, said


def test_a_commit_that_touches_no_spec_waits_for_no_check(folder: Path, pre_commit: PreCommit) -> None:
    (folder / "main.py").write_text("print()\n")
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)) == (0, ["(no files to check)Skipped", "Passed", "(no files to check)Skipped"])


def test_a_spec_in_another_style_is_formatted(folder: Path, pre_commit: PreCommit) -> None:
    pre_commit.configure(folder, ["archgen-fmt"])
    (folder / "specs/demo.yaml").write_text(SPEC.replace("name: Demo", "name:    Demo"))
    git(folder, "add", "--all")
    status, said = pre_commit.run(folder)
    assert (status, results(said)) == (1, ["Failed"]), said
    assert "name: Demo\n" in (folder / "specs/demo.yaml").read_text()
    git(folder, "add", "--all")
    assert pre_commit.run(folder)[0] == 0
