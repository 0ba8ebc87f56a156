"""AG422: a technology that has one icon here and another elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place, Related
from archgen.model.technologies import normalise
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Component


class _Use(NamedTuple):
    """A component with one technology, and the icon that it asks for instead of that of its technology."""

    system: int
    component: Component
    icon: str


def find_several_icons(architectures: Sequence[Architecture]) -> Iterator[tuple[int, Finding]]:
    """Components whose only technology has another icon than with the first component that is made with it."""
    for uses in _group_uses(architectures):
        model = next((use for use in uses if not use.icon), uses[0])
        for use in uses:
            if use.icon and use.icon != model.icon:
                technology = use.component.technology[0]
                message = f"{technology} has the icon `{use.component.icon}` here, and another elsewhere"
                related = (Related(Place(model.component.path, "key"), "here", model.system),)
                help = f"delete `icon:`; in archgen.yaml, `technologies: {{{technology}: {{icon: ...}}}}` holds for all"
                place = Place((*use.component.path, "icon"))
                yield use.system, Finding("AG422", message, place, help=help, related=related)


def _group_uses(architectures: Sequence[Architecture]) -> list[list[_Use]]:
    """The components that are made with one technology, by technology, in the order of the catalogue."""
    groups: dict[str, list[_Use]] = {}
    for number, architecture in enumerate(architectures):
        for component in architecture.components:
            if len(component.technology) == 1:
                technology = normalise(component.technology[0])
                icon = component.icon if component.icon and normalise(component.icon) != technology else ""
                groups.setdefault(technology, []).append(_Use(number, component, icon))
    return list(groups.values())
