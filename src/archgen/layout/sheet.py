"""The contact sheet: finished pictures, small, on one page, in rows that fill its width.

All pictures of a row are equally high. Where rows end is chosen so that they are about as high as each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import ceil, floor, inf
from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.setting import set_lines
from archgen.style.text.metrics import wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.placement import Placement, TextLine

WIDTH_PX = 1200  # shown 800 px wide, captions of 12.5 px are 8.3 px
MARGIN_PX = 24
GAP_PX = 20
ROW_GAP_PX = 26
ROW_HEIGHT_PX = 250
LAST_ROW_HEIGHT_PX = 270  # at most, where it does not fill the width
LEAST_WIDTH_PX = 110  # of a picture: a caption needs some room
CAPTION_GAP_PX = 6
NAME_VOICE, TITLE_VOICE = "name", "technology"


class Tile(NamedTuple):
    """A picture's place on the sheet, and what stands below it."""

    picture: Placement
    rect: Rect
    caption: tuple[TextLine, ...]


class Sheet(NamedTuple):
    """Many pictures on one page, its size in px."""

    width: float
    height: float
    title: str
    description: str
    tiles: tuple[Tile, ...]


def place_sheet(pictures: Sequence[Placement]) -> Sheet:
    """The pictures in their order, row by row."""
    tiles: list[Tile] = []
    y = float(MARGIN_PX)
    for start, end in pairwise(_break_rows([_ratio(picture) for picture in pictures])):
        row, y = _set_row(pictures[start:end], y, is_last=end == len(pictures))
        tiles += row
        y += ROW_GAP_PX
    systems = len({picture.tool for picture in pictures})
    return Sheet(
        width=WIDTH_PX,
        height=ceil(y - ROW_GAP_PX + MARGIN_PX),
        title=f"{_count(len(pictures), 'picture')} of {_count(systems, 'system')}",
        description=f"{'; '.join(picture.title for picture in pictures)}.",
        tiles=tuple(tiles),
    )


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _ratio(picture: Placement) -> float:
    """How wide a picture is for its height; a very narrow one counts as wide as its caption needs."""
    return max(picture.width / picture.height, LEAST_WIDTH_PX / ROW_HEIGHT_PX)


def _break_rows(ratios: Sequence[float]) -> list[int]:
    """Where rows begin, and where the last one ends: with the heights nearest to ROW_HEIGHT_PX, taken together."""
    sums = [0.0, *accumulate(ratios)]
    costs, starts = [0.0], [0]
    for end in range(1, len(ratios) + 1):
        tried = [
            (costs[start] + _misfit(sums[end] - sums[start], end - start, is_last=end == len(ratios)), start)
            for start in range(end)
        ]
        cost, start = min(tried, default=(inf, 0))
        costs.append(cost)
        starts.append(start)
    breaks = [len(ratios)]
    while breaks[-1] > 0:
        breaks.append(starts[breaks[-1]])
    return breaks[::-1]


def _misfit(ratio: float, count: int, *, is_last: bool) -> float:
    """How bad a row is; one with too little in it may be the last, and then leaves room at its right."""
    height = _row_height(ratio, count)
    return 0.0 if is_last and height > ROW_HEIGHT_PX else (height / ROW_HEIGHT_PX - 1) ** 2


def _row_height(ratio: float, count: int) -> float:
    """How high a row is that fills the width."""
    return (WIDTH_PX - 2 * MARGIN_PX - (count - 1) * GAP_PX) / ratio


def _set_row(pictures: Sequence[Placement], top: float, *, is_last: bool) -> tuple[list[Tile], float]:
    """A row and where it ends; the last one need not fill the width."""
    ratios = [_ratio(picture) for picture in pictures]
    filling = _row_height(sum(ratios), len(ratios))
    height = (
        floor(100 * (min(filling, LAST_ROW_HEIGHT_PX) if is_last else filling)) / 100
    )  # rounded up, it would not fit
    tiles: list[Tile] = []
    x = float(MARGIN_PX)
    bottom = top
    for picture, ratio in zip(pictures, ratios, strict=True):
        rect = Rect(round(x, 2), top, round(picture.width / picture.height * height, 2), height)
        caption, bottom_of_caption = _set_caption(picture, rect, ratio * height)
        tiles.append(Tile(picture, rect, caption))
        bottom = max(bottom, bottom_of_caption)
        x += ratio * height + GAP_PX
    return tiles, bottom


def _set_caption(picture: Placement, rect: Rect, width: float) -> tuple[tuple[TextLine, ...], float]:
    """The system's name and the view's title below a picture, and where they end."""
    y = rect.bottom + CAPTION_GAP_PX
    lines: list[TextLine] = []
    texts = [line.text for line in picture.heading]
    for text, voice in zip(texts, (NAME_VOICE, TITLE_VOICE), strict=True):
        wrapped = wrap_text(text, VOICES[voice], width)
        lines += set_lines(wrapped, rect.x, y, voice)
        y += len(wrapped) * LINE_HEIGHT_PX[voice]
    return tuple(lines), y
