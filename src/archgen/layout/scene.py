"""One way to draw a view: a grid, its routes and a card width, in px, with its labels placed and its cost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.cards import CARD_WIDTHS_PX, CardForm, size_card
from archgen.layout.channels.tracks import assign_tracks
from archgen.layout.channels.trunks import leave_trunks
from archgen.layout.ends import choose_ends, cut_at_groups
from archgen.layout.frame import (
    PAGE_MARGIN_PX,
    Columns,
    Extra,
    GroupFrame,
    Rows,
    border_room,
    find_side_needs,
    frame_groups,
    group_rect,
    lay_columns,
    lay_rows,
)
from archgen.layout.geometry import Point, Rect
from archgen.layout.grid.types import Cell
from archgen.layout.gutters import size_row_gutters
from archgen.layout.labelling import (
    BadgePlace,
    LabelPlace,
    add_path_obstacles,
    place_badges,
    place_labels,
)
from archgen.layout.obstacles import Obstacles
from archgen.layout.price import Price, count_bends, count_crossings
from archgen.layout.titles import GroupTitle, make_way, set_title
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.channels.types import ChannelRoutes, Route
    from archgen.layout.grid.types import Grid
    from archgen.layout.routing import Router
    from archgen.layout.size import SizedGraph, Strip

HEADING_PX = 92
LANE_NAMES_HEIGHT_PX = 24
PAGE_EDGE_PX = 6  # that labels leave free
STEPS_PX = 256  # the width of a list of steps beside the picture, its margin at the right included
EXTRA_STEP_PX = 20
EXTRA_PITCH_PX = 5
EXTRA_ROUNDS = 2
LABEL_ENDS_PX = 18  # what a label leaves of its run at both ends
LEAST_ROOMY_PX = 174  # cards get narrower for labels, but not narrower than this

NO_EXTRA = Extra()


class Scene(NamedTuple):
    """Everything of a picture that depends on the grid: cards, groups, paths, labels, badges, in px."""

    grid: Grid
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
    strip: Strip

    @property
    def width(self) -> float:
        """How much of the page it takes from left to right."""
        return self.columns.page_width - self.strip.left

    @property
    def price(self) -> Price:
        """What it costs, but for its labels."""
        too_wide = max(0.0, self.width - self.strip.widest)
        return Price(count_crossings(self.paths), count_bends(self.paths), self.rows.bottom, self.width, too_wide)

    @property
    def cost(self) -> float:
        """What it costs, with its labels."""
        return self.price.add_labels(len(self.badges), self.on_border)

    @property
    def on_border(self) -> int:
        """How many labels cover a group's border."""
        return sum(not place.clear for place in self.labels.values())


def choose_card_width(
    sized: SizedGraph, grid: Grid, frames: Sequence[GroupFrame], routes: ChannelRoutes, extra: Extra
) -> float:
    """The widest cards with which the picture is not too wide; a little narrower ones where its steps then fit beside it."""
    most = sized.strip.widest
    roomy = [width for width in CARD_WIDTHS_PX if width >= LEAST_ROOMY_PX]
    beside = [(width, most - STEPS_PX) for width in roomy] if sized.graph.steps else []
    for width, limit in (*beside, *((width, most) for width in CARD_WIDTHS_PX)):
        if _lay_columns(sized, grid, frames, routes, width, extra).page_width - sized.strip.left <= limit:
            return width
    return CARD_WIDTHS_PX[-1]


def _lay_columns(
    sized: SizedGraph,
    grid: Grid,
    frames: Sequence[GroupFrame],
    routes: ChannelRoutes,
    card_width: float,
    extra: Extra,
) -> Columns:
    span = max(sized.wide_cards.values(), default=0.0)
    left = sized.strip.left + PAGE_MARGIN_PX + (0 if grid.to_the_right else sized.strip.names)
    return lay_columns(grid.columns, card_width, frames, routes, extra.columns, span, left, extra.pitches)


