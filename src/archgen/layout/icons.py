"""What stands in a card's tile: the icon asked for (or its monogram), the brand of its technology, or its kind's glyph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.style.technologies import find_brand, find_technology_brand

if TYPE_CHECKING:
    from archgen.model.architecture import Component


def choose_symbol(component: Component) -> str:
    """The symbol of the icon asked for, or of the brand of the only technology; else ``kind:KIND``."""
    slug = None
    if component.symbol is not None:
        return component.symbol
    if component.house is not None:
        slug = find_brand(component.house.name)
    elif len(component.technology) == 1:
        slug = find_technology_brand(component.technology[0])
    return f"brand:{slug}" if slug else f"kind:{component.kind}"


def find_missed_name(component: Component) -> str | None:
    """The name of the icon that was asked for and cannot be had; None where there is no such."""
    asked = component.icon or (component.house.icon if component.house else None)
    if asked is None or component.symbol is not None:
        return None
    from archgen.style.icons.ask import find_short_name

    return find_short_name(asked)
