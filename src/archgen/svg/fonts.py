"""The embedded font: the characters the picture uses, as a data URI."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from archgen.style.text.subset import subset_font
from archgen.style.typography import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archgen.layout.placement import Placement, TextLine

FAMILY = "archgen-inter"


def used_lines(placement: Placement) -> Iterator[TextLine]:
    """Every line of text in the picture."""
    yield from placement.heading
    yield from placement.footer
    yield from (lane.line for lane in placement.lanes)
    yield from (entry.line for entry in placement.legend)
    yield from (line for group in placement.groups for line in group.lines)
    for entry in placement.key:
        yield from (entry.badge.line, *entry.lines)
    for card in placement.cards:
        ties = (card.tie,) if card.tie else ()
        yield from (*card.lines, *card.tie_lines)
        yield from (line for chip in (*card.chips, *ties) for line in chip.lines)
        for record in card.records:
            yield from (*record.lines, *(line for chip in record.chips for line in chip.lines))
    for flow in placement.flows:
        yield from flow.label.lines if flow.label else ()
        yield from (badge.line for badge in flow.badges)


def used_characters(placement: Placement) -> dict[int, str]:
    """For each weight, the characters that are set in it, each once, sorted."""
    used: dict[int, set[str]] = {}
    for line in used_lines(placement):
        used.setdefault(VOICES[line.voice].weight, set()).update(line.text)
    return {weight: "".join(sorted(used[weight])) for weight in sorted(used)}


def embed_fonts(characters: dict[int, str]) -> str:
    """The style rules that bring the font along, one face for each weight, and switch off what would change widths."""
    faces = "".join(
        f"@font-face{{font-family:{FAMILY};font-weight:{weight};src:url(data:font/ttf;base64,"
        f"{b64encode(subset_font(text, weight)).decode()})}}"
        for weight, text in characters.items()
    )
    return f"{faces}.archgen text{{font-kerning:none;font-variant-ligatures:none}}"
