"""How high the gutters between rows are: their tracks make room for the labels that fit on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.frame import TRACK_PITCH_PX, Columns, RowGutter, line_x

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes
    from archgen.layout.labels import LabelForm

RUN_CLEARANCE_PX = 18
LABEL_GAP_PX = 3
STRAIGHT_CLEARANCE_PX = 24
STRAIGHT_LABEL_WIDTH_PX = 150


def size_row_gutters(
    row_count: int,
    columns: Columns,
    routes: ChannelRoutes,
    labels: Sequence[Sequence[LabelForm]],
    extra: Mapping[int, float],
) -> tuple[RowGutter, ...]:
    """The gutters above, between and below the rows."""
    heights = _track_heights(columns, routes, labels)
    least = _straight_needs(routes, labels)
    return tuple(
        RowGutter(
            tuple(
                heights.get((gutter, track), TRACK_PITCH_PX) for track in range(routes.row_gutter_tracks.get(gutter, 0))
            ),
            least.get(gutter, 0),
            extra.get(gutter, 0),
        )
        for gutter in range(row_count + 1)
    )


def _track_heights(
    columns: Columns, routes: ChannelRoutes, labels: Sequence[Sequence[LabelForm]]
) -> dict[tuple[int, int], float]:
    """For each track, the height of the highest label that fits on a run in it."""
    heights: dict[tuple[int, int], float] = {}
    for edge, route in enumerate(routes.routes):
        for index, line in enumerate(route.lines):
            if line.kind != "row-gutter":
                continue
            ends = (line_x(columns, routes, edge, index - 1), line_x(columns, routes, edge, index + 1))
            length = abs(ends[0] - ends[1]) - RUN_CLEARANCE_PX
            fitting = [form.height for form in labels[edge] if form.width <= length]
            track = line.index, routes.tracks[edge, index]
            needed = min(fitting) + LABEL_GAP_PX if fitting else TRACK_PITCH_PX
            heights[track] = max(heights.get(track, TRACK_PITCH_PX), needed)
    return heights


def _straight_needs(routes: ChannelRoutes, labels: Sequence[Sequence[LabelForm]]) -> dict[int, float]:
    """For each gutter that one straight flow crosses between two rows, the height its label needs there."""
    needs: dict[int, float] = {}
    for edge, route in enumerate(routes.routes):
        if len(route.lines) != 1 or not route.lines[0].is_vertical or not labels[edge]:
            continue
        top, bottom = sorted(point[1] for point in route.points)
        gutters = range((top + 1) // 2, bottom // 2 + 1)
        if len(gutters) == 1:
            narrow = [form.height for form in labels[edge] if form.width <= STRAIGHT_LABEL_WIDTH_PX]
            form_height = min(narrow, default=labels[edge][-1].height)
            needs[gutters[0]] = max(needs.get(gutters[0], 0), form_height + STRAIGHT_CLEARANCE_PX)
    return needs
