"""The folders of a project file are read apart from the rest of it, and mean the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.batch.folders import Folders, find_project_file, read_folders
from archgen.batch.projects import load_project

FOLDER = st.from_regex(r"[a-z][a-z0-9]{0,5}(/[a-z]{1,4})?", fullmatch=True)
QUOTES = st.sampled_from(["", '"', "'"])


@given(specs=st.none() | FOLDER, output=st.none() | FOLDER, quote=QUOTES, flow=st.booleans())
def test_they_are_those_that_the_whole_file_says(
    specs: str | None, output: str | None, quote: str, flow: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    named = {"specs": specs, "output": output}
    items = ["archgen: 1", *(f"{key}: {quote}{value}{quote}" for key, value in named.items() if value)]
    path = tmp_path_factory.mktemp("project") / "archgen.yaml"
    path.write_text("{" + ", ".join(items) + "}" if flow else "\n".join(items) + "\n")
    project = load_project(path).project
    assert read_folders(path) == Folders(project.specs, project.output) == Folders(specs, output)


@pytest.mark.parametrize("text", [b"specs: [", b"specs: {a: b}", b"specs: \xff", b"specs:\n", b"# specs"])
def test_what_cannot_be_read_names_none(text: bytes, tmp_path: Path) -> None:
    path = tmp_path / "archgen.yaml"
    path.write_bytes(text)
    assert read_folders(path).specs in {None, "�"}
    assert read_folders(tmp_path / "none.yaml") == Folders()


def test_a_folder_of_specs_without_a_project_file_ends_the_search(tmp_path: Path) -> None:
    (tmp_path / "archgen.yaml").write_text("archgen: 1\n")
    inner = tmp_path / "inner"
    (inner / "specs").mkdir(parents=True)
    assert find_project_file(inner / "specs") is None
    assert find_project_file(tmp_path / "elsewhere") == tmp_path / "archgen.yaml"
