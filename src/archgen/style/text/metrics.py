"""How wide a text is, and where it wraps.

Widths are sums of advances: pictures switch kerning and ligatures off, so that every renderer agrees with archgen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any

from archgen.model.words import split_words, tidy
from archgen.style.text.widths import ADVANCES
from archgen.values import NamedTuple

UNITS_PER_EM = 2048
WIDE_EM = 1.0
NARROW_EM = 0.6
BALANCE_STEP_PX = 5
FIRST_COMBINING = "\u0300"

# Where a word that is wider than its line may break: after these, before a capital inside a word.
SOFT_BREAK = re.compile(r"(?<=[/\-,_.:;=&?@+)])(?=\S)|(?<=[a-z])(?=[A-Z])")


# What makes one picture with the emoji before it: joined to it, or the colour of its skin.
JOINED_EMOJI = re.compile("\u200d[\u2600-\u27bf\U0001f000-\U0001faff]|[\U0001f3fb-\U0001f3ff]")


class TextStyle(NamedTuple):
    """A size in px and a weight (400 or 600)."""

    size_px: float
    weight: int


@lru_cache(maxsize=8192)
def measure_text(text: str, style: TextStyle) -> float:
    """The width of a text in px."""
    return _count_units(text, style.weight) * style.size_px / UNITS_PER_EM


@lru_cache(maxsize=8192)
def _count_units(text: str, weight: int) -> int:
    """The width of a text in units of the font, which are whole numbers: so widths can be added up."""
    advances = ADVANCES[weight]
    total = 0
    for character in text if text.isascii() else JOINED_EMOJI.sub("", text):
        advance = advances.get(character)
        total += _find_advance(character, weight) if advance is None else advance
    return total


@lru_cache(maxsize=4096)
def _find_advance(character: str, weight: int) -> int:
    """The advance of a character outside the table: the font's, else what East Asian Width says of it."""
    from archgen.style.text.font import read_advances

    found = read_advances(character, weight).get(character)
    return round(_fallback_em(character) * UNITS_PER_EM) if found is None else found


@lru_cache(maxsize=4096)
def needs_another_font(text: str, weight: int) -> bool:
    """Whether a text has a character that the embedded font lacks, and so is drawn in a font of the viewer's."""
    unknown = [character for character in text if character not in ADVANCES[weight]]
    if not unknown:
        return False
    from archgen.style.text.font import read_advances

    return len(read_advances(unknown, weight)) < len(set(unknown))


