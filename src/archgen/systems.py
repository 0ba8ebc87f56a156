"""What is asked of all systems of a catalogue at once: whether they are consistent, which of them conditions hold for, and how
they compare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.errors import UsageError
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.api import Loaded
    from archgen.batch.projects import LoadedProject
    from archgen.diagnostics.diagnostic import Diagnostic, Place
    from archgen.model.architecture import Architecture
    from archgen.model.conditions import Condition
    from archgen.model.project import Table
    from archgen.queries.where import Match
    from archgen.tables.comparison import Comparison


def check_systems(systems: Sequence[Loaded], project: LoadedProject) -> list[Diagnostic]:
    """What is not consistent over all systems, each time where it is written; those that do not load are left out."""
    from archgen.checks.catalogue import check_catalogue
    from archgen.model.extending import is_inherited
    from archgen.yamltext.locate import locate_findings

    sound = [(loaded, loaded.architecture) for loaded in systems if loaded.architecture is not None]
    texts = [loaded.texts for loaded, _ in sound]
    found: list[Diagnostic] = []
    for number, finding in check_catalogue([architecture for _, architecture in sound]):
        if not is_inherited(finding, texts[number][0]):
            found += locate_findings([finding], texts[number][0], texts[number][1:], texts)
    everything = len(sound) == len(systems)  # what does not load may have the facts that are missed
    return [*found, *(_check_project(sound, project) if everything else ())]


def _check_project(systems: Sequence[tuple[Loaded, Architecture]], project: LoadedProject) -> list[Diagnostic]:
    from archgen.checks.unknown_facts import find_unknown_facts
    from archgen.checks.unknown_systems import find_unknown_systems
    from archgen.yamltext.locate import locate_findings

    if project.document is None:
        return []
    found = [
        *find_unknown_facts([architecture for _, architecture in systems], project.project),
        *find_unknown_systems([loaded.tool for loaded, _ in systems], project.project),
    ]
    return list(dict.fromkeys(locate_findings(found, project.document)))  # tables may share columns by an anchor


class Answer(NamedTuple):
    """A system for which conditions hold, and what in it makes them hold."""

    system: Loaded
    architecture: Architecture
    matches: tuple[Match, ...]


def ask_systems(systems: Sequence[Loaded], conditions: Sequence[Condition]) -> Iterator[Answer]:
    """The systems for which all conditions hold, in their order."""
    from archgen.queries.where import find_matches

    for loaded in systems:
        matches = find_matches(loaded.architecture, conditions) if loaded.architecture else None
        if loaded.architecture is not None and matches is not None:
            yield Answer(loaded, loaded.architecture, matches)


class FileLine(NamedTuple):
    """Where something is written: the file as it is reported, line and column from 1."""

    file: str
    line: int
    column: int


def find_line(loaded: Loaded, place: Place) -> FileLine:
    """Where an item of a system is written: in its spec, or in one that this extends."""
    from archgen.yamltext.locate import find_home, find_span

    own = loaded.texts[0]
    source, span = find_home(loaded.texts, place) or (own.source, find_span(own, place))
    return FileLine(source.name, *source.position(span.start))


class Wanted(NamedTuple):
    """What of a comparison is wanted: tables by title, columns by key or label (all where none is named), corrected facts."""

    titles: Sequence[str] = ()
    columns: Sequence[str] = ()
    corrected: bool = False


def compare_chosen(systems: Sequence[Loaded], wanted: Wanted, *, everything: bool) -> Comparison:
    """The tables that the catalogue of the first system has, filled; those that do not load are left out.

    Where not ``everything`` is compared, tables that show none of the systems are left out, too. UsageError where none is left,
    or something is wanted that does not exist.
    """
    from archgen.tables.choosing import choose_tables, drop_empty
    from archgen.tables.comparison import System, compare_systems

    tables = choose_tables(_find_tables(systems), wanted.titles, wanted.columns)
    known = [System(loaded.tool, loaded.architecture) for loaded in systems if loaded.architecture is not None]
    comparison = compare_systems(tables, known, wanted.corrected)
    return comparison if everything or not known else drop_empty(comparison)


def find_errors(systems: Sequence[Loaded]) -> list[Diagnostic]:
    """The errors of all specs and of their project file, each once."""
    found = dict.fromkeys(diagnostic for loaded in systems for diagnostic in loaded.diagnostics)
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


def _find_tables(systems: Sequence[Loaded]) -> tuple[Table, ...]:
    """The tables of the catalogue of the first system."""
    tables = systems[0].project.tables
    if not tables and not find_errors(systems):
        help = "write `tables:` into archgen.yaml, like `- {title: Licences, columns: [licence]}`"
        raise UsageError("the catalogue has no tables", help)
    return tables
