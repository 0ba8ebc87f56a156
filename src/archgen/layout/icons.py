"""Which symbol stands on a card: the icon asked for, the brand of its technology, or its kind's glyph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.style.technologies import find_technology

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Component


def choose_symbol(component: Component) -> str:
    """``brand:SLUG`` for the icon asked for, or for the only technology where that has a brand; else ``kind:KIND``."""
    slug = None
    if component.icon is not None:
        slug = find_brand(component.icon)
    elif component.house_icon is not None:
        slug = find_brand(component.house_icon)
    elif len(component.technology) == 1:
        slug = find_technology_brand(component.technology[0])
    return f"brand:{slug}" if slug else f"kind:{component.kind}"


def find_technology_brand(text: str) -> str | None:
    """The slug of the brand of the technology that a text names first; None where the icon package does not have it."""
    from archgen.style.brands import read_brand

    known = find_technology(text)
    return known.brand if known and known.brand and read_brand(known.brand) else None


def find_brand(name: str) -> str | None:
    """The slug of the brand that a name means: a technology's, else the name itself in small letters without spaces."""
    from archgen.style.brands import read_brand

    known = find_technology(name)
    slug = known.brand if known and known.name == name else "".join(c for c in name.lower() if c.isalnum())
    return slug if slug and read_brand(slug) else None


def find_missing_icons(architecture: Architecture) -> Iterator[Finding]:
    """The icons asked for that the icon package does not have; their cards show their kinds' glyphs."""
    for component in architecture.components:
        if component.icon is not None and find_brand(component.icon) is None:
            place = Place((*component.path, "icon"))
            message = f"there is no brand icon `{component.icon}`: the card shows its kind's glyph"
            yield Finding("AG506", message, place, help=_suggest(component.icon))


def _suggest(name: str) -> str:
    from archgen.diagnostics.suggest import suggest
    from archgen.style.brands import brand_slugs

    near = suggest(name.lower(), brand_slugs(), limit=3)
    found = f"near it: {', '.join(near)}; " if near else ""
    query = f'"{name}"' if " " in name else name
    return f"{found}`archgen icons {query}` searches"