def reads_right_to_left(text: str) -> bool:
    """Whether a text's first letter is one of a script that is written from the right (UAX 9, rules P2 and P3)."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((sort in {"R", "AL"} for sort in strong if sort in {"L", "R", "AL"}), False)


def _fallback_em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return WIDE_EM if unicodedata.east_asian_width(character) in {"W", "F"} else NARROW_EM


@lru_cache(maxsize=4096)
def wrap_text(text: str, style: TextStyle, max_width_px: float) -> tuple[str, ...]:
    """The text in as few lines as the width allows, as even as that allows; nothing is lost but spaces at breaks.

    A word wider than the line breaks inside: after punctuation, else between characters. An empty text has no lines.
    """
    whole = _tidy(text)
    if measure_text(whole, style) <= max_width_px:  # as nearly always
        return (whole,) if whole else ()
    words = _cut_text(text, style, max_width_px)
    starts = _fill_lines(words, style, max_width_px)[0]
    starts = _even_out(words, starts, style, max_width_px)
    return tuple(_join(words[start:end]) for start, end in pairwise((*starts, len(words))))


_tidy = lru_cache(maxsize=8192)(tidy)


def balance_text(text: str, style: TextStyle, count: int) -> tuple[str, ...]:
    """The text in at most ``count`` lines, as narrow as that allows without breaking a word."""
    width = max(measure_text(text, style) / count, measure_widest_word(text, style))
    while len(_fill_lines(_cut_text(text, style, width), style, width)[0]) > count:
        width += BALANCE_STEP_PX
    return wrap_text(text, style, width)


@lru_cache(maxsize=4096)
def measure_widest_word(text: str, style: TextStyle) -> float:
    """The width in px of the widest word, or part of one in scripts that need no spaces to break; 0 where there is none."""
    words = split_words(text)
    parts = (part for word in words for part in (_break_at_rules(word) if needs_segmentation(word) else (word,)))
    return max((measure_text(part, style) for part in parts), default=0.0)


class _Piece(NamedTuple):
    """A stretch that does not break, and whether it stands directly behind the one before; its width in units at the beginning
    of a line, and what it adds to a line behind that one.
    """

    text: str
    glued: bool
    units: int
    more: int


def _cut_text(text: str, style: TextStyle, width: float) -> list[_Piece]:
    """Each word as one piece, or as pieces no wider than the line."""
    size, weight = style
    pieces: list[_Piece] = []
    for word in split_words(text):
        whole = _make_piece(word, weight)
        if whole.units * size / UNITS_PER_EM <= width:
            pieces.append(whole)
        else:
            pieces += _cut_word(word, style, width)
    return pieces


@lru_cache(maxsize=8192)
def _make_piece(word: str, weight: int) -> _Piece:
    return _Piece(word, False, _count_units(word, weight), _count_units(f" {word}", weight))


def _cut_word(word: str, style: TextStyle, width: float) -> list[_Piece]:
    weight = style.weight
    parts = [part for soft in _break_word(word) for part in _cut_part(soft, style, width)]
    pieces = [_make_piece(parts[0], weight)]
    for before, part in pairwise(parts):  # both together: emoji may join
        more = _count_units(before + part, weight) - _count_units(before, weight)
        pieces.append(_Piece(part, True, _count_units(part, weight), more))
    return pieces


def _break_word(word: str) -> list[str]:
    """The word in parts that may stand on different lines: where Unicode allows it (UAX 14), and our own soft breaks."""
    units = _break_at_rules(word) if needs_segmentation(word) else (word,)
    return [part for unit in units for part in SOFT_BREAK.split(unit)]


@lru_cache(maxsize=1024)
def _break_at_rules(word: str) -> tuple[str, ...]:
    return tuple(_segmentation("linebreak").line_break_units(word))


def _cut_part(part: str, style: TextStyle, width: float) -> list[str]:
    """A part between breaks, cut between grapheme clusters where it is still too wide."""
    if measure_text(part, style) <= width:
        return [part]
    cuts = [""]
    for cluster in split_clusters(part):
        if cuts[-1] and measure_text(cuts[-1] + cluster, style) > width:
            cuts.append("")
        cuts[-1] += cluster
    return cuts


def split_clusters(text: str) -> list[str]:
    """The text in user-perceived characters (UAX 29): a base with its combining marks, joined emoji, a syllable."""
    return list(_segmentation("graphemecluster").grapheme_clusters(text)) if needs_segmentation(text) else list(text)


def needs_segmentation(text: str) -> bool:
    """Whether Unicode's rules must be asked: in the Latin letters up to U+02FF, every character stands for itself."""
    return any(character >= FIRST_COMBINING for character in text)


def _segmentation(rules: str) -> Any:
    """A module of uniseg, loaded only for texts that need it."""
    return import_module(f"uniseg.{rules}")


def _fill_lines(words: Sequence[_Piece], style: TextStyle, width: float) -> tuple[list[int], float]:
    """Greedy: every line as full as it gets. The first word of each line, and the width of the widest line."""
    size = style.size_px
    starts, widest = [0], 0.0
    used = words[0].units if words else 0
    for index in range(1, len(words)):
        _, _, units, more = words[index]
        if (used + more) * size / UNITS_PER_EM <= width:
            used += more
        else:
            starts.append(index)
            widest, used = max(widest, used), units
    return starts, max(widest, used) * size / UNITS_PER_EM


def _even_out(words: Sequence[_Piece], starts: list[int], style: TextStyle, width: float) -> list[int]:
    """The narrowest filling with the same number of lines, so that no last word stands alone."""
    count = len(starts)
    low, high = width / count / 2, width
    while count > 1 and high - low > 1:
        middle = (low + high) / 2
        tried, widest = _fill_lines(words, style, middle)
        if len(tried) == count and widest <= middle:
            starts, high = tried, middle
        else:
            low = middle
    return starts


def _join(pieces: Sequence[_Piece]) -> str:
    return "".join(piece.text if index == 0 or piece.glued else f" {piece.text}" for index, piece in enumerate(pieces))
