"""Symbols with colours of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.svg.markup import Attribute, element

if TYPE_CHECKING:
    from archgen.model.architecture import Artwork


def define_artwork(name: str, artwork: Artwork) -> str:
    """The symbol of this name; the ids in it begin with the name."""
    content = _embed_png(artwork) if artwork.sort == "png" else artwork.content.replace("@", f"{name}.")
    return element("symbol", {"id": name, "viewBox": artwork.view_box}, content)


def _embed_png(artwork: Artwork) -> str:
    _, _, width, height = artwork.view_box.split()
    size: dict[str, Attribute] = {"width": width, "height": height}
    return element("image", {**size, "href": f"data:image/png;base64,{artwork.content}"})