def make_room(sized: SizedGraph, scene: Scene, router: Router) -> Scene:
    """The scene with gutters that have grown for labels and badges without a place."""
    for _ in range(EXTRA_ROUNDS):
        extra = _grow(sized, scene)
        if extra == scene.extra:
            break
        scene = lay_scene(sized, scene.grid, scene.routes, router, extra)
    for _ in range(EXTRA_ROUNDS):
        spread = _spread_tracks(sized, scene, router)
        if _count_crowded(spread) >= _count_crowded(scene) or _count_title_lines(spread) > _count_title_lines(scene):
            break
        scene = spread
    return _clear_trunks(sized, scene, router)


def _spread_tracks(sized: SizedGraph, scene: Scene, router: Router) -> Scene:
    """The scene with more room between the tracks beside which a badge still has no place."""
    pitches = dict(scene.extra.pitches)
    for flow in (flow for flow, badge in scene.badges if not badge.free):
        line = max(pairwise(scene.paths[flow]), key=lambda run: abs(run[0].y - run[1].y))[0].x
        gutter = sum(start <= line for start in scene.columns.starts)
        pitches[gutter] = pitches.get(gutter, 0) + EXTRA_PITCH_PX
    if pitches == scene.extra.pitches:
        return scene
    return lay_scene(sized, scene.grid, scene.routes, router, scene.extra._replace(pitches=pitches))


def _count_crowded(scene: Scene) -> int:
    return sum(not badge.free for _, badge in scene.badges)


def _count_title_lines(scene: Scene) -> int:
    return sum(len(title.lines) for _, _, title in scene.groups)


def _clear_trunks(sized: SizedGraph, scene: Scene, router: Router) -> Scene:
    """The scene without a trunk for those flows of whose own part too little is left for a badge."""
    routes, crowded = scene.routes, {flow for flow, badge in scene.badges if not badge.free}
    if not crowded & routes.joints.keys():
        return scene
    parted = assign_tracks(scene.grid.cells, routes.routes, leave_trunks(routes.joints, crowded))
    return lay_scene(sized, scene.grid, parted, router, scene.extra)


def _grow(sized: SizedGraph, scene: Scene) -> Extra:
    """Room for the labels that found no place, and more for badges that lie on something."""
    unlabelled = {flow for flow, _ in scene.badges if sized.labels[flow]}
    unlabelled |= {flow for flow, place in scene.labels.items() if not place.clear}
    crowded = [flow for flow, badge in scene.badges if not badge.free]
    widened = _widen(scene, crowded)
    columns = _part_neighbours(sized, scene, unlabelled, widened.columns)
    return scene.extra._replace(
        columns=columns, rows=widened.rows, labelled=scene.extra.labelled | frozenset(unlabelled)
    )


def _part_neighbours(
    sized: SizedGraph, scene: Scene, unlabelled: Iterable[int], columns: Mapping[int, float]
) -> Mapping[int, float]:
    """More room between columns for the labels of flows between neighbours in a row, as far as the page has it with cards that
    are not too narrow.
    """
    needs = dict(columns)
    frames = [frame for frame, _, _ in scene.groups]
    for edge in sorted(unlabelled):
        gutter = _gutter_between_neighbours(scene.routes.routes[edge])
        if gutter is None:
            continue
        path = scene.paths[edge]
        run = abs(path[0].x - path[1].x) - border_room(frames, gutter)
        missing = min(form.width for form in sized.labels[edge]) + LABEL_ENDS_PX - run
        tried = {**needs, gutter: max(needs.get(gutter, 0), columns.get(gutter, 0) + ceil(missing))}
        asked = scene.extra._replace(columns=tried)
        laid = _lay_columns(sized, scene.grid, frames, scene.routes, LEAST_ROOMY_PX, asked)
        width = laid.page_width - sized.strip.left
        needs = tried if missing > 0 and width <= sized.strip.widest else needs
    return needs


