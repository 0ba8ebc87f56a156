"""Flow labels: the forms a label can take, one to four lines, smallest number of lines first."""

from __future__ import annotations

from functools import lru_cache

from archgen.layout.placement import TextLine
from archgen.layout.setting import set_line
from archgen.style.text.metrics import balance_text, measure_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple

MOST_LINES = 4
LABEL_PADDING_X_PX = 6
LABEL_PADDING_Y_PX = 3
PROTOCOL_GAP_PX = 6


class LabelForm(NamedTuple):
    """A label in a number of lines: its size in px and its texts, relative to its own corner."""

    width: float
    height: float
    lines: tuple[TextLine, ...]


Row = tuple[tuple[str, str], ...]  # runs of (text, voice) that stand on one line


@lru_cache(maxsize=1024)
def size_label(label: str, protocol: str) -> tuple[LabelForm, ...]:
    """All forms of a label worth trying, in one line, in two, and so on; none where there is no text."""
    forms: dict[tuple[Row, ...], LabelForm] = {}
    for count in range(1, MOST_LINES + 1):
        rows = _break_rows(label, protocol, count)
        if rows and rows not in forms:
            forms[rows] = _set_rows(rows)
    return tuple(forms.values())


def _break_rows(label: str, protocol: str, count: int) -> tuple[Row, ...]:
    """The text in ``count`` rows: the protocol ends the last row, or has one of its own."""
    lines = balance_text(label, VOICES["label"], count) if label else ()
    rows: list[Row] = [((line, "label"),) for line in lines]
    if not protocol:
        return tuple(rows)
    run = (protocol, "protocol")
    if not rows:
        return ((run,),)
    joined = [*rows[:-1], (*rows[-1], run)]
    widest = max((_row_width(row) for row in rows), default=0.0)
    fits = count == 1 or _row_width(joined[-1]) <= widest + 2
    return tuple(joined) if fits else (*rows, (run,))


def _row_width(row: Row) -> float:
    return sum([measure_text(text, VOICES[voice]) for text, voice in row]) + PROTOCOL_GAP_PX * (len(row) - 1)


def _set_rows(rows: tuple[Row, ...]) -> LabelForm:
    inner = max(_row_width(row) for row in rows)
    leading = LINE_HEIGHT_PX["label"]
    lines: list[TextLine] = []
    for i, row in enumerate(rows):
        x = LABEL_PADDING_X_PX + (inner - _row_width(row)) / 2
        for text, voice in row:
            line = set_line(text, round(x, 2), LABEL_PADDING_Y_PX + i * leading, voice)
            lines.append(line)
            x += line.width + PROTOCOL_GAP_PX
    return LabelForm(
        round(inner + 2 * LABEL_PADDING_X_PX, 2), len(rows) * leading + 2 * LABEL_PADDING_Y_PX, tuple(lines)
    )
