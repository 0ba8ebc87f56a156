"""The router port: how flows run around cards whose places are fixed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.geometry import Point, Rect

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes
    from archgen.layout.frame import Columns, Rows

# (ids of the two cards of each flow, topology, columns, rows, cards) -> the points of each flow's path
Router = Callable[
    [Sequence[tuple[str, str]], "ChannelRoutes", "Columns", "Rows", Mapping[str, Rect]],
    tuple[tuple[Point, ...], ...],
]
