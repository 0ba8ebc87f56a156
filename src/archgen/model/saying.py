"""The text of a fact, as tables print it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.model.architecture import Fact

WORDS = {"yes": "Yes", "no": "No", "unknown": "?", "none": "-", "blank": ""}


def say_word(text: str) -> str:
    """A value as one reads it: some words have a meaning of their own."""
    return WORDS.get(text, text)


def say_original(fact: Fact) -> str:
    """The text of a fact as it was told first: with its doubt and its note."""
    text = say_word(fact.value)
    doubt = "?" if fact.confidence == "uncertain" and text != "?" else ""
    return f"{text}{doubt} ({fact.note})" if fact.note else f"{text}{doubt}"


def say_fact(fact: Fact) -> str:
    """The text of a fact, corrected where it is; a correction speaks for itself."""
    return say_original(fact) if fact.corrected is None else say_word(fact.corrected)
