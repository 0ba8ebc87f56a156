"""Lines of a text as libyaml has seen them when it gave up: where their value begins, and what is wrong with their colon."""

from __future__ import annotations

import re

from archgen.values import NamedTuple

# Dashes of a list, then a key (in quotes, or plain up to the first colon before a space), then the value.
DASHES = r"\s*(?:- +)*"
KEY = r"""(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'\[\]{}#][^\n]*?):(?=\s)"""
VALUE = re.compile(rf"{DASHES}(?:{KEY}\s+)(?=[^\s#])")
# A word (or an arrow's two ends), a colon, and directly behind it a text; `https://` is no such case.
MISSING_SPACE = re.compile(rf"{DASHES}[^\s\"'\[\]{{}}#:,][^\"'\[\]{{}}#:,]*(?P<colon>:)(?!//)[^\s:]")


class Line(NamedTuple):
    """A line: its number from 1, the offset of its first character, its text without the line break."""

    number: int
    start: int
    text: str


def find_line(text: str, offset: int) -> Line:
    """The line that an offset stands in."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    return Line(text.count("\n", 0, start) + 1, start, text[start : end if end >= 0 else len(text)].rstrip("\r"))


def line_above(text: str, line: Line) -> Line | None:
    """The nearest line above that is neither empty nor a comment."""
    end = line.start - 1
    while end > 0:
        start = text.rfind("\n", 0, end) + 1
        words = text[start:end].lstrip()
        if words and not words.startswith("#"):
            return find_line(text, start)
        end = start - 1
    return None


def find_value(line: Line) -> int | None:
    """The offset at which the value of a line like ``- key: value`` begins; None where it has no key, or no value."""
    match = VALUE.match(line.text)
    return line.start + match.end() if match else None


def find_missing_space(line: Line) -> int | None:
    """The offset of the colon of a line like ``key:value``; None where the line has another form."""
    match = MISSING_SPACE.match(line.text)
    return line.start + match.start("colon") if match else None
