"""Ghosts: what a system lacks, and what its vendor does not publish, as components that are drawn as such."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.architecture import Component, Presence
from archgen.model.words import tidy

if TYPE_CHECKING:
    from archgen.model.kinds import Kind
    from archgen.model.spec import Spec

UNPUBLISHED_NOTE = "not published"


def build_ghosts(spec: Spec, kinds: Mapping[str, Kind]) -> tuple[Component, ...]:
    """A component for each kind that is absent or unpublished; its id is ``absent-KIND`` or ``unpublished-KIND``."""
    absent = (build_ghost("absent", kind, kinds[kind].lane, text) for kind, text in spec.absent.items())
    silent = (
        build_ghost("unpublished", kind, kinds[kind].lane, kinds[kind].label)._replace(note=UNPUBLISHED_NOTE)
        for kind in dict.fromkeys(spec.unpublished)
    )
    return (*absent, *silent)


def build_ghost(presence: Presence, kind: str, lane: str, name: str) -> Component:
    """A ghost of a kind, in a lane; ``name`` is what stands on its card."""
    return Component(
        id=f"{presence}-{kind}",
        name=tidy(name),
        kind=kind,
        lane=lane,
        technology=(),
        icon=None,
        house=None,
        any_of=(),
        ports=(),
        optional=False,
        alternative_to=None,
        code=None,
        also=(),
        kubernetes=None,
        group=None,
        note="",
        confidence="sure",
        sources=(),
        records=(),
        presence=presence,
        path=(presence, kind),
    )


def check_ghosts(spec: Spec, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    """Kinds that are said to be absent, or unpublished, and are there."""
    owners = {kind: id for id, component in spec.components.items() for kind in (component.kind, *component.also)}
    said: list[tuple[str, Path]] = [(kind, ("absent", kind)) for kind in spec.absent]
    said += [(kind, ("unpublished", index)) for index, kind in enumerate(spec.unpublished)]
    for kind, path in said:
        if kind in owners:
            see = Place(("components", owners[kind]), "key")
            message = f"`{kind}` is said to be {path[0]}, and `{owners[kind]}` is one"
            part = "key" if path[0] == "absent" else "value"
            place = Place(path, "key") if part == "key" else Place(path)
            yield Finding("AG310", message, place, help="delete one of the two; the component stands here", see=see)
    yield from _check_ids(spec, kinds)
    yield from _check_repeats(spec)


def _check_ids(spec: Spec, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    """Components and groups whose ids are those of ghosts."""
    for ghost in build_ghosts(spec, kinds):
        for section, items in (("components", spec.components), ("groups", spec.groups)):
            if ghost.id in items:
                message = f"`{ghost.id}` is also the id of what is {ghost.presence}"
                help = f"rename it; the ghost of `{ghost.kind}` has this id"
                yield Finding("AG305", message, Place((section, ghost.id), "key"), help=help)


def _check_repeats(spec: Spec) -> Iterator[Finding]:
    """Kinds that are said to be unpublished twice, or absent and unpublished."""
    for index, kind in enumerate(spec.unpublished):
        place = Place(("unpublished", index))
        if kind in spec.absent:
            see = Place(("absent", kind), "key")
            message = f"`{kind}` is said to be absent, and to be unpublished"
            yield Finding("AG311", message, place, help="delete one of the two; it is absent here", see=see)
        elif kind in spec.unpublished[:index]:
            yield Finding("AG311", f"`{kind}` is said to be unpublished twice", place, help="delete one of the two")
