"""The line that a diagnostic speaks of, as far as it fits a terminal, and the carets below it."""

from __future__ import annotations

from archgen.diagnostics.render.visible import measure_cells, show_character
from archgen.diagnostics.source import Source, Span
from archgen.values import NamedTuple

WIDEST_CELLS = 100
CELLS_BEFORE = 30
ELLIPSIS = "…"


class Excerpt(NamedTuple):
    """A line as it is shown, and spaces and carets to stand below it."""

    text: str
    carets: str


class _Window(NamedTuple):
    """A half-open range of a line's characters."""

    first: int
    last: int


def cut_excerpt(source: Source, span: Span) -> Excerpt:
    """The first line of a span; of a long line only what stands around the span's begin, at most about 100 cells."""
    line = source.position(span.start).line
    text = source.line_text(line)
    start = min(span.start - source.line_starts[line - 1], len(text))
    end = min(max(span.end - source.line_starts[line - 1], start), len(text))
    cells = [show_character(character, tabs=True) for character in text]
    window = _choose_window([measure_cells(cell) for cell in cells], start)
    head = ELLIPSIS if window.first > 0 else ""
    tail = ELLIPSIS if window.last < len(cells) else ""
    before = measure_cells(head + "".join(cells[window.first : start]))
    marked = measure_cells("".join(cells[start : min(end, window.last)]))
    shown = head + "".join(cells[window.first : window.last]) + tail
    return Excerpt(shown, " " * before + "^" * max(1, marked))


def _choose_window(widths: list[int], start: int) -> _Window:
    """The characters to show: all, or some before the start and as many behind it as fit."""
    if sum(widths) <= WIDEST_CELLS:
        return _Window(0, len(widths))
    first, room = start, CELLS_BEFORE
    while first > 0 and widths[first - 1] <= room:
        first -= 1
        room -= widths[first]
    last, room = first, WIDEST_CELLS
    while last < len(widths) and widths[last] <= room:
        room -= widths[last]
        last += 1
    return _Window(first, last)
