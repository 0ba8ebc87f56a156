"""A YAML document as nodes that know where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.diagnostics.source import Source, Span


class Scalar(NamedTuple):
    """A text. ``plain`` says that it stands without quotes and is no block text; nothing is retyped."""

    span: Span
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether YAML 1.2's core schema reads it as nothing."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


class Sequence(NamedTuple):
    """A list of nodes."""

    span: Span
    items: tuple[Node, ...]


class Entry(NamedTuple):
    """A key with its value."""

    key: Scalar
    value: Node


class Mapping(NamedTuple):
    """Keys with values, in the author's order, no key twice."""

    span: Span
    entries: tuple[Entry, ...]

    def entry(self, key: str) -> Entry | None:
        """The entry with this key."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


Node = Scalar | Sequence | Mapping


class Document(NamedTuple):
    """A parsed file: its source and the mapping at its top."""

    source: Source
    root: Mapping
