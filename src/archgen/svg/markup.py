"""Writing SVG elements: escaping, numbers, attributes in the order given."""

from __future__ import annotations

from functools import lru_cache

Attribute = str | float | None


def format_number(value: float) -> str:
    """At most two decimals, no trailing zeros, no exponent, never ``-0``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def escape_text(text: str) -> str:
    """A text as the content of an element; the standard library's ``html.escape`` would load the names of all entities."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=8192)
def format_attribute(name: str, value: str | float) -> str:
    """An attribute behind a space, its value escaped; a picture has the same few again and again."""
    written = escape_text(value).replace('"', "&quot;") if isinstance(value, str) else format_number(value)
    return f' {name}="{written}"'


def element(tag: str, attributes: dict[str, Attribute], *children: str) -> str:
    """An element; attributes that are None are left out. Children are markup already."""
    written = "".join([format_attribute(name, value) for name, value in attributes.items() if value is not None])
    return f"<{tag}{written}>{''.join(children)}</{tag}>" if children else f"<{tag}{written}/>"


def text_element(tag: str, attributes: dict[str, Attribute], text: str) -> str:
    """An element that holds a text."""
    return element(tag, attributes, escape_text(text))
