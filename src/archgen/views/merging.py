"""Which flows share a line: those between the same two cards whose labels can be said in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from archgen.model.architecture import Flow

MOST_FLOWS = 3
MOST_CHARACTERS = 34
SLASH = "\N{NO-BREAK SPACE}/ "  # it never begins a line


def group_flows(flows: Sequence[Flow], apart: Collection[int] = ()) -> list[tuple[int, ...]]:
    """The flows of each line by their indexes, in the author's order; those named in ``apart`` keep a line of their own."""
    lines: list[list[int]] = []
    alike: dict[tuple[object, ...], list[list[int]]] = {}
    for index, flow in enumerate(flows):
        open_lines = [] if index in apart or _stands_alone(flow) else alike.setdefault(_find_likeness(flow), [])
        line = next((line for line in open_lines if _fits([flows[i] for i in (*line, index)])), None)
        if line is None:
            line = []
            lines.append(line)
            open_lines.append(line)
        line.append(index)
    return [tuple(line) for line in lines]


def _stands_alone(flow: Flow) -> bool:
    """Whether a flow has a line of its own, whatever else there is: a lone question mark would speak of all."""
    return not flow.merge or (flow.confidence == "uncertain" and not flow.label)


def _find_likeness(flow: Flow) -> tuple[object, ...]:
    """What flows on one line have in common; one that says nothing would leave open of which of them the label speaks."""
    return *sorted((flow.from_id, flow.to_id)), flow.both, flow.optional, bool(flow.label)


def _fits(parts: Sequence[Flow]) -> bool:
    joined = join_flows(parts)
    return len(parts) <= MOST_FLOWS and len(f"{joined.label} {joined.protocol}".strip()) <= MOST_CHARACTERS


def join_flows(parts: Sequence[Flow]) -> Flow:
    """One flow in place of several: the first one's way before the slash, what comes back behind it."""
    first = parts[0]
    if len(parts) == 1:
        return first
    protocol = first.protocol if len({part.protocol for part in parts}) == 1 else ""
    there = [part for part in parts if part.both or part.from_id == first.from_id]
    back = [part for part in parts if part not in there]
    sides = (", ".join(dict.fromkeys(_say(part, protocol) for part in side)) for side in (there, back))
    return first._replace(
        both=first.both or bool(back),
        label=SLASH.join(dict.fromkeys(side for side in sides if side)),
        protocol=protocol,
        confidence="uncertain" if any(part.confidence == "uncertain" for part in parts) else first.confidence,
        parts=tuple(parts),
    )


def _say(flow: Flow, shared: str) -> str:
    """A flow's label, with its protocol where that is not the one of all."""
    own = "" if flow.protocol == shared else f"({flow.protocol})" if flow.label else flow.protocol
    doubt = "?" if flow.confidence == "uncertain" else ""
    return " ".join(part for part in (flow.label, own, doubt) if part)
