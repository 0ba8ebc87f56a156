"""Faults: what a picture must not have, found in its geometry. A test holds them against what a browser measures in the SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from math import hypot
from typing import TYPE_CHECKING

from archgen.layout.curves import cut_path
from archgen.layout.geometry import Point, Rect
from archgen.layout.lines import OwnedLine, list_lines
from archgen.layout.squares import Squares
from archgen.style.typography import VOICES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.placement import PlacedFlow, Placement

TRACKS_APART_PX = 8.0
BORDER_APART_PX = 3.0
LEAST_SHARED_PX = 6.0
INNER_PX = 1.5
ROUNDING_PX = 0.5
PIECE_PX = 64


class Fault(NamedTuple):
    """A sort of fault, and the names of what meets there: ids of components and groups, flows as ``from -> to``, texts."""

    sort: str
    first: str
    second: str = ""


class Run(NamedTuple):
    """A straight stretch of a flow: the flow's index and name, its ends, and whether it is a piece of a curve."""

    flow: int
    name: str
    start: Point
    end: Point
    curved: bool = False

    @property
    def rect(self) -> Rect:
        """The rectangle around the run; one that is upright or level has no width or no height."""
        left, top = min(self.start.x, self.end.x), min(self.start.y, self.end.y)
        return Rect(left, top, abs(self.start.x - self.end.x), abs(self.start.y - self.end.y))

    @property
    def is_upright(self) -> bool:
        """Whether it runs up and down."""
        return self.start.x == self.end.x

    @property
    def is_sloped(self) -> bool:
        """Whether it runs neither up and down nor from left to right."""
        return self.start.x != self.end.x and self.start.y != self.end.y

    @property
    def length(self) -> float:
        """How long it is."""
        return hypot(self.start.x - self.end.x, self.start.y - self.end.y)


def find_faults(placement: Placement) -> tuple[Fault, ...]:
    """Everything that a picture must not have, by sort."""
    return tuple(dict.fromkeys(fault for look in LOOKS for fault in look(placement)))


def name_flow(flow: PlacedFlow) -> str:
    """A flow by its ends."""
    return f"{flow.start} {'<->' if flow.both else '->'} {flow.end}"


def list_runs(placement: Placement) -> list[Run]:
    """Every straight stretch of every flow; curves in short pieces."""
    return [
        Run(index, name_flow(flow), a, b, bool(flow.curve))
        for index, flow in enumerate(placement.flows)
        for a, b in pairwise(cut_path(flow.points, PIECE_PX) if flow.curve else flow.points)
    ]


def find_ink(line: OwnedLine) -> Rect:
    """Where the letters of a line are."""
    size = VOICES[line.line.voice].size_px
    return Rect(line.line.x, line.line.baseline - 0.74 * size, line.line.width, 0.92 * size).grown(-0.3)


def find_near(rects: Sequence[Rect], others: Sequence[Rect]) -> Iterator[tuple[int, int]]:
    """The indexes of each rectangle and of the others that may meet it, in order."""
    squares = Squares(others)
    return ((index, other) for index, rect in enumerate(rects) for other in squares.find_near(rect))


def _texts_over_texts(placement: Placement) -> Iterator[Fault]:
    lines = list(list_lines(placement))
    inks = [find_ink(line) for line in lines]
    for a, b in find_near(inks, inks):
        if a < b and inks[a].meets(inks[b]):
            yield Fault("text over text", lines[a].line.text, lines[b].line.text)


def _texts_outside_cards(placement: Placement) -> Iterator[Fault]:
    cards = {card.id: card.rect.grown(ROUNDING_PX) for card in placement.cards}
    for line in list_lines(placement):
        if line.sort == "component" and not cards[line.owner].holds(find_ink(line)):
            yield Fault("text outside its card", line.line.text, line.owner)


def _flows_through_cards(placement: Placement) -> Iterator[Fault]:
    for run, card in _cut_cards(list_runs(placement), [card.rect for card in placement.cards]):
        yield Fault("flow through a card", run.name, placement.cards[card].id)


def _cut_cards(runs: Sequence[Run], cards: Sequence[Rect]) -> Iterator[tuple[Run, int]]:
    """The runs that go through cards, each with the card's index."""
    insides = [card.grown(-INNER_PX) for card in cards]
    near = find_near([run.rect for run in runs], insides)
    return ((runs[run], card) for run, card in near if cuts(runs[run], insides[card]))


def find_cut_cards(paths: Sequence[Sequence[Point]], cards: Sequence[Rect]) -> frozenset[int]:
    """The indexes of the paths that go through cards."""
    runs = [Run(index, "", a, b) for index, path in enumerate(paths) for a, b in pairwise(path)]
    return frozenset(run.flow for run, _ in _cut_cards(runs, cards))


def _flows_through_texts(placement: Placement) -> Iterator[Fault]:
    runs = list_runs(placement)
    lines = [line for line in list_lines(placement) if line.sort != "component"]
    inks = [find_ink(line) for line in lines]
    for run, line in find_near([run.rect for run in runs], inks):
        own = lines[line].sort == "flow" and lines[line].owner == str(runs[run].flow)
        if not own and cuts(runs[run], inks[line]):
            yield Fault("flow through a text", runs[run].name, lines[line].line.text)


def _flows_along_borders(placement: Placement) -> Iterator[Fault]:
    """Only flows on tracks: curves come and go."""
    runs = [run for run in list_runs(placement) if not run.curved]
    boxes = [(card.id, card.rect) for card in placement.cards] + [(group.id, group.rect) for group in placement.groups]
    for run, box in find_near([run.rect for run in runs], [rect.grown(BORDER_APART_PX) for _, rect in boxes]):
        if _hugs(runs[run], boxes[box][1]):
            yield Fault("flow along a border", runs[run].name, boxes[box][0])


