"""Small fonts that hold just the characters of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.style.text.font import OPTICAL_SIZE, load_face

if TYPE_CHECKING:
    from collections.abc import Iterable

# Layout tables go, since kerning and ligatures are off.
DROPPED_TABLES = ("GDEF", "GPOS", "GSUB", "STAT")


def subset_font(characters: Iterable[str], weight: int) -> bytes:
    """A static TrueType font of one weight with these characters; the same set gives the same bytes."""
    import uharfbuzz

    face = load_face()
    wanted = uharfbuzz.SubsetInput()
    wanted.unicode_set.update(sorted(ord(character) for character in set(characters)))
    wanted.pin_axis_location(face, "opsz", OPTICAL_SIZE)
    wanted.pin_axis_location(face, "wght", weight)
    wanted.layout_feature_tag_set.clear()
    wanted.name_id_set.clear()
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in DROPPED_TABLES)
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    return bytes(uharfbuzz.subset(face, wanted).blob.data)
