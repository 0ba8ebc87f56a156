"""A view as text: what stands where, and what flows. The same words as the picture's tooltips."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.layout.place import describe_component, describe_flow
from archgen.layout.surroundings import say_date
from archgen.model.kinds import LANES

if TYPE_CHECKING:
    from archgen.model.architecture import Component
    from archgen.views.graph import ViewGraph

PRESENCE = {"absent": "not part of the system", "unpublished": "not published"}


def export_text(graph: ViewGraph) -> str:
    """The heading, components by lane with the groups that they stand in, flows or steps."""
    parts = [[_say_heading(graph)], *_list_lanes(graph), _list_steps(graph), _list_flows(graph)]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _say_heading(graph: ViewGraph) -> str:
    day = f", as of {say_date(graph.as_of)}" if graph.as_of else ""
    return f"{graph.name}: {graph.title}{day}"


def _list_lanes(graph: ViewGraph) -> Iterator[list[str]]:
    """A part for each lane in which something stands."""
    for lane in LANES:
        here = [component for component in graph.components if component.lane == lane]
        if here:
            yield [lane.capitalize(), *(f"  {_say_component(component, graph)}" for component in here)]


def _say_component(component: Component, graph: ViewGraph) -> str:
    presence = PRESENCE.get(component.presence)
    text = describe_component(component) + (f"; {presence}" if presence else "")
    around = list(_list_groups(component.group, graph))
    return f"{text} (in {', in '.join(around)})" if around else text


def _list_groups(id: str | None, graph: ViewGraph) -> Iterator[str]:
    """The names of the groups around something, from the inside out."""
    groups = {group.id: group for group in graph.groups}
    while id in groups:
        yield groups[id].name
        id = groups[id].parent


def _list_steps(graph: ViewGraph) -> list[str]:
    """What happens, in its order."""
    if not graph.steps:
        return []
    told = (
        (text, describe_flow(graph.flows[flow]._replace(label="", protocol=""), graph.names))
        for flow, text in graph.steps
    )
    return [
        "Steps",
        *(f"  {n}. {ends}: {text}" if text else f"  {n}. {ends}" for n, (text, ends) in enumerate(told, 1)),
    ]


def _list_flows(graph: ViewGraph) -> list[str]:
    """All flows but the steps."""
    steps = {flow for flow, _ in graph.steps}
    flows = [describe_flow(flow, graph.names) for index, flow in enumerate(graph.flows) if index not in steps]
    return ["Flows" if not steps else "Other flows", *(f"  {flow}" for flow in flows)] if flows else []
