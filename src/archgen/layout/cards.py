"""Cards: what stands in a component's box, measured, for each of the few widths a card may have.

A card has a head (icon tile, name, technology) and below it, over the full width, a note, the choices (`any_of`) as
chips, and what it is an alternative to. Everything is placed relative to the card's own top left corner.

Many forms are tried and few are drawn: how texts wrap is found at once, and their lines are set where they are asked for.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.icons import choose_symbol, find_missed_name
from archgen.layout.placement import Chip, Icon, PlacedRecord, TextLine
from archgen.layout.records import RECORD_GAP_PX, measure_table, set_record
from archgen.layout.setting import CHIP_GAP_PX, CHIP_HEIGHT_PX, set_chip, set_lines
from archgen.style.text.metrics import measure_text, measure_widest_word, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple
from archgen.views.words import say_technology

if TYPE_CHECKING:
    from archgen.model.architecture import Component, Record

CARD_WIDTHS_PX = (228, 208, 190, 174, 158, 144, 132)
CARD_HEIGHT_STEP_PX = 20
CARD_HEIGHT_LEAST_PX = 64

TILE_MARGIN_SHARE, ARTWORK_MARGIN_SHARE = 0.19, 0.1
MARK_PX = 16
MARK_GAP_PX = 4
BODY_GAP_PX = 7
LEAD = "one of"


class TextBlock(NamedTuple):
    """Lines of text below each other, in one voice."""

    lines: tuple[str, ...]
    x: float
    top: float
    voice: str

    def set(self, down: float) -> tuple[TextLine, ...]:
        """The lines, so far down."""
        return tuple([line.moved(0, down) for line in set_lines(self.lines, self.x, self.top, self.voice)])


class CardForm(NamedTuple):
    """A card at one width: its size in px; and its parts, relative to its top left corner, as they are asked for."""

    component: Component
    width: float
    height: float
    top: float
    head: _Head
    body: _Body

    @property
    def _body_top(self) -> float:
        return self.top + self.head.height + BODY_GAP_PX

    @property
    def tile(self) -> Rect:
        """The ground of its icon."""
        return self.head.tile.moved(0, self.top)

    @property
    def monogram(self) -> TextLine | None:
        """The monogram of an icon that was asked for and cannot be had; None where its name has no letters."""
        name = find_missed_name(self.component)
        if name is None:
            return None
        from archgen.layout.monograms import set_monogram

        return set_monogram(name, self.tile)

    @property
    def icon(self) -> Icon | None:
        """The icon in the middle of its tile, where no monogram stands there; what has colours of its own is larger."""
        if self.monogram:
            return None
        margin = ARTWORK_MARGIN_SHARE if self.component.artwork else TILE_MARGIN_SHARE
        return Icon(choose_symbol(self.component), self.tile.grown(-self.head.tile.width * margin))

    @property
    def lines(self) -> tuple[TextLine, ...]:
        """Name, technology, note, and what leads to its choices."""
        head = (line for block in self.head.blocks for line in block.set(self.top))
        return (*head, *(line for block in self.body.blocks for line in block.set(self._body_top)))

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Its choices."""
        return tuple([chip.moved(x, y).moved(0, self._body_top) for chip, x, y in self.body.chips])

    @property
    def marks(self) -> tuple[Icon, ...]:
        """The small marks in its corner."""
        down = 0 if self.head.marks_beside else self.top
        return tuple([mark.moved(0, down) for mark in self.head.marks])

    @property
    def tie(self) -> Chip | None:
        """The word "or"."""
        return self.body.tie.moved(0, self._body_top) if self.body.tie else None

    @property
    def tie_lines(self) -> tuple[TextLine, ...]:
        """What it is an alternative to."""
        return self.body.tie_names.set(self._body_top) if self.body.tie_names else ()

    @property
    def records(self) -> tuple[PlacedRecord, ...]:
        """Its records."""
        return tuple([record.moved(0, self._body_top) for record in self.body.records])


