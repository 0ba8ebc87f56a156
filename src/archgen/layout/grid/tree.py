"""The tree of groups, and what each holds."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.layout.grid.types import GridCard, GridGroup


class GroupTree:
    """Cards and groups, asked by group id; None is the whole picture."""

    def __init__(self, cards: Sequence[GridCard], groups: Sequence[GridGroup]) -> None:
        self.cards = cards
        self.lanes = {card.id: card.lane for card in cards}
        kept = _keep_filled(groups)
        self.children: dict[str | None, list[str]] = {None: [], **{group.id: [] for group in kept}}
        for group in kept:
            self.children[group.parent if group.parent in self.children else None].append(group.id)
        self.wide = {id for group in kept if group.wide for id in (group.id, *_list_around(group.id, kept))}
        direct = {group.id: group.members for group in kept}
        self.members: dict[str | None, list[str]] = {None: [card.id for card in cards]}
        for group in kept:
            self.members[group.id] = self._collect(group.id, direct)

    def _collect(self, id: str, direct: dict[str, tuple[str, ...]]) -> list[str]:
        inner = [member for child in self.children[id] for member in self._collect(child, direct)]
        return [*direct[id], *inner]

    def loose_cards(self, id: str | None) -> list[str]:
        """The cards of a group that are in none of its inner groups, in the author's order."""
        inside = {member for child in self.children[id] for member in self.members[child]}
        return [card for card in self.members[id] if card not in inside]

    def span(self, id: str) -> tuple[int, int]:
        """The first and the last lane that a group reaches."""
        lanes = [self.lanes[card] for card in self.members[id]]
        return min(lanes), max(lanes)


def _list_around(id: str, groups: Sequence[GridGroup]) -> list[str]:
    """The groups around a group, from the inside out."""
    parents = {group.id: group.parent for group in groups}
    around: list[str] = []
    while (parent := parents.get(around[-1] if around else id)) is not None:
        around.append(parent)
    return around


def _keep_filled(groups: Sequence[GridGroup]) -> list[GridGroup]:
    """Groups that hold a card, directly or through an inner one."""
    filled = {group.id for group in groups if group.members}
    parents = {group.id: group.parent for group in groups}
    for id in list(filled):
        parent = parents[id]
        while parent is not None and parent in parents and parent not in filled:
            filled.add(parent)
            parent = parents[parent]
    return [group for group in groups if group.id in filled]
