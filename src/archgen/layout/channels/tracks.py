"""Tracks: the order of the lines in a gutter that makes the fewest crossings, and how many tracks that takes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import pairwise

from archgen.layout.channels.slots import assign_slots
from archgen.layout.channels.trunks import find_branches, find_trunk_lines
from archgen.layout.channels.types import NO_JOINTS, ChannelRoutes, Joint, LineKey, Route
from archgen.layout.grid.types import Cell

SLOT_STEP = 0.1
SLOT_RANGE = 0.75
TRACK_STEP = 0.01
TOUCHING = 0.06
PARTING_ROUNDS = 8

Turn = tuple[float, bool]  # where a line's neighbour stands, and whether it leaves upwards (or to the left)


def assign_tracks(
    cells: Mapping[str, Cell], routes: Sequence[Route], joints: Mapping[int, Joint] = NO_JOINTS
) -> ChannelRoutes:
    """Slots and tracks for all routes. Row gutters and column gutters need each other's ranks, so both go twice."""
    slots = assign_slots(cells, routes, find_trunk_lines(routes, joints))
    branches = find_branches(routes, joints)
    tracks: dict[LineKey, int] = {}
    counts: dict[bool, dict[int, int]] = {True: {}, False: {}}
    for vertical in (False, True, False, True):
        counts[vertical] = {}
        for gutter, lots in _lines_by_gutter(routes, vertical, branches).items():
            ranked = _Gutter(routes, slots, tracks, lots).rank()
            tracks.update({key: track for first, track in ranked.items() for key in lots[first]})
            counts[vertical][gutter] = max(ranked.values()) + 1
    _part_neighbours(routes, slots, tracks, counts, branches)
    return ChannelRoutes(tuple(routes), slots, tracks, counts[False], counts[True], joints)


Lots = dict[LineKey, list[LineKey]]  # lines that share a track, by the first of them; most have one for themselves


def _part_neighbours(
    routes: Sequence[Route],
    slots: Mapping[LineKey, tuple[int, int]],
    tracks: dict[LineKey, int],
    counts: dict[bool, dict[int, int]],
    branches: Mapping[LineKey, Hashable],
) -> None:
    """Rank gutters again in which two lines on one track meet, since the last ranks of the others have moved their ends."""
    for _ in range(PARTING_ROUNDS):
        met = False
        for vertical in (False, True):
            for gutter, lots in _lines_by_gutter(routes, vertical, branches).items():
                lines = _Gutter(routes, slots, tracks, lots)
                if lines.meet(tracks):
                    ranked = lines.rank()
                    tracks.update({key: track for first, track in ranked.items() for key in lots[first]})
                    counts[vertical][gutter] = max(ranked.values()) + 1
                    met = True
        if not met:
            break


def _lines_by_gutter(routes: Sequence[Route], vertical: bool, branches: Mapping[LineKey, Hashable]) -> dict[int, Lots]:
    found: dict[int, Lots] = {}
    firsts: dict[Hashable, LineKey] = {}
    for edge, route in enumerate(routes):
        for index, line in enumerate(route.lines):
            if line.is_gutter and line.is_vertical == vertical:
                key = edge, index
                first = firsts.setdefault(branches.get(key, key), key)
                found.setdefault(line.index, {}).setdefault(first, []).append(key)
    return found


