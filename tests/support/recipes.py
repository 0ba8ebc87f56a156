"""The recipes of docs/embedding.md, as the page has them: what the tests build is what a reader copies."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "embedding.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read_recipe(section: str, language: str) -> str:
    """The code block of this language below this heading; there is exactly one."""
    text = PAGE.read_text(encoding="utf-8")
    (body,) = (part for part in re.split(r"^##+ ", text, flags=re.MULTILINE) if part.startswith(f"{section}\n"))
    (recipe,) = (code for found, code in BLOCK.findall(body) if found == language)
    return str(recipe)
