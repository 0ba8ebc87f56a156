"""The stage "place": a sized graph becomes a Placement.

Order: grid plans (integers) -> routes and tracks (integers) -> pixels -> labels -> gaps; each finalist is drawn up, and the
one that makes the better picture wins.
"""

from __future__ import annotations

from math import ceil
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from archgen.layout.cards import CardForm
from archgen.layout.channels.route import route_edges
from archgen.layout.channels.tracks import assign_tracks
from archgen.layout.channels.trunks import find_joints
from archgen.layout.ends import choose_ends
from archgen.layout.frame import PAGE_MARGIN_PX
from archgen.layout.gaps import add_gaps
from archgen.layout.geometry import Rect
from archgen.layout.grid.types import Arrangement, Cell, Grid
from archgen.layout.labelling import BadgePlace, LabelPlace, count_homeless
from archgen.layout.paths import trace_paths
from archgen.layout.placement import (
    Icon,
    KeyEntry,
    Label,
    LaneMark,
    Outline,
    PlacedCard,
    PlacedFlow,
    PlacedGroup,
    Placement,
)
from archgen.layout.planning import plan_view
from archgen.layout.scene import HEADING_PX, STEPS_PX, Scene, frame_view_groups, lay_bare_scene, make_room, try_labels
from archgen.layout.size import WIDEST_PX
from archgen.layout.surroundings import (
    SECTION_GAP_PX,
    set_badge,
    set_footer,
    set_heading,
    set_key,
    set_lanes,
    set_lanes_to_the_right,
    set_legend,
)
from archgen.values import NamedTuple
from archgen.views.telling import tell_briefly
from archgen.views.words import say_component, say_flow, say_flow_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from archgen.layout.channels.types import Joint, Route
    from archgen.layout.geometry import Point
    from archgen.layout.price import Price
    from archgen.layout.routing import Router
    from archgen.layout.size import SizedGraph
    from archgen.layout.titles import GroupTitle
    from archgen.model.architecture import Artwork, Component, Flow
    from archgen.views.graph import ViewGraph

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MARK_PX = 16
KEY_PARTS_GAP_PX = 10
READING_LINE_PX = 40
BOTTOM_PX = 20

NOTHING: Mapping[Any, Any] = MappingProxyType({})
OUTLINES: dict[str | None, Outline] = {"required": "solid", "optional": "dashed", "unknown": "dotted"}


def place_graph(sized: SizedGraph, router: Router = trace_paths, earlier: Arrangement | None = None) -> Placement:
    """The best of the finalists, as finished geometry; cards stay where they stood in an earlier arrangement."""
    scene = make_room(sized, choose_scene(sized, router, earlier), router)
    return add_gaps(finish_picture(sized, describe_scene(scene)))


def choose_scene(sized: SizedGraph, router: Router = trace_paths, earlier: Arrangement | None = None) -> Scene:
    """The best of the finalists, each drawn up with gutters as narrow as its flows allow; of equal ones the first.

    Placing labels takes longest and only adds to the cost: that is done for those that can still win, the most promising first.
    """
    bare = [_compose(sized, grid, router) for grid in plan_view(sized, earlier)]
    prices = [scene.price for scene in bare]
    least = [_find_least_cost(sized, scene, price) for scene, price in zip(bare, prices, strict=True)]
    best, cost = None, (float("inf"), 0)
    for rank in sorted(range(len(bare)), key=lambda rank: least[rank]):
        if (least[rank], rank) < cost:
            scene = try_labels(sized, bare[rank], _limit(prices[rank], rank, cost))
            if scene and (found := (prices[rank].add_labels(len(scene.badges), scene.on_border), rank)) < cost:
                best, cost = scene, found
    assert best is not None
    return best


def _limit(price: Price, rank: int, cost: tuple[float, int]) -> Callable[[int, int], bool]:
    """Whether so many badges and labels on borders make a scene dearer than another one."""
    return lambda badges, on_border: (price.add_labels(badges, on_border), rank) > cost


def _find_least_cost(sized: SizedGraph, scene: Scene, price: Price) -> float:
    """What a scene costs however its labels fall out: steps have badges, and so have labels that are too long for their flows."""
    return price.add_labels(len(sized.graph.steps) + count_homeless(scene.paths, sized.labels), 0)


def _compose(sized: SizedGraph, grid: Grid, router: Router) -> Scene:
    """The grid with its flows routed, in px, without labels."""
    spanned = frozenset(grid.cells[id].row for id in sized.wide_cards)
    territories = [frame.cells for frame in frame_view_groups(sized, grid)]
    routes = route_edges(grid.cells, grid.columns, choose_ends(sized.graph, grid.cells), spanned, territories)
    joints = _bundle(sized.graph, routes) if sized.graph.bundle and sized.graph.routing == "channels" else {}
    return lay_bare_scene(sized, grid, assign_tracks(grid.cells, routes, joints), router)


