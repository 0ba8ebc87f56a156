"""Whether what is drawn can be seen: contrasts after WCAG 2.2, 4.5:1 for text and 3:1 for borders, lines and icons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.style.colour import contrast
from archgen.style.palettes import GRAPHIC_CONTRAST, TEXT_CONTRAST
from archgen.style.themes import load_palettes
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.project import House
    from archgen.style.palettes import Palette

TEXT_GROUNDS = ("plate", "card", "group", "chip")
LINE_GROUNDS = ("plate", "group")
KIND_GROUNDS = ("card", "plate", "group")


class Pair(NamedTuple):
    """A colour and the ground on which it must be seen, each by its path among the tokens, with the least contrast."""

    path: Path
    ground: str
    ratio: float
    least: float


def measure_pairs(palette: Palette) -> Iterator[Pair]:
    """Every pair of colours that meet in a picture."""
    tokens = palette._asdict()

    def pair(path: Path, colour: str, ground: str, least: float) -> Pair:
        return Pair(path, ground, contrast(colour, tokens[ground]), least)

    for ink in ("text", "muted"):
        yield from (pair((ink,), tokens[ink], ground, TEXT_CONTRAST) for ground in TEXT_GROUNDS)
    yield from (pair(("flow",), palette.flow, ground, GRAPHIC_CONTRAST) for ground in LINE_GROUNDS)
    for kind, colour in palette.kinds.items():
        yield from (pair(("kinds", kind), colour, ground, GRAPHIC_CONTRAST) for ground in KIND_GROUNDS)
        yield Pair(("kinds", kind), "card", contrast(colour, palette.tint(kind)), GRAPHIC_CONTRAST)


def find_illegible(house: House) -> Iterator[Finding]:
    """The colours of a house that cannot be seen on their ground; each is told once, at the colour that the house set."""
    for side, palette in zip(("light", "dark"), load_palettes(house), strict=True):
        own = _list_own(house, side)
        told: set[Path] = set()
        for found in measure_pairs(palette):
            path = next((path for path in (found.path, (found.ground,)) if path in own), None)
            if found.ratio >= found.least or path is None or path in told:
                continue
            told.add(path)
            message = f"`{found.path[-1]}` on `{found.ground}` has a contrast of {found.ratio:.1f}:1 on {side} pages"
            other = (
                "one that stands out from it" if path == found.path else f"one that `{found.path[-1]}` stands out from"
            )
            help = f"choose {other} by at least {found.least:g}:1"
            yield Finding("AG505", message, Place(("theme", side, *path)), help=help)


def _list_own(house: House, side: str) -> set[Path]:
    """The paths of the colours that a house sets for a side."""
    tokens, kinds = (house.light, house.light_kinds) if side == "light" else (house.dark, house.dark_kinds)
    return {(name,) for name in tokens} | {("kinds", kind) for kind in kinds}
