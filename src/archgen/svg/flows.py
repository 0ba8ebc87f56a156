"""Flows: a path with round corners (or a curve), an arrow head, and a label or a numbered badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.corners import CORNER_PX, move_towards, run_length
from archgen.svg.markup import element, format_number, text_element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archgen.layout.geometry import Point
    from archgen.layout.placement import Badge, Label, PlacedFlow, Placement
    from archgen.svg.pen import Pen

FLOW_DASH = "5 4"
LABEL_RADIUS_PX = 4


def draw_flow(flow: PlacedFlow, key: str, placement: Placement, pen: Pen) -> str:
    """A flow as a group of its own: its path first, then its label."""
    head = pen.use_head("head-muted" if flow.muted else "head")
    path = element(
        "path",
        {
            **pen.paint.role("line-muted" if flow.muted else "line"),
            "d": trace_curve(flow.curve) if flow.curve else round_corners(flow.points),
            "fill": "none",
            "stroke-width": 1.5,
            "stroke-dasharray": FLOW_DASH if flow.optional else None,
            "marker-start": head if flow.both else None,
            "marker-end": head,
        },
        text_element("title", {}, flow.summary),
    )
    label = _draw_label(flow.label, placement, pen) if flow.label else []
    return element(
        "g",
        {
            "class": "flow",
            "id": f"{pen.prefix}-flow-{key}",
            "data-from": flow.start,
            "data-to": flow.end,
            "data-dir": "both" if flow.both else "forward",
        },
        path,
        *label,
        *(draw_badge(badge, pen) for badge in flow.badges),
    )


def _draw_label(label: Label, placement: Placement, pen: Pen) -> list[str]:
    inside = any(group.rect.holds(label.rect) for group in placement.groups)
    ground = pen.draw_rect(label.rect, LABEL_RADIUS_PX, pen.paint.role("on-group" if inside else "on-plate"))
    return [ground, *pen.draw_texts(label.lines)]


def draw_badge(badge: Badge, pen: Pen) -> str:
    """A number in a circle."""
    x, y = badge.middle
    disc = element("circle", {**pen.paint.role("disc"), "cx": x, "cy": y, "r": badge.radius})
    return disc + pen.draw_text(badge.line)


def trace_curve(controls: Sequence[Point]) -> str:
    """An SVG path of cubic pieces: a start, then three control points for each."""
    pieces = (controls[index : index + 3] for index in range(1, len(controls), 3))
    return f"M{_pair(*controls[0])}" + "".join(f"C{' '.join(_pair(*point) for point in piece)}" for piece in pieces)


def round_corners(points: Sequence[Point]) -> str:
    """An SVG path along the points, each corner rounded as far as its runs allow."""
    parts = [f"M{_pair(*points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(CORNER_PX, run_length(before, corner) / 2, run_length(corner, after) / 2)
        begin, end = move_towards(corner, before, radius), move_towards(corner, after, radius)
        parts.append(f"L{_pair(*begin)}Q{_pair(*corner)} {_pair(*end)}")
    parts.append(f"L{_pair(*points[-1])}")
    return "".join(parts)


def _pair(x: float, y: float) -> str:
    return f"{format_number(x)} {format_number(y)}"
