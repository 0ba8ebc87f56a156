"""What others copy or use, held against the schemas and the security linter for it: hooks, action, and the files in docs/ci.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from snippets import PAGE, read_snippets

SCHEMAS = {".github/workflows": "vendor.github-workflows", ".gitlab-ci.yml": "vendor.gitlab-ci"}


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def fill(text: str) -> str:
    """A snippet with a plausible address and revision."""
    return text.replace("REVISION", "0" * 40).replace("ADDRESS", "https://localhost/archgen")


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_to_copy_are_what_the_service_takes(name: str, tmp_path: Path) -> None:
    snippets = read_snippets(name)
    assert snippets
    for number, text in enumerate(snippets):
        path = tmp_path / f"{number}.yml"
        path.write_text(fill(text))
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(path)]
        done = run(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr


def test_workflows_to_copy_are_safe(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, text in enumerate(read_snippets(".github/workflows")):
        (folder / f"{number}.yml").write_text(fill(text))
    done = run(str(Path(sys.executable).with_name("zizmor")), "--offline", "--persona=pedantic", ".", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_hooks_and_their_configurations_are_what_pre_commit_takes(tmp_path: Path, repository: Path) -> None:
    manifest = repository / ".pre-commit-hooks.yaml"
    assert run(sys.executable, "-m", "pre_commit", "validate-manifest", str(manifest), cwd=tmp_path).returncode == 0
    known = {hook["id"] for hook in yaml.safe_load(manifest.read_text())}
    for text in read_snippets(".pre-commit-config.yaml"):
        path = tmp_path / ".pre-commit-config.yaml"
        path.write_text(fill(text))
        done = run(sys.executable, "-m", "pre_commit", "validate-config", cwd=tmp_path)
        assert done.returncode == 0, done.stdout
        assert {hook["id"] for hook in yaml.safe_load(text)["repos"][0]["hooks"]} <= known


def test_the_page_names_every_hook_and_every_input_with_its_default(repository: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for hook in yaml.safe_load((repository / ".pre-commit-hooks.yaml").read_text()):
        assert f"\n| `{hook['id']}` | " in page
    inputs = yaml.safe_load((repository / "action.yml").read_text())["inputs"]
    for name, declared in inputs.items():
        (row,) = [line for line in page.splitlines() if line.startswith(f"| `{name}` | ")]
        assert row.endswith(f"| `{declared['default']}` |" if declared["default"] else "| |")


def test_actions_are_pinned_to_one_revision_each(repository: Path) -> None:
    used = [
        line.split("uses: ")[1]
        for text in (PAGE.read_text(encoding="utf-8"), (repository / "action.yml").read_text())
        for line in text.splitlines()
        if "uses: " in line and "OWNER" not in line
    ]
    pinned = {line.split("@")[0]: line.split("@")[1] for line in used}
    assert set(used) == {f"{name}@{revision}" for name, revision in pinned.items()}
    assert all(len(revision.split(" # v")[0]) == 40 for revision in pinned.values())
