"""Records in cards: tables, lists of objects, and the grounds of values that link them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.svg.chips import CHIP_RADIUS_PX, draw_chip
from archgen.svg.markup import element, format_number

if TYPE_CHECKING:
    from archgen.layout.geometry import Rect
    from archgen.layout.placement import Link, PlacedRecord
    from archgen.svg.pen import Pen

FRAME_RADIUS_PX = 6
LINK_RADIUS_PX = 5


def draw_record(record: PlacedRecord, pen: Pen) -> str:
    """A record with its title."""
    frame = _draw_frame(record.frame, record.rules, pen) if record.frame else ""
    return element(
        "g",
        {"class": "record", "data-id": record.id},
        frame,
        *(draw_chip(chip, pen) for chip in record.chips if not _is_linked(record, chip.rect)),
        *(_draw_link(link, record, pen) for link in record.links),
        *pen.draw_texts(record.lines),
        *(pen.draw_text(line) for chip in record.chips if _is_linked(record, chip.rect) for line in chip.lines),
    )


def _is_linked(record: PlacedRecord, rect: Rect) -> bool:
    return any(link.rect == rect for link in record.links)


def _draw_frame(frame: Rect, rules: tuple[float, ...], pen: Pen) -> str:
    """A table's outline and the rules between its rows."""
    paint = pen.paint.role("grid")
    lines = "".join(f"M{format_number(frame.x)} {format_number(rule)}h{format_number(frame.width)}" for rule in rules)
    box = pen.draw_rect(frame, FRAME_RADIUS_PX, pen.paint.role("table"))
    return box + (element("path", {**paint, "d": lines, "fill": "none"}) if rules else "")


def _draw_link(link: Link, record: PlacedRecord, pen: Pen) -> str:
    """The ground of a linking value: the same colours wherever the value stands."""
    radius = CHIP_RADIUS_PX if record.chips else LINK_RADIUS_PX
    box = pen.draw_rect(link.rect, radius, pen.paint.link(link.number))
    return element("g", {"class": "link", "data-value": link.value}, box)
