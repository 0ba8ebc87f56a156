"""The tree of an SVG text, read without risk: no DOCTYPE, no entities, so many elements, so deep."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import ParseError, XMLParser

from archgen.values import NamedTuple

MOST_ELEMENTS = 2000
MOST_DEPTH = 32
SVG_NAMESPACES = frozenset({"", "http://www.w3.org/2000/svg"})
XLINK = "http://www.w3.org/1999/xlink"
DECLARATION = re.compile(r"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
DECLARED = ("it has a DOCTYPE or an entity", "delete that line: SVG needs none")


class Unusable(Exception):  # noqa: N818  # not an error to report as such: the card falls back to a monogram
    """Why a file cannot be an icon, in words, and what would help."""

    def __init__(self, reason: str, help: str = "") -> None:
        super().__init__(reason)
        self.help = help


class Name(NamedTuple):
    """The name of an element or an attribute."""

    namespace: str
    local: str


class Node(NamedTuple):
    """An element: its attributes in their order, and the elements in it. Its text is nowhere kept."""

    name: Name
    attributes: dict[Name, str]
    children: list[Node]


def read_tree(text: str) -> Node:
    """The root element; Unusable where the text is no XML, or could do harm to who reads it."""
    if DECLARATION.search(text):
        raise Unusable(*DECLARED)
    builder = _Builder()
    parser = XMLParser(target=builder)
    try:
        parser.feed(text)
        parser.close()
    except (ParseError, ValueError) as error:
        raise Unusable("it is not XML") from error
    root = builder.root
    if root is None or root.name.local != "svg" or root.name.namespace not in SVG_NAMESPACES:
        raise Unusable("it is not SVG")
    return root


class _Builder:
    """What the parser tells of, held to the limits."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self._open: list[Node] = []
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise Unusable(f"it has more than {MOST_ELEMENTS} elements")
        if len(self._open) >= MOST_DEPTH:
            raise Unusable(f"its elements are nested more than {MOST_DEPTH} deep")
        node = Node(_split(tag), {_split(name): value for name, value in attributes.items()}, [])
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._open.pop()

    def doctype(self, *declared: Any) -> None:
        """A DOCTYPE that nobody saw before: refused here, too."""
        raise Unusable(*DECLARED)

    def close(self) -> None:
        """The text ends."""


def _split(name: str) -> Name:
    """A name as the parser writes it: ``{namespace}local``."""
    namespace, _, local = name.rpartition("}")
    return Name(namespace.removeprefix("{"), local)
