"""Monograms set in tiles: as large as the tile allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.placement import TextLine
from archgen.style.icons.monogram import choose_letters
from archgen.style.text.metrics import measure_text
from archgen.style.typography import VOICES

if TYPE_CHECKING:
    from archgen.layout.geometry import Rect

MONOGRAM_VOICES = ("monogram-large", "monogram", "monogram-small")
WIDTH_SHARE, HEIGHT_SHARE = 0.86, 0.55
CAPITAL_SHARE = 0.727  # how high a capital is, of the size


def set_monogram(name: str, tile: Rect) -> TextLine | None:
    """The letters that stand for a name, in the middle of a tile: both or only the first; None where that cannot be seen."""
    letters = choose_letters(name)
    tries = [(text, voice) for text in ("".join(letters), letters[0]) for voice in MONOGRAM_VOICES]
    return next((line for text, voice in tries if (line := _set_letters(text, voice, tile))), None)


def _set_letters(text: str, voice: str, tile: Rect) -> TextLine | None:
    """Letters in a voice; None where they do not fit."""
    style, middle = VOICES[voice], tile.middle
    width = round(measure_text(text, style), 2)
    if not 0 < width <= tile.width * WIDTH_SHARE or style.size_px > tile.height * HEIGHT_SHARE:
        return None
    baseline = middle.y + style.size_px * CAPITAL_SHARE / 2
    return TextLine(text, round(middle.x - width / 2, 2), round(baseline, 2), width, voice)
