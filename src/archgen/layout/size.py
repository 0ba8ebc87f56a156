"""The stage "size": text measured, the forms of every box known; nothing has a place yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from archgen.layout.cards import CARD_WIDTHS_PX, CardForm, size_card
from archgen.layout.labels import LabelForm, size_label

if TYPE_CHECKING:
    from archgen.model.architecture import Component, Flow
    from archgen.views.graph import ViewGraph


@dataclass(frozen=True, slots=True)
class SizedGraph:
    """A view's graph with the forms of its cards, by width, and of its labels, by flow."""

    graph: ViewGraph
    cards: Mapping[float, Mapping[str, CardForm]]
    labels: tuple[tuple[LabelForm, ...], ...]

    @property
    def routed(self) -> tuple[int, ...]:
        """The indexes of the flows that run between two cards; the others are loops at one."""
        return tuple(index for index, flow in enumerate(self.graph.flows) if flow.from_id != flow.to_id)

    @property
    def routed_ends(self) -> list[tuple[str, str]]:
        """The cards of those flows."""
        return [(self.graph.flows[index].from_id, self.graph.flows[index].to_id) for index in self.routed]


def size_graph(graph: ViewGraph) -> SizedGraph:
    """Measure everything that a view shows."""
    names = {component.id: component.name for component in graph.components}
    return SizedGraph(
        graph=graph,
        cards={width: _size_cards(graph.components, names, width) for width in CARD_WIDTHS_PX},
        labels=tuple(size_label(flow_text(flow), flow.protocol) for flow in graph.flows),
    )


def _size_cards(components: tuple[Component, ...], names: Mapping[str, str], width: float) -> Mapping[str, CardForm]:
    return {
        component.id: size_card(component, names.get(component.alternative_to or "", ""), width)
        for component in components
    }


def flow_text(flow: Flow) -> str:
    """A flow's label; an uncertain one ends with a question mark."""
    doubt = "?" if flow.confidence == "uncertain" else ""
    return " ".join(part for part in (flow.label, doubt) if part)
