"""The files that the manual shows to be copied: fenced blocks whose first line is a comment with the file's name."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ci.md"
BLOCK = re.compile(r"^```yaml\n(# (\S+)\n.*?)^```$", re.DOTALL | re.MULTILINE)


def read_snippets(name: str) -> list[str]:
    """All blocks that are the file of a name, or a file in the folder of that name."""
    found = BLOCK.findall(PAGE.read_text(encoding="utf-8"))
    return [text for text, file in found if file == name or file.startswith(f"{name}/")]
