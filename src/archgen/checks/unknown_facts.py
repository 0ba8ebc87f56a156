"""AG424: a rule or a table of the project file asks for a fact that no system has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.conditions import FACT_PREFIX

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture
    from archgen.model.conditions import Condition
    from archgen.model.project import Project


def find_unknown_facts(architectures: Sequence[Architecture], project: Project) -> Iterator[Finding]:
    """Keys of facts that the project file speaks of, and no system of the catalogue has."""
    known = list(dict.fromkeys(fact.key for architecture in architectures for fact in architecture.facts))
    for key, place in _list_asked(project):
        if key not in known:
            help = did_you_mean(key, known) or f"facts: {', '.join(known) or 'none'}"
            yield Finding("AG424", f"no system has a fact `{key}`", place, help=help)


def _list_asked(project: Project) -> Iterator[tuple[str, Place]]:
    for rule in project.rules:
        path: Path = ("rules", rule.id)
        for part in ("when", "unless", "has", "lacks"):
            yield from _list_in(getattr(rule, part), (*path, part))
        yield from ((fact, Place((*path, "names", f"{FACT_PREFIX}{fact}"), "key")) for fact, _ in rule.names)
    for index, table in enumerate(project.tables):
        path = ("tables", index)
        yield from _list_in(table.where, (*path, "where"))
        for number, column in enumerate(table.columns):
            if column.field is None:
                yield column.key, Place((*path, "columns", number, "key"))


def _list_in(conditions: Sequence[Condition], path: Path) -> Iterator[tuple[str, Place]]:
    for condition in conditions:
        if condition.fact is not None:
            yield condition.fact, Place((*path, condition.key), "key")
