"""The board: what a search knows of cards, flows and groups, by number, however the cards stand."""

from __future__ import annotations

from collections.abc import Sequence, Set

from archgen.layout.grid.tree import GroupTree
from archgen.values import NamedTuple


class Stake(NamedTuple):
    """What changes with the place of some cards: their flows, also in their order, and their groups."""

    edges: Set[int]
    in_order: list[int]
    groups: list[int]


class Board:
    """Cards, flows and groups by their numbers; all searches of a picture share one."""

    def __init__(self, tree: GroupTree, edges: Sequence[tuple[str, str]]) -> None:
        self.ids = [card.id for card in tree.cards]
        self.lane_of = [card.lane for card in tree.cards]
        index = {id: position for position, id in enumerate(self.ids)}
        self.edges = [(index[a], index[b]) for a, b in edges]
        self.edges_of = [[k for k, edge in enumerate(self.edges) if i in edge] for i in range(len(self.ids))]
        names = [name for name in tree.members if name is not None]
        self.groups = [[index[card] for card in tree.members[name]] for name in names]
        self.wide = [name in tree.wide for name in names]
        self.groups_of = [[g for g, group in enumerate(self.groups) if i in group] for i in range(len(self.ids))]
        self.unrelated = _unrelated_groups([set(group) for group in self.groups])
        self._stakes: dict[tuple[int, ...], Stake] = {}

    def find_stake(self, cards: tuple[int, ...]) -> Stake:
        """What changes with the place of these cards."""
        stake = self._stakes.get(cards)
        if stake is None:
            edges = set(self.edges_of[cards[0]])
            for card in cards[1:]:
                edges.update(self.edges_of[card])
            groups = {group for card in cards for group in self.groups_of[card]}
            stake = self._stakes[cards] = Stake(edges, sorted(edges), sorted(groups))
        return stake


def _unrelated_groups(groups: Sequence[set[int]]) -> list[list[int]]:
    """For each group, those that are neither inside it nor around it."""
    return [
        [b for b, other in enumerate(groups) if a != b and not (group <= other or other <= group)]
        for a, group in enumerate(groups)
    ]
