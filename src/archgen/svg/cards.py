"""Cards: a component's box with its icon, its three voices, its choices and its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.svg.markup import element, text_element

if TYPE_CHECKING:
    from archgen.layout.placement import Chip, PlacedCard
    from archgen.svg.pen import Pen

RADIUS_PX = 10
TILE_RADIUS_PX = 9
CHIP_RADIUS_PX = 6
OPTIONAL_DASH = "5 4"


def draw_card(card: PlacedCard, pen: Pen) -> str:
    """A component as a group of its own, all its text inside."""
    return element(
        "g",
        {
            "class": "component",
            "id": f"{pen.prefix}-component-{card.id}",
            "data-id": card.id,
            "data-kind": card.kind,
            "data-lane": card.lane,
        },
        text_element("title", {}, card.summary),
        _draw_box(card, pen),
        _draw_tile(card, pen),
        *pen.draw_texts(card.lines),
        *(draw_chip(chip, pen) for chip in card.chips),
        *(pen.draw_icon(mark, pen.paint.role("mark")) for mark in card.marks),
        *_draw_tie(card, pen),
    )


def _draw_box(card: PlacedCard, pen: Pen) -> str:
    rect = card.rect
    return element(
        "rect",
        {
            **pen.paint.card(card.kind),
            "x": rect.x,
            "y": rect.y,
            "width": rect.width,
            "height": rect.height,
            "rx": RADIUS_PX,
            "stroke-width": 1.5,
            "stroke-dasharray": OPTIONAL_DASH if card.optional else None,
        },
    )


def _draw_tile(card: PlacedCard, pen: Pen) -> str:
    tile = card.tile
    ground = element(
        "rect",
        {
            **pen.paint.kind_tile(card.kind),
            "x": tile.x,
            "y": tile.y,
            "width": tile.width,
            "height": tile.height,
            "rx": TILE_RADIUS_PX,
        },
    )
    family, _, key = card.icon.symbol.partition(":")
    paint = pen.paint.brand(key, card.kind) if family == "brand" else pen.paint.kind_stroke(card.kind)
    return ground + pen.draw_icon(card.icon, paint)


def draw_chip(chip: Chip, pen: Pen) -> str:
    """A chip with its text."""
    rect = chip.rect
    box = element(
        "rect",
        {
            **pen.paint.role("chip"),
            "x": rect.x,
            "y": rect.y,
            "width": rect.width,
            "height": rect.height,
            "rx": CHIP_RADIUS_PX,
        },
    )
    return "".join((box, *pen.draw_texts(chip.lines)))


def _draw_tie(card: PlacedCard, pen: Pen) -> list[str]:
    """What the component is an alternative to."""
    if card.tie is None:
        return []
    return [element("g", {"class": "tie"}, draw_chip(card.tie, pen), *pen.draw_texts(card.tie_lines))]
