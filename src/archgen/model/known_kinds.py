"""Whether the kinds that a spec names are in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import suggest

if TYPE_CHECKING:
    from archgen.model.kinds import Kind
    from archgen.model.spec import Component, Spec

STAND_IN = "server"  # for a kind that nobody knows, so that the next stages can report what else is wrong


def settle_kinds(spec: Spec, kinds: Mapping[str, Kind]) -> tuple[Spec, list[Finding]]:
    """The spec with known kinds only, and the kinds that are unknown."""
    unknown = [(kind, place) for kind, place in _name_kinds(spec) if kind not in kinds]
    if not unknown:
        return spec, []
    components = {id: _settle_component(component, kinds) for id, component in spec.components.items()}
    known = spec._replace(
        components=components,
        absent={kind: text for kind, text in spec.absent.items() if kind in kinds},
        unpublished=tuple(kind for kind in spec.unpublished if kind in kinds),
    )
    if components != spec.components:  # perhaps the component of unknown kind is what is said to be absent
        known = known._replace(absent={}, unpublished=())
    return known, [explain_unknown_kind(kind, kinds, place) for kind, place in unknown]


def _name_kinds(spec: Spec) -> Iterable[tuple[str, Place]]:
    """Every kind that a spec names, and where."""
    for id, component in spec.components.items():
        yield component.kind, Place(("components", id, "kind"))
        yield from ((kind, Place(("components", id, "also", index))) for index, kind in enumerate(component.also))
    yield from ((kind, Place(("absent", kind), "key")) for kind in spec.absent)
    yield from ((kind, Place(("unpublished", index))) for index, kind in enumerate(spec.unpublished))


def _settle_component(component: Component, kinds: Mapping[str, Kind]) -> Component:
    return component._replace(
        kind=component.kind if component.kind in kinds else STAND_IN,
        also=tuple(kind for kind in component.also if kind in kinds),
    )


def explain_unknown_kind(word: str, kinds: Mapping[str, Kind], place: Place) -> Finding:
    """A kind that is not in the vocabulary, with what may have been meant."""
    near = suggest(word, kinds, limit=3)
    hint = f"did you mean `{near[0]}`? " if near else ""
    return Finding("AG205", f"unknown kind `{word}`", place, help=f"{hint}kinds: {', '.join(kinds)}")
