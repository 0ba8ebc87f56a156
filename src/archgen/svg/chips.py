"""Chips: small boxes with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.layout.placement import Chip
    from archgen.svg.pen import Pen

CHIP_RADIUS_PX = 6


def draw_chip(chip: Chip, pen: Pen) -> str:
    """A chip with its text."""
    return "".join((pen.draw_rect(chip.rect, CHIP_RADIUS_PX, pen.paint.role("chip")), *pen.draw_texts(chip.lines)))