def _bundle(graph: ViewGraph, routes: Sequence[Route]) -> Mapping[int, Joint]:
    """The flows that share trunks: both dashed or both solid, both muted or neither, with an arrow head there or without.

    One that ends at a group's border shares none there: what the others share lies inside.
    """
    steps, cards = {flow for flow, _ in graph.steps}, graph.component_ids
    looks = []
    for index, flow in enumerate(graph.flows):
        style = flow.optional, index in steps
        alone = [0 if end in cards else index + 1 for end in (flow.from_id, flow.to_id)]
        looks.append(((*style, flow.both, alone[0]), (*style, True, alone[1])))
    return find_joints(routes, looks)


class Drawing(NamedTuple):
    """What stands where in the picture proper, in px: between ``top`` and ``bottom``, on a page of a width.

    A free layout has no cells and no joints, and its flows are curves.
    """

    page_width: float
    top: float
    bottom: float
    lanes: tuple[LaneMark, ...]
    groups: tuple[tuple[str, Rect, GroupTitle], ...]
    forms: Mapping[str, CardForm]
    cards: Mapping[str, Rect]
    paths: tuple[tuple[Point, ...], ...]
    labels: Mapping[int, LabelPlace]
    badges: tuple[tuple[int, BadgePlace], ...]
    cells: Mapping[str, Cell] = NOTHING
    joints: Mapping[int, Joint] = NOTHING
    curves: tuple[tuple[Point, ...], ...] = ()


def describe_scene(scene: Scene) -> Drawing:
    """What stands where in a scene."""
    return Drawing(
        page_width=scene.columns.page_width,
        top=scene.rows.starts[0],
        bottom=scene.rows.bottom,
        lanes=_set_lanes(scene, scene.columns.page_width - PAGE_MARGIN_PX),
        groups=tuple((frame.id, rect, title) for frame, rect, title in scene.groups),
        forms=scene.forms,
        cards=scene.cards,
        paths=scene.paths,
        labels=scene.labels,
        badges=scene.badges,
        cells=scene.grid.cells,
        joints=scene.routes.joints,
    )


def finish_picture(sized: SizedGraph, drawing: Drawing) -> Placement:
    """The whole picture: numbers on badges, and heading, key, legend and footer around the drawing."""
    graph = sized.graph
    numbered = number_badges(sized, drawing)
    parts = place_parts(sized, drawing, numbered)
    key, bottom = _set_key(sized, drawing, [(sign, text) for sign, _, _, text in numbered])
    width = drawing.page_width + (STEPS_PX if _stands_beside(sized, drawing) else 0)
    legend, bottom = set_legend(graph, bottom, width)
    footer, bottom = set_footer(graph, bottom, width)
    heading = set_heading(graph, width)
    return Placement(
        tool=graph.tool,
        view=graph.view,
        width=width,
        height=ceil(bottom + BOTTOM_PX),
        title=f"{graph.name}: {graph.title}",
        description=tell_briefly(graph),
        heading_icon=heading.icon,
        heading_tile=heading.tile,
        heading_monogram=heading.monogram,
        heading=heading.lines,
        lanes=drawing.lanes,
        groups=parts.groups,
        cards=parts.cards,
        flows=parts.flows,
        key=key,
        legend=legend,
        footer=footer,
        artwork=collect_artwork(graph),
    )


def collect_artwork(graph: ViewGraph) -> dict[str, Artwork]:
    """What is drawn for the icons that have colours of their own."""
    return {c.symbol: c.artwork for c in graph.components if c.symbol and c.artwork}


Numbered = tuple[str, int, BadgePlace, str]  # what stands in the badge, the flow, the badge's place, what the key says


class Parts(NamedTuple):
    """The boxes and lines of a drawing."""

    groups: tuple[PlacedGroup, ...]
    cards: tuple[PlacedCard, ...]
    flows: tuple[PlacedFlow, ...]


def place_parts(sized: SizedGraph, drawing: Drawing, numbered: list[Numbered]) -> Parts:
    """Everything of a graph at its place."""
    cards = (
        _place_card(component, drawing.cells.get(id), drawing.forms[id], drawing.cards[id])
        for component in sized.graph.components
        for id in (component.id,)
    )
    groups = (_place_group(sized, *group) for group in drawing.groups)
    flows = (_place_flow(sized, drawing, edge, numbered) for edge in range(len(sized.graph.flows)))
    return Parts(tuple(groups), tuple(cards), tuple(flows))


def _set_lanes(scene: Scene, right: float) -> tuple[LaneMark, ...]:
    if scene.grid.to_the_right:
        return set_lanes_to_the_right(scene.grid.lanes, scene.columns, HEADING_PX, scene.rows.bottom)
    return set_lanes(scene.grid.lanes, scene.rows, right)


