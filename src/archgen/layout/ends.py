"""Where flows end that lead to a group: they run to its nearest component, and are cut where they meet the group's border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from archgen.layout.geometry import Point, Rect

if TYPE_CHECKING:
    from archgen.layout.grid.types import Cell
    from archgen.views.graph import ViewGraph

ROW_DISTANCE = 0.6


def choose_ends(graph: ViewGraph, cells: Mapping[str, Cell]) -> list[tuple[str, str]]:
    """For each flow the two components between which it runs; one and the same for a loop."""
    ends = {id: list_members(graph, id) for id in {id for flow in graph.flows for id in (flow.from_id, flow.to_id)}}
    return [_choose_pair(ends[flow.from_id], ends[flow.to_id], cells) for flow in graph.flows]


def _choose_pair(starts: Sequence[str], ends: Sequence[str], cells: Mapping[str, Cell]) -> tuple[str, str]:
    """The two components that are nearest to each other, of what stands at both ends."""
    pairs = list(product(starts, ends))
    return pairs[0] if len(pairs) == 1 else min(pairs, key=lambda pair: _distance(cells[pair[0]], cells[pair[1]]))


def list_members(graph: ViewGraph, id: str) -> tuple[str, ...]:
    """The component of an id, or those of the group."""
    return graph.members(id) if any(group.id == id for group in graph.groups) else (id,)


def _distance(a: Cell, b: Cell) -> float:
    return abs(a.column - b.column) + ROW_DISTANCE * abs(a.row - b.row)


def cut_at_groups(path: tuple[Point, ...], start: str, end: str, groups: Mapping[str, Rect]) -> tuple[Point, ...]:
    """The path between the borders of the groups at its ends, where these are groups that are drawn."""
    if end in groups:
        path = _cut_end(path, groups[end])
    if start in groups:
        path = tuple(reversed(_cut_end(tuple(reversed(path)), groups[start])))
    return path


def _cut_end(path: tuple[Point, ...], rect: Rect) -> tuple[Point, ...]:
    """The path up to the rectangle's border, which it crosses for the last time there."""
    for index in range(len(path) - 2, -1, -1):
        if not rect.touches(path[index]):
            return (*path[: index + 1], _enter(path[index], path[index + 1], rect))
    return path


def _enter(outside: Point, inside: Point, rect: Rect) -> Point:
    """Where an upright or level run meets the border."""
    if outside.x == inside.x:
        return Point(outside.x, rect.y if outside.y < rect.y else rect.bottom)
    return Point(rect.x if outside.x < rect.x else rect.right, outside.y)
