"""A picture as a positioned Graphviz graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.dot import write_dot

if TYPE_CHECKING:
    from archgen.layout.placement import Placement
    from archgen.style.palettes import Theme


def export_dot(placement: Placement, theme: Theme) -> str:
    """The DOT text, in the theme's base colours."""
    return write_dot(placement, theme.base)