def _gutter_between_neighbours(route: Route) -> int | None:
    """The column gutter that a route crosses, where it does nothing else: from a card to the next one in its row."""
    left, right = sorted((route.points[0][0], route.points[-1][0]))
    return (left + 1) // 2 if len(route.lines) == 1 and route.lines[0].kind == "row" and right - left == 2 else None


def lay_scene(
    sized: SizedGraph,
    grid: Grid,
    routes: ChannelRoutes,
    router: Router,
    extra: Extra = NO_EXTRA,
) -> Scene:
    """Lay out a grid with gutters as narrow as its flows allow, and as much wider as asked for."""
    return label_scene(sized, lay_bare_scene(sized, grid, routes, router, extra))


def lay_bare_scene(
    sized: SizedGraph,
    grid: Grid,
    routes: ChannelRoutes,
    router: Router,
    extra: Extra = NO_EXTRA,
) -> Scene:
    """Everything of a scene but labels and badges."""
    frames = frame_view_groups(sized, grid)
    card_width = choose_card_width(sized, grid, frames, routes, extra)
    columns = make_way(frames, _lay_columns(sized, grid, frames, routes, card_width, extra), routes)
    forms = _choose_forms(sized, grid, columns, routes)
    titles = {frame.id: set_title(frame, columns, routes) for frame in frames}
    gutters = size_row_gutters(
        grid.rows,
        columns,
        routes,
        [forms if flow in extra.labelled else () for flow, forms in enumerate(sized.labels)],
        extra.rows,
    )
    heights = [max(forms[id].height for id, cell in grid.cells.items() if cell.row == row) for row in range(grid.rows)]
    strips = {id: title.strip_height for id, title in titles.items()}
    rows = lay_rows(heights, frames, strips, gutters, HEADING_PX + (LANE_NAMES_HEIGHT_PX if grid.to_the_right else 0))
    cards = {
        id: Rect(
            columns.starts[0 if id in sized.wide_cards else cell.column],
            rows.starts[cell.row] + (heights[cell.row] - forms[id].height) / 2,
            forms[id].width,
            forms[id].height,
        )
        for id, cell in grid.cells.items()
    }
    groups = tuple((frame, group_rect(frame, columns, rows), titles[frame.id]) for frame in frames)
    routed = router(choose_ends(sized.graph, grid.cells), routes, columns, rows, cards)
    paths = _cut_at_groups(sized, routed, groups)
    return Scene(grid, routes, extra, columns, rows, forms, cards, groups, paths, {}, (), sized.strip)


def _choose_forms(sized: SizedGraph, grid: Grid, columns: Columns, routes: ChannelRoutes) -> dict[str, CardForm]:
    """Each card at the width of a column, those that need more over all columns; higher where many flows meet its sides."""
    forms = dict(sized.cards[columns.card_width])
    for id in sized.wide_cards:
        forms[id] = size_card(sized.contents[id], columns.span)
    needs = find_side_needs(routes)
    for id, cell in grid.cells.items():
        if forms[id].height < needs.get(cell.row, 0):
            forms[id] = size_card(sized.contents[id], forms[id].width, needs[cell.row])
    return forms


def _cut_at_groups(
    sized: SizedGraph, routed: Sequence[tuple[Point, ...]], groups: Sequence[tuple[GroupFrame, Rect, GroupTitle]]
) -> tuple[tuple[Point, ...], ...]:
    """The paths of all flows, those that lead to groups cut at their borders."""
    rects = {frame.id: rect for frame, rect, _ in groups}
    flows = sized.graph.flows
    return tuple(cut_at_groups(path, flow.from_id, flow.to_id, rects) for path, flow in zip(routed, flows, strict=True))


