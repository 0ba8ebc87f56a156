"""A foreign SVG becomes markup that can only draw: what `archgen.style.icons.svg_allowed` does not name is left out.

Ids become numbers behind a ``@``, for which the picture puts the symbol's own id, so that they meet no other id.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from math import isfinite

from archgen.style.icons.svg_allowed import (
    ELEMENTS,
    GEOMETRY,
    LINKING,
    LOCAL,
    PAINT,
    QUIET_ELEMENTS,
    SHAPES,
    is_harmless,
    is_quiet,
)
from archgen.style.icons.svg_tree import SVG_NAMESPACES, XLINK, Name, Node, Unusable, read_tree
from archgen.values import NamedTuple

MOST_DRAWN = 10_000
MOST_REACH = 100
LEAST_UNITS, MOST_UNITS = 1e-3, 1e6
HTML = "http://www.w3.org/1999/xhtml"
CURRENT_COLOUR = re.compile("currentcolor", re.IGNORECASE)
INK = re.compile(r"#?[A-Za-z0-9]+|rgba?\([0-9.,%/\s]+\)|hsla?\([A-Za-z0-9.,%/\s]+\)")
IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.IGNORECASE)
BLACK = "#000"
LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")


class Clean(NamedTuple):
    """What is drawn, in which box, and the names of what was left out."""

    markup: str
    view_box: str
    left_out: tuple[str, ...]


def clean_svg(text: str) -> Clean:
    """The harmless part of an SVG text; Unusable where there is none that can be drawn."""
    root = read_tree(text)
    view_box = _find_view_box(root)
    cleaner = _Cleaner(root)
    markup = cleaner.write_root()
    return Clean(markup, view_box, tuple(cleaner.left_out))


class Weight(NamedTuple):
    """How many elements there are to draw, and over how many others the farthest is reached."""

    things: int
    reach: int


class _Cleaner:
    """Writes one tree, and remembers what it left out."""

    def __init__(self, root: Node) -> None:
        self.left_out: dict[str, None] = {}
        self._root = root
        self._numbers: dict[str, int] = {}
        self._targets: dict[str, Node] = {}
        self._used: dict[int, list[Node]] = {}
        self._weights: dict[int, Weight | None] = {}
        self._collect(root)

    def write_root(self) -> str:
        """Everything in the root element, in its paint."""
        ink = _find_ink(self._root, BLACK)
        paint = {name: value for name, value in self._clean_attributes(self._root, ink).items() if name in PAINT}
        inner = self._write_children(self._root, ink)
        if not any(node.name.local in SHAPES for node in self._kept(self._root)):
            raise Unusable("there is nothing in it that archgen draws: only shapes and paint are taken over")
        if self._weigh(self._root).things > MOST_DRAWN:
            raise Unusable(f"it draws more than {MOST_DRAWN} things")
        return _element("g", paint, inner) if paint else inner

    def _collect(self, root: Node) -> None:
        """Gives every id that stays a number."""
        for node in (root, *self._kept(root)):
            name = _find_id(node)
            if name is not None and name not in self._targets:
                self._targets[name] = node
                self._numbers[name] = len(self._numbers) + 1

    def _kept(self, node: Node) -> Iterator[Node]:
        """Every element below one that stays."""
        for child in node.children:
            if _is_allowed(child):
                yield child
                yield from self._kept(child)

    def _write(self, node: Node, ink: str) -> str:
        ink = _find_ink(node, ink)
        attributes = self._clean_attributes(node, ink)
        name = _find_id(node)
        if name is not None and self._targets[name] is node:
            attributes = {"id": f"@{self._numbers[name]}", **attributes}
        return _element(node.name.local, attributes, self._write_children(node, ink))

    def _write_children(self, node: Node, ink: str) -> str:
        for child in node.children:
            if not _is_allowed(child) and _matters(child):
                self.left_out[f"<{child.name.local[:40]}>"] = None
        return "".join(self._write(child, ink) for child in node.children if _is_allowed(child))

    def _clean_attributes(self, node: Node, ink: str) -> dict[str, str]:
        """The attributes that stay; those of `style` stand as attributes of their own, over the others."""
        clean: dict[str, str] = {}
        for name, value in _list_attributes(node):
            kept = self._clean_value(node, name, " ".join(value.split()), ink)
            if kept is not None:
                clean[name] = kept
            elif not is_quiet(name, value):
                self.left_out[name[:40]] = None
        return clean

    def _clean_value(self, node: Node, name: str, value: str, ink: str) -> str | None:
        """The value as it may be written; None where it may not."""
        if name == "href":
            local = node.name.local in LINKING and value.startswith("#")
            return self._refer(node, value[1:], "#{}") if local else None
        if name not in GEOMETRY | PAINT or not is_harmless(value):
            return None
        if any(self._refer(node, target, "") is None for target in LOCAL.findall(value)):
            return None
        value = LOCAL.sub(lambda match: f"url(#@{self._numbers[match[1]]})", value)
        return CURRENT_COLOUR.sub(ink, value) if name in PAINT else value

    def _refer(self, node: Node, target: str, form: str) -> str | None:
        """A reference in a form, remembered; None where it leads nowhere."""
        if target not in self._targets:
            return None
        self._used.setdefault(id(node), []).append(self._targets[target])
        return form.format(f"@{self._numbers[target]}")

    def _weigh(self, node: Node, depth: int = 0) -> Weight:
        """How much a browser has to draw, what stands behind references counted each time."""
        key = id(node)
        if depth > MOST_REACH:
            raise Unusable(f"its references reach more than {MOST_REACH} deep")
        if key not in self._weights:
            self._weights[key] = None
            parts = (*(child for child in node.children if _is_allowed(child)), *self._used.get(key, ()))
            weights = [self._weigh(part, depth + 1) for part in parts]
            reach = 1 + max((weight.reach for weight in weights), default=0)
            self._weights[key] = Weight(1 + sum(weight.things for weight in weights), reach)
        weight = self._weights[key]
        if weight is None:
            raise Unusable("its parts refer to each other in a circle")
        return weight


def _is_allowed(node: Node) -> bool:
    return node.name.namespace in SVG_NAMESPACES and node.name.local in ELEMENTS


def _matters(node: Node) -> bool:
    """Whether an element that is left out could have been meant to be seen: editors keep much of their own in a file."""
    namespace, local = node.name
    return namespace == HTML or (namespace in SVG_NAMESPACES and local not in QUIET_ELEMENTS)


def _list_attributes(node: Node) -> Iterator[tuple[str, str]]:
    """The attributes by their names, then the properties in `style`; those of other namespaces are the editors' own."""
    for (namespace, local), value in node.attributes.items():
        if namespace == XLINK and local == "href":
            yield "href", value
        elif not namespace and local != "style":
            yield local, value
    for declaration in node.attributes.get(Name("", "style"), "").split(";"):
        name, colon, value = (part.strip() for part in IMPORTANT.sub("", declaration).partition(":"))
        if colon:
            yield (name if name in PAINT or is_quiet(name, value) else f"style:{name}"), value


