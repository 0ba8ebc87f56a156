"""The formats of pictures: a placement as SVG, as positioned Graphviz, or as JSON; each is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from archgen.model.project import PLAIN_HOUSE, House

if TYPE_CHECKING:
    from collections.abc import Callable

    from archgen.layout.placement import Placement
    from archgen.style.palettes import Theme
    from archgen.style.themes import ThemeName

PictureFormat = Literal["svg", "dot", "json"]


def draw_placement(
    placement: Placement, picture_format: PictureFormat, theme: ThemeName, house: House = PLAIN_HOUSE
) -> str:
    """The picture's text in a format; ``house`` is the look that the project file gives the themes adaptive, light and dark."""
    from archgen.style.themes import load_theme

    return FORMATS[picture_format](placement, load_theme(theme, house))


def _draw_svg(placement: Placement, theme: Theme) -> str:
    from archgen.svg.draw import draw_svg

    return draw_svg(placement, theme)


def _draw_dot(placement: Placement, theme: Theme) -> str:
    from archgen.exports.dot import export_dot

    return export_dot(placement, theme)


def _draw_json(placement: Placement, theme: Theme) -> str:
    from archgen.exports.as_json import export_json

    return export_json(placement)


FORMATS: dict[PictureFormat, Callable[[Placement, Theme], str]] = {
    "svg": _draw_svg,
    "dot": _draw_dot,
    "json": _draw_json,
}
