"""Which brand a name means."""

from __future__ import annotations

from archgen.style.icons.found import Found, miss
from archgen.style.technologies import find_brand


def ask_brand(name: str) -> Found:
    """The icon of the brand that a name means."""
    slug = find_brand(name)
    return Found(f"brand:{slug}") if slug else miss(f"there is no brand icon `{name}`", _suggest(name))


def _suggest(name: str) -> str:
    from archgen.diagnostics.suggest import suggest
    from archgen.style.brands import brand_slugs

    if name.lower().endswith(".svg"):
        return f"a file of yours begins with `./`: `./{name.lstrip('./')}`"
    near = suggest(name.lower(), brand_slugs(), limit=3)
    found = f"near it: {', '.join(near)}; " if near else ""
    query = f'"{name}"' if " " in name else name
    return f"{found}`archgen icons {query}` searches"
