"""Themes, one file each: a module with the palettes LIGHT and DARK. A house changes colours of one in its project file."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, get_args

from archgen.model.kinds import GROUP
from archgen.model.project import PLAIN_HOUSE, House
from archgen.style.palettes import Palette, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

ThemeName = Literal["adaptive", "light", "dark", "neutral", "contrast"]
THEME_NAMES: tuple[ThemeName, ...] = get_args(ThemeName)

# Which file each theme is in, and whether it follows the reader's page or stays light or dark. Those without a file are
# sides of the house's own theme.
FILES: dict[ThemeName, tuple[str | None, Literal["both", "light", "dark"]]] = {
    "adaptive": (None, "both"),
    "light": (None, "light"),
    "dark": (None, "dark"),
    "neutral": ("neutral", "both"),
    "contrast": ("contrast", "both"),
}


def load_theme(name: ThemeName, house: House = PLAIN_HOUSE) -> Theme:
    """The theme of this name; ``house`` is what a project file makes of adaptive, light and dark."""
    file, sides = FILES[name]
    palettes = load_palettes(house if file is None else House(like=file, looks=house.looks))  # type: ignore[arg-type]  # a file
    if sides == "both":
        return Theme(name, *palettes, looks=house.looks)
    return Theme(name, palettes[sides == "dark"], looks=house.looks)


def load_palettes(house: House) -> tuple[Palette, Palette]:
    """The light and the dark palette of a house, with a colour for each of its kinds."""
    palettes = import_module(f"archgen.style.themes.{house.like}")
    return (
        _furnish(palettes.LIGHT, house.light, house.light_kinds, house.looks),
        _furnish(palettes.DARK, house.dark, house.dark_kinds, house.looks),
    )


def _furnish(
    palette: Palette, tokens: Mapping[str, str], kinds: Mapping[str, str], looks: Mapping[str, str]
) -> Palette:
    """A palette with a house's colours; a kind of its own has the colour of the one that it looks like, a collapsed group that
    of muted texts.
    """
    own = {kind: kinds.get(like, palette.kinds[like]) for kind, like in looks.items()}
    group = {GROUP: tokens.get("muted", palette.muted)}
    return palette._replace(kinds={**palette.kinds, **group, **own, **kinds}, **tokens)  # type: ignore[arg-type]  # tokens are colours
