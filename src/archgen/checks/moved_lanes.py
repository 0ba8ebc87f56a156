"""AG423: a component that stands in another lane than others of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place, Related

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Component


def find_moved_lanes(architectures: Sequence[Architecture]) -> Iterator[tuple[int, Finding]]:
    """Components that `lane` moves away from the lane in which the first component of their kind stands, in any system."""
    settled = _find_settled(architectures)
    for number, architecture in enumerate(architectures):
        for component in architecture.components:
            other = settled.get(component.kind)
            if other is not None and component.lane != architecture.kinds[component.kind].lane:
                system, model = other
                message = f"`{component.id}` is a `{component.kind}` in the lane {component.lane}; others stand in {model.lane}"
                related = (Related(Place(model.path, "key"), "here", system),)
                help = (
                    "delete `lane:`, or choose a kind of this lane; or say why: `ignore: [{rule: AG423, reason: ...}]`"
                )
                yield number, Finding("AG423", message, Place((*component.path, "lane")), help=help, related=related)


def _find_settled(architectures: Sequence[Architecture]) -> dict[str, tuple[int, Component]]:
    """For each kind the first component that stands in the lane of its kind, and the number of its system."""
    found: dict[str, tuple[int, Component]] = {}
    for number, architecture in enumerate(architectures):
        for component in architecture.components:
            if component.presence == "present" and component.lane == architecture.kinds[component.kind].lane:
                found.setdefault(component.kind, (number, component))
    return found
