"""The action, and the lines for GitLab, as those services run them: by bash, in a repository of somebody else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from actions import BASH, Outcome, Runner
from scratch import SPEC, clone_archgen, make_scratch, miss_packages
from snippets import read_snippets

ARCHGEN = [sys.executable, "-m", "archgen"]
UPLOAD = "actions/upload-artifact"


class Installed(NamedTuple):
    """The action, cloned, and what its own step has installed."""

    runner: Runner
    archgen: str
    clone: Path
    revision: str

    def run(self, folder: Path, **inputs: str) -> Outcome:
        given = {name.replace("_", "-"): value for name, value in inputs.items()}
        return self.runner.run(folder, given, installed=self.archgen)


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    clone, temp = tmp_path_factory.mktemp("action of archgen"), tmp_path_factory.mktemp("runner temp")
    revision = clone_archgen(clone)
    runner = Runner(clone, temp, sys.executable)
    done = runner.run(make_scratch(tmp_path_factory.mktemp("first"), ARCHGEN), {"mode": "install"})
    if done.status:
        miss_packages(done.stderr)
    assert "actions/setup-python" in done.used
    return Installed(runner, done.outputs["archgen"], clone, revision)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_scratch(tmp_path, ARCHGEN)


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts}


def test_the_action_installs_a_program_that_runs_without_this_one(action: Installed, folder: Path) -> None:
    done = subprocess.run([action.archgen, "--version"], cwd=folder, capture_output=True, check=True, env={"PATH": ""})
    assert done.stdout.startswith(b"archgen ")
    assert Path(action.archgen).parent != Path(sys.executable).parent


def test_where_all_is_right_the_action_passes_and_keeps_nothing(action: Installed, folder: Path) -> None:
    before = files(folder)
    done = action.run(folder)
    assert (done.status, done.stdout) == (0, ""), done.stderr
    assert (done.outputs["stale"], UPLOAD in done.used) == ("", False)
    assert files(folder) == before


def test_a_stale_picture_fails_the_action_which_keeps_a_report(action: Installed, folder: Path) -> None:
    (folder / "specs/demo.yaml").write_text(SPEC.replace("Flask", "FastAPI"))
    before = files(folder)
    done = action.run(folder)
    assert done.status == 1
    assert done.stdout.startswith("::error title=archgen::Pictures are not current")
    assert "output/paid.svg" in done.stderr
    report = Path(done.outputs["report"])
    assert done.outputs["stale"] == "true"
    assert done.used[UPLOAD] == {"name": "archgen-report", "path": str(report), "if-no-files-found": "error"}
    assert "output/demo.svg" in (report / "index.html").read_text()
    assert (report / "before/demo.svg").read_bytes() == (folder / "output/demo.svg").read_bytes()
    assert files(folder) == before


def test_an_error_is_annotated_at_its_line_also_below_the_root(action: Installed, folder: Path) -> None:
    (folder / "specs/demo.yaml").write_text(SPEC.replace("-> server", "-> sever"))
    (folder / "specs/other.yaml").write_text(SPEC.replace("Demo", "Other"))
    done = action.run(folder.parent, working_directory=folder.name)
    assert (done.status, done.outputs["stale"]) == (1, "true")  # pictures are looked at all the same
    (annotation,) = [line for line in done.stdout.splitlines() if "demo.yaml" in line]
    assert annotation.startswith(f"::error file={folder.name}/specs/demo.yaml,line=7,endLine=7,col=15,")


def test_warnings_fail_the_action_where_that_is_asked_for(action: Installed, folder: Path) -> None:
    (folder / "specs/demo.yaml").write_text(SPEC + "groups: {empty: {}}\n")
    assert action.run(folder, mode="render").status == 0
    assert [action.run(folder, fail_on=least).status for least in ("error", "warning")] == [0, 1]


def test_the_report_of_a_part_goes_by_the_name_that_is_given_or_nowhere(action: Installed, folder: Path) -> None:
    (folder / "output/demo.svg").unlink()
    (folder / "output/paid.svg").unlink()
    parts = [action.run(folder, args=f"--shard {part}/2", artifact=f"part-{part}") for part in (1, 2)]
    assert [done.used[UPLOAD]["name"] for done in parts] == ["part-1", "part-2"]
    found = [path.name for done in parts for path in Path(done.outputs["report"], "after").iterdir()]
    assert sorted(found) == ["demo.svg", "paid.svg"]
    done = action.run(folder, artifact="")
    assert (done.status, done.outputs["stale"], UPLOAD in done.used) == (1, "true", False)
    assert "artifact" not in done.stdout


def test_the_action_draws(action: Installed, folder: Path) -> None:
    done = action.run(folder, mode="render", specs="demo\n./specs/paid.yaml", args="-o pictures\n--theme neutral")
    assert done.status == 0, done.stderr
    assert {path.name for path in (folder / "pictures").glob("*.svg")} == {"demo.svg", "paid.svg"}


def test_inputs_are_words_and_never_commands(action: Installed, folder: Path) -> None:
    hostile = "$(touch made) `touch made` ; touch made"
    done = [action.run(folder, **{name: hostile}) for name in ("mode", "specs", "args", "fail_on")]
    assert all(outcome.status for outcome in done)
    assert not (folder / "made").exists()


def test_the_lines_for_gitlab_find_what_is_stale_and_pass_where_all_is_right(action: Installed, folder: Path) -> None:
    (snippet,) = read_snippets(".gitlab-ci.yml")
    lines = snippet.replace("ADDRESS", action.clone.as_uri()).replace("REVISION", action.revision)
    job = yaml.safe_load(lines)["diagrams"]
    env = {**os.environ, "PATH": f"{Path(action.archgen).parent}{os.pathsep}{os.environ['PATH']}"}
    kept = [*job["artifacts"]["paths"], job["artifacts"]["reports"]["codequality"]]

    def run() -> subprocess.CompletedProcess[str]:
        script = "\n".join(job["script"])
        return subprocess.run([*BASH, script], cwd=folder, env=env, capture_output=True, text=True, check=False)

    done = run()
    assert done.returncode == 0, done.stderr
    assert all((folder / name).exists() for name in kept)
    (folder / "specs/demo.yaml").write_text(SPEC.replace("Flask", "FastAPI") + "groups: {empty: {}}\n")
    assert run().returncode == 1
    entry, *_ = json.loads((folder / kept[1]).read_text())
    assert entry["location"] == {"path": "specs/demo.yaml", "lines": {"begin": 8}}
    assert (folder / kept[0] / "after/paid.svg").is_file()
