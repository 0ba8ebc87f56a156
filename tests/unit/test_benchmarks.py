"""The scripts that measure how pictures come about still run."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SPEC = """archgen: 1
name: A
components:
  a: {kind: client}
  b: {kind: server}
  c: {kind: metadata-db}
flows:
  - a -> b: calls
  - b -> c: keeps
"""


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("stability", "one taken away: kept"),
        ("tuning", "| routing CROSSING |"),
        ("layout", "| system.architecture | 3/2 |"),
    ],
)
def test_a_script_measures_a_folder_of_specs(script: str, said: str, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "system.yaml").write_text(SPEC)
    command = [sys.executable, str(repository / "benchmarks" / f"{script}.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
