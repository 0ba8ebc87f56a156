"""Slots: the order of the lines that run in one card column (or row) between the same two cards."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from archgen.layout.channels.types import LineKey, Route, Trunk
from archgen.layout.grid.types import Cell


def assign_slots(
    cells: Mapping[str, Cell], routes: Sequence[Route], trunks: Mapping[LineKey, Trunk]
) -> dict[LineKey, tuple[int, int]]:
    """For each line in a column or row, its position and how many share its row of slots; lines of one trunk have one slot."""
    occupied = frozenset(cells.values())
    shared: dict[tuple[str, int, int], list[LineKey]] = {}
    for edge, route in enumerate(routes):
        for index, line in enumerate(route.lines):
            if not line.is_gutter:
                before = _card_before(route, index, occupied)
                shared.setdefault((line.kind, line.index, before), []).append((edge, index))
    slots: dict[LineKey, tuple[int, int]] = {}
    for keys in shared.values():
        ordered = sorted(keys, key=lambda key: (_turn_order(routes[key[0]], key[1]), key))
        for part in _split_independent(ordered, routes):
            lots = _gather(part, trunks)
            slots.update({key: (position, len(lots)) for position, lot in enumerate(lots) for key in lot})
    return slots


def _gather(keys: Sequence[LineKey], trunks: Mapping[LineKey, Trunk]) -> list[list[LineKey]]:
    """The lines in their order, those of a trunk together where its middle one is."""
    lots: dict[Hashable, list[LineKey]] = {}
    for key in keys:
        lots.setdefault(trunks.get(key, key), []).append(key)
    return sorted(lots.values(), key=lambda lot: keys.index(lot[len(lot) // 2]))


def _extent(route: Route, index: int) -> tuple[int, int]:
    """The range of the doubled grid that a line covers, along its own direction."""
    axis = 1 if route.lines[index].is_vertical else 0
    a, b = route.points[index][axis], route.points[index + 1][axis]
    return (a, b) if a < b else (b, a)


def _card_before(route: Route, index: int, occupied: frozenset[Cell]) -> int:
    """The row (or column) of the last card at or before the line's beginning; -1 where there is none."""
    line = route.lines[index]
    low, _ = _extent(route, index)
    first = low // 2 if low % 2 else low // 2 - 1
    for position in range(first, -1, -1):
        cell = Cell(position, line.index) if line.is_vertical else Cell(line.index, position)
        if cell in occupied:
            return position
    return -1


def _turn_order(route: Route, index: int) -> tuple[float, int, int]:
    """By where a line turns to on its two ends, then by where it goes after that."""
    points, last = route.points, len(route.points) - 1
    axis = 0 if route.lines[index].is_vertical else 1
    own = points[index][axis]
    turns = []
    if index > 0:
        turns.append(points[index - 1][axis])
    if index + 1 < len(route.lines):
        turns.append(points[index + 2][axis])
    if not turns:
        return float(own), own, 0
    side = sum(turns) / len(turns)
    if index > 0:
        next_turn, after = points[max(0, index - 2)][1 - axis], points[max(0, index - 3)][axis]
    else:
        next_turn, after = points[min(last, index + 3)][1 - axis], points[min(last, index + 4)][axis]
    sign = -1 if side < own else 1
    return side, after, sign * abs(next_turn - points[index][1 - axis])


def _split_independent(keys: list[LineKey], routes: Sequence[Route]) -> list[list[LineKey]]:
    """Two rows of slots where the lines of the first card cannot meet those of the second, else one."""
    extents = {key: _extent(routes[key[0]], key[1]) for key in keys}
    lowest = min(low for low, _ in extents.values())
    first = [key for key in keys if extents[key][0] == lowest]
    second = [key for key in keys if extents[key][0] != lowest]
    if first and second and max(extents[key][1] for key in first) < min(extents[key][0] for key in second):
        return [first, second]
    return [keys]
