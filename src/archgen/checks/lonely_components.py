"""AG401: a component that no flow reaches."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture


def find_lonely_components(architecture: Architecture) -> Iterator[Finding]:
    """A component without a flow, unless one leads to its group, or it stands in for a component that has some."""
    reached = {end for flow in architecture.flows for end in (flow.from_id, flow.to_id)}
    for component in architecture.components:
        where = {component.id, component.alternative_to, *architecture.groups_around(component)}
        if component.presence == "present" and not where & reached:
            message = f"no flow reaches `{component.id}`"
            help = f"add one under `flows:`, like `- {component.id} -> other: what flows`"
            yield Finding("AG401", message, Place(component.path, "key"), help=help)
