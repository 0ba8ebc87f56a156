"""References between the parts of a spec: the tree of its groups, and what to say of an id that means nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.diagnostics.suggest import did_you_mean, suggest

if TYPE_CHECKING:
    from archgen.model.spec import Spec


def find_parents(spec: Spec) -> dict[str, str | None]:
    """The group around each group, without those that do not exist or lead round in a circle."""
    parents = {id: group.in_ if group.in_ in spec.groups else None for id, group in spec.groups.items()}
    for cycle in find_cycles(parents):
        parents[cycle[0]] = None
    return parents


def find_cycles(parents: Mapping[str, str | None]) -> list[list[str]]:
    """Groups that are inside themselves, each cycle once."""
    cycles: list[list[str]] = []
    settled: set[str] = set()
    for start in parents:
        trail: list[str] = []
        here: str | None = start
        while here is not None and here in parents and here not in settled and here not in trail:
            trail.append(here)
            here = parents[here]
        if here in trail:
            cycles.append(trail[trail.index(here) :])
        settled.update(trail)
    return cycles


def walk_up(parents: Mapping[str, str | None], group: str | None) -> Iterable[str]:
    """A group and those around it, the innermost first; the parents lead round in no circle."""
    while group is not None:
        yield group
        group = parents[group]


def find_filled(spec: Spec) -> set[str]:
    """The groups that hold a component, directly or in an inner group."""
    parents = find_parents(spec)
    homes = {component.in_ for component in spec.components.values() if component.in_ in spec.groups}
    return {group for home in homes for group in walk_up(parents, home)}


def find_nested(spec: Spec, a: str, b: str) -> tuple[str, str] | None:
    """Two ids, the inner one first, where one is a group that holds the other, or both are one group; else None."""
    parents = find_parents(spec)
    for inner, outer in ((a, b), (b, a)):
        component = spec.components.get(inner)
        home = inner if component is None else component.in_
        if outer in spec.groups and home in spec.groups and outer in walk_up(parents, home):
            return inner, outer
    return None


def report_unknown_component(spec: Spec, what: str, id: str, place: Place) -> Finding:
    """An id that neither a component nor a group has; ``what`` says what names it."""
    known = [*spec.components, *spec.groups]
    near = suggest(id, known)
    see = Place(("components" if near[0] in spec.components else "groups", near[0]), "key") if near else None
    message = f"{what} unknown component `{id}`"
    hint = did_you_mean(id, known) or f"components: {', '.join(list(spec.components)[:12])}"
    return Finding("AG301", message, place, "no component or group has this id", hint, see)


def report_group(spec: Spec, id: str, what: str, place: Place) -> Finding:
    """A group where a component is wanted: ``what`` says for what."""
    parents = find_parents(spec)
    inside = [group for group in spec.groups if id in walk_up(parents, group)]
    members = [name for name, component in spec.components.items() if component.in_ in inside]
    hint = f"name one of its components: {', '.join(members[:12])}" if members else "name a component"
    return Finding("AG301", f"`{id}` is a group, and {what} a component", place, "a group", hint)


def report_unknown_group(spec: Spec, id: str, path: Path) -> Finding:
    """An id that no group has."""
    if id in spec.components:
        component = Place(("components", id), "key")
        hint = "name a group; the component stands here"
        return Finding(
            "AG302", f"`{id}` is a component, and only a group holds others", Place(path), "", hint, component
        )
    others = [group for group in spec.groups if group != path[1]]
    near = suggest(id, others)
    see = Place(("groups", near[0]), "key") if near else None
    if near:
        hint = f"did you mean `{near[0]}`?"
    else:
        hint = f"groups: {', '.join(others)}" if others else f"add it: `groups: {{{id}: {{}}}}`"
    return Finding("AG302", f"unknown group `{id}`", Place(path), "no group has this id", hint, see)
