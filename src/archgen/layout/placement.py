"""Placement: the finished geometry of one picture, as data.

Everything that is drawn stands here with its place in px, and nothing else is needed to draw it: no text is measured
and nothing is decided after this stage. It can be saved as JSON and read back (`archgen.layout.saving`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from archgen.layout.geometry import Point, Rect
from archgen.layout.grid.types import Cell
from archgen.model.architecture import Artwork
from archgen.values import NamedTuple

Outline = Literal["plain", "solid", "dashed", "dotted"]


class TextLine(NamedTuple):
    """One line of text: its left end, its baseline, its measured width, and the voice that says it."""

    text: str
    x: float
    baseline: float
    width: float
    voice: str

    def moved(self, dx: float, dy: float) -> TextLine:
        """The same line somewhere else."""
        return TextLine(self.text, self.x + dx, self.baseline + dy, self.width, self.voice)


class Icon(NamedTuple):
    """A symbol in a square: ``kind:server``, ``brand:postgresql``, ``mark:closed``, or one with artwork of its own."""

    symbol: str
    rect: Rect

    def moved(self, dx: float, dy: float) -> Icon:
        """The same icon somewhere else."""
        return Icon(self.symbol, self.rect.moved(dx, dy))


class Chip(NamedTuple):
    """A small box with a text: one of several choices, or the word "or"."""

    rect: Rect
    lines: tuple[TextLine, ...]

    def moved(self, dx: float, dy: float) -> Chip:
        """The same chip somewhere else."""
        return Chip(self.rect.moved(dx, dy), tuple([line.moved(dx, dy) for line in self.lines]))


class Link(NamedTuple):
    """The ground behind a value that stands in several records; the same number is the same value in every view."""

    value: str
    number: int
    rect: Rect

    def moved(self, dx: float, dy: float) -> Link:
        """The same ground somewhere else."""
        return Link(self.value, self.number, self.rect.moved(dx, dy))


class PlacedRecord(NamedTuple):
    """A record in a card: its title first among the lines; a table has a frame and the y of the rules between its rows."""

    id: str
    frame: Rect | None
    rules: tuple[float, ...]
    lines: tuple[TextLine, ...]
    chips: tuple[Chip, ...]
    links: tuple[Link, ...]

    def moved(self, dx: float, dy: float) -> PlacedRecord:
        """The same record somewhere else."""
        return PlacedRecord(
            self.id,
            self.frame.moved(dx, dy) if self.frame else None,
            tuple(rule + dy for rule in self.rules),
            tuple([line.moved(dx, dy) for line in self.lines]),
            tuple(chip.moved(dx, dy) for chip in self.chips),
            tuple(link.moved(dx, dy) for link in self.links),
        )


class PlacedCard(NamedTuple):
    """A component's card; ``summary`` is what a tooltip says, ``tie`` names what it is an alternative to, ``cell`` is its place
    on the grid (None in a free layout). In its tile stands an icon, or the monogram of one that cannot be had.
    """

    id: str
    kind: str
    lane: str
    cell: Cell | None
    rect: Rect
    optional: bool
    presence: Literal["present", "absent", "unpublished"]
    tile: Rect
    icon: Icon | None
    monogram: TextLine | None
    lines: tuple[TextLine, ...]
    chips: tuple[Chip, ...]
    marks: tuple[Icon, ...]
    tie: Chip | None
    tie_lines: tuple[TextLine, ...]
    records: tuple[PlacedRecord, ...]
    summary: str


class PlacedGroup(NamedTuple):
    """A group's rectangle with its title, and the ids of all components in it; outer groups come before inner ones."""

    id: str
    members: tuple[str, ...]
    rect: Rect
    outline: Outline
    lines: tuple[TextLine, ...]
    mark: Icon | None
    summary: str


class Label(NamedTuple):
    """A flow's text on its own background."""

    rect: Rect
    lines: tuple[TextLine, ...]


class Badge(NamedTuple):
    """A number in a circle: on a flow, or before its text in the key."""

    middle: Point
    radius: float
    line: TextLine


class Gap(NamedTuple):
    """A piece of an upright run that is not drawn, since another flow passes over it: the run's number, from where to where."""

    run: int
    start: Point
    end: Point


class PlacedFlow(NamedTuple):
    """A flow along the corners of its path, from the border of one card to that of the other.

    ``merged`` are the ids of further flows of the spec that it stands for; ``trunk`` is the end at which it shares its path
    with others that meet the card at the same point. In a view with steps the flows that are no step
    are muted. A flow of a free layout is a curve: ``curve`` has the control
    points of its cubic pieces (a start, then three for each; those under arrow heads are straight), and the points
    follow it closely.
    """

    id: str
    merged: tuple[str, ...]
    start: str
    end: str
    both: bool
    optional: bool
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...]
    trunk: Literal["start", "end"] | None
    label: Label | None
    badges: tuple[Badge, ...]
    muted: bool
    summary: str
    curve: tuple[Point, ...] = ()

    @property
    def trunk_foot(self) -> Point | None:
        """Where the trunk that it shares meets the card."""
        return {"start": self.points[0], "end": self.points[-1]}[self.trunk] if self.trunk else None


class Rule(NamedTuple):
    """A thin line, level or upright."""

    start: Point
    end: Point


class LaneMark(NamedTuple):
    """A lane's name, and the line that parts it from the lane before (none for the first)."""

    name: str
    line: TextLine
    rule: Rule | None


class KeyEntry(NamedTuple):
    """What a numbered badge stands for."""

    badge: Badge
    lines: tuple[TextLine, ...]


class LegendEntry(NamedTuple):
    """A sample of something the picture uses, and its meaning."""

    sample: str
    rect: Rect
    line: TextLine


class Comparison(NamedTuple):
    """What a picture of two systems has besides: the second one's heading, the line between the two, and the facts that differ.

    The ids of components and groups in such a picture begin with the name of their system and a dot.
    """

    heading_icon: Icon | None
    heading_tile: Rect | None
    heading_monogram: TextLine | None
    heading: tuple[TextLine, ...]
    divider: Rule
    facts: PlacedRecord | None


class Placement(NamedTuple):
    """One picture: its size in px, what it is called and says, and everything in it.

    In ``heading_tile``, where there is one, stands the system's monogram instead of an icon.
    ``artwork`` is what is drawn for the symbols that have colours of their own, in the order of their first use.
    """

    tool: str
    view: str
    width: float
    height: float
    title: str
    description: str
    heading_icon: Icon | None
    heading_tile: Rect | None
    heading_monogram: TextLine | None
    heading: tuple[TextLine, ...]
    lanes: tuple[LaneMark, ...]
    groups: tuple[PlacedGroup, ...]
    cards: tuple[PlacedCard, ...]
    flows: tuple[PlacedFlow, ...]
    key: tuple[KeyEntry, ...]
    legend: tuple[LegendEntry, ...]
    footer: tuple[TextLine, ...]
    artwork: Mapping[str, Artwork]
    comparison: Comparison | None = None

    def flow_keys(self) -> tuple[str, ...]:
        """For each flow, ``from--to``; the second and further ones of a pair get ``--2``, ``--3``."""
        counts: dict[str, int] = {}
        keys: list[str] = []
        for flow in self.flows:
            ends = f"{flow.start}--{flow.end}"
            counts[ends] = counts.get(ends, 0) + 1
            keys.append(ends if counts[ends] == 1 else f"{ends}--{counts[ends]}")
        return tuple(keys)
