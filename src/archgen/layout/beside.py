"""Two graphs beside each other: each on a grid of its own, in narrow columns, and lane beside lane.

Each half is laid out alone first. Then the gutters above its lanes grow until every lane begins at the same height in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from archgen.layout.frame import LANE_NAMES_PX
from archgen.layout.paths import trace_paths
from archgen.layout.place import choose_scene
from archgen.layout.scene import Scene, lay_scene, make_room
from archgen.layout.size import SizedGraph, Strip, size_graph
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

WIDEST_PAIR_PX = 1150  # shown 800 px wide, text of 11.5 px is 8 px
HALF = Strip(names=0, widest=(WIDEST_PAIR_PX - LANE_NAMES_PX) / 2, brief=True)
MOST_COLUMNS_AT_NEED = 6
LANE_GAP_PX = 40  # below a lane and above the next one, where only the other half has that


class Half(NamedTuple):
    """One of two graphs, laid out."""

    sized: SizedGraph
    scene: Scene


def lay_beside(graphs: Sequence[ViewGraph]) -> tuple[Half, ...]:
    """The graphs from left to right, every lane at one height."""
    halves = [_lay_alone(graph) for graph in graphs]
    rooms = align_lanes([half.scene for half in halves])
    placed: list[Half] = []
    left: float = LANE_NAMES_PX
    for half, more in zip(halves, rooms, strict=True):
        placed.append(_lay_again(half, left, more))
        left = placed[-1].scene.columns.page_width
    return tuple(placed)


def _lay_alone(graph: ViewGraph) -> Half:
    """A graph in as few columns as its view asks for, without losing a group.

    Where groups leave no column free for the ghosts in a lane, the ghosts stand in one of them: what the whole lacks, each part
    lacks, too. Only then there are more columns.
    """
    columns = graph.max_columns or MOST_COLUMNS_AT_NEED
    wider = (graph._replace(max_columns=count) for count in range(columns + 1, MOST_COLUMNS_AT_NEED + 1))
    for tried in (graph, *_house_ghosts(graph), *wider):
        sized = size_graph(tried, HALF)
        half = Half(sized, make_room(sized, choose_scene(sized), trace_paths))
        if not half.scene.grid.dropped_groups:
            break
    return half


def _house_ghosts(graph: ViewGraph) -> Iterator[ViewGraph]:
    """The graph with its ghosts in a group, for each group that there is, the largest first."""
    for group in sorted(graph.groups, key=lambda group: -len(graph.members(group.id))):
        ghosts = (c._replace(group=group.id) if c.presence != "present" else c for c in graph.components)
        yield graph._replace(components=tuple(ghosts))


def _lay_again(half: Half, left: float, more: Mapping[int, float]) -> Half:
    """A half in its place on the page, with more room above its rows."""
    scene = half.scene
    sized = half.sized._replace(strip=half.sized.strip._replace(left=left))
    rows = {gutter: scene.extra.rows.get(gutter, 0) + more.get(gutter, 0) for gutter in range(scene.grid.rows + 1)}
    return Half(sized, lay_scene(sized, scene.grid, scene.routes, trace_paths, scene.extra._replace(rows=rows)))


def align_lanes(scenes: Sequence[Scene]) -> list[dict[int, float]]:
    """The px to add above each row of each scene, so that every lane begins at one height in all of them."""
    more: list[dict[int, float]] = [{} for _ in scenes]
    for lane in sorted({lane for scene in scenes for lane in scene.grid.lanes}):
        wanted = max(_find_start(scene, lane) + sum(added.values()) for scene, added in zip(scenes, more, strict=True))
        for scene, added in zip(scenes, more, strict=True):
            if lane in scene.grid.lanes:
                row = scene.grid.lanes.index(lane)
                added[row] = round(wanted - scene.rows.starts[row] - sum(added.values()), 1)
    return more


def _find_start(scene: Scene, lane: int) -> float:
    """Where a lane begins; in a scene that has no such lane, the least y at which it could."""
    if lane in scene.grid.lanes:
        return scene.rows.starts[scene.grid.lanes.index(lane)]
    above = find_end_above(scene, lane)
    return 0.0 if above is None else above + LANE_GAP_PX


def find_end_above(scene: Scene, lane: int) -> float | None:
    """Where the lanes before a lane end; None where there are none."""
    rows = [row for row, own in enumerate(scene.grid.lanes) if own < lane]
    return scene.rows.starts[rows[-1]] + scene.rows.heights[rows[-1]] if rows else None
