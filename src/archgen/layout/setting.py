"""Setting type: lines and chips at their places, measured."""

from __future__ import annotations

from functools import lru_cache

from archgen.layout.geometry import Rect
from archgen.layout.placement import Chip, TextLine
from archgen.style.text.metrics import measure_text, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES

CHIP_PADDING_PX = 7
CHIP_HEIGHT_PX = 20
CHIP_GAP_PX = 5
BASELINE_SHARE = 0.74  # where in a line's height the baseline lies


def set_line(text: str, x: float, top: float, voice: str) -> TextLine:
    """One line of text whose line box begins at ``top``."""
    baseline = top + LINE_HEIGHT_PX[voice] * BASELINE_SHARE
    return TextLine(text, x, round(baseline, 2), round(measure_text(text, VOICES[voice]), 2), voice)


def set_lines(lines: tuple[str, ...], x: float, top: float, voice: str) -> tuple[TextLine, ...]:
    """Lines below each other."""
    height = LINE_HEIGHT_PX[voice]
    return tuple(set_line(line, x, top + i * height, voice) for i, line in enumerate(lines))


@lru_cache(maxsize=2048)
def set_chip(text: str, x: float, top: float, max_width: float, voice: str = "chip") -> Chip:
    """A chip as wide as its text (wrapped where even the widest chip is too narrow)."""
    wrapped = wrap_text(text, VOICES[voice], max_width - 2 * CHIP_PADDING_PX)
    leading = LINE_HEIGHT_PX["note"]
    height = CHIP_HEIGHT_PX + leading * (len(wrapped) - 1)
    first = top + (CHIP_HEIGHT_PX - leading) / 2
    lines = tuple(
        TextLine(line, x + CHIP_PADDING_PX, round(first + leading * (i + BASELINE_SHARE), 2), width, voice)
        for i, line in enumerate(wrapped)
        for width in [round(measure_text(line, VOICES[voice]), 2)]
    )
    width = round(max(line.width for line in lines) + 2 * CHIP_PADDING_PX, 2)
    return Chip(Rect(x, top, width, height), lines)
