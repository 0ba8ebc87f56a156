"""Themes, one file each: a module with the palettes LIGHT and DARK. A theme of one's own begins as a copy of one of these."""

from __future__ import annotations

from importlib import import_module
from typing import Literal, get_args

from archgen.style.palettes import Theme

ThemeName = Literal["adaptive", "light", "dark", "neutral", "contrast"]
THEME_NAMES: tuple[ThemeName, ...] = get_args(ThemeName)

# Which file each theme is in, and whether it follows the reader's page or stays light or dark.
FILES: dict[ThemeName, tuple[str, Literal["both", "light", "dark"]]] = {
    "adaptive": ("default", "both"),
    "light": ("default", "light"),
    "dark": ("default", "dark"),
    "neutral": ("neutral", "both"),
    "contrast": ("contrast", "both"),
}


def load_theme(name: ThemeName) -> Theme:
    """The theme of this name."""
    file, sides = FILES[name]
    palettes = import_module(f"archgen.style.themes.{file}")
    if sides == "both":
        return Theme(name, palettes.LIGHT, palettes.DARK)
    return Theme(name, palettes.LIGHT if sides == "light" else palettes.DARK)
