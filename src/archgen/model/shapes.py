"""Shapes: what a value in a file may look like, as data.

The spec language and the project file are defined with them (`archgen.model.spec`, `archgen.model.project`). A shape reads
a sound value at once and refuses any other without a word; what is wrong, and where, is then told by Pydantic models made
from the same shapes (`archgen.model.pydantics`). So a sound spec is read without loading Pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Protocol, Union, get_args, get_origin

from archgen.values import NamedTuple

ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
TRUE_WORDS = frozenset({"yes", "true"})
FALSE_WORDS = frozenset({"no", "false"})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PORT = re.compile(r"[0-9]{1,5}")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MOST_PORT = 65535
COUNT = re.compile(r"[1-9][0-9]?")
MOST_COUNT = 99
MOST_DEPTH = 9
ID = re.compile(ID_PATTERN)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


class Unreadable(Exception):  # noqa: N818  # not an error to report: it only sends the reader to those who can explain
    """The value does not have its shape."""


class Shape(Protocol):
    """What a value may look like."""

    def read(self, value: Any) -> Any:
        """The value as it is used; Unreadable where it does not have this shape."""


class Text(NamedTuple):
    """A text of so many characters, without control characters."""

    most: int
    least: int = 1
    stripped: bool = True

    def read(self, value: Any) -> str:
        """The text, without the spaces around it where those do not matter."""
        if not isinstance(value, str) or CONTROL.search(value):
            raise Unreadable
        text = value.strip() if self.stripped else value
        if not self.least <= len(text) <= self.most:
            raise Unreadable
        return text


class Flag(NamedTuple):
    """Yes or no, as people write them."""

    def read(self, value: Any) -> bool:
        """True or False."""
        word = value.lower() if isinstance(value, str) else ""
        if word in TRUE_WORDS or value is True:
            return True
        if word in FALSE_WORDS or value is False:
            return False
        raise Unreadable


class Choice(NamedTuple):
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, value: Any) -> str:
        """The word."""
        if isinstance(value, str) and value in self.words:
            return value
        raise Unreadable


class Matched(NamedTuple):
    """A text of a fixed form; ``error`` is what Pydantic calls one that is not."""

    form: str
    error: str
    most: int = 10

    def read(self, value: Any) -> Any:
        """The text, or what it stands for."""
        if isinstance(value, str) and FORMS[self.form].fullmatch(value) and len(value) <= self.most:
            try:
                return READERS.get(self.form, str)(value)
            except ValueError:
                pass
        raise Unreadable


def _read_port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= MOST_PORT:
        raise ValueError
    return number


FORMS: dict[str, re.Pattern[str]] = {
    "id": ID,
    "day": DAY,
    "port": PORT,
    "count": COUNT,
    "colour": COLOUR,
    "depth": re.compile(f"[1-{MOST_DEPTH}]"),
    "version": re.compile("1"),
}
READERS: dict[str, Callable[[str], Any]] = {
    "day": date.fromisoformat,
    "port": _read_port,
    "count": int,
    "colour": str.lower,
    "depth": int,
}


class Term(NamedTuple):
    """A word of a vocabulary, which a catalogue may add to: whether it is one is seen when the spec is resolved."""

    vocabulary: str
    most: int = 60

    def read(self, value: Any) -> str:
        """The word."""
        return Text(self.most).read(value)


class Listed(NamedTuple):
    """A list; ``single``: one text is a list of one; ``empty``: a key without a value is an empty list."""

    item: Shape
    single: bool = True
    empty: bool = False

    def read(self, value: Any) -> tuple[Any, ...]:
        """The items."""
        if self.single and isinstance(value, str):
            value = [value]
        if self.empty and value is None:
            return ()
        if not isinstance(value, list):
            raise Unreadable
        read = self.item.read
        return tuple([read(item) for item in value])


class Mapped(NamedTuple):
    """A mapping from keys to values; ``empty``: a key without a value is an empty mapping."""

    key: Shape
    value: Shape
    empty: bool = True

    def read(self, value: Any) -> dict[str, Any]:
        """The mapping."""
        if self.empty and value is None:
            return {}
        if not isinstance(value, dict):
            raise Unreadable
        read_key, read_value = self.key.read, self.value.read
        return {read_key(key): read_value(item) for key, item in value.items()}


class Nested(NamedTuple):
    """A mapping with the keys of a class; ``empty``: a key without a value has none of them."""

    type: Any
    empty: bool = False

    def read(self, value: Any) -> Any:
        """An instance of the class."""
        if self.empty and value is None:
            value = {}
        if not isinstance(value, dict):
            raise Unreadable
        return read_fields(self.type, value)


class Anything(NamedTuple):
    """Not written by an author: set by archgen on the way, and taken as it is."""

    def read(self, value: Any) -> Any:
        """The value."""
        return value


class Field(NamedTuple):
    """A key of a class: its name in Python, its shape, whether it may be null, and what it means."""

    name: str
    shape: Shape
    nullable: bool
    description: str


@cache
def list_fields(type: Any) -> Mapping[str, Field]:
    """The fields of a class (a NamedTuple whose annotations carry shapes), by the keys that stand for them in a file."""
    return {name.rstrip("_"): _read_annotation(name, hint) for name, hint in type.__annotations__.items()}


def _read_annotation(name: str, hint: Any) -> Field:
    metadata = list(getattr(hint, "__metadata__", ()))
    nullable = False
    inner = get_args(hint)[0] if metadata else hint
    if get_origin(inner) in {Union, UnionType}:
        nullable = True
        inner = next(option for option in get_args(inner) if option is not type(None))
        metadata = [*getattr(inner, "__metadata__", ()), *metadata]
    description = next((item for item in metadata if isinstance(item, str)), "")
    shape = next(item for item in metadata if not isinstance(item, str))
    return Field(name, shape, nullable, description)


def list_keys(type: Any, path: tuple[str | int, ...]) -> list[str]:
    """The keys that an author may write in the item at a path inside an instance of a class."""
    inner: Any = Nested(type)
    for step in path:
        match inner:
            case Nested(inside):
                inner = list_fields(inside)[str(step)].shape
            case Mapped(_, value):
                inner = value
            case Listed(item):
                inner = item
    return [key for key, field in list_fields(inner.type).items() if not isinstance(field.shape, Anything)]


def list_classes(type: Any) -> list[Any]:
    """A class and all classes that are nested in it, each once."""
    found = [type]
    for field in list_fields(type).values():
        inner: Any = field.shape
        while isinstance(inner, Listed | Mapped):
            inner = inner.item if isinstance(inner, Listed) else inner.value
        found += list_classes(inner.type) if isinstance(inner, Nested) else []
    return list(dict.fromkeys(found))


def read_fields(type: Any, data: Mapping[str, Any]) -> Any:
    """An instance of a class from plain data; Unreadable where anything in it does not have its shape."""
    fields = list_fields(type)
    values: dict[str, Any] = {}
    for key, value in data.items():
        field = fields.get(key)
        if field is None:
            raise Unreadable
        values[field.name] = None if value is None and field.nullable else field.shape.read(value)
    try:
        return type(**values)
    except TypeError:  # a required key is missing
        raise Unreadable from None
