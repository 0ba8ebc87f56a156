"""Places as other programs want them: lines and columns from 1, the end behind the last character."""

from __future__ import annotations

from typing import NamedTuple

from archgen.diagnostics.diagnostic import Diagnostic


class Region(NamedTuple):
    """Where a diagnostic begins and ends."""

    line: int
    column: int
    end_line: int
    end_column: int


def find_region(diagnostic: Diagnostic) -> Region | None:
    """The diagnostic's place, or None where it speaks of the whole file."""
    if diagnostic.span is None:
        return None
    start = diagnostic.source.position(diagnostic.span.start)
    end = diagnostic.source.position(diagnostic.span.end)
    return Region(start.line, start.column, end.line, end.column)
