"""ViewGraph: what one picture shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal

from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Path
    from archgen.model.architecture import Component, Flow, Group, Record
    from archgen.model.kinds import Kind

# For each component that a view shows, the id of the card that stands for it: its own, or that of a collapsed group.
Cards = Mapping[str, str]


class ViewHint(NamedTuple):
    """A hint for what a view shows: ``cards`` and ``others`` are components; ``text`` is the hint as it is written."""

    relation: str
    cards: tuple[str, ...]
    others: tuple[str, ...]
    number: int
    text: str
    path: Path


class ViewGraph(NamedTuple):
    """The components, groups and flows of one view, in the author's order, and what stands around them.

    Several flows of the spec may share a line, and are then one flow here. ``steps`` are the indexes of flows in the order in
    which they happen, each with what happens. ``records`` are those to draw inside their cards, by component;
    ``linking_values`` are the values that link records anywhere in the spec, each with the same mark in every view. Groups
    come outer ones first; each holds at least one of the components, directly or in an inner group. A collapsed group is a
    component here. ``names`` are those of all components and groups, by id, also of what is hidden in the card of a group.
    """

    tool: str
    view: str
    name: str
    title: str
    homepage: str
    as_of: date | None
    routing: Literal["channels", "graphviz"]
    direction: Literal["down", "right"]
    max_columns: int | None
    hints: tuple[ViewHint, ...]
    bundle: bool
    layout: Literal["grid", "dot"]
    components: tuple[Component, ...]
    groups: tuple[Group, ...]
    flows: tuple[Flow, ...]
    steps: tuple[tuple[int, str], ...]
    records: Mapping[str, tuple[Record, ...]]
    linking_values: tuple[str, ...]
    kinds: Mapping[str, Kind]
    names: Mapping[str, str]

    @property
    def component_ids(self) -> frozenset[str]:
        """The ids of all components."""
        return frozenset(component.id for component in self.components)

    def direct_members(self, group_id: str) -> tuple[str, ...]:
        """The ids of the components that stand in a group and in none inside it."""
        return tuple(component.id for component in self.components if component.group == group_id)

    def members(self, group_id: str) -> tuple[str, ...]:
        """The ids of all components in a group, those of inner groups included."""
        inner = [group.id for group in self.groups if group.parent == group_id]
        return (*self.direct_members(group_id), *(member for group in inner for member in self.members(group)))
