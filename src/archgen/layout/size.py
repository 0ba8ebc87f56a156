"""The stage "size": text measured, the forms of every box known; nothing has a place yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from archgen.layout.cards import CARD_WIDTHS_PX, CardContent, CardForm, size_card
from archgen.layout.frame import LANE_NAMES_PX
from archgen.layout.labels import LabelForm, size_label
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Flow
    from archgen.views.graph import ViewGraph

WIDEST_PX = 960  # of a whole page


class CardForms(dict[float, Mapping[str, CardForm]]):
    """The forms of all cards, by width and id, made when they are asked for: of its few widths a picture uses one or two."""

    def __init__(self, contents: Mapping[str, CardContent]) -> None:
        super().__init__()
        self._contents = contents

    def __missing__(self, width: float) -> Mapping[str, CardForm]:
        forms = self[width] = {id: size_card(content, width) for id, content in self._contents.items()}
        return forms


class Strip(NamedTuple):
    """The part of a page in which a graph is drawn, in px: where it begins, how wide it may be at most, and the room at its left
    for the names of lanes that follow each other downwards. In a ``brief`` one cards say only what is most needed.
    """

    left: float = 0
    widest: float = WIDEST_PX
    names: float = LANE_NAMES_PX
    brief: bool = False


WHOLE_PAGE = Strip()


class SizedGraph(NamedTuple):
    """A view's graph with what its cards show, the forms of its cards, by width, and of its labels, by flow; and where on the
    page it is drawn. ``wide_cards`` are wider than a column, by the width in px that they need; each has a row of its own.
    """

    graph: ViewGraph
    contents: Mapping[str, CardContent]
    cards: Mapping[float, Mapping[str, CardForm]]
    wide_cards: Mapping[str, float]
    labels: tuple[tuple[LabelForm, ...], ...]
    strip: Strip = WHOLE_PAGE


def size_graph(graph: ViewGraph, strip: Strip = WHOLE_PAGE) -> SizedGraph:
    """Measure everything that a view shows, for a part of a page."""
    stepped = {flow for flow, _ in graph.steps}
    names = {component.id: component.name for component in graph.components}
    contents = {
        component.id: CardContent(
            component,
            names.get(component.alternative_to or "", ""),
            tuple(graph.records.get(component.id, ())),
            graph.linking_values,
            strip.brief,
        )
        for component in graph.components
    }
    needs = {id: content.needed_width for id, content in contents.items()}
    return SizedGraph(
        graph=graph,
        contents=contents,
        cards=CardForms(contents),
        wide_cards={id: need for id, need in needs.items() if need > CARD_WIDTHS_PX[-1]},
        labels=tuple(
            () if index in stepped else size_label(flow_text(flow), flow.protocol)
            for index, flow in enumerate(graph.flows)
        ),
        strip=strip,
    )


def flow_text(flow: Flow) -> str:
    """A flow's label; an uncertain one ends with a question mark (of several on one line, each has its own already)."""
    doubt = "?" if flow.confidence == "uncertain" and not flow.parts else ""
    return " ".join(part for part in (flow.label, doubt) if part)
