"""Lines, routes, and the ranks they get within columns, rows and gutters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

LineKind = Literal["column", "column-gutter", "row", "row-gutter"]
VERTICAL: frozenset[LineKind] = frozenset({"column", "column-gutter"})

GridPoint = tuple[int, int]
LineKey = tuple[int, int]  # (index of the route, index of the line in it)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stretch in a card column, a column gutter, a card row or a row gutter.

    What follows from kind and index is worked out once, since the router asks it thousands of times: whether the line runs up
    and down, whether it runs between cards, and its place on the doubled grid.
    """

    kind: LineKind
    index: int
    is_vertical: bool = field(init=False, compare=False)
    is_gutter: bool = field(init=False, compare=False)
    coordinate: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        is_gutter = self.kind.endswith("gutter")
        object.__setattr__(self, "is_vertical", self.kind in VERTICAL)
        object.__setattr__(self, "is_gutter", is_gutter)
        object.__setattr__(self, "coordinate", 2 * self.index + (0 if is_gutter else 1))


class Route(NamedTuple):
    """Lines that alternate between upright and level, and the points between them: one more than there are lines."""

    lines: tuple[Line, ...]
    points: tuple[GridPoint, ...]


class ChannelRoutes(NamedTuple):
    """Routes with their ranks.

    ``slots`` gives each line in a column or row its position among how many that share it; ``tracks`` gives each line in a
    gutter its track, counted from the top or left; the last two tell how many tracks each gutter has.
    """

    routes: tuple[Route, ...]
    slots: Mapping[LineKey, tuple[int, int]]
    tracks: Mapping[LineKey, int]
    row_gutter_tracks: Mapping[int, int]
    column_gutter_tracks: Mapping[int, int]
