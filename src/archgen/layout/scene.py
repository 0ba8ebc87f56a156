"""One way to draw a view: a grid plan, its routes and a card width, in px, with its labels placed and its cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from archgen.layout.cards import CARD_WIDTHS_PX, CardForm, size_card
from archgen.layout.frame import Columns, Extra, GroupFrame, Rows, frame_groups, group_rect, lay_columns, lay_rows
from archgen.layout.geometry import Point, Rect
from archgen.layout.gutters import size_row_gutters
from archgen.layout.labelling import (
    BadgePlace,
    LabelPlace,
    Obstacles,
    add_path_obstacles,
    place_badges,
    place_labels,
)
from archgen.layout.titles import GroupTitle, set_title

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes
    from archgen.layout.grid.types import GridPlan
    from archgen.layout.routing import Router
    from archgen.layout.size import SizedGraph

HEADING_PX = 92
WIDEST_PX = 960
STEPS_PX = 256  # the width of a list of steps beside the picture, its margin at the right included
EXTRA_STEP_PX = 20
EXTRA_ROUNDS = 2
LOOP_PX = 14
LOOP_REACH_PX = 20

CROSSING_COST = 2.0
BEND_COST = 0.5
BADGE_COST = 2.0
HEIGHT_PER_COST_PX = 60
WIDTH_PER_COST_PX = 40
TOO_WIDE_PER_COST_PX = 2


class Scene(NamedTuple):
    """Everything of a picture that depends on the plan: cards, groups, paths, labels, badges, in px."""

    plan: GridPlan
    routes: ChannelRoutes
    extra: Extra
    columns: Columns
    rows: Rows
    forms: Mapping[str, CardForm]
    cards: Mapping[str, Rect]
    groups: tuple[tuple[GroupFrame, Rect, GroupTitle], ...]
    paths: tuple[tuple[Point, ...], ...]
    labels: Mapping[int, LabelPlace]
    badges: tuple[tuple[int, BadgePlace], ...]

    @property
    def cost(self) -> float:
        """What makes a picture worse: crossings, bends, badges, size, and most of all being too wide."""
        bends = sum(len(path) - 2 for path in self.paths)
        too_wide = max(0.0, self.columns.page_width - WIDEST_PX)
        return (
            CROSSING_COST * count_crossings(self.paths)
            + BEND_COST * bends
            + BADGE_COST * len(self.badges)
            + self.rows.bottom / HEIGHT_PER_COST_PX
            + self.columns.page_width / WIDTH_PER_COST_PX
            + too_wide / TOO_WIDE_PER_COST_PX
        )


def choose_card_width(sized: SizedGraph, plan: GridPlan, routes: ChannelRoutes, extra: Extra) -> float:
    """The widest cards with which the picture is not too wide; a little narrower ones where its steps then fit beside it."""
    pages = {width: _lay_columns(sized, plan, routes, width, extra.columns).page_width for width in CARD_WIDTHS_PX}
    beside = [width for width, page in pages.items() if sized.graph.steps and page <= WIDEST_PX - STEPS_PX]
    fitting = beside or [width for width, page in pages.items() if page <= WIDEST_PX] or [CARD_WIDTHS_PX[-1]]
    return fitting[0]


def _lay_columns(
    sized: SizedGraph, plan: GridPlan, routes: ChannelRoutes, card_width: float, extra: Mapping[int, float]
) -> Columns:
    span = max(sized.wide_cards.values(), default=0.0)
    return lay_columns(plan.columns, card_width, _frame_groups(sized, plan), routes, extra, span)


def compose_scene(sized: SizedGraph, plan: GridPlan, routes: ChannelRoutes, router: Router) -> Scene:
    """Lay out a plan with gutters as narrow as its flows allow."""
    return _lay_scene(sized, plan, routes, router, Extra())


def make_room(sized: SizedGraph, scene: Scene, router: Router) -> Scene:
    """The scene with gutters that have grown for labels and badges without a place."""
    for _ in range(EXTRA_ROUNDS):
        extra = _grow(sized, scene)
        if extra == scene.extra:
            break
        scene = _lay_scene(sized, scene.plan, scene.routes, router, extra)
    return scene


def _grow(sized: SizedGraph, scene: Scene) -> Extra:
    """Room for the labels that found no place, and more for badges that lie on something."""
    routes, extra = scene.routes, scene.extra
    index = {flow: edge for edge, flow in enumerate(sized.routed)}
    unlabelled = {index[flow] for flow, _ in scene.badges if flow in index and sized.labels[flow]}
    crowded = [index[flow] for flow, badge in scene.badges if flow in index and not badge.free]
    widened = _widen(extra, routes, crowded)
    return Extra(widened.columns, widened.rows, extra.labelled | frozenset(unlabelled))


def _lay_scene(
    sized: SizedGraph,
    plan: GridPlan,
    routes: ChannelRoutes,
    router: Router,
    extra: Extra,
) -> Scene:
    card_width = choose_card_width(sized, plan, routes, extra)
    frames = _frame_groups(sized, plan)
    columns = _lay_columns(sized, plan, routes, card_width, extra.columns)
    forms = _choose_forms(sized, card_width, columns)
    titles = {frame.id: set_title(frame, columns, routes) for frame in frames}
    gutters = size_row_gutters(
        len(plan.row_lanes),
        columns,
        routes,
        [sized.labels[flow] if edge in extra.labelled else () for edge, flow in enumerate(sized.routed)],
        extra.rows,
    )
    heights = [
        max(forms[id].height for id, cell in plan.cells.items() if cell.row == row)
        for row in range(len(plan.row_lanes))
    ]
    strips = {id: title.strip_height for id, title in titles.items()}
    rows = lay_rows(heights, frames, strips, gutters, HEADING_PX)
    cards = {
        id: Rect(
            columns.starts[0 if id in sized.wide_cards else cell.column],
            rows.starts[cell.row] + (heights[cell.row] - forms[id].height) / 2,
            forms[id].width,
            forms[id].height,
        )
        for id, cell in plan.cells.items()
    }
    groups = tuple((frame, group_rect(frame, columns, rows), titles[frame.id]) for frame in frames)
    routed = router(sized.routed_ends, routes, columns, rows, cards)
    paths = _add_loops(sized, dict(zip(sized.routed, routed, strict=True)), cards)
    labels, badges = _label(sized, columns, rows, cards, groups, paths)
    return Scene(plan, routes, extra, columns, rows, forms, cards, groups, paths, labels, badges)


def _choose_forms(sized: SizedGraph, card_width: float, columns: Columns) -> dict[str, CardForm]:
    """Each card at the width of a column; those that need more over all columns."""
    forms = dict(sized.cards[card_width])
    for id in sized.wide_cards:
        forms[id] = size_card(sized.contents[id], columns.span)
    return forms


def _add_loops(
    sized: SizedGraph, routed: Mapping[int, tuple[Point, ...]], cards: Mapping[str, Rect]
) -> tuple[tuple[Point, ...], ...]:
    """The paths of all flows: those that were routed, and a loop at the corner for one from a card to itself."""
    flows = enumerate(sized.graph.flows)
    return tuple(routed[index] if index in routed else trace_loop(cards[flow.from_id]) for index, flow in flows)


def trace_loop(card: Rect) -> tuple[Point, ...]:
    """A loop around a card's upper right corner, from its right side to its top."""
    right, top = card.right + LOOP_PX, card.y - LOOP_PX
    return (
        Point(card.right, card.y + LOOP_REACH_PX),
        Point(right, card.y + LOOP_REACH_PX),
        Point(right, top),
        Point(card.right - LOOP_REACH_PX, top),
        Point(card.right - LOOP_REACH_PX, card.y),
    )


