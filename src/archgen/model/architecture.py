"""Architecture: a spec with every reference checked and every default filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Literal

from archgen.diagnostics.diagnostic import Path
from archgen.model.kinds import Kind
from archgen.model.project import OwnTechnology
from archgen.values import NamedTuple

Confidence = Literal["sure", "likely", "uncertain"]
Kubernetes = Literal["required", "optional", "none", "unknown"]
Code = Literal["open", "closed"]
Presence = Literal["present", "absent", "unpublished"]


class Record(NamedTuple):
    """What a component holds: a table (columns and rows of as many cells) or a list of objects."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    objects: tuple[str, ...]
    path: Path

    @property
    def values(self) -> tuple[str, ...]:
        """Every text in it that another record may hold, too."""
        return (*(cell for row in self.rows for cell in row), *self.objects)


class Artwork(NamedTuple):
    """What is drawn for an icon with colours of its own, in a box of its own: PNG bytes as base64 text, or clean SVG markup.

    In markup every id is a number behind a ``@``, which stands for the id that the icon has in the picture.
    """

    sort: Literal["png", "svg"]
    view_box: str
    content: str


class Component(NamedTuple):
    """A part of the system; ``path`` is where it was written.

    What the system lacks, and what its vendor does not publish, is a component, too, and drawn as a ghost: see ``presence``.
    ``icon`` is what the spec asks for, ``house`` what the project file says of its technology. Where one of them asks for an icon
    that can be had, ``symbol`` names it, and ``artwork`` is its content, if that has colours of its own.
    The card of a collapsed group is one, too: ``inside`` are the names of the components that it stands for.
    """

    id: str
    name: str
    kind: str
    lane: str
    technology: tuple[str, ...]
    icon: str | None
    house: OwnTechnology | None
    any_of: tuple[str, ...]
    ports: tuple[int, ...]
    optional: bool
    alternative_to: str | None
    code: Code | None
    also: tuple[str, ...]
    kubernetes: Kubernetes | None
    group: str | None
    note: str
    confidence: Confidence
    sources: tuple[str, ...]
    records: tuple[Record, ...]
    presence: Presence
    path: Path
    symbol: str | None = None
    artwork: Artwork | None = None
    inside: tuple[str, ...] = ()


class Group(NamedTuple):
    """A boundary around components and other groups."""

    id: str
    name: str
    parent: str | None
    kubernetes: Kubernetes | None
    path: Path


class Flow(NamedTuple):
    """Data that goes from one component to another (or, with ``both``, to and fro).

    Without ``merge`` it never shares a line with others; ``parts`` are the flows that a view draws as this one, on one line or at
    the card of a collapsed group.
    """

    from_id: str
    to_id: str
    both: bool
    label: str
    protocol: str
    optional: bool
    confidence: Confidence
    sources: tuple[str, ...]
    id: str | None
    merge: bool
    path: Path
    parts: tuple[Flow, ...] = ()


class Step(NamedTuple):
    """A flow, by its index among the architecture's flows, and what happens in this step."""

    flow: int
    text: str
    path: Path


class Hint(NamedTuple):
    """What is asked of the place of a component or group: a relation to others, or (``column``, ``row``) a number."""

    id: str
    relation: str
    others: tuple[str, ...]
    number: int
    path: Path

    @property
    def text(self) -> str:
        """The hint as one writes it."""
        value = str(self.number) if self.number else ", ".join(self.others)
        return f"{self.id}: {{{self.relation}: {f'[{value}]' if len(self.others) > 1 else value}}}"


class View(NamedTuple):
    """What one picture shows: items as they were written, to be matched by `archgen.views`."""

    id: str
    title: str
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    collapse: tuple[str, ...]
    focus: str | None
    depth: int | None
    records: tuple[str, ...]
    steps: tuple[Step, ...]
    routing: Literal["channels", "graphviz"]
    hints: tuple[Hint, ...]
    max_columns: int | None
    direction: Literal["down", "right"]
    bundle: bool
    layout: Literal["grid", "dot"]
    path: Path


class Fact(NamedTuple):
    """A value of the comparison, its text exactly as written."""

    key: str
    value: str
    note: str
    confidence: Confidence
    sources: tuple[str, ...]
    corrected: str | None
    corrected_sources: tuple[str, ...]
    path: Path

    @property
    def truth(self) -> str:
        """The corrected value, where there is one."""
        return self.value if self.corrected is None else self.corrected


class Ignored(NamedTuple):
    """A check that a spec breaks on purpose."""

    rule: str
    reason: str
    path: Path


class _Parts(NamedTuple):
    name: str
    title: str
    homepage: str
    as_of: date | None
    kubernetes: Kubernetes | None
    components: tuple[Component, ...]
    groups: tuple[Group, ...]
    flows: tuple[Flow, ...]
    views: tuple[View, ...]
    facts: tuple[Fact, ...]
    ignored: tuple[Ignored, ...]
    hints: tuple[Hint, ...]
    sources: dict[str, str]
    kinds: Mapping[str, Kind]
    technologies: tuple[OwnTechnology, ...] = ()


class Architecture(_Parts):
    """One system: components, groups and flows in the author's order, what is said of it as a whole; and the kinds and
    technologies of its catalogue.
    """

    @cached_property
    def component_by_id(self) -> dict[str, Component]:
        """Components by their ids."""
        return {component.id: component for component in self.components}

    @cached_property
    def group_by_id(self) -> dict[str, Group]:
        """Groups by their ids."""
        return {group.id: group for group in self.groups}

    @cached_property
    def linking_values(self) -> tuple[str, ...]:
        """The values that stand in more than one record, in the order of their first appearance: they link records."""
        homes: dict[str, set[tuple[str, str]]] = {}
        for component in self.components:
            for record in component.records:
                for value in record.values:
                    homes.setdefault(value, set()).add((component.id, record.id))
        return tuple(value for value, places in homes.items() if value and len(places) > 1)

    def groups_around(self, item: Component | Group) -> tuple[str, ...]:
        """The ids of the groups a component (or a group) is in, the innermost first."""
        around: list[str] = []
        group = item.parent if isinstance(item, Group) else item.group
        while group is not None and group not in around:
            around.append(group)
            group = self.group_by_id[group].parent
        return tuple(around)