def _flows_too_close(placement: Placement) -> Iterator[Fault]:
    """Only flows on tracks: curves that end at one card meet there."""
    runs = [run for run in list_runs(placement) if not run.curved]
    rects = [run.rect for run in runs]
    for first, second in find_near([rect.grown(TRACKS_APART_PX) for rect in rects], rects):
        a, b = runs[first], runs[second]
        if first >= second or a.flow == b.flow or a.is_upright != b.is_upright:
            continue
        apart = abs(a.start.x - b.start.x) if a.is_upright else abs(a.start.y - b.start.y)
        close = apart < TRACKS_APART_PX - ROUNDING_PX and _shared(a.rect, b.rect, a.is_upright) > LEAST_SHARED_PX
        if close and (apart or not _share_trunk(placement.flows[a.flow], placement.flows[b.flow])):
            yield Fault("flows too close", a.name, b.name)


def _share_trunk(a: PlacedFlow, b: PlacedFlow) -> bool:
    """Whether two flows may lie on each other, since both lead to one point of a card."""
    return a.trunk_foot is not None and a.trunk_foot == b.trunk_foot


def _labels_on_things(placement: Placement) -> Iterator[Fault]:
    boxes: list[tuple[int, Rect]] = []
    for index, flow in enumerate(placement.flows):
        boxes += [(index, flow.label.rect)] if flow.label else []
        boxes += [(index, Rect(*badge.middle, 0, 0).grown(badge.radius)) for badge in flow.badges]
    names, rects = [name_flow(placement.flows[index]) for index, _ in boxes], [rect for _, rect in boxes]
    for box, card in find_near(rects, [card.rect for card in placement.cards]):
        if rects[box].meets(placement.cards[card].rect):
            yield Fault("label on a card", names[box], placement.cards[card].id)
    runs = list_runs(placement)
    for box, run in find_near(rects, [run.rect for run in runs]):
        if runs[run].flow != boxes[box][0] and cuts(runs[run], rects[box]):
            yield Fault("label on another flow", names[box], runs[run].name)


def _strangers_in_groups(placement: Placement) -> Iterator[Fault]:
    for group in placement.groups:
        members = frozenset(group.members)
        for card in placement.cards:
            inside = card.id in members
            if inside and not group.rect.holds(card.rect):
                yield Fault("component outside its group", card.id, group.id)
            if not inside and group.rect.meets(card.rect):
                yield Fault("stranger in a group", card.id, group.id)


def _groups_over_groups(placement: Placement) -> Iterator[Fault]:
    for a, b in combinations(placement.groups, 2):
        if a.rect.meets(b.rect) and not (a.rect.holds(b.rect) or b.rect.holds(a.rect)):
            yield Fault("group over a group", a.id, b.id)


def _cards_over_cards(placement: Placement) -> Iterator[Fault]:
    cards = placement.cards
    rects = [card.rect for card in cards]
    for a, b in find_near(rects, rects):
        if a < b and rects[a].meets(rects[b]):
            yield Fault("card over a card", cards[a].id, cards[b].id)


def _outside_the_page(placement: Placement) -> Iterator[Fault]:
    page = Rect(0, 0, placement.width, placement.height)
    for line in list_lines(placement):
        if not page.holds(find_ink(line)):
            yield Fault("outside the page", line.line.text)
    for run in list_runs(placement):
        if not page.holds(run.rect):
            yield Fault("outside the page", run.name)


LOOKS: tuple[Callable[[Placement], Iterator[Fault]], ...] = (
    _texts_over_texts,
    _texts_outside_cards,
    _flows_through_cards,
    _flows_through_texts,
    _flows_along_borders,
    _flows_too_close,
    _labels_on_things,
    _strangers_in_groups,
    _groups_over_groups,
    _cards_over_cards,
    _outside_the_page,
)


def cuts(run: Run, rect: Rect) -> bool:
    """Whether a run goes through the inside of a rectangle."""
    own = run.rect
    around = own.x < rect.right and own.right > rect.x and own.y < rect.bottom and own.bottom > rect.y
    return around and (not run.is_sloped or _slopes_through(run, rect))


def _slopes_through(run: Run, rect: Rect) -> bool:
    """Whether a sloped run has a stretch inside a rectangle: what lies between its sides and what between its ends overlap."""
    (x, y), (dx, dy) = run.start, (run.end.x - run.start.x, run.end.y - run.start.y)
    across = sorted(((rect.x - x) / dx, (rect.right - x) / dx))
    along = sorted(((rect.y - y) / dy, (rect.bottom - y) / dy))
    return max(0.0, across[0], along[0]) < min(1.0, across[1], along[1])


def _hugs(run: Run, rect: Rect) -> bool:
    """Whether a run lies on (or close beside) one of a rectangle's sides for a while."""
    sides = (rect.x, rect.right) if run.is_upright else (rect.y, rect.bottom)
    at = run.start.x if run.is_upright else run.start.y
    close = any(abs(at - side) < BORDER_APART_PX for side in sides)
    return close and _shared(run.rect, rect, run.is_upright) > LEAST_SHARED_PX


def _shared(a: Rect, b: Rect, upright: bool) -> float:
    """How long two rectangles lie beside each other, in px."""
    if upright:
        return min(a.bottom, b.bottom) - max(a.y, b.y)
    return min(a.right, b.right) - max(a.x, b.x)
