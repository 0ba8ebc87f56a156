"""Which tables, columns and systems of a comparison are wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean
from archgen.tables.comparison import split_columns

if TYPE_CHECKING:
    from archgen.model.project import Column, Table
    from archgen.tables.comparison import Comparison

T = TypeVar("T")


class UnknownNameError(UsageError):
    """A table or a column was asked for by a name that none has."""

    def __init__(self, name: str, message: str, help: str) -> None:
        super().__init__(message, help)
        self.name = name


def choose_tables(tables: Sequence[Table], titles: Sequence[str], columns: Sequence[str]) -> list[Table]:
    """The tables with one of the titles (or a side of its colon), and of those only the columns asked for by key or label;
    where nothing is asked for, all. UnknownNameError where something asked for does not exist.
    """
    chosen = _pick(tables, titles, _name_table, "table")
    if not columns:
        return chosen
    wanted = _pick(_list_columns(chosen), columns, _name_column, "column")
    narrowed = [_narrow(table, wanted) for table in chosen]
    return [table for table in narrowed if split_columns(table)[1]] or narrowed


def drop_empty(comparison: Comparison) -> Comparison:
    """A comparison of chosen systems without the tables that show none of them; UsageError where none is left."""
    filled = tuple(table for table in comparison.tables if table.rows)
    if not filled:
        raise UsageError(
            "no table shows what you chose", "`where` of the tables in archgen.yaml says which systems they show"
        )
    return comparison._replace(tables=filled)


def list_names(tables: Sequence[Table]) -> tuple[set[str], set[str]]:
    """The names by which tables and columns can be asked for, in small letters."""
    named = [name.casefold() for table in tables for name in _name_table(table)]
    return set(named), {name.casefold() for column in _list_columns(tables) for name in _name_column(column)}


def _list_columns(tables: Sequence[Table]) -> list[Column]:
    return [column for table in tables for names, others in [split_columns(table)] for column in (*others, names)]


def _name_table(table: Table) -> tuple[str, ...]:
    heading, _, part = table.title.partition(": ")
    return tuple(dict.fromkeys(name for name in (table.title, heading, part) if name))


def _name_column(column: Column) -> tuple[str, ...]:
    return column.key, column.label


def _narrow(table: Table, wanted: Sequence[Column]) -> Table:
    """A table with its names and the columns that are wanted."""
    names, columns = split_columns(table)
    own = (names,) if names in table.columns else ()
    return table._replace(columns=(*own, *(column for column in columns if column in wanted)))


def _pick(items: Sequence[T], wanted: Sequence[str], names: Callable[[T], Sequence[str]], word: str) -> list[T]:
    """The items that have one of the names, in their own order, in small or capital letters; all where no name is given."""
    known = {name.casefold(): name for item in items for name in names(item)}
    for text in wanted:
        if text.casefold() not in known:
            choices = ", ".join(dict.fromkeys(names(item)[0] for item in items))
            help = did_you_mean(text, known.values()) or f"{word}s: {choices}"
            raise UnknownNameError(text, f"there is no {word} `{text}`", help)
    asked = {text.casefold() for text in wanted}
    return [item for item in items if not asked or not asked.isdisjoint(name.casefold() for name in names(item))]