class _Gutter:
    """The lines of one gutter."""

    def __init__(
        self,
        routes: Sequence[Route],
        slots: Mapping[LineKey, tuple[int, int]],
        tracks: Mapping[LineKey, int],
        lots: Lots,
    ) -> None:
        self._routes, self._slots, self._tracks, self._keys = routes, slots, tracks, list(lots)
        self._turns = {
            key: list(dict.fromkeys(turn for member in lot for turn in self._find_turns(member)))
            for key, lot in lots.items()
        }
        self._extents = {key: self._find_extent(turns) for key, turns in self._turns.items()}

    @staticmethod
    def _find_extent(turns: Sequence[Turn]) -> tuple[float, float]:
        places = [place for place, _ in turns]
        return min(places), max(places)

    def rank(self) -> dict[LineKey, int]:
        """A track for each line: below every earlier line whose extent it overlaps."""
        ranked: dict[LineKey, int] = {}
        for key in self._order():
            below = [track + 1 for other, track in ranked.items() if self._overlap(key, other)]
            ranked[key] = max(below, default=0)
        return ranked

    def meet(self, tracks: Mapping[LineKey, int]) -> bool:
        """Whether two lines that overlap have the same track."""
        by_track = sorted(self._keys, key=lambda key: (tracks[key], self._extents[key]))
        return any(tracks[a] == tracks[b] and self._overlap(a, b) for a, b in pairwise(by_track))

    def _overlap(self, key: LineKey, other: LineKey) -> bool:
        (a, b), (c, d) = self._extents[key], self._extents[other]
        return a <= d + TOUCHING and c <= b + TOUCHING

    def _order(self) -> list[LineKey]:
        """Lines that go up first, then adjacent exchanges and insertions as long as they save crossings."""
        order = sorted(self._keys, key=self._first_guess)
        for _ in order:
            if not self._exchange_neighbours(order):
                break
        for key in list(order) * 2:
            self._insert_better(order, key)
        return order

    def _first_guess(self, key: LineKey) -> tuple[int, float, LineKey]:
        low, high = self._extents[key]
        return sum(-1 if up else 1 for _, up in self._turns[key]), high - low, key

    def _exchange_neighbours(self, order: list[LineKey]) -> bool:
        changed = False
        for position in range(len(order) - 1):
            if self._excess(order[position], order[position + 1]) > 0:
                order[position], order[position + 1] = order[position + 1], order[position]
                changed = True
        return changed

    def _insert_better(self, order: list[LineKey], key: LineKey) -> None:
        here = order.index(key)
        best, place = 0, here
        saved = 0
        for position in range(here - 1, -1, -1):
            saved += self._excess(key, order[position])
            if saved < best:
                best, place = saved, position
        saved = 0
        for position in range(here + 1, len(order)):
            saved += self._excess(order[position], key)
            if saved < best:
                best, place = saved, position
        if place != here:
            order.insert(place, order.pop(here))

    def _excess(self, above: LineKey, below: LineKey) -> int:
        """How many more crossings there are with one line above another than with the two exchanged."""
        return self._crossings(above, below) - self._crossings(below, above)

    def _crossings(self, above: LineKey, below: LineKey) -> int:
        """Only the ends matter: those of the upper line that go down, those of the lower one that go up."""
        (a, b), (c, d) = self._extents[above], self._extents[below]
        crossings = 0
        for place, up in self._turns[above]:
            if not up and c < place < d:
                crossings += 1
        for place, up in self._turns[below]:
            if up and a < place < b:
                crossings += 1
        return crossings

    def _find_turns(self, key: LineKey) -> list[Turn]:
        edge, index = key
        points = self._routes[edge].points
        axis = 1 if self._routes[edge].lines[index].is_vertical else 0
        return [
            (self._place(edge, index - 1), points[index - 1][1 - axis] < points[index][1 - axis]),
            (self._place(edge, index + 1), points[index + 2][1 - axis] < points[index + 1][1 - axis]),
        ]

    def _place(self, edge: int, index: int) -> float:
        """A line's place across its direction, as exactly as the ranks so far tell."""
        line = self._routes[edge].lines[index]
        if line.is_gutter:
            return line.coordinate + self._tracks.get((edge, index), 0) * TRACK_STEP
        position, count = self._slots[edge, index]
        step = min(SLOT_STEP, SLOT_RANGE / (count - 1)) if count > 1 else 0
        return line.coordinate + (position - (count - 1) / 2) * step
