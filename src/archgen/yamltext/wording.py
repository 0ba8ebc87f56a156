"""Pieces of a user's text as they are quoted in messages."""

from __future__ import annotations

import re

MOST_SHOWN = 60
COMMENT = re.compile(r"\s#(?!\w)")
FLOW_END = re.compile(r"[,\]}]")


def shorten_text(text: str, most: int = MOST_SHOWN) -> str:
    """The text on one line, or its beginning where it is too long to be shown in a sentence."""
    line = " ".join(text.split()) if "\n" in text else text
    return line if len(line) <= most else f"{line[: most - 1]}…"


def quote_text(text: str) -> str:
    """The text as a YAML scalar in quotes that keep it as it is."""
    if "'" not in text and ('"' in text or "\\" in text):
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def cut_value(text: str, start: int, in_flow: bool) -> str:
    """What stands from a place to the end of its value: the line's (a comment left out), or the part's within brackets."""
    line_end = text.find("\n", start)
    value = text[start : line_end if line_end >= 0 else len(text)]
    ends = [
        match.start() for pattern in (COMMENT, *([FLOW_END] if in_flow else [])) if (match := pattern.search(value))
    ]
    return value[: min(ends, default=len(value))].strip()
