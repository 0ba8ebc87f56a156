"""Text as a terminal shows it: what it would act on is made visible, and how many cells the rest takes."""

from __future__ import annotations

import unicodedata

TAB_WIDTH = 4
ACTED_ON = {"Cc", "Cf", "Cs", "Zl", "Zp"}
ZERO_WIDTH_JOINER = "\u200d"  # holds emoji together: shown as it is


def show_text(text: str, *, tabs: bool = False, keep_breaks: bool = False) -> str:
    """The text with everything that a terminal would act on made visible, like ``<U+001B>``.

    With ``tabs`` a tab is shown as spaces; with ``keep_breaks`` line feeds stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(show_character(character, tabs=tabs, keep_breaks=keep_breaks) for character in text)


def show_character(character: str, *, tabs: bool = False, keep_breaks: bool = False) -> str:
    """A character as it may be written to a terminal."""
    if character == "\t" and tabs:
        return " " * TAB_WIDTH
    if character == "\n" and keep_breaks:
        return character
    if character != ZERO_WIDTH_JOINER and unicodedata.category(character) in ACTED_ON:
        return f"<U+{ord(character):04X}>"
    return character


def measure_cells(text: str) -> int:
    """How many columns of a terminal a text takes: wide East Asian characters take two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_measure_character, text))


def _measure_character(character: str) -> int:
    if character == ZERO_WIDTH_JOINER or unicodedata.category(character) in {"Mn", "Me"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
