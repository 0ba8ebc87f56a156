"""Words in texts."""

from __future__ import annotations


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
