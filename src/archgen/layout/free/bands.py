"""Bands: groups below each other. Left alone, dot puts all of a large system side by side, in a picture far wider than high."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt
from statistics import mean
from typing import TYPE_CHECKING

from archgen.model.kinds import LANES

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

FEW_CARDS = 30  # fewer need no bands
CARDS_IN_ONE_BAND = (
    8  # for the first; the number of bands grows with the root, so that pictures stay about as wide as high
)
MOST_BANDS = 8
ROOM_SHARE = 1.2


def choose_bands(graph: ViewGraph) -> Mapping[str, int]:
    """The band of each card that stands in a group; cards outside all groups have one only where they are most of all."""
    cards = len(graph.components)
    count = min(MOST_BANDS, round(sqrt(cards / CARDS_IN_ONE_BAND))) if cards >= FEW_CARDS else 1
    lanes = {component.id: LANES.index(component.lane) for component in graph.components}
    units = _cut_tree(graph, [group.id for group in graph.groups if group.parent is None], count)
    grouped = {id for unit in units for id in unit}
    if len(grouped) < cards / 2:
        units += [(component.id,) for component in graph.components if component.id not in grouped]
    units.sort(key=lambda unit: round(mean(lanes[id] for id in unit)))
    total = sum(len(unit) for unit in units)
    bands: dict[str, int] = {}
    for unit in units if count > 1 else ():
        middle = len(bands) + len(unit) / 2
        bands |= dict.fromkeys(unit, int(middle * count / total))
    return bands


def _cut_tree(graph: ViewGraph, groups: Sequence[str], count: int) -> list[Sequence[str]]:
    """The cards of each group; of one that is larger than a band, those of the groups in it."""
    room = ROOM_SHARE * len(graph.components) / max(1, count)
    units: list[Sequence[str]] = []
    for id in groups:
        inner = [group.id for group in graph.groups if group.parent == id]
        members = graph.members(id)
        units += _cut_tree(graph, inner, count) if inner and len(members) > room else [members]
    return units
