"""What the documents say is true of the program."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from manual import renew

from archgen.api import load_source
from archgen.cli.main import COMMANDS, run
from archgen.diagnostics.source import Source
from archgen.layout.engines.embedded import MEMORY_LIMIT_BYTES, TIME_LIMIT_S
from archgen.layout.free.bands import FEW_CARDS
from archgen.layout.free.labels import MOST_NUMBERED_FLOWS
from archgen.layout.review import MOST_ON_GRID, WELL_ON_GRID
from archgen.model.key_order import order_keys
from archgen.model.kinds import KINDS
from archgen.model.project_file import ProjectFile
from archgen.model.schema import make_schema
from archgen.model.shapes import list_classes
from archgen.model.spec import Spec
from archgen.yamltext.formatting.format import format_source


def read(repository: Path, name: str) -> str:
    return (repository / name).read_text(encoding="utf-8")


KIND_PAGES = ("docs/kinds/README.md", *(f"docs/kinds/{kind}.md" for kind in KINDS))
PAGES = (
    "docs/spec.md",
    "docs/project.md",
    "docs/checks.md",
    "docs/queries.md",
    "docs/table.md",
    "docs/writing-a-spec.md",
    *KIND_PAGES,
)


@pytest.mark.parametrize("name", PAGES)
def test_the_tables_of_the_manual_are_made_from_the_languages(name: str, repository: Path, golden) -> None:
    golden.check(repository / name, renew(read(repository, name)))


def test_every_class_of_the_languages_has_a_table_in_the_manual(repository: Path) -> None:
    shown = {name for page in PAGES for name in re.findall(r"<!-- keys: (\w+) -->", read(repository, page))}
    classes = {type.__name__ for type in (*list_classes(Spec), *list_classes(ProjectFile))}
    assert classes - {"Step"} == shown  # a step is an arrow


@pytest.mark.parametrize("name", ["README.md", *PAGES])
def test_examples_in_the_documents_are_sound(name: str, repository: Path) -> None:
    blocks = re.findall(r"```yaml\n(archgen: 1\n.*?)```", read(repository, name), re.DOTALL)
    assert blocks or name != "README.md"
    for block in blocks:
        found = load_source("example", Source(name, block)).diagnostics
        assert [d.message for d in found if d.severity == "error"] == []


def test_whole_examples_in_the_documents_are_as_fmt_writes_them(repository: Path) -> None:
    pages = [repository / "README.md", *sorted((repository / "docs").rglob("*.md"))]
    blocks = [
        block
        for page in pages
        for block in re.findall(r"```yaml\n(archgen: 1\n.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    ]
    assert len(blocks) > 20
    for block in blocks:
        assert format_source(Source("example", block), order_keys(Spec)).text == block


def test_the_readme_names_every_command(repository: Path) -> None:
    text = read(repository, "README.md")
    assert all(f"archgen {command}" in text for command in COMMANDS)


def test_commands_that_the_readme_shows_run(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = read(repository, "README.md")
    (tmp_path / "ours.yaml").write_text(re.findall(r"```yaml\n(archgen: 1\n.*?)```", text, re.DOTALL)[0])
    monkeypatch.chdir(tmp_path)
    shown = re.findall(r"^archgen ([^\n]+)$|`archgen ([^`]+)`", text, re.MULTILINE)
    commands = {(a or b).split(" | ")[0] for a, b in shown}
    runnable = {command for command in commands if not re.search(r"[A-Z]{3}|\.\.\.", command)}
    assert "render mlflow --view architecture -f dot -o -" in runnable
    assert "render ./ours.yaml" in runnable
    for command in sorted(runnable, key=lambda command: "--check" in command):  # what is compared must be drawn first
        if "--all --check" in command:
            assert run(["render", "--all"]) == 0
        assert run(command.split()) == 0, command


def test_the_tables_that_the_manual_shows_how_to_print_can_be_printed(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    commands = re.findall(r"`archgen (table .*?)`", read(repository, "docs/table.md"))
    assert len(commands) > 8
    for command in commands:
        assert run(command.split()) == 0, command


def test_links_between_the_documents_lead_somewhere(repository: Path) -> None:
    pages = [path.relative_to(repository).as_posix() for path in (repository / "docs").rglob("*.md")]
    for name in ("README.md", "CONTRIBUTING.md", *pages):
        for target in re.findall(r"\]\(([^)#:]+)\)", read(repository, name)):
            assert (repository / name).parent.joinpath(target).exists(), f"{name}: {target}"


def test_the_program_in_the_manual_renders_a_catalogue(repository: Path, tmp_path: Path) -> None:
    (program,) = re.findall(r"```python\n(.*?)```", read(repository, "docs/batches.md"), re.DOTALL)
    (tmp_path / "specs").mkdir()
    for number in range(2):
        (tmp_path / "specs" / f"s{number}.yaml").write_text("archgen: 1\nname: S\ncomponents: {a: {kind: server}}\n")
    (tmp_path / "program.py").write_text(program)
    done = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "s0 1 drawn, 0 unchanged \ns1 1 drawn, 0 unchanged \n"


def test_files_that_contributing_sends_people_to_exist(repository: Path) -> None:
    for path in re.findall(r"`((?:[a-z]+/)+[a-z_]*(?:\.py)?)`", read(repository, "CONTRIBUTING.md")):
        places = (repository / path, repository / "src/archgen" / path)
        assert any(place.exists() for place in places), path


def test_the_limits_in_the_manual_are_the_programs(repository: Path) -> None:
    text = read(repository, "docs/spec.md")
    for words in ("1 MiB", "50 levels", "20,000 nodes", "at most 80 characters", "labels 200", "notes 160"):
        assert words in text
    for most in (*WELL_ON_GRID, *MOST_ON_GRID, MOST_NUMBERED_FLOWS, FEW_CARDS):
        assert f" {most} " in text
    assert f"{TIME_LIMIT_S:g} seconds and {MEMORY_LIMIT_BYTES >> 20} MB" in text
    properties = make_schema()["$defs"]["Component"]["properties"]
    limits = {key: properties[key]["anyOf"][0]["maxLength"] for key in ("name", "note")}
    assert limits == {"name": 80, "note": 160}
