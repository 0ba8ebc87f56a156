"""Records inside a card: a table with its columns and sample rows, or a list of objects. A card is sized by its tables.

A value that links two records (a run's ID, an artifact's URI) stands on a coloured ground, the same one in every view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.placement import Chip, Link, PlacedRecord, TextLine
from archgen.layout.setting import CHIP_GAP_PX, set_chip, set_line
from archgen.style.text.metrics import measure_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archgen.model.architecture import Record

CELL_PADDING_PX = 9
ROW_HEIGHT_PX = 24
TITLE_HEIGHT_PX = 22
RECORD_GAP_PX = 10
LINK_INSET_PX = 4
LINK_MARGIN_PX = 5


class RecordForm(NamedTuple):
    """A record set at a width: its height in px and its parts, relative to its own corner."""

    height: float
    placed: PlacedRecord


def measure_table(record: Record) -> float:
    """The width in px that a record's table needs; 0 for a list, which wraps."""
    return sum(_column_widths(record))


def _column_widths(record: Record) -> list[float]:
    widths = []
    for index, name in enumerate(record.columns):
        cells = [measure_text(row[index], VOICES["cell"]) for row in record.rows]
        widths.append(round(max([measure_text(name, VOICES["column"]), *cells]) + 2 * CELL_PADDING_PX, 2))
    return widths


def set_record(record: Record, width: float, links: Sequence[str]) -> RecordForm:
    """A record at a width; ``links`` are the values that link records, in their order."""
    title = set_line(record.title, 0, 0, "record")
    if record.columns:
        return _set_table(record, title, width, links)
    return _set_objects(record, title, width, links)


def _set_table(record: Record, title: TextLine, width: float, links: Sequence[str]) -> RecordForm:
    """The table stretched to the width, its spare room shared among the columns."""
    needed = _column_widths(record)
    spare = max(0.0, width - sum(needed)) / len(needed)
    lefts = [round(sum(needed[:index]) + spare * index, 2) for index in range(len(needed))]
    lines, marks = [title], []
    for index, row in enumerate((record.columns, *record.rows)):
        top = TITLE_HEIGHT_PX + index * ROW_HEIGHT_PX
        voice = "cell" if index else "column"
        for left, text in zip(lefts, row, strict=True):
            line = set_line(text, left + CELL_PADDING_PX, top + (ROW_HEIGHT_PX - LINE_HEIGHT_PX[voice]) / 2, voice)
            lines.append(line)
            if index and text in links:
                marks.append(_mark(line, top, links.index(text)))
    height = TITLE_HEIGHT_PX + ROW_HEIGHT_PX * (len(record.rows) + 1)
    frame = Rect(0, TITLE_HEIGHT_PX, width, height - TITLE_HEIGHT_PX)
    rules = tuple(TITLE_HEIGHT_PX + ROW_HEIGHT_PX * (index + 1) for index in range(len(record.rows)))
    return RecordForm(height, PlacedRecord(record.id, frame, rules, tuple(lines), (), tuple(marks)))


def _mark(line: TextLine, row_top: float, number: int) -> Link:
    """The ground behind a linking value, as wide as its text."""
    height = ROW_HEIGHT_PX - 2 * LINK_INSET_PX
    rect = Rect(line.x - LINK_MARGIN_PX, row_top + LINK_INSET_PX, line.width + 2 * LINK_MARGIN_PX, height)
    return Link(line.text, number, rect)


def _set_objects(record: Record, title: TextLine, width: float, links: Sequence[str]) -> RecordForm:
    """The objects as chips, in rows."""
    x, top, row_height = 0.0, float(TITLE_HEIGHT_PX), 0.0
    chips: list[Chip] = []
    marks: list[Link] = []
    for text in record.objects:
        chip = set_chip(text, 0, 0, width, voice="cell")
        if chips and x + chip.rect.width > width:
            x, top, row_height = 0.0, top + row_height + CHIP_GAP_PX, 0.0
        chip = chip.moved(x, top)
        if text in links:
            marks.append(Link(text, links.index(text), chip.rect))
        chips.append(chip)
        x += chip.rect.width + CHIP_GAP_PX
        row_height = max(row_height, chip.rect.height)
    height = top + row_height
    return RecordForm(height, PlacedRecord(record.id, None, (), (title,), tuple(chips), tuple(marks)))
