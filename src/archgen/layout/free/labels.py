"""Labels and badges on curves: placed like everywhere, on the stretches of a flow that are nearly straight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.curves import cut_path
from archgen.layout.labelling import (
    BadgePlace,
    LabelPlace,
    add_path_obstacles,
    place_badges,
    place_labels,
)
from archgen.layout.obstacles import Obstacles
from archgen.layout.scene import add_group_obstacles

if TYPE_CHECKING:
    from archgen.layout.geometry import Point, Rect
    from archgen.layout.size import SizedGraph
    from archgen.layout.titles import GroupTitle

MOST_NUMBERED_FLOWS = 60
PIECE_PX = 10


def place_free_labels(
    sized: SizedGraph,
    cards: Mapping[str, Rect],
    groups: Sequence[tuple[str, Rect, GroupTitle]],
    paths: Sequence[Sequence[Point]],
    page: Rect,
) -> tuple[Mapping[int, LabelPlace], tuple[tuple[int, BadgePlace], ...]]:
    """Labels by flow, and badges for steps and for labels without a place; of very many flows those stand in tooltips only."""
    obstacles = Obstacles()
    for card in cards.values():
        obstacles.add(card, margin=3)
    for _, rect, title in groups:
        add_group_obstacles(obstacles, rect, title)
    flows = sized.graph.flows
    add_path_obstacles(obstacles, [cut_path(path, PIECE_PX) for path in paths], [flow.both for flow in flows])
    labels = place_labels(obstacles, paths, sized.labels, page)
    assert labels is not None
    unplaced = [edge for edge, forms in enumerate(sized.labels) if forms and edge not in labels]
    numbered = unplaced if len(flows) <= MOST_NUMBERED_FLOWS else []
    return labels, place_badges(obstacles, paths, [*(flow for flow, _ in sized.graph.steps), *numbered])
