"""GitHub's runner, as far as `action.yml` asks for it: expressions, conditions, and steps that are run by bash."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import yaml

EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
COMPARISON = re.compile(r"([\w.-]+) (==|!=) '([^']*)'")
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]


class Outcome(NamedTuple):
    """How an action ended: its status, what it wrote, its outputs, and the steps of others that it would have run."""

    status: int
    stdout: str
    stderr: str
    outputs: dict[str, str]
    used: dict[str, dict[str, str]]


class Runner:
    """Runs the composite action of a folder; `python` is what the step that sets one up would have found."""

    def __init__(self, action: Path, temp: Path, python: str) -> None:
        self._action = yaml.safe_load((action / "action.yml").read_text())
        self._temp = temp
        self._given = {"github.action_path": str(action), "runner.temp": str(temp)}
        self._python = python

    def run(self, workspace: Path, inputs: dict[str, str], *, installed: str | None = None) -> Outcome:
        """All steps, until one fails; then those whose condition asks for that, too. `installed` stands for the step of this id."""
        values = {**self._given, "steps.python.outputs.python-path": self._python}
        for name, declared in self._action["inputs"].items():
            values[f"inputs.{name}"] = inputs.get(name, declared["default"])
        assert set(inputs) <= set(self._action["inputs"])
        status, out, err, used = 0, "", "", {}
        for step in self._action["runs"]["steps"]:
            condition = step.get("if", "${{ success() }}")
            if (status and "cancelled()" not in condition) or not _holds(condition, values):
                continue
            if "uses" in step:
                used[step["uses"].partition("@")[0]] = {k: _fill(v, values) for k, v in step["with"].items()}
            elif step.get("id") == "install" and installed:
                values["steps.install.outputs.archgen"] = installed
            else:
                done, outputs = self._bash(step, workspace, values)
                values |= {f"steps.{step.get('id')}.outputs.{name}": value for name, value in outputs.items()}
                status, out, err = status or done.returncode, out + done.stdout, err + done.stderr
        outputs = {name: _fill(output["value"], values) for name, output in self._action["outputs"].items()}
        return Outcome(status, out, err, outputs, used)

    def _bash(
        self, step: dict[str, Any], workspace: Path, values: dict[str, str]
    ) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
        assert step["shell"] == "bash"
        assert not EXPRESSION.search(step["run"])
        answers = self._temp / "outputs"
        answers.write_text("")
        given = {"RUNNER_TEMP": str(self._temp), "GITHUB_OUTPUT": str(answers), "GITHUB_WORKSPACE": str(workspace)}
        env = {**os.environ, **given, **{name: _fill(value, values) for name, value in step["env"].items()}}
        folder = workspace / _fill(step.get("working-directory", "."), values)
        done = subprocess.run([*BASH, step["run"]], cwd=folder, env=env, capture_output=True, text=True, check=False)
        return done, dict(line.split("=", 1) for line in answers.read_text().splitlines())


def _fill(value: object, values: dict[str, str]) -> str:
    """A value with what its expressions stand for; what no step said is empty, as on GitHub."""
    return EXPRESSION.sub(lambda match: values.get(match[1], ""), str(value))


def _holds(condition: str, values: dict[str, str]) -> bool:
    """Whether a condition of comparisons, all of which must hold, does."""
    (match,) = EXPRESSION.findall(condition)
    return all(_is_true(part, values) for part in match.split(" && "))


def _is_true(part: str, values: dict[str, str]) -> bool:
    if part in {"success()", "!cancelled()"}:
        return True
    comparison = COMPARISON.fullmatch(part)
    assert comparison, part
    name, operator, text = comparison.groups()
    return (values.get(name, "") == text) == (operator == "==")
