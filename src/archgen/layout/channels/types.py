"""Lines, routes, and the ranks they get within columns, rows and gutters."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

from archgen.values import NamedTuple

LineKind = Literal["column", "column-gutter", "row", "row-gutter"]
VERTICAL: frozenset[LineKind] = frozenset({"column", "column-gutter"})
GUTTERS: frozenset[LineKind] = frozenset({"column-gutter", "row-gutter"})

GridPoint = tuple[int, int]
Side = Literal["left", "right", "top", "bottom"]
LineKey = tuple[int, int]  # (index of the route, index of the line in it)


class Line:
    """A straight stretch in a card column, a column gutter, a card row or a row gutter; `make_line` makes each but once.

    What follows from kind and index is kept, since the router asks it thousands of times: whether the line runs up and down,
    whether it runs between cards, and its place on the doubled grid.
    """

    __slots__ = ("coordinate", "index", "is_gutter", "is_vertical", "kind")

    def __init__(self, kind: LineKind, index: int) -> None:
        self.kind, self.index = kind, index
        self.is_vertical, self.is_gutter = kind in VERTICAL, kind in GUTTERS
        self.coordinate = 2 * index + (0 if self.is_gutter else 1)


@cache
def make_line(kind: LineKind, index: int) -> Line:
    """The line of a kind in a column or row, or in the gutter before it."""
    return Line(kind, index)


class Route(NamedTuple):
    """Lines that alternate between upright and level, and the points between them: one more than there are lines."""

    lines: tuple[Line, ...]
    points: tuple[GridPoint, ...]


class Trunk(NamedTuple):
    """What the flows of a trunk have in common: their card, the side where they meet it, and how they look there."""

    card: GridPoint
    side: Side
    look: Hashable


class Joint(NamedTuple):
    """A flow's share in a trunk, at its start or at its end."""

    trunk: Trunk
    at_end: bool


NO_JOINTS: Mapping[int, Joint] = MappingProxyType({})


class ChannelRoutes(NamedTuple):
    """Routes with their ranks.

    ``slots`` gives each line in a column or row its position among how many that share it; ``tracks`` gives each line in a
    gutter its track, counted from the top or left; the next two tell how many tracks each gutter has. ``joints`` are the
    flows that share a trunk, by their routes.
    """

    routes: tuple[Route, ...]
    slots: Mapping[LineKey, tuple[int, int]]
    tracks: Mapping[LineKey, int]
    row_gutter_tracks: Mapping[int, int]
    column_gutter_tracks: Mapping[int, int]
    joints: Mapping[int, Joint] = NO_JOINTS
