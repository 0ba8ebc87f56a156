"""Two systems in one picture: what each half shows. What one has and the other lacks is a ghost in the other half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.model.ghosts import build_ghost
from archgen.model.kinds import GROUP
from archgen.model.naming import title_case
from archgen.model.saying import say_fact
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Component
    from archgen.model.project import Table
    from archgen.views.graph import ViewGraph

# The roles that a comparison asks about: who lacks one has a ghost there, even in a lane with other cards.
ROLES = frozenset({"client", "ui", "server", "metadata-db", "artifact-store"})
COLUMNS = 2


class Side(NamedTuple):
    """One of two systems: all that is known of it, and what its view shows."""

    architecture: Architecture
    graph: ViewGraph


class Difference(NamedTuple):
    """A fact that is not the same in two systems: what it is called, and what each says."""

    label: str
    texts: tuple[str, str]


def build_halves(left: Side, right: Side) -> tuple[ViewGraph, ViewGraph]:
    """The graphs of the two halves: narrow, without steps and records, and each with ghosts for what only the other has."""
    return _build_half(left, right.graph), _build_half(right, left.graph)


def _build_half(side: Side, other: ViewGraph) -> ViewGraph:
    graph = side.graph
    return graph._replace(
        components=(*graph.components, *_find_ghosts(side, other)),
        kinds={**other.kinds, **graph.kinds},
        steps=(),
        records={},
        direction="down",
        layout="grid",
        routing="channels",
        max_columns=COLUMNS,
    )


def _find_ghosts(side: Side, other: ViewGraph) -> Iterator[Component]:
    """A ghost for each role of the other that this system lacks: those of ROLES, and those in a lane that is empty here.

    What the system has, though its view does not show it, is not lacking. What the spec itself calls absent keeps its words.
    """
    lanes = {component.lane for component in side.graph.components}
    has = {kind for c in side.architecture.components if c.presence == "present" for kind in (c.kind, *c.also)}
    shown = {component.kind for component in side.graph.components}
    own = {c.kind: c for c in side.architecture.components if c.presence != "present"}
    for kind, lane in _list_roles(other):
        if kind not in has | shown and (kind in ROLES or lane not in lanes):
            yield own.get(kind) or build_ghost("absent", kind, lane, f"No {_lower(other.kinds[kind].label)}")


def _list_roles(graph: ViewGraph) -> Iterator[tuple[str, str]]:
    """The kinds that a graph shows, each once, with the lane where it is seen; of further roles of a card only those of ROLES."""
    present = [c for c in graph.components if c.presence == "present" and c.kind != GROUP]
    lanes = {kind: graph.kinds[kind].lane for c in present for kind in c.also if kind in ROLES}
    lanes |= {c.kind: c.lane for c in reversed(present)}
    yield from ((kind, lanes[kind]) for kind in graph.kinds if kind in lanes)


def _lower(label: str) -> str:
    """A kind's word inside a sentence: `Metadata DB` begins with a small letter, `API gateway` does not."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def list_differences(left: Architecture, right: Architecture, tables: Sequence[Table]) -> tuple[Difference, ...]:
    """The facts that differ, corrected where there is a correction: those of the tables in their order, then all others."""
    facts = [{fact.key: say_fact(fact) for fact in architecture.facts} for architecture in (left, right)]
    labels = {column.key: column.label for table in tables for column in table.columns if column.field is None}
    found: list[Difference] = []
    for key in dict.fromkeys((*labels, *facts[0], *facts[1])):
        texts = facts[0].get(key, ""), facts[1].get(key, "")
        if texts[0] != texts[1]:
            found.append(Difference(labels.get(key) or title_case(key.replace("_", "-")), texts))
    return tuple(found)
