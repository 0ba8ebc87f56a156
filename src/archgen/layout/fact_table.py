"""The facts that differ between two systems, as a table below their picture."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.placement import PlacedRecord, TextLine
from archgen.layout.records import CELL_PADDING_PX, TITLE_HEIGHT_PX
from archgen.layout.setting import set_line, set_lines
from archgen.style.text.metrics import measure_text, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES

if TYPE_CHECKING:
    from archgen.views.comparing import Difference

TITLE = "What differs"
WIDEST_LABEL_PX = 250
ROW_PADDING_PX = 4.5


def set_facts(
    differences: Sequence[Difference], names: Sequence[str], left: float, top: float, width: float
) -> PlacedRecord:
    """A row for each difference, its texts below the names of the two systems; long ones in several lines."""
    rows = [("", *names), *((difference.label, *difference.texts) for difference in differences)]
    widths = _share_width([row[0] for row in rows], width)
    lines: list[TextLine] = [set_line(TITLE, left, top, "record")]
    rules: list[float] = []
    y = frame_top = top + TITLE_HEIGHT_PX
    for row in rows:
        voices = ("column", "cell", "cell") if rules else ("column", "record", "record")
        set_row, height = _set_row(row, voices, widths, left, y)
        lines += set_row
        y += height
        rules.append(round(y, 2))
    frame = Rect(left, frame_top, width, round(y - frame_top, 2))
    return PlacedRecord("facts", frame, tuple(rules[:-1]), tuple(lines), (), ())


def _share_width(labels: Sequence[str], width: float) -> tuple[float, float, float]:
    """The labels' column as wide as they are, within reason; the two others share the rest."""
    widest = max(measure_text(label, VOICES["column"]) for label in labels) + 2 * CELL_PADDING_PX
    first = min(ceil(widest), WIDEST_LABEL_PX)
    other = round((width - first) / 2, 2)
    return first, other, other


def _set_row(
    texts: Sequence[str], voices: Sequence[str], widths: Sequence[float], left: float, top: float
) -> tuple[list[TextLine], float]:
    """The lines of a row, and how high it is."""
    lines: list[TextLine] = []
    bottom = top + LINE_HEIGHT_PX["cell"]
    x = left
    for text, voice, width in zip(texts, voices, widths, strict=True):
        wrapped = wrap_text(text, VOICES[voice], width - 2 * CELL_PADDING_PX)
        lines += set_lines(wrapped, x + CELL_PADDING_PX, top + ROW_PADDING_PX, voice)
        bottom = max(bottom, top + len(wrapped) * LINE_HEIGHT_PX[voice])
        x += width
    return lines, bottom - top + 2 * ROW_PADDING_PX
