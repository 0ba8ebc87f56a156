"""A text as its author wrote it: blocks of entries, each with its comments, and values that are kept as they are typed."""

from __future__ import annotations

from archgen.values import NamedTuple
from archgen.yamltext.formatting.order import Marked
from archgen.yamltext.formatting.tokens import Token


class Words(NamedTuple):
    """A scalar or an alias, or what is not taken apart, kept as it is typed; lines after the first may be moved to the side."""

    lines: tuple[str, ...]
    keeps_breaks: bool = False


class Brackets(NamedTuple):
    """A mapping or list in brackets: its tokens, those of its parts among them."""

    tokens: tuple[Token, ...]


class Block(NamedTuple):
    """A mapping or list with an entry on each line; ``tail`` are the comments at its end, ``column`` is where it stood."""

    is_mapping: bool
    column: int
    entries: tuple[Entry, ...]
    tail: tuple[str, ...] = ()


Node = Words | Brackets | Block | None


class Entry(NamedTuple):
    """A key with its value, or an item of a list.

    ``head`` is what it begins with (``name:``, ``-``), ``properties`` are anchor and tag. ``above`` are the comments and the
    empty lines before it, ``behind`` is the comment on the line of its head; a value on a line below has comments of its own.
    ``following`` are comments that stand directly below it, and apart from what comes next. What ``is_odd`` is written in
    a way that is not taken apart.
    """

    above: tuple[str, ...]
    head: str
    node: Node
    key: str | None = None
    properties: str = ""
    behind: str = ""
    is_below: bool = False
    value_above: tuple[str, ...] = ()
    value_behind: str = ""
    following: tuple[str, ...] = ()
    marks: tuple[Marked, ...] = ()
    is_odd: bool = False


class Text(NamedTuple):
    """A whole text: what stands before its root, the root, and what stands behind."""

    preamble: tuple[str, ...]
    root: Entry
    end: tuple[str, ...] = ()
