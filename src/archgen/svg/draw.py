"""The stage "draw": a Placement becomes SVG text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.lines import list_lines
from archgen.svg.cards import draw_card
from archgen.svg.flows import draw_flow
from archgen.svg.fonts import embed_fonts, used_characters
from archgen.svg.frame import (
    draw_comparison,
    draw_footer,
    draw_group,
    draw_heading,
    draw_key,
    draw_lane,
    draw_legend,
    draw_page,
)
from archgen.svg.markup import Attribute, element, text_element
from archgen.svg.pen import Pen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from archgen.layout.placement import Placement, TextLine
    from archgen.layout.sheet import Sheet
    from archgen.style.palettes import Theme

FONT_FAMILY = "archgen-inter,Inter,Helvetica,Arial,sans-serif"


def draw_svg(placement: Placement, theme: Theme) -> str:
    """The whole picture as one self-contained SVG document, ending with a line break."""
    pen = Pen(f"{placement.tool}-{placement.view}", theme, placement.artwork)
    names: dict[str, Attribute] = {"data-tool": placement.tool, "data-view": placement.view}
    lines = [owned.line for owned in list_lines(placement)]
    return wrap_document(placement, names, lines, draw_body(placement, pen), pen)


def wrap_document(
    page: Placement | Sheet, names: dict[str, Attribute], lines: Iterable[TextLine], body: Iterable[str], pen: Pen
) -> str:
    """What is drawn already, as a document: with its size, its names, its font, its colours and symbols."""
    prefix = pen.prefix
    definitions = element("defs", {}, *pen.draw_symbols())
    style = text_element("style", {}, embed_fonts(used_characters(lines)) + pen.paint.style_sheet())
    attributes: dict[str, Attribute] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": "archgen",
        "data-archgen": "1",
        **names,
        "viewBox": f"0 0 {page.width:g} {page.height:g}",
        "width": page.width,
        "height": page.height,
        "role": "img",
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "font-family": FONT_FAMILY,
        "style": f"color-scheme:{pen.paint.scheme}",
    }
    title = text_element("title", {"id": f"{prefix}-title"}, page.title)
    description = text_element("desc", {"id": f"{prefix}-desc"}, page.description)
    inside = "\n".join((title, description, style, definitions, *body))
    return element("svg", attributes, "\n", inside, "\n") + "\n"


def draw_body(placement: Placement, pen: Pen) -> list[str]:
    """Everything that is seen, from back to front."""
    keyed = zip(placement.flow_keys(), placement.flows, strict=True)
    return [
        draw_page(placement.width, placement.height, pen),
        draw_heading(placement, pen),
        *(draw_comparison(placement.comparison, pen) if placement.comparison else ()),
        *(draw_lane(lane, pen) for lane in placement.lanes),
        *(draw_group(group, pen) for group in placement.groups),
        *(draw_card(card, pen) for card in placement.cards),
        *(draw_flow(flow, key, placement, pen) for key, flow in keyed),
        *draw_key(placement, pen),
        *draw_legend(placement, pen),
        *draw_footer(placement, pen),
    ]