class CardContent(NamedTuple):
    """What a card shows: its component, the name of what that replaces (or nothing), and records with their links.

    A brief card is low: it has no note, and its choices are words in a line.
    """

    component: Component
    alternative_name: str = ""
    records: tuple[Record, ...] = ()
    links: tuple[str, ...] = ()
    brief: bool = False

    @property
    def note(self) -> str:
        """What stands in small type below the head."""
        if not self.brief or self.component.presence != "present":
            return self.component.note
        return f"one of {', '.join(self.component.any_of)}" if self.component.any_of else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What is drawn as chips; a card with records has no room for them."""
        return () if self.brief or self.records else self.component.any_of

    @property
    def needed_width(self) -> float:
        """The width in px that its tables ask for; 0 where it fits any card."""
        widest = max((measure_table(record) for record in self.records), default=0.0)
        return widest + 2 * ROOMY.padding_px if widest else 0.0


def size_card(content: CardContent, width: float, least_height: float = 0) -> CardForm:
    """A card at a width, and at least so high."""
    component = content.component
    frame = next(frame for frame in FRAMES if width >= frame.least_px)
    head = _set_head(component, frame, width)
    body = _set_body(content, width, frame.padding_px)
    inner_height = head.height + (BODY_GAP_PX + body.height if body.height else 0)
    height = _fixed_height(max(inner_height + 2 * frame.padding_px, least_height))
    return CardForm(component, width, height, (height - inner_height) / 2, head, body)


class _Frame(NamedTuple):
    """The fixed measures of a card, in px; ``stacked``: its name stands below its tile, not beside it."""

    least_px: float
    padding_px: float
    tile_px: float
    tile_gap_px: float
    stacked: bool = False


ROOMY = _Frame(least_px=170, padding_px=12, tile_px=36, tile_gap_px=10)
NARROW = _Frame(least_px=158, padding_px=10, tile_px=30, tile_gap_px=8)
STACKED = _Frame(least_px=0, padding_px=10, tile_px=28, tile_gap_px=6, stacked=True)
FRAMES = (ROOMY, NARROW, STACKED)


class _Head(NamedTuple):
    height: float
    tile: Rect
    blocks: tuple[TextBlock, ...]
    marks: tuple[Icon, ...]
    marks_beside: bool  # in the card's corner beside the name, or on a line of their own above it


def _set_head(component: Component, frame: _Frame, width: float) -> _Head:
    """The icon's tile with name and technology beside it or below it, and the marks in the corner."""
    return _stack_head(component, frame, width) if frame.stacked else _set_head_beside(component, frame, width)


def _set_head_beside(component: Component, frame: _Frame, width: float) -> _Head:
    """Icon tile, name and technology side by side, their middles on one line where both are low."""
    marks = _set_marks(component, width, frame.padding_px)
    text_x = frame.padding_px + frame.tile_px + frame.tile_gap_px
    text_width = width - frame.padding_px - text_x
    beside = text_width - len(marks) * (MARK_PX + MARK_GAP_PX)
    voice = "name" if component.presence == "present" else "ghost"
    marks_beside = measure_widest_word(component.name, VOICES[voice]) <= beside
    names = wrap_text(component.name, VOICES[voice], beside if marks_beside else text_width)
    technology = wrap_text(say_technology(component), VOICES["technology"], text_width)
    lead = 0 if marks_beside else MARK_PX
    names_height = len(names) * LINE_HEIGHT_PX["name"]
    text_height = names_height + len(technology) * LINE_HEIGHT_PX["technology"]
    height = max(frame.tile_px, text_height)
    text_top = lead + (height - text_height) / 2
    tile_top = lead + (2 if len(names) + len(technology) > 2 else (height - frame.tile_px) / 2)
    return _Head(
        height=lead + height,
        tile=Rect(frame.padding_px, tile_top, frame.tile_px, frame.tile_px),
        blocks=(
            TextBlock(names, text_x, text_top, voice),
            TextBlock(technology, text_x, text_top + names_height, "technology"),
        ),
        marks=marks if marks_beside else tuple(mark.moved(0, MARK_GAP_PX - frame.padding_px) for mark in marks),
        marks_beside=marks_beside,
    )


