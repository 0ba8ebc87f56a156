"""What stands around the picture proper: heading, lane names, key, legend, footer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archgen.layout.frame import PAGE_MARGIN_PX
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import Badge, Icon, KeyEntry, LaneMark, LegendEntry, Rule, TextLine
from archgen.layout.setting import set_line, set_lines
from archgen.model.kinds import LANES
from archgen.style.technologies import find_technology_brand
from archgen.style.text.metrics import measure_text, wrap_text
from archgen.style.typography import LINE_HEIGHT_PX, VOICES
from archgen.values import NamedTuple
from archgen.views.words import say_date

if TYPE_CHECKING:
    from archgen.layout.frame import Columns, Rows
    from archgen.views.graph import ViewGraph

HEADING_TOP_PX = 20
HEADING_ICON_PX = 40
HEADING_GAP_PX = 14
SECTION_GAP_PX = 22
KEY_COLUMN_PX = 290
KEY_RADIUS_PX = 10
KEY_GAP_PX = 7
LEGEND_SAMPLE_PX = 26
LEGEND_HEIGHT_PX = 16
LEGEND_GAP_X_PX = 22
LEGEND_GAP_Y_PX = 8


class Heading(NamedTuple):
    """The system's icon (or, in a tile, its monogram), its name, and the view's title."""

    icon: Icon | None
    tile: Rect | None
    monogram: TextLine | None
    lines: tuple[TextLine, ...]


def set_heading(graph: ViewGraph, width: float, left: float = PAGE_MARGIN_PX) -> Heading:
    """The system's brand, its name and the view's title; without a brand its monogram, where the page is wide enough."""
    slug = find_technology_brand(graph.name)
    tile = Rect(left, HEADING_TOP_PX + 4, HEADING_ICON_PX, HEADING_ICON_PX)
    lines = _set_titles(graph, tile.right + HEADING_GAP_PX)
    if slug:
        return Heading(Icon(f"brand:{slug}", tile), None, None, lines)
    from archgen.layout.monograms import set_monogram

    monogram = set_monogram(graph.name, tile)
    if monogram and max(line.x + line.width for line in lines) <= width - PAGE_MARGIN_PX:
        return Heading(None, tile, monogram, lines)
    return Heading(None, None, None, _set_titles(graph, left))


def _set_titles(graph: ViewGraph, x: float) -> tuple[TextLine, ...]:
    title = set_line(graph.name, x, HEADING_TOP_PX, "title")
    return title, set_line(graph.title, x, HEADING_TOP_PX + LINE_HEIGHT_PX["title"], "subtitle")


def set_lanes(lanes: Sequence[int], rows: Rows, right: float) -> tuple[LaneMark, ...]:
    """Each lane's name beside its first row, and the line that parts it from the lane above; it ends at ``right``."""
    marks: list[LaneMark] = []
    for row in first_of_lanes(lanes):
        above = rows.starts[row - 1] + rows.heights[row - 1] if row else None
        marks.append(set_lane(lanes[row], rows.middle(row), above, rows.starts[row], right))
    return tuple(marks)


def set_lane(lane: int, middle: float, above: float | None, start: float, right: float) -> LaneMark:
    """A lane's name at the left of a place, and a line half way between what ends ``above`` and the lane's start."""
    rule = None
    if above is not None:
        y = round((above + start) / 2, 1)
        rule = Rule(Point(float(PAGE_MARGIN_PX), y), Point(right, y))
    return _mark_lane(lane, PAGE_MARGIN_PX, middle - LINE_HEIGHT_PX["lane"] / 2, rule)


def set_lanes_to_the_right(lanes: Sequence[int], columns: Columns, top: float, bottom: float) -> tuple[LaneMark, ...]:
    """Each lane's name above its first column, and the line that parts it from the lane at its left."""
    marks: list[LaneMark] = []
    for column in first_of_lanes(lanes):
        rule = None
        if column:
            x = round((columns.starts[column - 1] + columns.card_width + columns.starts[column]) / 2, 1)
            rule = Rule(Point(x, top), Point(x, bottom))
        marks.append(_mark_lane(lanes[column], columns.starts[column], top, rule))
    return tuple(marks)


def first_of_lanes(lanes: Sequence[int]) -> list[int]:
    """The first row (or column) of each lane."""
    return [index for index, lane in enumerate(lanes) if index == 0 or lanes[index - 1] != lane]


def _mark_lane(lane: int, x: float, top: float, rule: Rule | None) -> LaneMark:
    name = LANES[lane]
    return LaneMark(name, set_line(name.capitalize(), x, top, "lane"), rule)


def set_badge(sign: str, middle: Point, radius: float) -> Badge:
    """A number or letter in the middle of its circle."""
    width = round(measure_text(sign, VOICES["badge"]), 2)
    return Badge(
        middle, radius, TextLine(sign, round(middle.x - width / 2, 2), round(middle.y + 4.1, 2), width, "badge")
    )