def _find_id(node: Node) -> str | None:
    return node.attributes.get(Name("", "id"))


def _find_ink(node: Node, ink: str) -> str:
    """What `currentColor` means in an element: its own colour, else that around it."""
    own = dict(_list_attributes(node)).get("color", "")
    return own if INK.fullmatch(own) and not CURRENT_COLOUR.search(own) else ink


def _find_view_box(root: Node) -> str:
    """The root's viewBox, or one of its width and height; Unusable where it has neither."""
    attributes = dict(_list_attributes(root))
    box = _read_numbers(attributes.get("viewBox", ""))
    if box is None:
        sizes = [LENGTH.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
        box = _read_numbers(" ".join(("0 0", *(size[1] for size in sizes if size))))
    if box is None:
        raise Unusable("it has neither a viewBox nor a width and height in px")
    return " ".join(f"{number:.4f}".rstrip("0").rstrip(".") for number in box)


def _read_numbers(text: str) -> list[float] | None:
    """The four numbers of a viewBox; None where they are no box."""
    try:
        numbers = [float(number) for number in text.replace(",", " ").split()]
    except ValueError:
        return None
    sound = len(numbers) == 4 and all(isfinite(number) and abs(number) < MOST_UNITS for number in numbers)
    return numbers if sound and min(numbers[2:]) >= LEAST_UNITS else None


def _element(tag: str, attributes: dict[str, str], inner: str) -> str:
    written = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"
