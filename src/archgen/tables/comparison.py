"""Comparison: the tables of a project file, filled with what the systems say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archgen.model.project import Column, Table
from archgen.model.saying import say_fact, say_original, say_word
from archgen.queries.where import holds
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Fact

NAME_FIELDS = ("name", "title")
NAMES = Column("system", "System", (), "title")  # the first column of a table that has none of its own for names


class System(NamedTuple):
    """A system, and what it is called on the command line."""

    tool: str
    architecture: Architecture


class Cell(NamedTuple):
    """What a system says in a column; ``numbers`` are those of the sources of a correction.

    ``fact`` is None where the column shows a key of the spec, and where the system does not have the fact.
    """

    text: str
    fact: Fact | None = None
    sources: tuple[str, ...] = ()
    corrected_sources: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()

    @property
    def marked(self) -> str:
        """The text with the numbers of its sources."""
        return " ".join(
            (*([self.text] if self.text else ()), "".join(f"[{number}]" for number in self.numbers))
        ).strip()


class Row(NamedTuple):
    """A system's line in a table."""

    tool: str
    name: str
    cells: tuple[Cell, ...]


class FilledTable(NamedTuple):
    """A table with its rows; the names of the systems stand apart, under a heading of their own."""

    title: str
    names: Column
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def heading(self) -> str:
        """What it shares with tables beside it: its title up to the first colon."""
        return self.title.partition(": ")[0]

    @property
    def part(self) -> str:
        """What it alone is called; empty where its title has no colon."""
        return self.title.partition(": ")[2]


class Comparison(NamedTuple):
    """Tables in their order; with corrections, the sources of those, by number from 1."""

    tables: tuple[FilledTable, ...]
    corrected: bool
    sources: tuple[str, ...]


def compare_systems(tables: Sequence[Table], systems: Sequence[System], corrected: bool) -> Comparison:
    """The tables, filled: facts as they were told first, or (``corrected``) as they should have been."""
    filler = _Filler(corrected)
    filled = tuple(filler.fill(table, systems) for table in tables)
    return Comparison(filled, corrected, tuple(filler.numbers))


def split_columns(table: Table) -> tuple[Column, tuple[Column, ...]]:
    """The column with the names of the systems, and the others."""
    if table.columns and table.columns[0].field in NAME_FIELDS:
        return table.columns[0], table.columns[1:]
    return NAMES, table.columns


class _Filler:
    """Fills tables, and numbers the sources of corrections in the order in which they are read."""

    def __init__(self, corrected: bool) -> None:
        self.corrected = corrected
        self.numbers: dict[str, int] = {}

    def fill(self, table: Table, systems: Sequence[System]) -> FilledTable:
        names, columns = split_columns(table)
        rows = (self._fill_row(names, columns, system) for system in _choose_systems(table, systems))
        return FilledTable(table.title, names, columns, tuple(rows))

    def _fill_row(self, names: Column, columns: Sequence[Column], system: System) -> Row:
        facts = {fact.key: fact for fact in system.architecture.facts}
        cells = tuple(self._fill_cell(column, facts, system.architecture) for column in columns)
        return Row(system.tool, _read_field(system.architecture, str(names.field)), cells)

    def _fill_cell(self, column: Column, facts: dict[str, Fact], architecture: Architecture) -> Cell:
        if column.field is not None:
            return Cell(_read_field(architecture, column.field))
        fact = facts.get(column.key)
        if fact is None:
            return Cell("")
        text = say_fact(fact) if self.corrected else say_original(fact)
        addresses, corrections = (
            _find_addresses(keys, architecture) for keys in (fact.sources, fact.corrected_sources)
        )
        shown = corrections if self.corrected else ()
        numbers = tuple(self.numbers.setdefault(address, len(self.numbers) + 1) for address in shown)
        return Cell(text, fact, addresses, corrections, numbers)


def _find_addresses(keys: Sequence[str], architecture: Architecture) -> tuple[str, ...]:
    """Sources by their addresses, each once; what has no key is its own address."""
    return tuple(dict.fromkeys(architecture.sources.get(key, key) for key in keys))


def _choose_systems(table: Table, systems: Sequence[System]) -> list[System]:
    """The systems that a table shows: first those that it orders, then the others by name."""
    places = {tool: place for place, tool in enumerate(table.order)}
    found = [system for system in systems if holds(system.architecture, table.where)]
    return sorted(
        found, key=lambda system: (places.get(system.tool, len(places)), system.architecture.title.casefold())
    )


def _read_field(architecture: Architecture, field: str) -> str:
    """A key of the spec as a text; empty where it has none."""
    value = getattr(architecture, field)
    if field == "kubernetes" and value:
        return say_word(value).capitalize()
    return str(value) if value else ""
