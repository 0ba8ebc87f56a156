"""Faults: what a picture must not have, found in its geometry. A test holds them against what a browser measures in the SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from archgen.layout.geometry import Point, Rect
from archgen.layout.lines import OwnedLine, list_lines
from archgen.style.typography import VOICES

if TYPE_CHECKING:
    from archgen.layout.placement import PlacedFlow, Placement

TRACKS_APART_PX = 8.0
BORDER_APART_PX = 3.0
LEAST_SHARED_PX = 6.0
INNER_PX = 1.5
ROUNDING_PX = 0.5


class Fault(NamedTuple):
    """A sort of fault, and the names of what meets there: ids of components and groups, flows as ``from -> to``, texts."""

    sort: str
    first: str
    second: str = ""


class Run(NamedTuple):
    """A straight stretch of a flow: the flow's index and name, and its ends."""

    flow: int
    name: str
    start: Point
    end: Point

    @property
    def rect(self) -> Rect:
        """The run as a rectangle without width or without height."""
        left, top = min(self.start.x, self.end.x), min(self.start.y, self.end.y)
        return Rect(left, top, abs(self.start.x - self.end.x), abs(self.start.y - self.end.y))

    @property
    def is_upright(self) -> bool:
        """Whether it runs up and down."""
        return self.start.x == self.end.x


def find_faults(placement: Placement) -> tuple[Fault, ...]:
    """Everything that a picture must not have, by sort."""
    return tuple(dict.fromkeys(fault for look in LOOKS for fault in look(placement)))


def name_flow(flow: PlacedFlow) -> str:
    """A flow by its ends."""
    return f"{flow.start} {'<->' if flow.both else '->'} {flow.end}"


def list_runs(placement: Placement) -> list[Run]:
    """Every straight stretch of every flow."""
    return [
        Run(index, name_flow(flow), a, b)
        for index, flow in enumerate(placement.flows)
        for a, b in pairwise(flow.points)
    ]


def find_ink(line: OwnedLine) -> Rect:
    """Where the letters of a line are."""
    size = VOICES[line.line.voice].size_px
    return Rect(line.line.x, line.line.baseline - 0.74 * size, line.line.width, 0.92 * size).grown(-0.3)


def _texts_over_texts(placement: Placement) -> Iterator[Fault]:
    lines = [(line, find_ink(line)) for line in list_lines(placement)]
    for (a, ink_a), (b, ink_b) in combinations(lines, 2):
        if ink_a.meets(ink_b):
            yield Fault("text over text", a.line.text, b.line.text)


def _texts_outside_cards(placement: Placement) -> Iterator[Fault]:
    cards = {card.id: card.rect.grown(ROUNDING_PX) for card in placement.cards}
    for line in list_lines(placement):
        if line.sort == "component" and not cards[line.owner].holds(find_ink(line)):
            yield Fault("text outside its card", line.line.text, line.owner)


def _flows_through_cards(placement: Placement) -> Iterator[Fault]:
    for run in list_runs(placement):
        for card in placement.cards:
            if _cuts(run, card.rect.grown(-INNER_PX)):
                yield Fault("flow through a card", run.name, card.id)


def _flows_through_texts(placement: Placement) -> Iterator[Fault]:
    lines = [(line, find_ink(line)) for line in list_lines(placement) if line.sort != "component"]
    for run in list_runs(placement):
        for line, ink in lines:
            own = line.sort == "flow" and line.owner == str(run.flow)
            if not own and _cuts(run, ink):
                yield Fault("flow through a text", run.name, line.line.text)


def _flows_along_borders(placement: Placement) -> Iterator[Fault]:
    boxes = [(card.id, card.rect) for card in placement.cards] + [(group.id, group.rect) for group in placement.groups]
    for run in list_runs(placement):
        for id, rect in boxes:
            if _hugs(run, rect):
                yield Fault("flow along a border", run.name, id)


def _flows_too_close(placement: Placement) -> Iterator[Fault]:
    for a, b in combinations(list_runs(placement), 2):
        if a.flow == b.flow or a.is_upright != b.is_upright:
            continue
        apart = abs(a.start.x - b.start.x) if a.is_upright else abs(a.start.y - b.start.y)
        close = apart < TRACKS_APART_PX - ROUNDING_PX and _shared(a.rect, b.rect, a.is_upright) > LEAST_SHARED_PX
        if close and (apart or not _share_trunk(placement.flows[a.flow], placement.flows[b.flow])):
            yield Fault("flows too close", a.name, b.name)


def _share_trunk(a: PlacedFlow, b: PlacedFlow) -> bool:
    """Whether two flows may lie on each other, since both lead to one point of a card."""
    return a.trunk_foot is not None and a.trunk_foot == b.trunk_foot


def _labels_on_things(placement: Placement) -> Iterator[Fault]:
    runs = list_runs(placement)
    for index, flow in enumerate(placement.flows):
        boxes = [flow.label.rect] if flow.label else []
        boxes += [Rect(badge.middle.x, badge.middle.y, 0, 0).grown(badge.radius) for badge in flow.badges]
        for box in boxes:
            yield from (Fault("label on a card", name_flow(flow), c.id) for c in placement.cards if box.meets(c.rect))
            for run in runs:
                if run.flow != index and _cuts(run, box):
                    yield Fault("label on another flow", name_flow(flow), run.name)


def _strangers_in_groups(placement: Placement) -> Iterator[Fault]:
    for group in placement.groups:
        for card in placement.cards:
            inside = card.id in group.members
            if inside and not group.rect.holds(card.rect):
                yield Fault("component outside its group", card.id, group.id)
            if not inside and group.rect.meets(card.rect):
                yield Fault("stranger in a group", card.id, group.id)


def _groups_over_groups(placement: Placement) -> Iterator[Fault]:
    for a, b in combinations(placement.groups, 2):
        if a.rect.meets(b.rect) and not (a.rect.holds(b.rect) or b.rect.holds(a.rect)):
            yield Fault("group over a group", a.id, b.id)


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
    _outside_the_page,
)


def _cuts(run: Run, rect: Rect) -> bool:
    """Whether a run goes through the inside of a rectangle."""
    own = run.rect
    return own.x < rect.right and own.right > rect.x and own.y < rect.bottom and own.bottom > rect.y


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
