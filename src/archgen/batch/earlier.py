"""The arrangement of a picture that archgen drew before, read back from its SVG: the next one keeps it."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from archgen.layout.grid.types import Arrangement, Cell

MOST_BYTES = 20_000_000
HEAD = re.compile(r'class="archgen" data-archgen="1" data-tool="([^"]*)" data-view="([^"]*)"')
CARD = re.compile(r'<g class="component" id="[^"]*" data-id="([^"]+)"[^>]*? data-cell="(\d{1,4}) (\d{1,4})"')
GROUP = re.compile(r'<g class="group" id="[^"]*" data-id="([^"]+)"')


def read_arrangement(path: Path, tool: str, view: str) -> Arrangement | None:
    """Where the cards of a picture stand; None where there is none, or it is not this view's."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    head = HEAD.search(text, 0, 2000)
    if head is None or (unescape(head[1]), unescape(head[2])) != (tool, view):
        return None
    cells = {id: Cell(int(row), int(column)) for id, row, column in CARD.findall(text)}
    return Arrangement(cells, frozenset(GROUP.findall(text))) if cells else None
