"""What a theme is made of: a palette for light pages and one for dark ones. The themes are data: `archgen.style.themes`."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.style.colour import ensure_contrast, luminance, mix
from archgen.values import NamedTuple

GRAPHIC_CONTRAST, TEXT_CONTRAST = 3.0, 4.5
TINT_SHARE = 0.12
LINK_SHARE = 0.16
LINK_COUNT = 8


class Palette(NamedTuple):
    """Colours by the role they play; ``kinds`` gives each kind of component its own."""

    plate: str
    plate_edge: str
    card: str
    group: str
    group_edge: str
    lane: str
    text: str
    muted: str
    flow: str
    chip: str
    chip_edge: str
    kinds: dict[str, str]
    links: tuple[str, ...]

    def tint(self, kind: str) -> str:
        """The ground behind a kind's icon."""
        return mix(self.card, self.kinds[kind], TINT_SHARE)

    def light_tint(self, kind: str) -> str:
        """The ground behind an icon with colours of its own, which are made for light pages."""
        return mix(max(self.card, self.text, key=luminance), self.kinds[kind], TINT_SHARE)

    def letters(self, kind: str) -> str:
        """A kind's colour for letters on its tint, mixed towards the text where they could not be read."""
        return ensure_contrast(self.kinds[kind], self.tint(kind), self.text, TEXT_CONTRAST)

    def link_edge(self, number: int) -> str:
        """The edge of the ground behind a value that links records."""
        return self.links[number % LINK_COUNT]

    def link_ground(self, number: int) -> str:
        """The ground behind a value that links records."""
        return mix(self.card, self.link_edge(number), LINK_SHARE)

    def brand(self, colour: str, kind: str) -> str:
        """A brand's colour, mixed towards the text where it would not stand out on the kind's tint."""
        return ensure_contrast(colour, self.tint(kind), self.text, GRAPHIC_CONTRAST)

    def plate_brand(self, colour: str) -> str:
        """A brand's colour on the plate, in the heading."""
        return ensure_contrast(colour, self.plate, self.text, GRAPHIC_CONTRAST)


class Theme(NamedTuple):
    """What a picture is drawn with: ``base`` always, ``dark`` where the reader's page is dark.

    ``looks`` names the built-in kind whose glyph a kind of one's own has.
    """

    name: str
    base: Palette
    dark: Palette | None = None
    looks: Mapping[str, str] = {}
