"""The tree of groups, and what each holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from archgen.layout.grid.types import GridCard, GridGroup


@dataclass(frozen=True)
class GroupTree:
    """Cards and groups, asked by group id; None is the whole picture."""

    cards: Sequence[GridCard]
    groups: Sequence[GridGroup]
    lanes: dict[str, int] = field(init=False)
    children: dict[str | None, list[str]] = field(init=False)
    members: dict[str | None, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lanes", {card.id: card.lane for card in self.cards})
        kept = self._kept_groups()
        children: dict[str | None, list[str]] = {None: [], **{group.id: [] for group in kept}}
        for group in kept:
            children[group.parent if group.parent in children else None].append(group.id)
        object.__setattr__(self, "children", children)
        direct = {group.id: group.members for group in kept}
        members: dict[str | None, list[str]] = {None: [card.id for card in self.cards]}
        for group in kept:
            members[group.id] = self._collect(group.id, children, direct)
        object.__setattr__(self, "members", members)

    def _kept_groups(self) -> list[GridGroup]:
        """Groups that hold a card, directly or through an inner one."""
        filled = {group.id for group in self.groups if group.members}
        parents = {group.id: group.parent for group in self.groups}
        for id in list(filled):
            parent = parents[id]
            while parent is not None and parent in parents and parent not in filled:
                filled.add(parent)
                parent = parents[parent]
        return [group for group in self.groups if group.id in filled]

    def _collect(self, id: str, children: dict[str | None, list[str]], direct: dict[str, tuple[str, ...]]) -> list[str]:
        inner = [member for child in children[id] for member in self._collect(child, children, direct)]
        return [*direct[id], *inner]

    def loose_cards(self, id: str | None) -> list[str]:
        """The cards of a group that are in none of its inner groups, in the author's order."""
        inside = {member for child in self.children[id] for member in self.members[child]}
        return [card for card in self.members[id] if card not in inside]

    def span(self, id: str) -> tuple[int, int]:
        """The first and the last lane that a group reaches."""
        lanes = [self.lanes[card] for card in self.members[id]]
        return min(lanes), max(lanes)
