"""What the walk through a system shows: parts of its spec files, and what archgen says to commands."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

from archgen.cli.main import run

REPOSITORY = Path(__file__).resolve().parents[2]
WALK = REPOSITORY / "docs/walk"


def write_part(asked: str) -> str:
    """A file of the walk as a block of YAML, or only those keys of it that are named: ``sacred-3.yaml groups flows``."""
    name, *keys = asked.split()
    text = (WALK / name).read_text(encoding="utf-8")
    parts = [re.search(rf"^{key}:.*\n(?:(?: .*)?\n)*", text, re.MULTILINE) for key in keys]
    shown = "\n".join(part[0].rstrip() + "\n" for part in parts if part) if keys else text
    assert all(parts), f"{name} has not all of {keys}"
    return f"```yaml\n{shown}```\n"


def write_answer(command: str) -> str:
    """A command as it is typed in the folder of the repository, and what archgen says to it."""
    said = io.StringIO()
    with contextlib.chdir(REPOSITORY), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        run(shlex.split(command))
    return f"```text\n$ archgen {command}\n{said.getvalue().strip()}\n```\n"
