"""Monograms: one or two letters that stand for a name."""

from __future__ import annotations

import re

from archgen.style.text.metrics import split_clusters

BETWEEN_WORDS = re.compile(r"[\s!-/:-@\[-`{-~]+")
HUMPS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def choose_letters(name: str) -> tuple[str, ...]:
    """The initials of the first two words, or humps of one in camel case; where there is only one, its first letter."""
    words = [word for word in BETWEEN_WORDS.split(name) if word]
    parts = words if len(words) > 1 else [hump for word in words or [name] for hump in HUMPS.split(word)]
    return tuple(_capitalise(split_clusters(part)[0]) for part in parts[:2] if part)


def _capitalise(letter: str) -> str:
    """The letter as a capital, where that is one letter too (that of ``ß`` is two)."""
    capital = letter.upper()
    return capital if len(capital) == len(letter) else letter
