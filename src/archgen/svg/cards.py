"""Cards: a component's box with its icon, its three voices, its choices and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.svg.chips import draw_chip
from archgen.svg.markup import Attribute, element
from archgen.svg.records import draw_record

if TYPE_CHECKING:
    from archgen.layout.placement import PlacedCard
    from archgen.svg.pen import Pen

RADIUS_PX = 10
TILE_RADIUS_PX = 9
OPTIONAL_DASH = "5 4"
GHOST_OUTLINE: dict[str, Attribute] = {
    "stroke_width": 1.75,
    "stroke_dasharray": "0.1 5",
    "stroke_linecap": "round",
}


def draw_card(card: PlacedCard, pen: Pen) -> str:
    """A component as a group of its own, all its text inside."""
    return element(
        "g",
        {
            "class": "component",
            "id": pen.make_id(f"component-{card.id}"),
            "data-id": card.id,
            "data-kind": card.kind,
            "data-lane": card.lane,
            "data-cell": f"{card.cell.row} {card.cell.column}" if card.cell else None,
        },
        pen.tell(card.summary),
        _draw_box(card, pen),
        _draw_tile(card, pen),
        *pen.draw_texts(card.lines),
        *(draw_chip(chip, pen) for chip in card.chips),
        *(pen.draw_icon(mark, pen.paint.role("mark")) for mark in card.marks),
        *_draw_tie(card, pen),
        *(draw_record(record, pen) for record in card.records),
    )


def _draw_box(card: PlacedCard, pen: Pen) -> str:
    if card.presence != "present":
        return pen.draw_rect(card.rect, RADIUS_PX, pen.paint.role("ghost"), **GHOST_OUTLINE)
    dash = OPTIONAL_DASH if card.optional else None
    return pen.draw_rect(card.rect, RADIUS_PX, pen.paint.card(card.kind), stroke_width=1.5, stroke_dasharray=dash)


def _draw_tile(card: PlacedCard, pen: Pen) -> str:
    """What stands for the component, on a tint of its kind's colour; ghosts have no tile."""
    if card.presence != "present" and card.icon:
        return pen.draw_icon(card.icon, pen.paint.role("mark"))
    has_colours = card.icon is not None and pen.has_colours(card.icon.symbol)
    paint = pen.paint.artwork_tile(card.kind) if has_colours else pen.paint.kind_tile(card.kind)
    return pen.draw_rect(card.tile, TILE_RADIUS_PX, paint) + _draw_sign(card, pen, has_colours)


def _draw_sign(card: PlacedCard, pen: Pen, has_colours: bool) -> str:
    """The icon, or the monogram of one that cannot be had."""
    if card.icon is None:
        return pen.draw_text(card.monogram, pen.paint.monogram(card.kind)) if card.monogram else ""
    if has_colours:
        return pen.draw_icon(card.icon, {})
    family, _, key = card.icon.symbol.partition(":")
    paint = pen.paint.brand(key, card.kind) if family == "brand" else pen.paint.kind_stroke(card.kind)
    return pen.draw_icon(card.icon, paint)


def _draw_tie(card: PlacedCard, pen: Pen) -> list[str]:
    """What the component is an alternative to."""
    if card.tie is None:
        return []
    return [element("g", {"class": "tie"}, draw_chip(card.tie, pen), *pen.draw_texts(card.tie_lines))]
