"""Fitting: whether groups can stand side by side in a number of columns at all, found exactly.

The packer looks for good packings and keeps only the best partial ones, so it can miss the one that there is. Here only one
question is asked: which columns can each group take, so that no two of them lie over each other?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import GridCard, GridGroup
from archgen.values import NamedTuple

MOST_STEPS = 20_000  # a search that takes longer is taken for one that finds nothing


class Strip(NamedTuple):
    """A group that is to get columns: from its first to its last lane, so many columns wide."""

    first_lane: int
    last_lane: int
    width: int

    def meets(self, other: Strip) -> bool:
        """Whether two strips in the same column would lie over each other; one lane they may share, there they stack."""
        return self.first_lane < other.last_lane and other.first_lane < self.last_lane


def find_columns(strips: Sequence[Strip], columns: int, loose_lanes: Sequence[int] = ()) -> list[int] | None:
    """The first column of each strip; None where they do not fit. In lanes with loose cards some column stays free."""
    order = sorted(range(len(strips)), key=lambda i: (strips[i].first_lane - strips[i].last_lane, -strips[i].width))
    if any(strip.width > columns for strip in strips):
        return None
    return _Fitting([strips[i] for i in order], columns, loose_lanes).find(order)


class _Fitting:
    """Depth first: one strip after the other, the tallest first, at each column where it meets none."""

    def __init__(self, strips: Sequence[Strip], columns: int, loose_lanes: Sequence[int]) -> None:
        self._strips, self._columns, self._loose_lanes = strips, columns, loose_lanes
        self._standing: list[list[Strip]] = [[] for _ in range(columns)]
        self._starts: list[int] = []
        self._steps = 0

    def find(self, order: Sequence[int]) -> list[int] | None:
        """The first columns, in the strips' own order."""
        if not self._place_rest():
            return None
        found = dict(zip(order, self._starts, strict=True))
        return [found[index] for index in range(len(order))]

    def _place_rest(self) -> bool:
        if len(self._starts) == len(self._strips):
            return True
        strip = self._strips[len(self._starts)]
        for start in self._list_starts(strip):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return False
            taken = self._standing[start : start + strip.width]
            self._starts.append(start)
            for column in taken:
                column.append(strip)
            if self._leaves_room() and self._place_rest():
                return True
            self._starts.pop()
            for column in taken:
                column.pop()
        return False

    def _list_starts(self, strip: Strip) -> Iterator[int]:
        """Where a strip meets none; behind a strip just like it, for else the same is tried again and again."""
        placed = len(self._starts)
        alike = placed > 0 and self._strips[placed - 1] == strip
        for start in range(self._starts[-1] if alike else 0, self._columns - strip.width + 1):
            columns = self._standing[start : start + strip.width]
            if not any(strip.meets(other) for column in columns for other in column):
                yield start

    def _leaves_room(self) -> bool:
        """Whether in each lane with loose cards some column is not passed by a strip."""
        return all(
            any(not any(s.first_lane < lane < s.last_lane for s in column) for column in self._standing)
            for lane in self._loose_lanes
        )


def count_least_columns(tree: GroupTree, most: int, group: str | None = None) -> int | None:
    """How many columns a group (or the whole picture) needs at least; None where it needs more than so many."""
    strips = []
    for child in tree.children[group]:
        width = count_least_columns(tree, most, child)
        if width is None:
            return None
        strips.append(Strip(*tree.span(child), width))
    loose = sorted({tree.lanes[card] for card in tree.loose_cards(group)})
    wide = [child in tree.wide for child in tree.children[group]]
    for columns in range(max((strip.width for strip in strips), default=1), most + 1):
        widened = [s._replace(width=columns) if all_of_it else s for s, all_of_it in zip(strips, wide, strict=True)]
        if find_columns(widened, columns, loose) is not None:
            return columns
    return None


def drop_least(cards: Sequence[GridCard], groups: Sequence[GridGroup], most: int) -> list[str]:
    """The ids of groups without which the others fit, and of which none could be kept beside these.

    Kept first are those that are the least stretched: few lanes for each of their cards.
    """
    tree = GroupTree(cards, groups)
    if count_least_columns(tree, most) is not None:
        return []
    kept: set[str] = set()
    for id in sorted((id for id in tree.members if id is not None), key=lambda id: _stretch(tree, id)):
        tried = without(groups, {group.id for group in groups} - kept - {id})
        if count_least_columns(GroupTree(cards, tried), most) is not None:
            kept.add(id)
    return [group.id for group in groups if group.id in tree.members and group.id not in kept]


def _stretch(tree: GroupTree, id: str) -> float:
    first, last = tree.span(id)
    return (last - first + 1) / len(tree.members[id])


def find_most_stretched(tree: GroupTree) -> str:
    """The group that reaches over the most lanes for each of its cards."""
    return max((id for id in tree.members if id is not None), key=lambda id: _stretch(tree, id))


def without(groups: Sequence[GridGroup], dropped: set[str]) -> list[GridGroup]:
    """The groups without some; what these held goes to the nearest group around that is kept."""
    parents = {group.id: group.parent for group in groups}

    def home(id: str | None) -> str | None:
        while id in dropped:
            id = parents[id]
        return id

    members: dict[str, list[str]] = {}
    for group in groups:
        if (kept := home(group.id)) is not None:
            members.setdefault(kept, []).extend(group.members)
    return [
        group._replace(parent=home(group.parent), members=tuple(members[group.id]))
        for group in groups
        if group.id not in dropped
    ]
