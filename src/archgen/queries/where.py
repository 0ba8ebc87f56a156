"""Whether conditions hold for a system, and what in it makes them hold.

Conditions on components must all hold for the same component, those on flows for the same flow, those on groups for the
same group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from archgen.diagnostics.diagnostic import Place
from archgen.model.conditions import FACT_PREFIX, Condition, Sort, find_key
from archgen.model.technologies import is_technology
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Component, Fact, Flow, Group


class Match(NamedTuple):
    """A thing of a system for which conditions hold: its id (or key), what can be said of it in a line, and its place."""

    sort: Sort
    id: str
    text: str
    place: Place


def holds(architecture: Architecture, conditions: Sequence[Condition]) -> bool:
    """Whether all conditions hold for a system."""
    return find_matches(architecture, conditions) is not None


def find_matches(architecture: Architecture, conditions: Sequence[Condition]) -> tuple[Match, ...] | None:
    """What in a system makes the conditions hold, in the order of the sorts and of the spec; None where they do not all hold.

    Without a condition every system is found, and nothing in it.
    """
    found: list[Match] = []
    for sort, search in SEARCHES.items():
        asked = [condition for condition in conditions if _sort_of(condition) == sort]
        matches = search(architecture, asked) if asked else []
        if asked and not matches:
            return None
        found += matches
    return tuple(found)


def _sort_of(condition: Condition) -> Sort | None:
    key = find_key(condition.key)
    return key.sort if key else None


def _is_one(values: Iterable[str], condition: Condition) -> bool:
    """Whether one of the values that a thing has is one of those that a condition asks for."""
    return not set(values).isdisjoint(condition.values)


# What a component has under each key.
OF_COMPONENT: Mapping[str, Callable[[Architecture, Component], Iterable[str]]] = {
    "kind": lambda architecture, component: (component.kind, *component.also),
    "group": lambda architecture, component: architecture.groups_around(component),
    "code": lambda architecture, component: (component.code,) if component.code else (),
    "optional": lambda architecture, component: ("yes" if component.optional else "no",),
    "lane": lambda architecture, component: (component.lane,),
    "confidence": lambda architecture, component: (component.confidence,),
}


def has_component(architecture: Architecture, component: Component, condition: Condition) -> bool:
    """Whether a condition holds for a component; what is absent or unpublished is none."""
    if component.presence != "present":
        return False
    if condition.key == "technology":
        named = (*component.technology, *component.any_of)
        return any(
            is_technology(text, value, architecture.technologies) for text in named for value in condition.values
        )
    return _is_one(OF_COMPONENT[condition.key](architecture, component), condition)


def _find_components(architecture: Architecture, conditions: Sequence[Condition]) -> list[Match]:
    return [
        Match("component", component.id, _describe(component), Place(component.path, "key"))
        for component in architecture.components
        if all(has_component(architecture, component, condition) for condition in conditions)
    ]


def _describe(component: Component) -> str:
    """A component's name, and what it is made with."""
    made_with = ", ".join((*component.technology, *component.any_of))
    return f"{component.name}: {made_with}" if made_with else component.name


def _find_flows(architecture: Architecture, conditions: Sequence[Condition]) -> list[Match]:
    return [
        Match("flow", _write_arrow(flow), flow.label, Place(flow.path))
        for flow in architecture.flows
        if any(_holds_this_way(architecture, *ends, flow, conditions) for ends in _directions(flow))
    ]


def _directions(flow: Flow) -> Iterator[tuple[str, str]]:
    yield flow.from_id, flow.to_id
    if flow.both:
        yield flow.to_id, flow.from_id


def _holds_this_way(
    architecture: Architecture, start: str, end: str, flow: Flow, conditions: Sequence[Condition]
) -> bool:
    has = {"from": _kinds_of(architecture, start), "to": _kinds_of(architecture, end), "protocol": (flow.protocol,)}
    return all(_is_one(has[condition.key], condition) for condition in conditions)


def _kinds_of(architecture: Architecture, id: str) -> tuple[str, ...]:
    """The roles of a component; a group has none."""
    component = architecture.component_by_id.get(id)
    return (component.kind, *component.also) if component else ()


def _write_arrow(flow: Flow) -> str:
    return f"{flow.from_id} {'<->' if flow.both else '->'} {flow.to_id}"


def _find_groups(architecture: Architecture, conditions: Sequence[Condition]) -> list[Match]:
    return [
        Match("group", group.id, group.name, Place(group.path, "key"))
        for group in architecture.groups
        if all(_is_one(_cluster_of(group), condition) for condition in conditions)
    ]


def _cluster_of(group: Group) -> tuple[str, ...]:
    return (group.kubernetes,) if group.kubernetes else ()


def _find_of_system(architecture: Architecture, conditions: Sequence[Condition]) -> list[Match]:
    """What a system says of itself; nothing where one of the conditions does not hold."""
    found = [list(_ask_system(architecture, condition)) for condition in conditions]
    return [match for matches in found for match in matches] if all(found) else []


def _ask_system(architecture: Architecture, condition: Condition) -> Iterator[Match]:
    if condition.fact is not None:
        yield from _ask_fact(architecture, condition)
    elif condition.key == "kubernetes":
        if architecture.kubernetes in condition.values:
            yield Match("system", "kubernetes", str(architecture.kubernetes), Place(("kubernetes",)))
    else:
        for ghost in architecture.components:
            if ghost.presence == condition.key and ghost.kind in condition.values:
                yield Match("system", condition.key, ghost.kind, find_ghost_place(architecture, ghost))


def _ask_fact(architecture: Architecture, condition: Condition) -> Iterator[Match]:
    asked = condition.fact
    for fact in architecture.facts:
        if fact.key == asked and any(says(fact.truth, value) for value in condition.values):
            yield Match("system", f"{FACT_PREFIX}{fact.key}", fact.truth, find_truth_place(fact))


def find_truth_place(fact: Fact) -> Place:
    """Where the value stands that a fact should have: its correction, where there is one."""
    return Place((*fact.path, "value") if fact.corrected is None else (*fact.path, "corrected", "value"))


def find_ghost_place(architecture: Architecture, ghost: Component) -> Place:
    """Where it is said that a kind is absent (a key) or unpublished (an item of a list)."""
    if ghost.presence == "absent":
        return Place(ghost.path, "key")
    silent = [item.kind for item in architecture.components if item.presence == "unpublished"]
    return Place(("unpublished", silent.index(ghost.kind)))


def says(text: str, wanted: str) -> bool:
    """Whether a fact says something: in small or capital letters, with or without what stands behind it in parentheses."""
    said = text.casefold()
    return wanted.casefold() in {said, said.partition(" (")[0]}


SEARCHES: Mapping[Sort, Callable[[Architecture, Sequence[Any]], list[Match]]] = {
    "system": _find_of_system,
    "component": _find_components,
    "flow": _find_flows,
    "group": _find_groups,
}
