"""Legend samples: small drawings of what a picture uses, one painter for each sort."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.layout.setting import set_chip
from archgen.svg.cards import GHOST_OUTLINE, OPTIONAL_DASH
from archgen.svg.chips import draw_chip
from archgen.svg.flows import FLOW_DASH
from archgen.svg.markup import Attribute, element

if TYPE_CHECKING:
    from collections.abc import Callable

    from archgen.svg.pen import Pen

GROUP_OUTLINES: dict[str, dict[str, Attribute]] = {
    "group-required": {"stroke_width": 1.75},
    "group-optional": {"stroke_width": 1.5, "stroke_dasharray": "5 3"},
    "group-unknown": {"stroke_width": 1.75, "stroke_dasharray": "0.1 4", "stroke_linecap": "round"},
}


def draw_sample(sample: str, rect: Rect, pen: Pen) -> str:
    """The drawing for a legend entry, in its rectangle."""
    family, _, key = sample.partition(":")
    if family == "kind":
        return _draw_kind(key, rect, pen)
    if family == "mark":
        return pen.draw_symbol(sample, _square(rect), pen.paint.role("mark"))
    if sample in GROUP_OUTLINES:
        return _draw_group(sample, rect, pen)
    return PAINTERS[sample](rect, pen)


def _square(rect: Rect) -> Rect:
    return Rect(rect.middle.x - rect.height / 2, rect.y, rect.height, rect.height)


def grow_upright(rect: Rect, margin: float) -> Rect:
    """The rectangle, higher on both ends."""
    return Rect(rect.x, rect.y - margin, rect.width, rect.height + 2 * margin)


def _draw_kind(kind: str, rect: Rect, pen: Pen) -> str:
    tile = _square(rect).grown(2)
    ground = pen.draw_rect(tile, 5, pen.paint.kind_tile(kind))
    return ground + pen.draw_symbol(f"kind:{kind}", tile.grown(-3), pen.paint.kind_stroke(kind))


def _draw_group(sample: str, rect: Rect, pen: Pen) -> str:
    box = pen.draw_rect(grow_upright(rect, 1), 5, pen.paint.role("box"), **GROUP_OUTLINES[sample])
    return box + pen.draw_symbol("mark:kubernetes", _square(rect).grown(-2), pen.paint.role("mark"))


def _draw_line(rect: Rect, pen: Pen, dash: str | None) -> str:
    return element(
        "path",
        {
            **pen.paint.role("line"),
            "d": f"M{rect.x:g} {rect.middle.y:g}H{rect.right:g}",
            "fill": "none",
            "stroke-width": 1.5,
            "stroke-dasharray": dash,
            "marker-end": pen.use_head("head"),
        },
    )


def _draw_optional(rect: Rect, pen: Pen) -> str:
    dash = OPTIONAL_DASH
    return pen.draw_rect(grow_upright(rect, -1), 4, pen.paint.role("sample"), stroke_width=1.5, stroke_dasharray=dash)


def _draw_ghost(rect: Rect, pen: Pen) -> str:
    return pen.draw_rect(grow_upright(rect, -1), 4, pen.paint.role("ghost"), **GHOST_OUTLINE)


def _draw_link(rect: Rect, pen: Pen) -> str:
    return pen.draw_rect(grow_upright(rect, -1), 5, pen.paint.link(0))


def _draw_or(rect: Rect, pen: Pen) -> str:
    return draw_chip(set_chip("or", rect.x, rect.y - 2, 40, voice="tag"), pen)


PAINTERS: dict[str, Callable[[Rect, Pen], str]] = {
    "flow": lambda rect, pen: _draw_line(rect, pen, None),
    "flow-optional": lambda rect, pen: _draw_line(rect, pen, FLOW_DASH),
    "optional": _draw_optional,
    "ghost": _draw_ghost,
    "link": _draw_link,
    "or": _draw_or,
}
