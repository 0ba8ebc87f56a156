"""Flows: a path with round corners (or a curve), an arrow head, and a label or a numbered badge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.corners import round_corner
from archgen.svg.markup import element, format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from archgen.layout.geometry import Point
    from archgen.layout.placement import Badge, Gap, Label, PlacedFlow, Placement
    from archgen.svg.pen import Pen

FLOW_DASH = "5 4"
LABEL_RADIUS_PX = 4


def draw_flow(flow: PlacedFlow, key: str, placement: Placement, pen: Pen) -> str:
    """A flow as a group of its own: its path first, then its label."""
    line = _draw_line(flow, pen)
    label = _draw_label(flow.label, placement, pen) if flow.label else []
    return element(
        "g",
        {
            "class": "flow",
            "id": pen.make_id(f"flow-{key}"),
            "data-from": flow.start,
            "data-to": flow.end,
            "data-dir": "both" if flow.both else "forward",
            "data-merged": " ".join(flow.merged) or None,
        },
        line,
        *label,
        *(draw_badge(badge, pen) for badge in flow.badges),
    )


def _draw_line(flow: PlacedFlow, pen: Pen) -> str:
    """The path with its arrow heads, and the tooltip."""
    head = pen.use_head("head-muted" if flow.muted else "head")
    first: str | None = head if flow.both else None
    last: str | None = head
    if flow.optional and flow.trunk == "end":  # the dashes of a trunk begin where all its flows meet
        flow, first, last = _turn_round(flow), last, first
    return element(
        "path",
        {
            **pen.paint.role("line-muted" if flow.muted else "line"),
            "d": trace_curve(flow.curve) if flow.curve else draw_path(flow.points, flow.gaps),
            "fill": "none",
            "stroke-width": 1.5,
            "stroke-dasharray": FLOW_DASH if flow.optional else None,
            "marker-start": first,
            "marker-end": last,
        },
        pen.tell(flow.summary),
    )


def _turn_round(flow: PlacedFlow) -> PlacedFlow:
    """The flow with its path from its end to its start."""
    last = len(flow.points) - 2
    gaps = (gap._replace(run=last - gap.run, start=gap.end, end=gap.start) for gap in reversed(flow.gaps))
    return flow._replace(points=flow.points[::-1], gaps=tuple(gaps))


def _draw_label(label: Label, placement: Placement, pen: Pen) -> list[str]:
    inside = any(group.rect.holds(label.rect) for group in placement.groups)
    ground = pen.draw_rect(label.rect, LABEL_RADIUS_PX, pen.paint.role("on-group" if inside else "on-plate"))
    return [ground, *pen.draw_texts(label.lines)]


def draw_badge(badge: Badge, pen: Pen) -> str:
    """A number in a circle."""
    x, y = badge.middle
    disc = element("circle", {**pen.paint.role("disc"), "cx": x, "cy": y, "r": badge.radius})
    return disc + pen.draw_text(badge.line)


def draw_path(points: Sequence[Point], gaps: Sequence[Gap] = ()) -> str:
    """An SVG path along the points with round corners, interrupted by gaps."""
    parts = [f"M{_pair(points[0])}"]
    for run in range(len(points) - 1):
        parts += [f"L{_pair(gap.start)}M{_pair(gap.end)}" for gap in gaps if gap.run == run]
        if run < len(points) - 2:
            begin, corner, end = round_corner(points, run + 1)
            parts.append(f"L{_pair(begin)}Q{_pair(corner)} {_pair(end)}")
    parts.append(f"L{_pair(points[-1])}")
    return "".join(parts)


def trace_curve(controls: Sequence[Point]) -> str:
    """An SVG path of cubic pieces: a start, then three control points for each."""
    pieces = (controls[index : index + 3] for index in range(1, len(controls), 3))
    return f"M{_pair(controls[0])}" + "".join(f"C{' '.join(_pair(point) for point in piece)}" for piece in pieces)


def _pair(point: Point) -> str:
    return f"{format_number(point.x)} {format_number(point.y)}"
