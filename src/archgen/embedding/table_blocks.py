"""Blocks of tables: ``archgen:begin table``, ``archgen:begin table mlflow dvc table=Features column=cli corrected``.

They hold what ``archgen table`` prints as Markdown for the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.errors import UsageError
from archgen.embedding.asks import Ask, Filled, is_option
from archgen.systems import Wanted, compare_chosen, find_errors
from archgen.tables.choosing import UnknownNameError, list_names
from archgen.tables.markdown import write_markdown

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.embedding.words import Word

KEYS = ("table", "column")
FORMS = {"table": "`table=...`", "column": "`column=...`", "corrected": "`corrected`"}
CORRECTED = ("corrected", "corrected=yes")


def fill_table(ask: Ask) -> Filled:
    """The comparison of all systems, or of those that are named."""
    wrong = list(_check_words(ask))
    if wrong:
        return [], wrong
    named = [path for word in ask.words if not _is_asked(word) for path in [ask.systems.find(word.text)] if path]
    loaded = [ask.systems.load(path) for path in dict.fromkeys(named or ask.systems.paths)]
    if not loaded:
        return [], [ask.report(ask.subject, "there is no system to compare", "`archgen new NAME` writes a first spec")]
    if errors := find_errors(loaded):
        return [], errors
    wanted = Wanted(_list_values(ask, "table"), _list_values(ask, "column"), any(map(_is_corrected, ask.words)))
    try:
        return write_markdown(compare_chosen(loaded, wanted, everything=not named)).split("\n"), []
    except UnknownNameError as error:
        word = next(word for word in ask.words if is_option(word, KEYS) and word.value == error.name)
        return [], [ask.report(word, str(error), error.help)]
    except UsageError as error:
        return [], [ask.report(ask.subject, str(error), error.help)]


def _check_words(ask: Ask) -> Iterator[Diagnostic]:
    """What is neither a system nor an option."""
    before: Word | None = None
    for word in ask.words:
        if word.is_open:  # what follows stands in the quote
            yield ask.report_option(word, FORMS)
            return
        if not _is_asked(word) and not ask.systems.find(word.text):
            yield _report_word(ask, word, before)
        before = word


def _report_word(ask: Ask, word: Word, before: Word | None) -> Diagnostic:
    if word.value is not None or word.key in FORMS or word.key != word.text:
        return ask.report_option(word, FORMS)
    if before is not None and before.value is not None and before.text.endswith(before.value):
        help = f'a value with spaces stands in quotes: `{before.key}="{before.value} {word.text}"`'
        return ask.report_system(word, help)
    return ask.report_system(word, _suggest_option(ask, word))


def _suggest_option(ask: Ask, word: Word) -> str:
    """The option for a word that is the title of a table, or a column's key or label; empty for others."""
    titles, columns = list_names(ask.systems.tables)
    found = [key for key, names in (("table", titles), ("column", columns)) if word.text.casefold() in names]
    return f"write `{found[0]}={word.text}`" if found else ""


def _is_asked(word: Word) -> bool:
    """Whether a word is an option, and no system."""
    return _is_corrected(word) or is_option(word, KEYS)


def _is_corrected(word: Word) -> bool:
    return word.text in CORRECTED


def _list_values(ask: Ask, key: str) -> Sequence[str]:
    """What is behind an option each time that it is written."""
    return [str(word.value) for word in ask.words if word.key == key and is_option(word, KEYS)]
