"""Every line of text in a picture, with what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.placement import PlacedCard, PlacedFlow, Placement, TextLine

Sort = Literal["heading", "lane", "group", "component", "flow", "key", "facts", "legend", "footer"]


class OwnedLine(NamedTuple):
    """A line of text, the sort of thing it belongs to, and which: an id, a flow's index, a lane's name, or nothing."""

    line: TextLine
    sort: Sort
    owner: str


def list_lines(placement: Placement) -> Iterator[OwnedLine]:
    """Every line of text in the picture."""
    yield from (OwnedLine(line, "heading", "") for line in _lines_of_heading(placement))
    yield from (OwnedLine(lane.line, "lane", lane.name) for lane in placement.lanes)
    yield from (OwnedLine(line, "group", group.id) for group in placement.groups for line in group.lines)
    yield from (OwnedLine(line, "component", card.id) for card in placement.cards for line in _lines_of_card(card))
    for index, flow in enumerate(placement.flows):
        yield from (OwnedLine(line, "flow", str(index)) for line in _lines_of_flow(flow))
    yield from (OwnedLine(line, "key", "") for entry in placement.key for line in (entry.badge.line, *entry.lines))
    facts = placement.comparison.facts if placement.comparison else None
    yield from (OwnedLine(line, "facts", "") for line in (facts.lines if facts else ()))
    yield from (OwnedLine(entry.line, "legend", "") for entry in placement.legend)
    yield from (OwnedLine(line, "footer", "") for line in placement.footer)


def _lines_of_heading(placement: Placement) -> Iterator[TextLine]:
    for shown in (placement, placement.comparison):
        if shown:
            yield from (shown.heading_monogram,) if shown.heading_monogram else ()
            yield from shown.heading


def _lines_of_card(card: PlacedCard) -> Iterator[TextLine]:
    ties = (card.tie,) if card.tie else ()
    yield from (card.monogram,) if card.monogram else ()
    yield from (*card.lines, *card.tie_lines)
    yield from (line for chip in (*card.chips, *ties) for line in chip.lines)
    for record in card.records:
        yield from (*record.lines, *(line for chip in record.chips for line in chip.lines))


def _lines_of_flow(flow: PlacedFlow) -> Iterator[TextLine]:
    yield from flow.label.lines if flow.label else ()
    yield from (badge.line for badge in flow.badges)
