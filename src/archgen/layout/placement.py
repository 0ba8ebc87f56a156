"""Placement: the finished geometry of one picture, as data.

Everything that is drawn stands here with its place in px, and nothing else is needed to draw it: no text is measured
and nothing is decided after this stage. It can be saved as JSON and read back (`archgen.layout.saving`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from archgen.layout.geometry import Point, Rect

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
    """A symbol in a square: ``kind:server``, ``brand:postgresql`` or ``mark:closed``."""

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
        return Chip(self.rect.moved(dx, dy), tuple(line.moved(dx, dy) for line in self.lines))


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
            tuple(line.moved(dx, dy) for line in self.lines),
            tuple(chip.moved(dx, dy) for chip in self.chips),
            tuple(link.moved(dx, dy) for link in self.links),
        )


class PlacedCard(NamedTuple):
    """A component's card; ``summary`` is what a tooltip says, ``tie`` names what it is an alternative to."""

    id: str
    kind: str
    lane: str
    rect: Rect
    optional: bool
    presence: Literal["present", "absent", "unpublished"]
    tile: Rect
    icon: Icon
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


class PlacedFlow(NamedTuple):
    """A flow along the corners of its path, from the border of one card to that of the other.

    In a view with steps the flows that are no step are muted. A flow of a free layout is a curve: ``curve`` has the control
    points of its cubic pieces (a start, then three for each; those under arrow heads are straight), and the points
    follow it closely.
    """

    id: str
    start: str
    end: str
    both: bool
    optional: bool
    points: tuple[Point, ...]
    label: Label | None
    badges: tuple[Badge, ...]
    muted: bool
    summary: str
    curve: tuple[Point, ...] = ()


class Rule(NamedTuple):
    """A thin line from left to right."""

    left: float
    right: float
    y: float


class LaneMark(NamedTuple):
    """A lane's name at the left, and the line that parts it from the lane above (none for the first)."""

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


class Placement(NamedTuple):
    """One picture: its size in px, what it is called and says, and everything in it."""

    tool: str
    view: str
    width: float
    height: float
    title: str
    description: str
    heading_icon: Icon | None
    heading: tuple[TextLine, ...]
    lanes: tuple[LaneMark, ...]
    groups: tuple[PlacedGroup, ...]
    cards: tuple[PlacedCard, ...]
    flows: tuple[PlacedFlow, ...]
    key: tuple[KeyEntry, ...]
    legend: tuple[LegendEntry, ...]
    footer: tuple[TextLine, ...]

    def flow_keys(self) -> tuple[str, ...]:
        """For each flow, ``from--to``; the second and further ones of a pair get ``--2``, ``--3``."""
        counts: dict[str, int] = {}
        keys: list[str] = []
        for flow in self.flows:
            ends = f"{flow.start}--{flow.end}"
            counts[ends] = counts.get(ends, 0) + 1
            keys.append(ends if counts[ends] == 1 else f"{ends}--{counts[ends]}")
        return tuple(keys)
