"""What all drawing shares: the picture's id prefix, its paint, its symbols, and how a line of text is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.style.brands import read_brand
from archgen.style.glyphs import GLYPH_BOX, GLYPH_STROKE, KIND_GLYPHS, MARK_GLYPHS
from archgen.style.text.metrics import needs_another_font, reads_right_to_left
from archgen.style.typography import VOICES
from archgen.svg.markup import Attribute, element, text_element
from archgen.svg.paint import Paint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from archgen.layout.geometry import Rect
    from archgen.layout.placement import Icon, TextLine
    from archgen.model.architecture import Artwork
    from archgen.style.palettes import Theme

INK_VOICES = {"record", "cell", "title", "name", "group", "chip", "label", "badge", "key", "tag"}


class Pen:
    """Draws with one prefix and one theme; every symbol used is defined once.

    Where it is ``silent``, as on a sheet of many pictures, what is drawn has no ids and no tooltips.
    """

    def __init__(self, prefix: str, theme: Theme, artwork: Mapping[str, Artwork], *, silent: bool = False) -> None:
        self.prefix = prefix
        self._silent = silent
        self.paint = Paint(theme)
        self._looks = theme.looks
        self._artwork = artwork
        self._symbols: dict[str, str] = {}

    def make_id(self, name: str) -> str | None:
        """The id of something that is drawn."""
        return None if self._silent else f"{self.prefix}-{name}"

    def tell(self, summary: str) -> str:
        """A tooltip."""
        return "" if self._silent else text_element("title", {}, summary)

    def use_head(self, role: str) -> str:
        """The reference to an arrow head in the colour of a role."""
        name = f"{self.prefix}-{role}"
        if role not in self._symbols:
            self._symbols[role] = self._define_head(name, role)
        return f"url(#{name})"

    def _define_head(self, name: str, role: str) -> str:
        head = element("path", {**self.paint.role(role), "d": "M0 .8L9.6 5L0 9.2z"})
        size: dict[str, Attribute] = {"refX": 9.2, "refY": 5, "markerWidth": 10, "markerHeight": 10}
        units: dict[str, Attribute] = {"markerUnits": "userSpaceOnUse", "orient": "auto-start-reverse"}
        return element("marker", {"id": name, "viewBox": "0 0 10 10", **size, **units}, head)

    def draw_symbols(self) -> list[str]:
        """The definitions of the symbols used so far."""
        return list(self._symbols.values())

    def draw_text(self, line: TextLine, paint: dict[str, Attribute] | None = None) -> str:
        """A line of text, held to its measured width wherever its font is missing; its voice decides its colour, unless given."""
        style = VOICES[line.voice]
        backwards = reads_right_to_left(line.text)
        attributes: dict[str, Attribute] = {
            **(paint or self.paint.role("ink" if line.voice in INK_VOICES else "soft")),
            "x": line.x,
            "y": line.baseline,
            "font-size": style.size_px,
        }
        if style.weight != 400:
            attributes["font-weight"] = style.weight
        if backwards:  # a text that begins in Arabic or Hebrew is ordered from the right; its end is then at the left
            attributes |= {"direction": "rtl", "text-anchor": "end"}
        attributes["textLength"] = line.width
        if needs_another_font(line.text, style.weight):  # letters of scripts that join are scaled and not torn apart
            attributes["lengthAdjust"] = "spacingAndGlyphs"
        return text_element("text", attributes, line.text)

    def draw_texts(self, lines: Iterable[TextLine]) -> list[str]:
        """Lines of text."""
        return [self.draw_text(line) for line in lines]

    def draw_rect(self, rect: Rect, radius: float, paint: dict[str, Attribute], **more: Attribute) -> str:
        """A box with round corners; ``more`` are attributes with ``_`` for ``-``."""
        x, y, width, height = rect
        place: dict[str, Attribute] = {"x": x, "y": y, "width": width, "height": height, "rx": radius}
        return element("rect", {**paint, **place, **{key.replace("_", "-"): value for key, value in more.items()}})

    def has_colours(self, symbol: str) -> bool:
        """Whether a symbol has colours of its own."""
        return symbol in self._artwork

    def draw_icon(self, icon: Icon, paint: dict[str, Attribute]) -> str:
        """A symbol at its place, in the colours given."""
        return self.draw_symbol(icon.symbol, icon.rect, paint)

    def draw_symbol(self, symbol: str, rect: Rect, paint: dict[str, Attribute]) -> str:
        """A symbol in a rectangle."""
        name = f"{self.prefix}-{symbol.replace(':', '-').replace('.', '-')}"
        if symbol not in self._symbols:
            self._symbols[symbol] = self._define_symbol(name, symbol)
        place: dict[str, Attribute] = {
            "href": f"#{name}",
            "x": rect.x,
            "y": rect.y,
            "width": rect.width,
            "height": rect.height,
        }
        return element("use", {**paint, **place})

    def _define_symbol(self, name: str, symbol: str) -> str:
        artwork = self._artwork.get(symbol)
        if artwork is None:
            return _define_glyph(name, symbol, self._looks)
        from archgen.svg.artwork import define_artwork

        return define_artwork(name, artwork)


def _define_glyph(name: str, symbol: str, looks: Mapping[str, str]) -> str:
    family, _, key = symbol.partition(":")
    if family == "brand":
        brand = read_brand(key)
        assert brand is not None, key
        path = element("path", {"d": brand.path_d})
    else:
        path = element(
            "path",
            {
                "d": KIND_GLYPHS[looks.get(key, key)] if family == "kind" else MARK_GLYPHS[key],
                "fill": "none",
                "stroke-width": GLYPH_STROKE,
                "stroke-linecap": "round",
                "stroke-linejoin": "round",
            },
        )
    return element("symbol", {"id": name, "viewBox": f"0 0 {GLYPH_BOX} {GLYPH_BOX}"}, path)
