"""What stands behind and around the cards: plate, heading, lanes, groups, key, legend, footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.geometry import Rect
from archgen.svg.cards import TILE_RADIUS_PX
from archgen.svg.flows import draw_badge
from archgen.svg.legend import draw_sample
from archgen.svg.markup import Attribute, element
from archgen.svg.records import draw_record

if TYPE_CHECKING:
    from archgen.layout.placement import Comparison, LaneMark, PlacedGroup, Placement, Rule
    from archgen.svg.pen import Pen

PLATE_RADIUS_PX = 14
GROUP_RADIUS_PX = 14
OUTLINES: dict[str, dict[str, Attribute]] = {
    "plain": {"stroke_width": 1},
    "solid": {"stroke_width": 1.75},
    "dashed": {"stroke_width": 1.5, "stroke_dasharray": "7 5"},
    "dotted": {"stroke_width": 1.75, "stroke_dasharray": "0.1 5", "stroke_linecap": "round"},
}


def draw_page(width: float, height: float, pen: Pen, role: str = "plate") -> str:
    """The opaque ground of everything."""
    page = Rect(0, 0, width, height).grown(-0.5)
    return pen.draw_rect(page, PLATE_RADIUS_PX, pen.paint.role(role))


def draw_heading(shown: Placement | Comparison, pen: Pen) -> str:
    """The system's icon or monogram, its name, the view's title."""
    icon, tile, monogram = shown.heading_icon, shown.heading_tile, shown.heading_monogram
    picture = []
    if icon:
        picture = [pen.draw_icon(icon, pen.paint.heading_brand(icon.symbol.partition(":")[2]))]
    elif tile and monogram:
        ground = pen.draw_rect(tile, TILE_RADIUS_PX, pen.paint.role("emblem"))
        picture = [ground, pen.draw_text(monogram, pen.paint.role("on-plate"))]
    return element("g", {"class": "heading"}, *picture, *pen.draw_texts(shown.heading))


def draw_comparison(comparison: Comparison, pen: Pen) -> list[str]:
    """The line between two systems, the second one's heading, and the facts that differ."""
    divider = element("path", {**pen.paint.role("band"), "d": _draw_line(comparison.divider)})
    facts = [element("g", {"class": "facts"}, draw_record(comparison.facts, pen))] if comparison.facts else []
    return [divider, draw_heading(comparison, pen), *facts]


def draw_lane(lane: LaneMark, pen: Pen) -> str:
    """A lane's name, and the line before the lane."""
    rules = [element("path", {**pen.paint.role("band"), "d": _draw_line(rule)}) for rule in (lane.rule,) if rule]
    return element("g", {"class": "lane", "data-lane": lane.name}, *rules, pen.draw_text(lane.line))


def _draw_line(rule: Rule) -> str:
    onwards = f"H{rule.end.x:g}" if rule.start.y == rule.end.y else f"V{rule.end.y:g}"
    return f"M{rule.start.x:g} {rule.start.y:g}{onwards}"


def draw_group(group: PlacedGroup, pen: Pen) -> str:
    """A group's rectangle with its title."""
    box = pen.draw_rect(group.rect, GROUP_RADIUS_PX, pen.paint.role("box"), **OUTLINES[group.outline])
    mark = [pen.draw_icon(group.mark, pen.paint.role("mark"))] if group.mark else []
    return element(
        "g",
        {"class": "group", "id": pen.make_id(f"group-{group.id}"), "data-id": group.id},
        pen.tell(group.summary),
        box,
        *mark,
        *pen.draw_texts(group.lines),
    )


def draw_key(placement: Placement, pen: Pen) -> list[str]:
    """The numbered flows and what is said of them."""
    if not placement.key:
        return []
    entries = (draw_badge(entry.badge, pen) + "".join(pen.draw_texts(entry.lines)) for entry in placement.key)
    return [element("g", {"class": "key"}, *entries)]


def draw_legend(placement: Placement, pen: Pen) -> list[str]:
    """Samples of what the picture uses, with their meanings."""
    if not placement.legend:
        return []
    entries = (draw_sample(entry.sample, entry.rect, pen) + pen.draw_text(entry.line) for entry in placement.legend)
    return [element("g", {"class": "legend"}, *entries)]


def draw_footer(placement: Placement, pen: Pen) -> list[str]:
    """The day the picture holds for, and where the system is at home."""
    if not placement.footer:
        return []
    return [element("g", {"class": "footer"}, *pen.draw_texts(placement.footer))]
