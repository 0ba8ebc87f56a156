"""The stage "place" for the free layout: dot's places, then labels and titles as everywhere."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.cards import CARD_WIDTHS_PX, CardContent, CardForm, size_card
from archgen.layout.curves import flatten_curve
from archgen.layout.dot import write_free_dot
from archgen.layout.ends import list_members
from archgen.layout.faults import find_cut_cards
from archgen.layout.frame import PAGE_MARGIN_PX
from archgen.layout.free.answer import read_answer
from archgen.layout.free.bands import choose_bands
from archgen.layout.free.labels import place_free_labels
from archgen.layout.free.titles import Strips, measure_title
from archgen.layout.free.types import FreeEdge, FreeGraph, FreeGroup, FreePlaces, Heads
from archgen.layout.geometry import Point, Rect
from archgen.layout.place import Drawing, finish_picture
from archgen.layout.scene import HEADING_PX
from archgen.layout.surroundings import set_heading
from archgen.model.kinds import LANES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from archgen.layout.engines.port import Engine
    from archgen.layout.placement import Placement
    from archgen.layout.size import SizedGraph
    from archgen.model.architecture import Flow
    from archgen.views.graph import ViewGraph

NARROWEST_PAGE_PX = 360
ROUNDS = 6
MOST_CARDS_ASKED_AGAIN = 200
MOST_FLOWS_ASKED_AGAIN = 400
MORE_SPREAD = 0.3
MORE_WIDTH_PX = 30
FIRST_LANE_IN_BANDS = LANES.index("services")


class Attempt(NamedTuple):
    """A drawing, and what is wrong with it: titles under flows (by group), flows through cards (by index), and how many
    numbers lie on something.
    """

    drawing: Drawing
    covered: tuple[str, ...]
    through: frozenset[int]
    crowded: int

    @property
    def flaws(self) -> int:
        """How many things are wrong."""
        return len(self.covered) + len(self.through) + self.crowded


def place_freely(sized: SizedGraph, engine: Engine) -> Placement:
    """The picture where dot puts cards, groups and flows; it is asked again as long as something lies on something else."""
    wide = sized.wide_cards
    forms = {id: _choose_form(content, wide.get(id)) for id, content in sized.contents.items()}
    question = _ask(sized.graph, forms)
    large = len(forms) > MOST_CARDS_ASKED_AGAIN or len(question.edges) > MOST_FLOWS_ASKED_AGAIN
    attempts: list[Attempt] = []
    for _ in range(1 if large else ROUNDS):
        answer = engine.lay_out(write_free_dot(question), algorithm="dot", output="json0")
        attempts.append(_draw(sized, forms, question, read_answer(answer, question)))
        if not attempts[-1].flaws:
            break
        question = _make_room(question, attempts[-1])
    best = min(attempts, key=lambda attempt: attempt.flaws)
    return finish_picture(sized, _leave_out_crowded(sized, best.drawing))


def _make_room(question: FreeGraph, attempt: Attempt) -> FreeGraph:
    """The question with wider groups where titles lie under flows, and more room everywhere where numbers have none.

    Flows that run through cards are held to the upper and lower sides; where that did not help, all flows have corners.
    """
    through = attempt.through
    widths = {id: rect.width for id, rect, _ in attempt.drawing.groups}
    return question._replace(
        groups=tuple(_grow(g, widths[g.id]) if g.id in attempt.covered else g for g in question.groups),
        edges=tuple(edge._replace(upright=edge.upright or i in through) for i, edge in enumerate(question.edges)),
        spread=question.spread + MORE_SPREAD if attempt.crowded else question.spread,
        curved=question.curved and not any(question.edges[index].upright for index in through),
    )


def _grow(group: FreeGroup, width: float) -> FreeGroup:
    """The group a little wider, its title with a line more."""
    return group._replace(title_width=width + MORE_WIDTH_PX, title_lines=group.title_lines + 1)


def _leave_out_crowded(sized: SizedGraph, drawing: Drawing) -> Drawing:
    """The drawing without the numbers that would lie on something; steps are numbered wherever they lie."""
    steps = len(sized.graph.steps)
    others = (item for item in drawing.badges[steps:] if item[1].free)
    return drawing._replace(badges=(*drawing.badges[:steps], *others))


def _choose_form(content: CardContent, needed_width: float | None) -> CardForm:
    """A card at the narrowest width at which no word of its name is torn apart; at the width that its tables need."""
    if needed_width:
        return size_card(content, needed_width)
    for width in reversed(CARD_WIDTHS_PX):
        form = size_card(content, width)
        if _keeps_words(content.component.name, form):
            break
    return form


def _keeps_words(name: str, form: CardForm) -> bool:
    shown = [
        word
        for block in form.head.blocks
        if block.voice != "technology"
        for line in block.lines
        for word in line.split()
    ]
    return shown == name.split()


def _ask(graph: ViewGraph, forms: Mapping[str, CardForm]) -> FreeGraph:
    bands = choose_bands(graph)
    ranks = {c.id: (bands.get(c.id, _loose_band(c.lane)), LANES.index(c.lane)) for c in graph.components}
    groups = (FreeGroup(g.id, g.parent, graph.direct_members(g.id), *measure_title(g)) for g in graph.groups)
    return FreeGraph(
        cards={id: (form.width, form.height) for id, form in forms.items()},
        groups=tuple(groups),
        edges=tuple(_turn_down(graph, flow, ranks) for flow in graph.flows),
        bands=bands,
    )


def _loose_band(lane: str) -> int:
    """The band that a card outside all groups counts to: above all others, where people and clients stand, or below."""
    return -1 if LANES.index(lane) < FIRST_LANE_IN_BANDS else len(LANES)


def _turn_down(graph: ViewGraph, flow: Flow, ranks: Mapping[str, tuple[int, int]]) -> FreeEdge:
    """A flow as an edge from the card in the upper band (and lane) to the other one; its head may then be at the upper end."""
    ends = [(list_members(graph, id)[0], None if id in ranks else id) for id in (flow.from_id, flow.to_id)]
    upwards = ranks[ends[0][0]] > ranks[ends[1][0]]
    heads: Heads = "both" if flow.both else "back" if upwards else "forward"
    (upper, upper_group), (lower, lower_group) = reversed(ends) if upwards else ends
    return FreeEdge(upper, lower, heads, upper_group=upper_group, lower_group=lower_group)


def _draw(sized: SizedGraph, forms: Mapping[str, CardForm], question: FreeGraph, places: FreePlaces) -> Attempt:
    """The picture proper, moved to its place on the page."""
    graph = sized.graph
    heading = set_heading(graph, places.width)
    content = max(PAGE_MARGIN_PX + places.width, *(line.x + line.width for line in heading.lines))
    page_width = max(NARROWEST_PAGE_PX, ceil(content + PAGE_MARGIN_PX))
    dx, dy = round((page_width - places.width) / 2, 1), HEADING_PX
    cards = {id: _move_rect(rect, dx, dy) for id, rect in places.cards.items()}
    rects = {id: _move_rect(rect, dx, dy) for id, rect in places.groups.items()}
    curves = tuple(
        _move(curve[::-1] if (edge.upper_group or edge.upper) != flow.from_id else curve, dx, dy)
        for flow, edge, curve in zip(graph.flows, question.edges, places.curves, strict=True)
    )
    paths = tuple(flatten_curve(curve) for curve in curves)
    strips = Strips(paths)
    lines = {group.id: group.title_lines for group in question.groups}
    titles = {group.id: strips.set_title(group, rects[group.id], lines[group.id]) for group in graph.groups}
    groups = tuple((id, rects[id], title) for id, (title, _) in titles.items())
    labels, badges = place_free_labels(sized, cards, groups, paths, Rect(6, 0, page_width - 12, dy + places.height + 6))
    drawing = Drawing(
        page_width=page_width,
        top=dy,
        bottom=dy + places.height,
        lanes=(),
        groups=groups,
        forms=forms,
        cards=cards,
        paths=paths,
        labels=labels,
        badges=badges,
        curves=curves,
    )
    return Attempt(
        drawing,
        covered=tuple(id for id, (_, fits) in titles.items() if not fits),
        through=find_cut_cards(paths, list(cards.values())),
        crowded=sum(not badge.free for _, badge in badges),
    )


def _move_rect(rect: Rect, dx: float, dy: float) -> Rect:
    return rect._replace(x=round(rect.x + dx, 2), y=round(rect.y + dy, 2))


def _move(curve: tuple[Point, ...], dx: float, dy: float) -> tuple[Point, ...]:
    return tuple(Point(round(x + dx, 2), round(y + dy, 2)) for x, y in curve)
