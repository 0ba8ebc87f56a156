"""What differs between two versions of a file, line by line; long lines are cut where markup allows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from archgen.diagnostics.render.visible import show_text

AROUND = 2
LONGEST = 160
MOST_LINES = 30_000
TAG_END = re.compile(r"(?<=>)(?=<)")


def compare_lines(before: bytes, after: bytes, most: int) -> list[str]:
    """The lines of a unified diff (`+`, `-`, space, `@@`), at most so many; a last line says where some are left out."""
    from difflib import unified_diff

    old, new = list(_split(before)), list(_split(after))
    if len(old) + len(new) > MOST_LINES:
        return ["@@ too large to be compared line by line @@"]
    lines = unified_diff(old, new, n=AROUND, lineterm="")
    shown = list(islice(lines, 2, most + 3))  # the first two name files
    if not shown and before != after:
        return [f"@@ they differ, from byte {_find_first(before, after)} on, in what looks the same here @@"]
    return shown if len(shown) <= most else [*shown[:most], "@@ and more @@"]


def _find_first(before: bytes, after: bytes) -> int:
    """The number of the first byte, from 0, that is not in both."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (one, two) in pairs if one != two), min(len(before), len(after)))


def _split(data: bytes) -> Iterator[str]:
    """Lines as they can be shown: a tag each where they are long, without what a reader would not see."""
    text = data.decode(errors="backslashreplace")
    for line in text.split("\n"):
        parts = TAG_END.split(line) if len(line) > LONGEST else [line]
        for part in parts:
            shown = show_text(part, tabs=True)
            yield from (shown[at : at + LONGEST] for at in range(0, max(len(shown), 1), LONGEST))
