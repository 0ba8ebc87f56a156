"""The font archgen measures with and embeds: Inter, at optical size 14, in two static weights.

The optical size is pinned, so that a text is measured as it is drawn at every size; so are the weights, because two
small static fonts are drawn alike by every renderer.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from archgen.diagnostics.errors import ArchgenError

if TYPE_CHECKING:
    from collections.abc import Iterable

UNITS_PER_EM = 2048
OPTICAL_SIZE = 14
FONT_FILE = Path("files", "Inter[opsz,wght].ttf")


def find_font() -> Path:
    """The font file in the installed package; ArchgenError where it is missing."""
    spec = find_spec("fontpkg_inter")
    path = Path(spec.origin).parent / FONT_FILE if spec and spec.origin else FONT_FILE
    if not path.is_file():
        raise ArchgenError("the package fontpkg-inter is not installed", "pip install fontpkg-inter")
    return path


@cache
def load_face() -> Any:
    """The font's face (uharfbuzz.Face)."""
    import uharfbuzz

    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(find_font())))


@cache
def _load_font(weight: int) -> Any:
    import uharfbuzz

    font = uharfbuzz.Font(load_face())
    font.set_variations({"opsz": OPTICAL_SIZE, "wght": weight})
    return font


def read_advances(characters: Iterable[str], weight: int) -> dict[str, int]:
    """The advance width, in font units, of each character that the font has."""
    font = _load_font(weight)
    glyphs = {character: font.get_nominal_glyph(ord(character)) for character in characters}
    return {character: font.get_glyph_h_advance(glyph) for character, glyph in glyphs.items() if glyph}
