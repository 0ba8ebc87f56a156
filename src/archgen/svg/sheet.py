"""A Sheet to one self-contained SVG: what its pictures have in common (font, colours, symbols) stands in it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.lines import list_lines
from archgen.svg.draw import draw_body, wrap_document
from archgen.svg.frame import draw_page
from archgen.svg.markup import Attribute, element
from archgen.svg.pen import Pen

if TYPE_CHECKING:
    from archgen.layout.sheet import Sheet, Tile
    from archgen.style.palettes import Theme

PREFIX = "archgen-sheet"


def draw_sheet(sheet: Sheet, theme: Theme) -> str:
    """All pictures on one page; without ids, so that a page may hold the sheet and its pictures."""
    artwork = {symbol: art for tile in sheet.tiles for symbol, art in tile.picture.artwork.items()}
    pen = Pen(PREFIX, theme, artwork, silent=True)
    body = [draw_page(sheet.width, sheet.height, pen, "sheet")]
    for tile in sheet.tiles:
        body += _draw_tile(tile, pen)
    lines = [line for tile in sheet.tiles for line in (*tile.caption, *(own.line for own in list_lines(tile.picture)))]
    return wrap_document(sheet, {"data-sheet": len(sheet.tiles)}, lines, body, pen)


def _draw_tile(tile: Tile, pen: Pen) -> list[str]:
    """A picture at its place, and its caption."""
    picture, rect = tile.picture, tile.rect
    place: dict[str, Attribute] = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    shown = element(
        "svg",
        {
            "class": "picture",
            "data-tool": picture.tool,
            "data-view": picture.view,
            "viewBox": f"0 0 {picture.width:g} {picture.height:g}",
            **place,
        },
        "\n".join(draw_body(picture, pen)),
    )
    return [shown, element("g", {"class": "caption"}, *pen.draw_texts(tile.caption))]
