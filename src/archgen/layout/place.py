"""The stage "place": a sized graph becomes a Placement.

Order: grid plans (integers) -> routes and tracks (integers) -> pixels -> labels; each finalist is drawn up whole,
and the one that makes the better picture wins.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from archgen.layout.cards import CardForm, describe_technology
from archgen.layout.channels.route import route_edges
from archgen.layout.channels.tracks import assign_tracks
from archgen.layout.frame import PAGE_MARGIN_PX
from archgen.layout.geometry import Rect
from archgen.layout.grid.plan import plan_grid
from archgen.layout.grid.types import GridCard, GridGroup, GridPlan
from archgen.layout.labelling import BadgePlace, LabelPlace
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
from archgen.layout.scene import STEPS_PX, WIDEST_PX, Scene, compose_scene, make_room
from archgen.layout.surroundings import (
    SECTION_GAP_PX,
    set_badge,
    set_footer,
    set_heading,
    set_key,
    set_lanes,
    set_legend,
)
from archgen.model.kinds import LANES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from archgen.layout.geometry import Point
    from archgen.layout.routing import Router
    from archgen.layout.size import SizedGraph
    from archgen.layout.titles import GroupTitle
    from archgen.model.architecture import Component, Flow
    from archgen.views.graph import ViewGraph

MARK_PX = 16
KEY_PARTS_GAP_PX = 10
RANKS_IN_A_LANE = 1000
READING_LINE_PX = 40
MOST_LISTED = 20
BOTTOM_PX = 20

OUTLINES: dict[str | None, Outline] = {"required": "solid", "optional": "dashed", "unknown": "dotted"}


def place_graph(sized: SizedGraph, router: Router = trace_paths) -> Placement:
    """The best of the finalists, as finished geometry."""
    scenes = [_compose(sized, plan, router) for plan in _plan(sized)]
    scene = min(scenes, key=lambda scene: scene.cost)
    return finish_picture(sized, _describe_scene(make_room(sized, scene, router)))


def _plan(sized: SizedGraph) -> list[GridPlan]:
    """Plans for the grid. A wide card has a lane of its own within its lane, so that it is alone in its row."""
    graph, wide = sized.graph, list(sized.wide_cards)
    cards = [
        GridCard(
            c.id, LANES.index(c.lane) * RANKS_IN_A_LANE + (wide.index(c.id) if c.id in wide else RANKS_IN_A_LANE - 1)
        )
        for c in graph.components
    ]
    groups = [GridGroup(g.id, g.parent, graph.direct_members(g.id)) for g in graph.groups]
    plans = plan_grid(cards, groups, [(flow.from_id, flow.to_id) for flow in graph.flows])
    return [plan._replace(row_lanes=tuple(rank // RANKS_IN_A_LANE for rank in plan.row_lanes)) for plan in plans]


def _compose(sized: SizedGraph, plan: GridPlan, router: Router) -> Scene:
    """The plan with its flows routed, in px."""
    spanned = frozenset(plan.cells[id].row for id in sized.wide_cards)
    routes = assign_tracks(plan.cells, route_edges(plan.cells, plan.columns, sized.routed_ends, spanned))
    return compose_scene(sized, plan, routes, router)


class Drawing(NamedTuple):
    """What stands where in the picture proper, in px: between ``top`` and ``bottom``, on a page of a width."""

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
    curves: tuple[tuple[Point, ...], ...] = ()


def _describe_scene(scene: Scene) -> Drawing:
    return Drawing(
        page_width=scene.columns.page_width,
        top=scene.rows.starts[0],
        bottom=scene.rows.bottom,
        lanes=set_lanes(scene.plan.row_lanes, scene.rows, scene.columns.page_width - PAGE_MARGIN_PX),
        groups=tuple((frame.id, rect, title) for frame, rect, title in scene.groups),
        forms=scene.forms,
        cards=scene.cards,
        paths=scene.paths,
        labels=scene.labels,
        badges=scene.badges,
    )


def finish_picture(sized: SizedGraph, drawing: Drawing) -> Placement:
    """The whole picture: numbers on badges, and heading, key, legend and footer around the drawing."""
    graph = sized.graph
    numbered = _number_badges(sized, drawing)
    key, bottom = _set_key(sized, drawing, [(number, text) for number, _, _, text in numbered])
    width = drawing.page_width + (STEPS_PX if _stands_beside(sized, drawing) else 0)
    legend, bottom = set_legend(graph, bottom, width)
    footer, bottom = set_footer(graph, bottom, width)
    icon, heading = set_heading(graph)
    return Placement(
        tool=graph.tool,
        view=graph.view,
        width=width,
        height=ceil(bottom + BOTTOM_PX),
        title=f"{graph.name}: {graph.title}",
        description=describe_graph(graph),
        heading_icon=icon,
        heading=heading,
        lanes=drawing.lanes,
        groups=tuple(_place_group(sized, *group) for group in drawing.groups),
        cards=tuple(
            _place_card(component, drawing.forms[component.id], drawing.cards[component.id])
            for component in graph.components
        ),
        flows=tuple(_place_flow(sized, drawing, edge, numbered) for edge in range(len(graph.flows))),
        key=key,
        legend=legend,
        footer=footer,
    )


def _set_key(sized: SizedGraph, drawing: Drawing, texts: list[tuple[int, str]]) -> tuple[tuple[KeyEntry, ...], float]:
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


Numbered = tuple[int, int, BadgePlace, str]  # number, flow, where its badge stands, what the key says


def _number_badges(sized: SizedGraph, drawing: Drawing) -> list[Numbered]:
    """Badges with their numbers: steps in their order, then the others as one reads them, line by line."""
    steps = sized.graph.steps
    others = sorted(
        drawing.badges[len(steps) :], key=lambda item: (item[1].middle.y // READING_LINE_PX, item[1].middle.x)
    )
    texts = [text or _say_ends(sized.graph.flows[flow], sized.graph.names) for flow, text in steps] + [
        _say_flow_text(sized.graph.flows[flow]) for flow, _ in others
    ]
    ordered = (*drawing.badges[: len(steps)], *others)
    return [
        (number, flow, place, text)
        for number, ((flow, place), text) in enumerate(zip(ordered, texts, strict=True), start=1)
    ]


def _place_card(component: Component, form: CardForm, rect: Rect) -> PlacedCard:
    x, y = rect.x, rect.y
    return PlacedCard(
        id=component.id,
        kind=component.kind,
        lane=component.lane,
        rect=rect,
        optional=component.optional,
        presence=component.presence,
        tile=form.tile.moved(x, y),
        icon=form.icon.moved(x, y),
        lines=tuple(line.moved(x, y) for line in form.lines),
        chips=tuple(chip.moved(x, y) for chip in form.chips),
        marks=tuple(mark.moved(x, y) for mark in form.marks),
        tie=form.tie.moved(x, y) if form.tie else None,
        tie_lines=tuple(line.moved(x, y) for line in form.tie_lines),
        records=tuple(record.moved(x, y) for record in form.records),
        summary=describe_component(component),
    )


def _place_group(sized: SizedGraph, id: str, rect: Rect, title: GroupTitle) -> PlacedGroup:
    group = next(group for group in sized.graph.groups if group.id == id)
    top = title.lines[0].baseline - 12.5
    marked = group.kubernetes in OUTLINES
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
    label = None
    if place:
        lines = tuple(line.moved(place.corner.x, place.corner.y) for line in place.form.lines)
        label = Label(place.rect, lines)
    return PlacedFlow(
        id=flow.id or "",
        start=flow.from_id,
        end=flow.to_id,
        both=flow.both,
        optional=flow.optional,
        points=drawing.paths[edge],
        label=label,
        badges=tuple(
            set_badge(number, at.middle, at.radius) for number, flow_index, at, _ in numbered if flow_index == edge
        ),
        muted=bool(steps) and edge not in steps,
        summary=describe_flow(flow, sized.graph.names),
        curve=drawing.curves[edge] if drawing.curves else (),
    )


def _say_ends(flow: Flow, names: Mapping[str, str]) -> str:
    return f"{names[flow.from_id]} {'↔' if flow.both else '→'} {names[flow.to_id]}"


def _say_flow_text(flow: Flow) -> str:
    text = f"{flow.label} ({flow.protocol})" if flow.label and flow.protocol else flow.label or flow.protocol
    return f"{text} ?" if flow.confidence == "uncertain" else text


def describe_component(component: Component) -> str:
    """A card in words, for tooltips and screen readers."""
    choices = f"one of {', '.join(component.any_of)}" if component.any_of else ""
    inside = list_some("holds", component.inside, ", ")
    facts = [describe_technology(component), component.note, inside, choices, "optional" if component.optional else ""]
    told = "; ".join(fact for fact in facts if fact)
    return f"{component.name}: {told}" if told else component.name


def list_some(lead: str, items: Sequence[str], joint: str) -> str:
    """Items in a row behind some words; of many only the first, and how many more there are; nothing for none."""
    more = len(items) - MOST_LISTED
    listed = [*items[:MOST_LISTED], f"{more} more"] if more > 0 else items
    return f"{lead} {joint.join(listed)}".strip() if items else ""


def describe_flow(flow: Flow, names: Mapping[str, str]) -> str:
    """A flow in words, for tooltips and screen readers; one that stands for others by what each of them is."""
    if flow.parts:
        return list_some("", [describe_flow(part, names) for part in flow.parts], "; ")
    arrow = "and" if flow.both else "to"
    ends = f"{names[flow.from_id]} {arrow} {names[flow.to_id]}"
    text = _say_flow_text(flow)
    optional = ", optional" if flow.optional else ""
    return f"{ends}: {text}{optional}" if text else f"{ends}{optional}"


def describe_graph(graph: ViewGraph) -> str:
    """The whole picture in words."""
    names = [component.name for component in graph.components]
    flows = "; ".join(describe_flow(flow, graph.names) for flow in graph.flows)
    parts = [f"Components: {', '.join(names)}.", f"Flows: {flows}." if flows else ""]
    return " ".join(part for part in parts if part)
