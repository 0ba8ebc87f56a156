"""The arrangement of a picture that archgen drew before, read back from its SVG: the next one keeps it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.diagnostics.errors import ArchgenError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archgen.layout.grid.types import Arrangement

MOST_BYTES = 20_000_000
HEAD_BYTES = 2000
MARKS = {
    ".svg": b"data-archgen=",
    ".json": b'{\n "tool": ',
    ".dot": b" notranslate=true ",
    ".html": b'data-archgen="report"',
}
HEAD = re.compile(r'class="archgen" data-archgen="1" data-tool="([^"]*)" data-view="([^"]*)"')
CARD = re.compile(r'<g class="component" id="[^"]*" data-id="([^"]+)"[^>]*? data-cell="(\d{1,4}) (\d{1,4})"')
GROUP = re.compile(r'<g class="group" id="[^"]*" data-id="([^"]+)"')


def read_head(path: Path) -> tuple[str, str] | None:
    """The system and view that an SVG file shows; None where archgen did not draw it."""
    try:
        with path.open("rb") as stream:
            return _find_head(stream.read(HEAD_BYTES).decode(errors="replace"))
    except OSError:
        return None


def is_foreign(path: Path) -> bool:
    """Whether there is a file that archgen did not draw; an empty one is nobody's."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD_BYTES)
    except OSError:
        return False
    return bool(head.strip()) and MARKS.get(path.suffix, b"") not in head


def spare_foreign(paths: Iterable[Path]) -> None:
    """ArchgenError where a file that archgen did not draw would be lost."""
    for path in paths:
        if is_foreign(path):
            help = "rename or remove it, or choose another place with -o"
            raise ArchgenError(f"{path.as_posix()} was not drawn by archgen, so it is left as it is", help)


def _find_head(text: str) -> tuple[str, str] | None:
    head = HEAD.search(text, 0, HEAD_BYTES)
    return (_unescape(head[1]), _unescape(head[2])) if head else None


def _unescape(text: str) -> str:
    """The text of an attribute; the table of HTML's entities is loaded where there is one."""
    if "&" not in text:
        return text
    from html import unescape

    return unescape(text)


def read_arrangement(path: Path, tool: str, view: str) -> Arrangement | None:
    """Where the cards of a picture stand; None where there is none, or it is not this view's."""
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if _find_head(text) != (tool, view):
        return None
    from archgen.layout.grid.types import Arrangement, Cell

    cells = {id: Cell(int(row), int(column)) for id, row, column in CARD.findall(text)}
    return Arrangement(cells, frozenset(GROUP.findall(text))) if cells else None
