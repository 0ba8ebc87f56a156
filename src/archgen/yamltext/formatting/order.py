"""The order of keys: which come first in a mapping, and in what lies below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from archgen.values import NamedTuple

FIRST = -1

T = TypeVar("T")


class KeyOrder(NamedTuple):
    """The order of the keys of a mapping, and of those below it.

    ``keys`` are the known keys in their order; where there are none, the author's order means something and is kept.
    ``each`` is for what stands in a list, or under keys that authors choose. Keys that ``first`` is found in come before all.
    """

    keys: Mapping[str, KeyOrder] | None = None
    each: KeyOrder | None = None
    first: re.Pattern[str] | None = None

    def below(self, key: str | None) -> KeyOrder:
        """The order in what stands under a key."""
        known = (self.keys or {}).get(key or "")
        return known or self.each or AUTHORS

    def item(self) -> KeyOrder:
        """The order in an item of a list."""
        return self.each or AUTHORS


AUTHORS = KeyOrder()


class Marked(NamedTuple):
    """An anchor or an alias: what repeats a text must stay behind it."""

    kind: str
    name: str
    start: int


def sort_keyed(
    entries: Sequence[T], order: KeyOrder, key: Callable[[T], str | None], marks: Callable[[T], Sequence[Marked]]
) -> list[T]:
    """The entries of a mapping in their order; an unknown key stays behind the known one that it follows.

    Where an alias would come to stand before its anchor, all stay as they are.
    """
    if order.keys is None:
        return list(entries)
    ranks = _rank([key(entry) for entry in entries], order)
    places = sorted(range(len(entries)), key=ranks.__getitem__)
    sorted_entries = [entries[place] for place in places]
    before = [mark for entry in entries for mark in marks(entry)]
    after = [mark for entry in sorted_entries for mark in marks(entry)]
    names = [mark.name for mark in before]
    if any([m for m in before if m.name == name] != [m for m in after if m.name == name] for name in set(names)):
        return list(entries)
    return sorted_entries


def _rank(keys: Sequence[str | None], order: KeyOrder) -> list[int]:
    known = {key: rank for rank, key in enumerate(order.keys or ())}
    ranks: list[int] = []
    last = FIRST
    for key in keys:
        if key is not None and order.first and order.first.search(key):
            ranks.append(FIRST)
            continue
        last = known.get(key, last) if key is not None else last
        ranks.append(last)
    return ranks
