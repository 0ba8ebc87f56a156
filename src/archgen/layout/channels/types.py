"""Lines, routes, and the ranks they get within columns, rows and gutters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

LineKind = Literal["column", "column-gutter", "row", "row-gutter"]
VERTICAL: frozenset[LineKind] = frozenset({"column", "column-gutter"})

GridPoint = tuple[int, int]
LineKey = tuple[int, int]  # (index of the route, index of the line in it)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight stretch in a card column, a column gutter, a card row or a row gutter."""

    kind: LineKind
    index: int

    @property
    def is_vertical(self) -> bool:
        """Whether it runs up and down."""
        return self.kind in VERTICAL

    @property
    def is_gutter(self) -> bool:
        """Whether it runs between cards and not through their columns or rows."""
        return self.kind.endswith("gutter")

    @property
    def coordinate(self) -> int:
        """Its place on the doubled grid."""
        return 2 * self.index + (0 if self.is_gutter else 1)


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
