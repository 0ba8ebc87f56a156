"""A text with a name, and places in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from archgen.values import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in a source's text."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column from 1, the column in code points."""

    line: int
    column: int


class _NamedText(NamedTuple):
    name: str
    text: str


class Source(_NamedText):
    """A text as it was read, and the name it is reported under (a relative path, or ``stdin``)."""

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offsets at which lines begin; only a line feed ends a line."""
        return (0, *(match.end() for match in re.finditer("\n", self.text)))

    def position(self, offset: int) -> Position:
        """Line and column of an offset in code points."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line_text(self, line: int) -> str:
        """The text of a line (counted from 1) without its line break."""
        start = self.line_starts[line - 1]
        end = self.line_starts[line] if line < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")
