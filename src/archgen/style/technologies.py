"""The icons of technologies: which brand a text means."""

from __future__ import annotations

from archgen.model.technologies import find_technology


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
