"""The embedded font: the characters the picture uses, as a data URI."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from archgen.style.text.subset import subset_font
from archgen.style.typography import VOICES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archgen.layout.placement import TextLine

FAMILY = "archgen-inter"


def used_characters(lines: Iterable[TextLine]) -> dict[int, str]:
    """For each weight, the characters that are set in it, each once, sorted."""
    used: dict[int, set[str]] = {}
    for line in lines:
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
