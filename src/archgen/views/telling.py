"""A view told: what stands where, lane by lane, and what flows. In full it is a text, in brief a picture's description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.model.kinds import LANES
from archgen.values import NamedTuple
from archgen.views.words import PRESENCE, say_component, say_date, say_ends, say_flow

if TYPE_CHECKING:
    from archgen.model.architecture import Component
    from archgen.views.graph import ViewGraph

# How long a description gets that is read aloud: less than a minute of listening, however large the picture.
LENGTH = 700
COMPONENTS_LENGTH = 400


class Item(NamedTuple):
    """A component, step or flow: in full, and in brief."""

    full: str
    brief: str


class Section(NamedTuple):
    """What stands below a heading: the components of a lane, the steps, the flows."""

    heading: str
    items: tuple[Item, ...]


def say_heading(graph: ViewGraph) -> str:
    """What a view is called, and of which day it is."""
    day = f", as of {say_date(graph.as_of)}" if graph.as_of else ""
    return f"{graph.name}: {graph.title}{day}"


def tell_components(graph: ViewGraph) -> list[Section]:
    """A section for each lane in which something stands."""
    lanes = ((lane, [component for component in graph.components if component.lane == lane]) for lane in LANES)
    return [
        Section(lane.capitalize(), tuple(_tell_component(component, graph) for component in here))
        for lane, here in lanes
        if here
    ]


def tell_flows(graph: ViewGraph) -> list[Section]:
    """The steps in their order, and the other flows."""
    taken = {flow for flow, _ in graph.steps}
    steps = tuple(_tell_step(graph, number, *step) for number, step in enumerate(graph.steps, 1))
    flows = tuple(
        Item(say_flow(flow, graph.names), say_ends(flow, graph.names))
        for index, flow in enumerate(graph.flows)
        if index not in taken
    )
    sections = (Section("Steps", steps), Section("Other flows" if steps else "Flows", flows))
    return [section for section in sections if section.items]


def tell_briefly(graph: ViewGraph) -> str:
    """The description of a picture: what stands in each lane, and how many flows there are, in full where that is short."""
    components = list_lanes_briefly(graph)
    sections = [_count(section) for section in tell_flows(graph)]
    room = LENGTH - len(components) - 1
    full = _write([_tell_in_full(section) for section in sections], _measure_longest(sections), "; ")
    return f"{components} {full if len(full) <= room else _shorten(sections, room, '; ')}".strip()


def list_lanes_briefly(graph: ViewGraph) -> str:
    """The names of what stands in each lane; of many, the first."""
    return _shorten(tell_components(graph), COMPONENTS_LENGTH, ", ")


def _tell_component(component: Component, graph: ViewGraph) -> Item:
    presence = PRESENCE.get(component.presence)
    full = say_component(component) + (f"; {presence}" if presence else "")
    around = ", in ".join(_list_groups(component.group, graph))
    return Item(
        f"{full} (in {around})" if around else full, f"{component.name} ({presence})" if presence else component.name
    )


def _list_groups(id: str | None, graph: ViewGraph) -> Iterator[str]:
    """The names of the groups around something, from the inside out."""
    groups = {group.id: group for group in graph.groups}
    while id in groups:
        yield groups[id].name
        id = groups[id].parent


def _tell_step(graph: ViewGraph, number: int, flow: int, text: str) -> Item:
    bare = graph.flows[flow]._replace(label="", protocol="")
    told = f"{number}. {say_flow(bare, graph.names)}"
    return Item(f"{told}: {text}" if text else told, say_ends(bare, graph.names))


def _count(section: Section) -> Section:
    """A section with the number of its items in its heading."""
    words = section.heading.lower()
    count = len(section.items)
    return section._replace(heading=f"{count} {words if count > 1 else words.removesuffix('s')}")


def _tell_in_full(section: Section) -> Section:
    return section._replace(items=tuple(Item(item.full, item.full) for item in section.items))


def _shorten(sections: Sequence[Section], limit: int, joint: str) -> str:
    """The sections in brief, as many items of each as the limit allows, but one at least; the others are counted."""
    text = _write(sections, _measure_longest(sections), joint)
    if len(text) <= limit:
        return text
    shown = 1
    while len(text := _write(sections, shown + 1, joint)) <= limit:
        shown += 1
    return _write(sections, shown, joint)


def _measure_longest(sections: Sequence[Section]) -> int:
    return max((len(section.items) for section in sections), default=0)


def _write(sections: Sequence[Section], shown: int, joint: str) -> str:
    return " ".join(f"{section.heading}: {_list_first(section.items, shown, joint)}." for section in sections)


def _list_first(items: Sequence[Item], shown: int, joint: str) -> str:
    listed = joint.join(item.brief for item in items[:shown])
    more = len(items) - shown
    return f"{listed}{joint}and {more} more" if more > 0 else listed
