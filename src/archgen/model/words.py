"""Words in texts."""

from __future__ import annotations

import re

# What parts words: every white space of Unicode but those that forbid a break (U+00A0, U+2007, U+202F).
SPACES = re.compile("[ \t\n\v\f\r\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")


def split_words(text: str) -> list[str]:
    """The words of a text: what stands between spaces that allow a break."""
    return [word for word in SPACES.split(text) if word]


def tidy(text: str) -> str:
    """A text on one line, its words with single spaces between them."""
    return " ".join(split_words(text))


def find_word(text: str, name: str) -> int | None:
    """Where a name stands in a text as a word of its own; None where it does not."""
    start = text.find(name)
    while start >= 0:
        before, after = text[:start][-1:], text[start + len(name) :][:1]
        if not _joins(before) and not _joins(after):
            return start
        start = text.find(name, start + 1)
    return None


def _joins(character: str) -> bool:
    """Whether a character makes a longer word of what it stands beside."""
    return character.isalnum() or character in {"_", "+", "#", "-"}