def _stack_head(component: Component, frame: _Frame, width: float) -> _Head:
    """The icon tile with the marks at its right, and name and technology below, over the card's full width."""
    inner = width - 2 * frame.padding_px
    voice = "name" if component.presence == "present" else "ghost"
    names = wrap_text(component.name, VOICES[voice], inner)
    technology = wrap_text(say_technology(component), VOICES["technology"], inner)
    names_top = frame.tile_px + frame.tile_gap_px
    technology_top = names_top + len(names) * LINE_HEIGHT_PX["name"]
    return _Head(
        height=technology_top + len(technology) * LINE_HEIGHT_PX["technology"],
        tile=Rect(frame.padding_px, 0, frame.tile_px, frame.tile_px),
        blocks=(
            TextBlock(names, frame.padding_px, names_top, voice),
            TextBlock(technology, frame.padding_px, technology_top, "technology"),
        ),
        marks=_set_marks(component, width, frame.padding_px),
        marks_beside=True,
    )


PlacedChip = tuple[Chip, float, float]  # a chip, and where it stands


class _Body(NamedTuple):
    height: float
    blocks: tuple[TextBlock, ...]
    chips: tuple[PlacedChip, ...]
    tie: Chip | None
    tie_names: TextBlock | None
    records: tuple[PlacedRecord, ...]


def _set_body(content: CardContent, width: float, padding: float) -> _Body:
    alternative_name = content.alternative_name
    inner = width - 2 * padding
    notes = wrap_text(content.note, VOICES["note"], inner)
    blocks = [TextBlock(notes, padding, 0, "note")]
    height = len(notes) * LINE_HEIGHT_PX["note"]
    chips: tuple[PlacedChip, ...] = ()
    if content.choices:
        height += BODY_GAP_PX / 2 if height else 0
        lead, chips, height = _set_choices(content.choices, padding, inner, height)
        blocks.append(lead)
    tie: Chip | None = None
    tie_names: TextBlock | None = None
    if alternative_name:
        height += BODY_GAP_PX / 2 if height else 0
        tie = set_chip("or", padding, height, inner, voice="tag")
        x = tie.rect.right + 6
        names = wrap_text(alternative_name, VOICES["note"], padding + inner - x)
        tie_names = TextBlock(names, x, height + (CHIP_HEIGHT_PX - LINE_HEIGHT_PX["note"]) / 2, "note")
        height += CHIP_HEIGHT_PX + LINE_HEIGHT_PX["note"] * (len(names) - 1)
    records: list[PlacedRecord] = []
    for record in content.records:
        form = set_record(record, inner, content.links)
        height += RECORD_GAP_PX if height else 0
        records.append(form.placed.moved(padding, height))
        height += form.height
    return _Body(height, tuple(blocks), chips, tie, tie_names, tuple(records))


def _set_choices(
    choices: tuple[str, ...], left: float, inner: float, top: float
) -> tuple[TextBlock, tuple[PlacedChip, ...], float]:
    """The words "one of" and a chip for each choice, in rows; and the height below which they end."""
    lead = TextBlock((LEAD,), left, top + (CHIP_HEIGHT_PX - LINE_HEIGHT_PX["note"]) / 2, "note")
    x, row_top = left + round(measure_text(LEAD, VOICES["note"]), 2) + 6, top
    row_height: float = CHIP_HEIGHT_PX
    chips: list[PlacedChip] = []
    for choice in choices:
        chip = set_chip(choice, 0, 0, inner)
        if x + chip.rect.width > left + inner:
            x, row_top, row_height = left, row_top + row_height + CHIP_GAP_PX, CHIP_HEIGHT_PX
        chips.append((chip, x, row_top))
        x += chip.rect.width + CHIP_GAP_PX
        row_height = max(row_height, chip.rect.height)
    return lead, tuple(chips), row_top + row_height


def _set_marks(component: Component, width: float, padding: float) -> tuple[Icon, ...]:
    """The small marks in the upper right corner, from the right: "?", lock, Kubernetes."""
    wanted = [
        ("mark:uncertain", component.confidence == "uncertain"),
        ("mark:closed", component.code == "closed"),
        ("mark:kubernetes", component.kubernetes in {"required", "optional", "unknown"}),
    ]
    names = [name for name, present in wanted if present]
    right = width - padding + 2
    return tuple(
        Icon(name, Rect(right - (i + 1) * MARK_PX - i * MARK_GAP_PX, padding - 2, MARK_PX, MARK_PX))
        for i, name in enumerate(names)
    )


def _fixed_height(needed: float) -> float:
    steps = ceil(max(0.0, needed - CARD_HEIGHT_LEAST_PX) / CARD_HEIGHT_STEP_PX)
    return CARD_HEIGHT_LEAST_PX + steps * CARD_HEIGHT_STEP_PX
