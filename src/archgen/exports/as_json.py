"""A picture as JSON: the Placement itself, for tools that draw or measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.saving import write_placement

if TYPE_CHECKING:
    from archgen.layout.placement import Placement


def export_json(placement: Placement) -> str:
    """The placement's JSON text."""
    return write_placement(placement)
