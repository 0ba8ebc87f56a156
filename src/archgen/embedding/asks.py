"""Asks: what a block wants to be filled with, and the options that it may have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.suggest import did_you_mean
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.diagnostics.source import Source
    from archgen.embedding.systems_read import Systems
    from archgen.embedding.words import Word


class Ask(NamedTuple):
    """The words of a block (its first one, and those behind it), the page that they stand in, and where things are found."""

    source: Source
    subject: Word
    words: tuple[Word, ...]
    page: Path
    pictures: Path
    systems: Systems

    def report(self, word: Word, message: str, help: str, code: str = "AG603") -> Diagnostic:
        """Something wrong with a word."""
        return Diagnostic(code, message, self.source, word.span, help=help)

    def report_system(self, word: Word, help: str = "") -> Diagnostic:
        """A word that names no system."""
        return self.report(word, f"no system is called `{word.text}`", help or self.systems.suggest(word.text))

    def report_option(self, word: Word, forms: Mapping[str, str]) -> Diagnostic:
        """A word that is no option, or one not in its form; ``forms`` are those of all options, by key."""
        if word.is_open:
            message, help = f"the quote of `{word.key}=` has no end", f'write `{word.key}="..."`, in one line'
        else:
            form = f"write {forms[word.key]}" if word.key in forms else did_you_mean(word.key, forms)
            message = f"`{word.text}` is no option of this block"
            help = form or f"its {'option is' if len(forms) == 1 else 'options are'} {', '.join(forms.values())}"
        return self.report(word, message, help)


# The lines of a block, or none and what is wrong with it.
Filled = tuple[Sequence[str], Sequence[Diagnostic]]


def is_option(word: Word, keys: Collection[str]) -> bool:
    """Whether a word is one of the options, with a value."""
    return word.key in keys and bool(word.value) and not word.is_open and not word.text.startswith("-")