def _frame_groups(sized: SizedGraph, plan: GridPlan) -> tuple[GroupFrame, ...]:
    graph = sized.graph
    kept = [group for group in graph.groups if group.id not in plan.dropped_groups]
    return frame_groups(
        [(g.id, g.name, g.parent, g.kubernetes in {"required", "optional", "unknown"}) for g in kept],
        {g.id: graph.members(g.id) for g in kept},
        plan.cells,
    )


def _label(
    sized: SizedGraph,
    columns: Columns,
    rows: Rows,
    cards: Mapping[str, Rect],
    groups: Sequence[tuple[GroupFrame, Rect, GroupTitle]],
    paths: Sequence[Sequence[Point]],
) -> tuple[Mapping[int, LabelPlace], tuple[tuple[int, BadgePlace], ...]]:
    obstacles = Obstacles()
    for card in cards.values():
        obstacles.add(card.grown(3))
    for lane_row in range(len(rows.starts)):
        obstacles.add(Rect(0, rows.middle(lane_row) - 12, columns.starts[0] - 20, 24))
    for _, rect, title in groups:
        add_group_obstacles(obstacles, rect, title)
    add_path_obstacles(obstacles, paths, [flow.both for flow in sized.graph.flows])
    page = Rect(6, 0, columns.page_width - 12, rows.bottom + 200)
    labels = place_labels(obstacles, paths, sized.labels, page)
    unlabelled = [edge for edge, forms in enumerate(sized.labels) if forms and edge not in labels]
    steps = [flow for flow, _ in sized.graph.steps]
    return labels, place_badges(obstacles, paths, [*steps, *unlabelled])


def add_group_obstacles(obstacles: Obstacles, rect: Rect, title: GroupTitle) -> None:
    """A group's title may not be covered; its border may, at need."""
    right = max(line.x + line.width for line in title.lines)
    obstacles.add(Rect(title.x - 3, rect.y + 4, right - title.x + 6, title.strip_height - 6))
    for x, y, width, height in (
        (rect.x, rect.y, rect.width, 1),
        (rect.x, rect.bottom - 1, rect.width, 1),
        (rect.x, rect.y, 1, rect.height),
        (rect.right - 1, rect.y, 1, rect.height),
    ):
        obstacles.add(Rect(x, y, width, height).grown(1), None, soft=True)


def _widen(extra: Extra, routes: ChannelRoutes, crowded: Sequence[int]) -> Extra:
    """More room in the gutter that the longest free run of each crowded flow passes."""
    columns, rows = dict(extra.columns), dict(extra.rows)
    for edge in crowded:
        route = routes.routes[edge]
        lengths = [abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(route.points)]
        index = lengths.index(max(lengths))
        axis, side = (1, rows) if route.lines[index].kind.startswith("column") else (0, columns)
        gutter = (min(route.points[index][axis], route.points[index + 1][axis]) + 1) // 2
        side[gutter] = side.get(gutter, 0) + EXTRA_STEP_PX
    return Extra(columns, rows)


def count_crossings(paths: Sequence[Sequence[Point]]) -> int:
    """How often a horizontal run of one flow crosses a vertical run of another."""
    horizontal, vertical = [], []
    for owner, path in enumerate(paths):
        for a, b in pairwise(path):
            if a.y == b.y:
                horizontal.append((owner, min(a.x, b.x), max(a.x, b.x), a.y))
            else:
                vertical.append((owner, min(a.y, b.y), max(a.y, b.y), a.x))
    return sum(
        1
        for owner, left, right, y in horizontal
        for other, top, bottom, x in vertical
        if owner != other and left < x < right and top < y < bottom
    )