def frame_view_groups(sized: SizedGraph, grid: Grid) -> tuple[GroupFrame, ...]:
    """The groups of a view that are drawn, on the grid."""
    graph = sized.graph
    kept = [group for group in graph.groups if group.id not in grid.dropped_groups]
    cells = {id: [cell] for id, cell in grid.cells.items()}
    for id in sized.wide_cards:
        row = grid.cells[id].row
        cells[id] = [Cell(row, 0), Cell(row, grid.columns - 1)]
    return frame_groups(
        [(g.id, g.name, g.parent, g.kubernetes in {"required", "optional", "unknown"}) for g in kept],
        {g.id: graph.members(g.id) for g in kept},
        cells,
    )


def label_scene(sized: SizedGraph, scene: Scene) -> Scene:
    """The scene with its labels and badges, around everything that stands already."""
    labelled = try_labels(sized, scene, lambda badges, on_border: False)
    assert labelled is not None
    return labelled


def try_labels(sized: SizedGraph, scene: Scene, is_vain: Callable[[int, int], bool]) -> Scene | None:
    """The same; None as soon as it is clear that there are at least so many badges, and labels on borders, that it is in vain."""
    steps = [flow for flow, _ in sized.graph.steps]
    obstacles = Obstacles()
    for card in scene.cards.values():
        obstacles.add(card, margin=3)
    for rect in lane_name_rects(scene.grid, scene.columns, scene.rows):
        obstacles.add(rect)
    for _, rect, title in scene.groups:
        add_group_obstacles(obstacles, rect, title)
    add_path_obstacles(obstacles, scene.paths, [flow.both for flow in sized.graph.flows])
    left = sized.strip.left + PAGE_EDGE_PX
    page = Rect(left, 0, scene.columns.page_width - PAGE_EDGE_PX - left, scene.rows.bottom + 200)
    labels = place_labels(
        obstacles,
        scene.paths,
        sized.labels,
        page,
        lambda homeless, on_border: is_vain(len(steps) + homeless, on_border),
    )
    if labels is None:
        return None
    unlabelled = [edge for edge, forms in enumerate(sized.labels) if forms and edge not in labels]
    badges = place_badges(obstacles, scene.paths, [*steps, *unlabelled])
    return scene._replace(labels=labels, badges=badges)


def lane_name_rects(grid: Grid, columns: Columns, rows: Rows) -> list[Rect]:
    """Where the names of lanes may stand: at the left of each row, or above each column."""
    if grid.to_the_right:
        return [Rect(x, HEADING_PX, columns.card_width, LANE_NAMES_HEIGHT_PX) for x in columns.starts]
    return [Rect(0, rows.middle(row) - 12, columns.starts[0] - 20, 24) for row in range(grid.rows)]


def add_group_obstacles(obstacles: Obstacles, rect: Rect, title: GroupTitle) -> None:
    """A group's title may not be covered; its border may, at need."""
    if title.lines:
        right = max(line.x + line.width for line in title.lines)
        obstacles.add(Rect(title.x - 3, rect.y + 4, right - title.x + 6, title.strip_height - 6))
    for x, y, width, height in (
        (rect.x, rect.y, rect.width, 1),
        (rect.x, rect.bottom - 1, rect.width, 1),
        (rect.x, rect.y, 1, rect.height),
        (rect.right - 1, rect.y, 1, rect.height),
    ):
        obstacles.add(Rect(x, y, width, height), soft=True, margin=1)


def _widen(scene: Scene, crowded: Sequence[int]) -> Extra:
    """More room in the gutter that the longest free run of each crowded flow passes."""
    columns, rows = dict(scene.extra.columns), dict(scene.extra.rows)
    for flow in crowded:
        a, b = max(pairwise(scene.paths[flow]), key=lambda run: abs(run[0].x - run[1].x) + abs(run[0].y - run[1].y))
        side, starts, low = (
            (rows, scene.rows.starts, min(a.y, b.y)) if a.x == b.x else (columns, scene.columns.starts, min(a.x, b.x))
        )
        gutter = sum(start <= low for start in starts)
        side[gutter] = side.get(gutter, 0) + EXTRA_STEP_PX
    return scene.extra._replace(columns=columns, rows=rows)
