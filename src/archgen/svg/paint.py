"""Colours as attributes and classes.

Light colours are presentation attributes, which every renderer understands; each painted element also has a class, and
a style sheet gives the classes their dark colours where the reader's page is dark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.style.brands import read_brand
from archgen.style.colour import luminance
from archgen.style.palettes import LINK_COUNT
from archgen.svg.markup import Attribute

if TYPE_CHECKING:
    from collections.abc import Callable

    from archgen.style.palettes import Palette, Theme

    Painter = Callable[[Palette], str]

ROLES: dict[str, dict[str, str]] = {
    "plate": {"fill": "plate", "stroke": "plate_edge"},
    "sheet": {"fill": "group", "stroke": "plate_edge"},
    "on-group": {"fill": "group"},
    "on-plate": {"fill": "plate"},
    "emblem": {"fill": "muted"},
    "band": {"stroke": "lane"},
    "box": {"fill": "group", "stroke": "group_edge"},
    "ink": {"fill": "text"},
    "soft": {"fill": "muted"},
    "mark": {"stroke": "muted"},
    "line": {"stroke": "flow"},
    "line-muted": {"stroke": "group_edge"},
    "head-muted": {"fill": "group_edge"},
    "head": {"fill": "flow"},
    "ghost": {"fill": "plate", "stroke": "muted"},
    "table": {"fill": "card", "stroke": "chip_edge"},
    "grid": {"stroke": "chip_edge"},
    "chip": {"fill": "chip", "stroke": "chip_edge"},
    "disc": {"fill": "card", "stroke": "flow"},
    "sample": {"fill": "card", "stroke": "muted"},
}


class Paint:
    """Hands out the paint attributes of one picture and remembers which classes it used."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._dark_rules: dict[str, str] = {}
        self._painted: dict[str, dict[str, Attribute]] = {}

    def role(self, name: str) -> dict[str, Attribute]:
        """The class and colours of a role in the table."""
        known = self._painted.get(name)  # these are asked for most
        return known or self._paint(name, {key: _token(token) for key, token in ROLES[name].items()})

    def kind_stroke(self, kind: str) -> dict[str, Attribute]:
        """A kind's colour, as stroke."""
        return self._paint(f"s-{kind}", {"stroke": lambda palette: palette.kinds[kind]})

    def kind_tile(self, kind: str) -> dict[str, Attribute]:
        """The tint behind a kind's icon."""
        return self._paint(f"t-{kind}", {"fill": lambda palette: palette.tint(kind)})

    def artwork_tile(self, kind: str) -> dict[str, Attribute]:
        """The ground behind an icon with colours of its own: light on dark pages, too."""
        return self._paint(f"a-{kind}", {"fill": lambda palette: palette.light_tint(kind)})

    def monogram(self, kind: str) -> dict[str, Attribute]:
        """Letters in a kind's colour on its tint."""
        return self._paint(f"m-{kind}", {"fill": lambda palette: palette.letters(kind)})

    def card(self, kind: str) -> dict[str, Attribute]:
        """A card's ground, with its kind's colour around it."""
        return self._paint(
            f"c-{kind}", {"fill": lambda palette: palette.card, "stroke": lambda palette: palette.kinds[kind]}
        )

    def brand(self, slug: str, kind: str) -> dict[str, Attribute]:
        """A brand's colour on a kind's tint."""
        colour = brand_colour(slug)
        return self._paint(f"b-{slug}-{kind}", {"fill": lambda palette: palette.brand(colour, kind)})

    def link(self, number: int) -> dict[str, Attribute]:
        """The ground and edge of the values that are one and the same thing."""
        return self._paint(
            f"l-{number % LINK_COUNT}",
            {"fill": lambda palette: palette.link_ground(number), "stroke": lambda palette: palette.link_edge(number)},
        )

    def heading_brand(self, slug: str) -> dict[str, Attribute]:
        """A brand's colour on the plate."""
        colour = brand_colour(slug)
        return self._paint(f"h-{slug}", {"fill": lambda palette: palette.plate_brand(colour)})

    @property
    def scheme(self) -> str:
        """The CSS property ``color-scheme`` of the document: what is around a picture that is opened by itself follows it."""
        if self._theme.dark:
            return "light dark"
        return "light" if luminance(self._theme.base.plate) > luminance(self._theme.base.text) else "dark"

    def style_sheet(self) -> str:
        """The dark colours of every class used so far; empty for a theme of one palette."""
        if not self._dark_rules:
            return ""
        rules = "".join(f".{name}{{{rule}}}" for name, rule in self._dark_rules.items())
        return f"@media (prefers-color-scheme:dark){{{rules}}}"

    def _paint(self, name: str, painters: dict[str, Painter]) -> dict[str, Attribute]:
        if name not in self._painted:
            self._painted[name] = {"class": name, **{key: paint(self._theme.base) for key, paint in painters.items()}}
            if self._theme.dark:
                dark = {key: paint(self._theme.dark) for key, paint in painters.items()}
                self._dark_rules[name] = ";".join(f"{key}:{value}" for key, value in dark.items())
        return self._painted[name]


def _token(name: str) -> Painter:
    return lambda palette: str(getattr(palette, name))


def brand_colour(slug: str) -> str:
    """A brand's own colour."""
    brand = read_brand(slug)
    assert brand is not None, slug
    return brand.colour
