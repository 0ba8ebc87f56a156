"""Places as other programs want them: lines and columns from 1, the end behind the last character."""

from __future__ import annotations

from archgen.diagnostics.diagnostic import Diagnostic, RelatedPlace
from archgen.values import NamedTuple


class Region(NamedTuple):
    """Where a diagnostic begins and ends."""

    line: int
    column: int
    end_line: int
    end_column: int


def find_region(item: Diagnostic | RelatedPlace) -> Region | None:
    """The place of a diagnostic (or of what it is about, too); None where it speaks of the whole file."""
    if item.span is None:
        return None
    start = item.source.position(item.span.start)
    end = item.source.position(item.span.end)
    return Region(start.line, start.column, end.line, end.column)


def write_place(item: Diagnostic | RelatedPlace) -> str:
    """``file:line:column``, or the file alone."""
    region = find_region(item)
    return f"{item.source.name}:{region.line}:{region.column}" if region else item.source.name
