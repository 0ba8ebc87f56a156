"""What a real browser makes of a picture: every text, box, and line, where it is and in which colour."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from chromium import ask_page

from archgen.layout.geometry import Rect
from archgen.style.colour import contrast

SCRIPT = """
const svg = document.querySelector('svg');
const box = e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height] };
const owner = e => { const g = e.closest('g.component,g.flow,g.group,g.lane,g.key,g.legend,g.heading,g.footer');
  return g ? [g.getAttribute('class'), g.id] : ['', ''] };
const shapes = [...svg.querySelectorAll('rect,circle,text')].filter(e => !e.closest('defs'));
const texts = [], boxes = [];
shapes.forEach((e, order) => {
  const style = getComputedStyle(e), item = {box: box(e), owner: owner(e), fill: style.fill, order};
  if (e.tagName == 'text') {
    const held = e.getComputedTextLength();
    const wanted = e.getAttribute('textLength');
    e.removeAttribute('textLength');
    item.natural = e.getComputedTextLength();
    e.setAttribute('textLength', wanted);
    texts.push({...item, text: e.textContent, adjust: e.getAttribute('lengthAdjust') || '', size: parseFloat(style.fontSize), wanted: parseFloat(wanted), held});
  } else boxes.push({...item, stroke: style.stroke, tag: e.tagName});
});
const paths = [...svg.querySelectorAll('g.flow > path')].map(e => {
  const n = Math.max(2, Math.ceil(e.getTotalLength() / 2)), points = [];
  for (let i = 0; i <= n; i++) { const p = e.getPointAtLength(e.getTotalLength() * i / n); points.push([p.x, p.y]) }
  return {id: e.parentNode.id, points, stroke: getComputedStyle(e).stroke};
});
return {texts, boxes, paths, size: box(svg), dark: matchMedia('(prefers-color-scheme: dark)').matches};
"""


@dataclass(frozen=True)
class Item:
    """A text or a box as the browser draws it."""

    rect: Rect
    kind: str
    id: str
    fill: str
    order: int
    text: str = ""
    size: float = 0
    natural: float = 0
    adjust: str = ""
    wanted: float = 0


def to_hex(colour: str) -> str:
    """A colour as the browser tells it, as one writes it."""
    numbers = [int(float(part)) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return "#" + "".join(f"{number:02x}" for number in numbers)


class Measured:
    """A picture after a browser has drawn it."""

    def __init__(self, svg: str, scheme: str, least_px: float = 9.5, *, found: Any = None) -> None:
        self.least_px = least_px
        found = found or ask_page(svg, SCRIPT, scheme=scheme)  # or what the script has found elsewhere
        self.is_dark: bool = found["dark"]
        self.page = Rect(*found["size"])
        self.texts = [
            Item(
                Rect(*t["box"]),
                *t["owner"],
                to_hex(t["fill"]),
                t["order"],
                t["text"],
                t["size"],
                t["natural"],
                t["adjust"],
                t["wanted"],
            )
            for t in found["texts"]
        ]
        self.boxes = [
            Item(Rect(*b["box"]), *b["owner"], to_hex(b["fill"]), b["order"])
            for b in found["boxes"]
            if b["fill"] != "none"
        ]
        self.paths = {path["id"]: [tuple(point) for point in path["points"]] for path in found["paths"]}

    @property
    def cards(self) -> dict[str, Rect]:
        """Each component's card: the largest of its boxes."""
        cards: dict[str, Rect] = {}
        for box in self.boxes:
            if box.kind == "component":
                cards.setdefault(box.id, box.rect)
        return cards

    @property
    def labels(self) -> list[Item]:
        """The grounds of labels and badges on flows."""
        return [box for box in self.boxes if box.kind == "flow"]

    def faults(self) -> list[str]:
        """Everything that a picture must not have."""
        return [
            *self._overlapping_texts(),
            *self._texts_outside_cards(),
            *self._covered_cards(),
            *self._flows_through_cards(),
            *self._flows_through_texts(),
            *self._outside_page(),
            *self._weak_contrasts(),
            *self._small_texts(),
            *self.wrong_widths(),
        ]

    def _overlapping_texts(self) -> list[str]:
        pairs = combinations(self.texts, 2)
        return [f"{a.text!r} over {b.text!r}" for a, b in pairs if _ink(a).meets(_ink(b))]

    def _texts_outside_cards(self) -> list[str]:
        cards = self.cards
        inside = [text for text in self.texts if text.kind == "component"]
        return [f"{text.text!r} outside {text.id}" for text in inside if not cards[text.id].holds(_ink(text))]

    def _covered_cards(self) -> list[str]:
        return [
            f"label of {b.id} on {id}" for b in self.labels for id, card in self.cards.items() if b.rect.meets(card)
        ]

    def _flows_through_cards(self) -> list[str]:
        inner = {id: card.grown(-1.5) for id, card in self.cards.items()}
        return [
            f"{flow} through {id}"
            for flow, points in self.paths.items()
            for id, card in inner.items()
            if any(card.x < x < card.right and card.y < y < card.bottom for x, y in points)
        ]

    def _flows_through_texts(self) -> list[str]:
        return [
            f"{flow} through {text.text!r}"
            for flow, points in self.paths.items()
            for text in self.texts
            if text.id != flow
            for ink in [_ink(text)]
            if any(ink.x < x < ink.right and ink.y < y < ink.bottom for x, y in points)
        ]

    def _outside_page(self) -> list[str]:
        items = [*self.texts, *self.boxes]
        found = [
            f"{item.text or item.id!r} outside the page" for item in items if not self.page.holds(item.rect.grown(-0.6))
        ]
        out = [
            id
            for id, points in self.paths.items()
            if not all(0 < x < self.page.right and 0 < y < self.page.bottom for x, y in points)
        ]
        return found + [f"{id} outside the page" for id in out]

    def _weak_contrasts(self) -> list[str]:
        found = []
        for text in self.texts:
            x, y = text.rect.middle
            below = [
                b
                for b in self.boxes
                if b.order < text.order and b.rect.x <= x <= b.rect.right and b.rect.y <= y <= b.rect.bottom
            ]
            ground = max(below, key=lambda box: box.order).fill
            ratio = contrast(text.fill, ground)
            if ratio < 4.5:
                found.append(f"{text.text!r} has contrast {ratio:.2f} on {ground}")
        return found

    def _small_texts(self) -> list[str]:
        scale = min(1.0, 800 / self.page.width)
        return [
            f"{text.text!r} is {text.size * scale:.2f} px at 800 px"
            for text in self.texts
            if text.size * scale < self.least_px
        ]

    def wrong_widths(self) -> list[str]:
        """The texts that are not drawn in the font that they were measured in."""
        return [
            f"{text.text!r} is drawn {text.natural:.2f} px wide, measured {text.wanted:.2f}"
            for text in self.texts
            if not text.adjust and abs(text.natural - text.wanted) > 0.1
        ]


def _ink(text: Item) -> Rect:
    """The part of a text's box where letters are: the box itself also holds the room above and below them."""
    top, bottom = text.rect.height * 0.16, text.rect.height * 0.10
    return Rect(text.rect.x + 0.3, text.rect.y + top, text.rect.width - 0.6, text.rect.height - top - bottom)