def _set_key(sized: SizedGraph, drawing: Drawing, texts: list[tuple[str, str]]) -> tuple[tuple[KeyEntry, ...], float]:
    """The key beside the picture, where its steps are listed and there is room, else below; and where both end."""
    page_width, bottom = drawing.page_width, drawing.bottom
    if _stands_beside(sized, drawing):
        last = len(sized.graph.steps)
        steps, y = set_key(texts[:last], page_width, drawing.top, STEPS_PX - PAGE_MARGIN_PX)
        others, y = set_key(texts[last:], page_width, y + KEY_PARTS_GAP_PX, STEPS_PX - PAGE_MARGIN_PX)
        return (*steps, *others), max(bottom, y)
    return set_key(texts, PAGE_MARGIN_PX, bottom + SECTION_GAP_PX if texts else bottom, page_width - 2 * PAGE_MARGIN_PX)


def _stands_beside(sized: SizedGraph, drawing: Drawing) -> bool:
    return bool(sized.graph.steps) and drawing.page_width <= WIDEST_PX - STEPS_PX


def number_badges(sized: SizedGraph, drawing: Drawing, before: int = 0) -> list[Numbered]:
    """Badges with their numbers, counted on from those ``before``: steps in their order, then the others as one reads them,
    line by line; beside steps these have letters, so that nobody takes them for steps.
    """
    steps = sized.graph.steps
    others = sorted(
        drawing.badges[len(steps) :], key=lambda item: (item[1].middle.y // READING_LINE_PX, item[1].middle.x)
    )
    names = sized.graph.names
    texts = [text or _draw_ends(sized.graph.flows[flow], names) for flow, text in steps] + [
        say_flow_text(sized.graph.flows[flow]) for flow, _ in others
    ]
    ordered = (*drawing.badges[: len(steps)], *others)
    return [
        (_sign(before + index, len(steps)), flow, place, text)
        for index, ((flow, place), text) in enumerate(zip(ordered, texts, strict=True))
    ]


def _draw_ends(flow: Flow, names: Mapping[str, str]) -> str:
    return f"{names[flow.from_id]} {'↔' if flow.both else '→'} {names[flow.to_id]}"


def _sign(index: int, steps: int) -> str:
    """A number; behind steps a letter."""
    if not steps or index < steps:
        return str(index + 1)
    round, letter = divmod(index - steps, len(LETTERS))
    return LETTERS[letter] * (round + 1)


def _place_card(component: Component, cell: Cell | None, form: CardForm, rect: Rect) -> PlacedCard:
    x, y = rect.x, rect.y
    icon, monogram, tie = form.icon, form.monogram, form.tie
    return PlacedCard(
        id=component.id,
        kind=component.kind,
        lane=component.lane,
        cell=cell,
        rect=rect,
        optional=component.optional,
        presence=component.presence,
        tile=form.tile.moved(x, y),
        icon=icon.moved(x, y) if icon else None,
        monogram=monogram.moved(x, y) if monogram else None,
        lines=tuple(line.moved(x, y) for line in form.lines),
        chips=tuple(chip.moved(x, y) for chip in form.chips),
        marks=tuple(mark.moved(x, y) for mark in form.marks),
        tie=tie.moved(x, y) if tie else None,
        tie_lines=tuple(line.moved(x, y) for line in form.tie_lines),
        records=tuple(record.moved(x, y) for record in form.records),
        summary=say_component(component),
    )


def _place_group(sized: SizedGraph, id: str, rect: Rect, title: GroupTitle) -> PlacedGroup:
    group = next(group for group in sized.graph.groups if group.id == id)
    marked = bool(title.lines) and group.kubernetes in OUTLINES
    top = title.lines[0].baseline - 12.5 if title.lines else 0
    return PlacedGroup(
        id=id,
        members=sized.graph.members(id),
        rect=rect,
        outline=OUTLINES.get(group.kubernetes, "plain"),
        lines=tuple(line.moved(0, rect.y) for line in title.lines),
        mark=Icon("mark:kubernetes", Rect(title.x, rect.y + top, MARK_PX, MARK_PX)) if marked else None,
        summary=group.name,
    )


def _place_flow(sized: SizedGraph, drawing: Drawing, edge: int, numbered: list[Numbered]) -> PlacedFlow:
    flow = sized.graph.flows[edge]
    place = drawing.labels.get(edge)
    steps = {index for index, _ in sized.graph.steps}
    joint = drawing.joints.get(edge)
    label = None
    if place:
        lines = tuple(line.moved(place.corner.x, place.corner.y) for line in place.form.lines)
        label = Label(place.rect, lines)
    return PlacedFlow(
        id=flow.id or "",
        merged=tuple(part.id for part in flow.parts[1:] if part.id),
        start=flow.from_id,
        end=flow.to_id,
        both=flow.both,
        optional=flow.optional,
        points=drawing.paths[edge],
        gaps=(),
        trunk=None if joint is None else "end" if joint.at_end else "start",
        label=label,
        badges=tuple(
            set_badge(sign, at.middle, at.radius) for sign, flow_index, at, _ in numbered if flow_index == edge
        ),
        muted=bool(steps) and edge not in steps,
        summary=say_flow(flow, sized.graph.names),
        curve=drawing.curves[edge] if drawing.curves else (),
    )
