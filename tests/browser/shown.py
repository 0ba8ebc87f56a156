"""A picture as a page shows it: how large, how far it can be reached, and in which colours, read off screenshots.

Where its texts stand is read from the SVG; what comes of them in the page is seen in pixels only.
"""

from __future__ import annotations

import json
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

from PIL import Image

from archgen.layout.geometry import Rect
from archgen.style.colour import contrast, luminance
from archgen.style.themes import load_theme

if TYPE_CHECKING:
    from devtools import Tab

LEAST_PX = 9  # of a text in a column of 800 px
PHONE_PX = 390
SEEN_CONTRAST = 4  # of the strongest pixel of a text; thin strokes of small letters keep no pixel of the full 4.5
DARK = 0.2  # luminance below which a ground is dark
CORNER = 14  # px of the SVG from the corner of its plate to where there is nothing but plate
THEME = load_theme("adaptive")
PLATES = {"light": THEME.base.plate, "dark": THEME.dark.plate if THEME.dark else ""}

# The picture's box in the page, the column it stands in, and the box it is seen through, scrolled to SCROLL where it scrolls.
LOOK = """
(() => {
  const image = document.querySelector(SELECTOR), root = document.documentElement;
  const box = e => { const r = e.getBoundingClientRect(); return [r.x + scrollX, r.y + scrollY, r.width, r.height] };
  const overflow = e => getComputedStyle(e).overflowX;
  let column = image.parentElement, frame = column;
  while (getComputedStyle(column).display === 'inline') column = column.parentElement;
  while (frame !== root && overflow(frame) === 'visible') frame = frame.parentElement;
  const scrolls = frame !== root && ['auto', 'scroll'].includes(overflow(frame));
  if (scrolls) frame.scrollLeft = SCROLL;
  return { box: box(image), column: box(column), frame: frame === root ? [0, 0, root.clientWidth, root.scrollHeight] : box(frame),
    reach: scrolls ? frame.scrollWidth - frame.clientWidth : 0, window: root.clientWidth, page: root.scrollWidth };
})()
"""


class Text(NamedTuple):
    """A text of the SVG, with the room that it has there."""

    text: str
    rect: Rect
    size: float


class Drawing(NamedTuple):
    """What an SVG says about itself."""

    width: float
    height: float
    texts: tuple[Text, ...]


class Look(NamedTuple):
    """What the page says about a picture; ``reach`` is how far it can be scrolled sideways."""

    box: Rect
    column: Rect
    frame: Rect
    reach: float
    window: float
    page: float


def read_drawing(path: Path) -> Drawing:
    """The size and the texts of an SVG that archgen wrote."""
    root = ElementTree.parse(path).getroot()
    texts = tuple(_read_text(element) for element in root.iter("{http://www.w3.org/2000/svg}text"))
    return Drawing(float(root.attrib["width"]), float(root.attrib["height"]), texts)


def _read_text(element: ElementTree.Element) -> Text:
    x, y, size, width = (float(element.attrib[name]) for name in ("x", "y", "font-size", "textLength"))
    return Text(element.text or "", Rect(x, y - 0.8 * size, width, size), size)


class Shown:
    """A picture in the page that a tab has before it, seen whole: what must be scrolled to is scrolled to."""

    def __init__(self, tab: Tab, drawing: Drawing, selector: str = "img") -> None:
        self._tab, self._selector, self._drawing = tab, selector, drawing
        self.look = self._look(0)
        self.scale = self.look.box.width / drawing.width
        self.image, self._reached = self._assemble()

    @property
    def plate(self) -> str:
        """The colour of the picture's ground."""
        return _hex(self.image.getpixel((round(CORNER * self.scale), round(CORNER * self.scale))))

    @property
    def fits_the_page(self) -> bool:
        """Whether the page, which is seen outside the plate's round corners, and the plate are both dark, or both light."""
        page = _hex(self.image.getpixel((0, 0)))
        return (luminance(self.plate) < DARK) == (luminance(page) < DARK)

    @property
    def smallest_text(self) -> float:
        """The size of the smallest text as it is shown, in px of the page."""
        return min(text.size for text in self._drawing.texts) * self.scale

    @cached_property
    def contrasts(self) -> list[tuple[str, float]]:
        """For each text, how far its strongest pixel stands out from the ground that the most of its pixels have."""
        return [(text.text, self._read_contrast(text.rect)) for text in self._drawing.texts]

    def faults(self, scheme: str, least_px: float) -> list[str]:
        """Everything that keeps one from reading the picture, which is to have the ground of this scheme."""
        small = [f"its smallest text is {self.smallest_text:.2f} px"] if self.smallest_text < least_px else []
        wrong = [f"its ground is {self.plate}"] if self.plate != PLATES[scheme] else []
        weak = [f"{text!r} has contrast {ratio:.2f}" for text, ratio in self.contrasts if ratio < SEEN_CONTRAST]
        return [*self._misplacements(), *small, *wrong, *weak]

    def _misplacements(self) -> list[str]:
        look, found = self.look, []
        ratio = self._drawing.height / self._drawing.width
        if abs(look.box.height - look.box.width * ratio) > 1:
            found.append(f"it is {look.box.width:.0f} px wide and {look.box.height:.0f} px high")
        if look.page > look.window:
            found.append(f"the page is {look.page:.0f} px wide in a window of {look.window:.0f} px")
        if look.reach > 0 and look.frame != look.column:
            found.append("the text around it scrolls with it")
        if self._reached < look.box.width - 1:
            found.append(f"only {self._reached:.0f} of its {look.box.width:.0f} px can be reached")
        return found

    def _read_contrast(self, rect: Rect) -> float:
        edges = (rect.x, rect.y, rect.right, rect.bottom)
        pixels = self.image.crop(tuple(round(edge * self.scale) for edge in edges))
        colours = pixels.getcolors(pixels.width * pixels.height)  # how many there are of each
        _, ground = max(colours)
        return max(_contrast(colour, ground) for _, colour in colours)

    def _assemble(self) -> tuple[Image.Image, float]:
        """The whole picture, put together of what comes into view while it is scrolled from left to right, and how far that is."""
        whole = Image.new("RGB", (round(self.look.box.width), round(self.look.box.height)))
        scrolled = 0.0
        while True:
            look = self._look(scrolled)
            left, right = max(look.box.x, look.frame.x), min(look.box.right, look.frame.right)
            seen = Rect(round(left), round(look.box.y), round(right) - round(left), whole.height)
            whole.paste(self._tab.shoot(seen), (round(left - look.box.x), 0))
            if scrolled >= look.reach:
                return whole, right - look.box.x
            scrolled = min(scrolled + look.frame.width, look.reach)

    def _look(self, scroll: float) -> Look:
        asked = LOOK.replace("SELECTOR", json.dumps(self._selector)).replace("SCROLL", str(scroll))
        found: dict[str, Any] = self._tab.ask(asked)
        return Look(**{name: Rect(*value) if isinstance(value, list) else value for name, value in found.items()})


@cache
def _contrast(colour: Any, ground: Any) -> float:
    return contrast(_hex(colour), _hex(ground))


def _hex(colour: Any) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in colour)
