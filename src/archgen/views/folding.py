"""Flows at the cards of collapsed groups: those inside vanish, those that join the same pair of cards become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.model.architecture import Flow

if TYPE_CHECKING:
    from archgen.model.architecture import Confidence
    from archgen.views.graph import Cards

MOST_JOINED = 3
MOST_JOINED_CHARACTERS = 48
SURENESS: tuple[Confidence, ...] = ("sure", "likely", "uncertain")


def fold_flows(flows: Sequence[Flow], cards: Cards) -> tuple[tuple[Flow, ...], Mapping[int, int]]:
    """The flows between the cards, in the author's order, and for each flow that is seen, by index, which of them shows it.

    At a collapsed group all flows of a pair of cards are one.
    """
    collapsed = {card for id, card in cards.items() if card != id}
    parts: list[list[Flow]] = []
    first: dict[frozenset[str], int] = {}
    places: dict[int, int] = {}
    for index, flow in enumerate(flows):
        if flow.from_id not in cards or flow.to_id not in cards:
            continue
        ends = frozenset((cards[flow.from_id], cards[flow.to_id]))
        if len(ends) == 1 and ends & collapsed:
            continue
        places[index] = first.setdefault(ends, len(parts)) if ends & collapsed else len(parts)
        if places[index] == len(parts):
            parts.append([])
        parts[places[index]].append(flow)
    return tuple(_fold(part, cards, collapsed) for part in parts), places


def _fold(parts: Sequence[Flow], cards: Cards, collapsed: set[str]) -> Flow:
    """One flow for all that join a pair of cards; what they do not agree on is left out."""
    flow = parts[0]
    ends = cards[flow.from_id], cards[flow.to_id]
    if not collapsed & set(ends):
        return flow
    protocols = {part.protocol for part in parts}
    return Flow(
        from_id=ends[0],
        to_id=ends[1],
        both=any(part.both or cards[part.from_id] != ends[0] for part in parts),
        label=_fold_labels(parts),
        protocol=flow.protocol if len(protocols) == 1 else "",
        optional=all(part.optional for part in parts),
        confidence=min((part.confidence for part in parts), key=SURENESS.index),
        sources=tuple(dict.fromkeys(source for part in parts for source in part.sources)),
        id=flow.id if len(parts) == 1 else None,
        merge=True,
        path=flow.path,
        parts=tuple(parts),
    )


def _fold_labels(parts: Sequence[Flow]) -> str:
    """What all say, else two or three short texts, else how many flows there are; nothing where nobody says anything."""
    labels = list(dict.fromkeys(part.label for part in parts if part.label))
    joined = ", ".join(labels)
    if len(labels) <= 1 or (len(labels) <= MOST_JOINED and len(joined) <= MOST_JOINED_CHARACTERS):
        return joined
    return f"{len(parts)} flows"
