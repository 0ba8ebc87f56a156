"""A view as text: what stands where, and what flows, each component and each flow in a line of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.views.telling import say_heading, tell_components, tell_flows

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph
    from archgen.views.telling import Section


def export_text(graph: ViewGraph) -> str:
    """The heading, components by lane with the groups that they stand in, steps by number, flows."""
    parts = [say_heading(graph), *map(_write_section, (*tell_components(graph), *tell_flows(graph)))]
    return "\n\n".join(parts) + "\n"


def _write_section(section: Section) -> str:
    return "\n".join([section.heading, *(f"  {item.full}" for item in section.items)])
