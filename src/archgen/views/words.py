"""Words for what a picture shows, a component or a flow at a time: the same in tooltips, descriptions and texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from archgen.model.architecture import Component, Flow

MOST_LISTED = 20
PRESENCE = {"absent": "not part of the system", "unpublished": "not published"}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def say_date(day: date) -> str:
    """The day in words that no reader can turn around: 13 December 2020."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_technology(component: Component) -> str:
    """The technology as it stands on the card, with its ports."""
    ports = " ".join(f":{port}" for port in component.ports)
    return " ".join(part for part in (", ".join(component.technology), ports) if part)


def say_component(component: Component) -> str:
    """All that a card says."""
    choices = f"one of {', '.join(component.any_of)}" if component.any_of else ""
    inside = list_some("holds", component.inside, ", ")
    facts = [say_technology(component), component.note, inside, choices, "optional" if component.optional else ""]
    told = "; ".join(fact for fact in facts if fact)
    return f"{component.name}: {told}" if told else component.name


def list_some(lead: str, items: Sequence[str], joint: str) -> str:
    """Items in a row behind some words; of many only the first, and how many more there are; nothing for none."""
    more = len(items) - MOST_LISTED
    listed = [*items[:MOST_LISTED], f"{more} more"] if more > 0 else items
    return f"{lead} {joint.join(listed)}".strip() if items else ""


def say_flow(flow: Flow, names: Mapping[str, str]) -> str:
    """A flow with its ends and its text; one that stands for others by what each of them is."""
    if flow.parts:
        return list_some("", [say_flow(part, names) for part in flow.parts], "; ")
    text = say_flow_text(flow)
    optional = ", optional" if flow.optional else ""
    return f"{say_ends(flow, names)}: {text}{optional}" if text else f"{say_ends(flow, names)}{optional}"


def say_ends(flow: Flow, names: Mapping[str, str]) -> str:
    """What a flow leads from and to."""
    return f"{names[flow.from_id]} {'and' if flow.both else 'to'} {names[flow.to_id]}"


def say_flow_text(flow: Flow) -> str:
    """What flows, and how."""
    text = f"{flow.label} ({flow.protocol})" if flow.label and flow.protocol else flow.label or flow.protocol
    return f"{text} ?" if flow.confidence == "uncertain" and not flow.parts else text
