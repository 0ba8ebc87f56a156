"""Hints: what they name exists, and what they ask can be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.architecture import Hint
from archgen.model.references import find_parents, report_group, report_unknown_component, walk_up

if TYPE_CHECKING:
    from archgen.model.spec import Hint as AuthoredHint
    from archgen.model.spec import Spec

NUMBERED = ("column", "row")
WORDS = {"left_of": "left of", "right_of": "right of", "align": "in line with"}
FOR_GROUPS = ("left_of", "right_of", "above", "below")


def build_hints(spec: Spec, hints: Sequence[Mapping[str, AuthoredHint]], path: Path) -> tuple[Hint, ...]:
    """The hints one by one, without those that name what does not exist."""
    known = {*spec.components, *spec.groups}
    return tuple(
        hint for hint in _list_hints(hints, path) if {hint.id, *hint.others} <= known and not list(_check(spec, hint))
    )


def check_hints(spec: Spec) -> Iterator[Finding]:
    """What is wrong with the hints of the spec and of its views."""
    places: list[tuple[Sequence[Mapping[str, AuthoredHint]], Path]] = [(spec.hints, ("hints",))]
    places += [(view.hints, ("views", id, "hints")) for id, view in spec.views.items()]
    for hints, path in places:
        yield from _check_empty(hints, path)
        for hint in _list_hints(hints, path):
            yield from _check(spec, hint)


def _list_hints(hints: Sequence[Mapping[str, AuthoredHint]], path: Path) -> Iterator[Hint]:
    for index, item in enumerate(hints):
        for id, authored in item.items():
            for relation, value in authored._asdict().items():
                here = (*path, index, id, relation)
                if value and relation in NUMBERED:
                    yield Hint(id, relation, (), value, here)
                elif value:
                    yield Hint(id, relation, value, 0, here)


def _check_empty(hints: Sequence[Mapping[str, AuthoredHint]], path: Path) -> Iterator[Finding]:
    for index, item in enumerate(hints):
        for id, authored in item.items():
            if not any(authored):
                help = f"write `{id}: {{left_of: other}}`; known here: {', '.join(authored._fields)}"
                yield Finding(
                    "AG316", f"the hint for `{id}` asks for nothing", Place((*path, index, id), "key"), help=help
                )


def _check(spec: Spec, hint: Hint) -> Iterator[Finding]:
    """Ids that mean nothing, groups where only a component can stand, and hints of things to themselves."""
    parents = find_parents(spec)
    named = [(hint.id, Place(hint.path[:-1], "key"))]
    named += [(other, Place((*hint.path, index))) for index, other in enumerate(hint.others)]
    for id, place in named:
        if id not in spec.components and id not in spec.groups:
            yield report_unknown_component(spec, "hint names", id, place)
        elif id in spec.groups and hint.relation not in FOR_GROUPS:
            yield report_group(spec, id, f"`{hint.relation}` is asked of", place)
    for index, other in enumerate(hint.others):
        around = {id for start in (hint.id, other) for id in _around(spec, parents, start)}
        if other == hint.id or {hint.id, other} & around:
            message = f"`{hint.id}` cannot be {WORDS.get(hint.relation, hint.relation)} itself"
            if other != hint.id:
                message = f"`{hint.id}` and `{other}` are one inside the other"
            yield Finding("AG316", message, Place((*hint.path, index)), help="name something that stands beside it")


def _around(spec: Spec, parents: Mapping[str, str | None], id: str) -> Iterator[str]:
    """The groups around a component or group."""
    yield from walk_up(parents, parents.get(id) if id in spec.groups else _home(spec, id))


def _home(spec: Spec, id: str) -> str | None:
    component = spec.components.get(id)
    return component.in_ if component and component.in_ in spec.groups else None
