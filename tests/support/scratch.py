"""A repository as a user of archgen has one: a spec, one on top of it, their pictures, and a page that shows one."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SPEC = """archgen: 1
name: Demo
components:
  client: {kind: client}
  server: {kind: server, technology: Flask}
flows:
  - client -> server: calls
"""
ON_TOP = "archgen: 1\nname: Paid\nextends: demo\ncomponents: {queue: {kind: queue}}\nflows: [server -> queue: puts]\n"
PAGE = "# Ours\n\n<!-- archgen:begin paid -->\n<!-- archgen:end -->\n"
REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("src", "specs")
FILES = (
    *("pyproject.toml", "README.md", "LICENSE", "NOTICES.md", "archgen.yaml"),
    ".pre-commit-hooks.yaml",
    "action.yml",
)
GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    **{f"GIT_{who}_{what}": "x@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
}


def make_scratch(folder: Path, archgen: list[str]) -> Path:
    """The repository, all of it committed and current."""
    for name, text in {"specs/demo.yaml": SPEC, "specs/paid.yaml": ON_TOP, "docs/ours.md": PAGE}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for command in (["render", "--all"], ["embed", "docs/ours.md"]):
        subprocess.run([*archgen, *command], cwd=folder, check=True, capture_output=True)
    commit_all(folder)
    return folder


def clone_archgen(folder: Path) -> str:
    """archgen as others get it, a repository with what is in this one now; its revision."""
    for name in FOLDERS:
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(REPOSITORY / name, folder)
    return commit_all(folder)


def miss_packages(said: str) -> None:
    """Skip the test where pip cannot install; fail where it must."""
    reason = f"archgen cannot be installed: {said}"
    if os.environ.get("ARCHGEN_REQUIRE_PIP"):
        pytest.fail(reason)
    pytest.skip(reason)


def commit_all(folder: Path) -> str:
    """Commit what is in a folder, as a repository of its own; its revision."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    """What git answers, away from the settings of whoever runs the tests."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **GIT}, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