def set_key(
    texts: Sequence[tuple[str, str]], left: float, top: float, width: float
) -> tuple[tuple[KeyEntry, ...], float]:
    """Signs and what they stand for, in as many columns as the width holds; and where the key ends."""
    if not texts:
        return (), top
    columns = max(1, min(3, int(width // KEY_COLUMN_PX), len(texts)))
    column_width = width / columns
    per_column = -(-len(texts) // columns)
    entries: list[KeyEntry] = []
    bottom = top
    for start in range(0, len(texts), per_column):
        x = left + column_width * (start // per_column)
        y = top
        for sign, text in texts[start : start + per_column]:
            badge = set_badge(sign, Point(x + KEY_RADIUS_PX, y + LINE_HEIGHT_PX["key"] / 2), KEY_RADIUS_PX)
            text_x = x + 2 * KEY_RADIUS_PX + 8
            lines = wrap_text(text, VOICES["key"], x + column_width - 16 - text_x)
            entries.append(KeyEntry(badge, set_lines(lines, text_x, y, "key")))
            y += max(2 * KEY_RADIUS_PX - 2, LINE_HEIGHT_PX["key"] * len(lines)) + KEY_GAP_PX
        bottom = max(bottom, y)
    return tuple(entries), bottom


def set_legend(graph: ViewGraph, top: float, width: float) -> tuple[tuple[LegendEntry, ...], float]:
    """A sample of everything the view uses, in rows; and where the legend ends."""
    entries: list[LegendEntry] = []
    x, y = float(PAGE_MARGIN_PX), top + SECTION_GAP_PX
    for sample, meaning in _meanings(graph):
        line = set_line(meaning, 0, 0, "legend")
        size = LEGEND_SAMPLE_PX + 6 + line.width
        if x + size > width - PAGE_MARGIN_PX and x > PAGE_MARGIN_PX:
            x, y = float(PAGE_MARGIN_PX), y + LEGEND_HEIGHT_PX + LEGEND_GAP_Y_PX
        rect = Rect(x, y, LEGEND_SAMPLE_PX, LEGEND_HEIGHT_PX)
        offset = (LEGEND_HEIGHT_PX - LINE_HEIGHT_PX["legend"]) / 2
        entries.append(LegendEntry(sample, rect, line.moved(x + LEGEND_SAMPLE_PX + 6, y + offset)))
        x += size + LEGEND_GAP_X_PX
    return tuple(entries), y + LEGEND_HEIGHT_PX


def _meanings(graph: ViewGraph) -> list[tuple[str, str]]:
    """Samples and meanings of what this view uses, kinds in the vocabulary's order."""
    used = {component.kind for component in graph.components if component.presence == "present"}
    kinds = [(f"kind:{name}", kind.label) for name, kind in graph.kinds.items() if name in used]
    components, flows, groups = graph.components, graph.flows, graph.groups
    kubernetes = {group.kubernetes for group in groups}
    conventions = [
        ("flow", "data flow", any(not flow.optional for flow in flows)),
        ("flow-optional", "optional flow", any(flow.optional for flow in flows)),
        ("optional", "optional component", any(component.optional for component in components)),
        ("ghost", "not part of the system", any(c.presence == "absent" for c in components)),
        ("ghost", "not published", any(c.presence == "unpublished" for c in components)),
        ("link", "the same value", _has_links(graph)),
        ("or", "alternative to", any(component.alternative_to for component in components)),
        ("group-required", "runs on Kubernetes", "required" in kubernetes),
        ("group-optional", "may run on Kubernetes", "optional" in kubernetes),
        ("group-unknown", "perhaps on Kubernetes", "unknown" in kubernetes),
        ("mark:kubernetes", "on Kubernetes", any(c.kubernetes in {"required", "optional"} for c in components)),
        ("mark:closed", "closed source", any(component.code == "closed" for component in components)),
        (
            "mark:uncertain",
            "uncertain",
            any(i.confidence == "uncertain" for items in (components, flows) for i in items),
        ),
    ]
    return kinds + [(sample, meaning) for sample, meaning, present in conventions if present]


def _has_links(graph: ViewGraph) -> bool:
    """Whether a value that links records is shown."""
    shown = {value for records in graph.records.values() for record in records for value in record.values}
    return bool(shown & set(graph.linking_values))


def set_footer(graph: ViewGraph, top: float, width: float) -> tuple[tuple[TextLine, ...], float]:
    """The day the picture holds for at the left, where the system is at home at the right; and where it ends."""
    y = top + SECTION_GAP_PX - 4
    lines: list[TextLine] = []
    if graph.as_of:
        lines.append(set_line(f"As of {say_date(graph.as_of)}", PAGE_MARGIN_PX, y, "footer"))
    if graph.homepage:
        home = set_line(graph.homepage.split("://")[-1].rstrip("/"), 0, y, "footer")
        x = round(width - PAGE_MARGIN_PX - home.width, 2)
        if not lines or x > lines[0].x + lines[0].width + 24:
            lines.append(home.moved(x, 0))
    return tuple(lines), y + (LINE_HEIGHT_PX["footer"] if lines else 0)
