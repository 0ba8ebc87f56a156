"""AG411: a fact with a value that the tables of the project file do not allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import suggest
from archgen.queries.where import holds, says

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Fact
    from archgen.model.project import Table

SILENT = ("unknown", "none", "blank")  # what every column allows: nothing is said


def find_unlisted_values(architecture: Architecture, tables: Sequence[Table]) -> Iterator[Finding]:
    """Values and corrections that a column of a table which shows the system does not list, each once."""
    listed = {
        column.key: column.values
        for table in tables
        if holds(architecture, table.where)
        for column in table.columns
        if column.values and column.field is None
    }
    for fact in architecture.facts:
        for place, value in _list_values(fact):
            allowed = listed.get(fact.key, ())
            if allowed and not any(says(value, word) for word in (*allowed, *SILENT)):
                yield _report(fact.key, value, place, allowed)


def _list_values(fact: Fact) -> Iterator[tuple[Place, str]]:
    yield Place((*fact.path, "value")), fact.value
    if fact.corrected is not None:
        yield Place((*fact.path, "corrected", "value")), fact.corrected


def _report(key: str, value: str, place: Place, allowed: Sequence[str]) -> Finding:
    near = suggest(value.partition(" (")[0], allowed)
    hint = f"did you mean `{near[0]}`? " if near else ""
    values = ", ".join((*allowed, *SILENT))
    help = f"{hint}values: {values}; a note may follow in parentheses; a new value goes into `values` in archgen.yaml"
    return Finding("AG411", f"`{key}` cannot be `{value}`", place, help=help)
