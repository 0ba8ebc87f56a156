"""The words behind ``archgen:begin``: bare ones, and options like ``view=overview`` or ``table="Free tools: Terms"``."""

from __future__ import annotations

import re

from archgen.diagnostics.source import Span
from archgen.values import NamedTuple

WORD = re.compile(r"""[^\s=]+=(?:"[^"]*"|'[^']*')(?=\s|$)|\S+""")
QUOTES = ("'", '"')


class Word(NamedTuple):
    """A word as it is written, and its place; ``key`` is what stands before its ``=``, ``value`` what stands behind it.

    A word without ``=`` has no value. Dashes before a key, as on the command line, are no part of it.
    """

    text: str
    span: Span
    key: str
    value: str | None

    @property
    def is_open(self) -> bool:
        """Whether its value begins with a quote that nothing ends."""
        return self.value is not None and self.value.startswith(QUOTES)


def read_words(text: str, offset: int) -> tuple[Word, ...]:
    """The words of a text that stands at an offset of a page."""
    return tuple(
        _read_word(match[0], Span(offset + match.start(), offset + match.end())) for match in WORD.finditer(text)
    )


def _read_word(text: str, span: Span) -> Word:
    key, equals, value = text.partition("=")
    if len(value) > 1 and value[0] in QUOTES and value[-1] == value[0]:
        value = value[1:-1]
    return Word(text, span, key.lstrip("-"), value if equals else None)
