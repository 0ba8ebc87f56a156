"""How good pictures are, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archgen.api import MeasuredView


def write_report(views: Iterable[MeasuredView]) -> str:
    """A few lines for each view."""
    return "".join(_write_view(view) for view in views)


def _write_view(view: MeasuredView) -> str:
    quality = view.quality
    faults = [f"  fault: {fault.sort}: {_join(fault.first, fault.second)}" for fault in quality.faults]
    lines = [
        f"{view.tool}.{view.view}: {quality.width:g} x {quality.height:g} px, "
        f"smallest text {quality.smallest_text:g} px in a column of 800 px",
        f"  {quality.components} components, {quality.flows} flows, "
        f"{quality.inline_labels} labels on their flows, {quality.numbered_labels} numbered",
        f"  {quality.crossings} crossings, {quality.bends} bends, {quality.length} px of flows, {quality.empty:.0%} empty",
        *(faults or ["  no faults"]),
    ]
    return "\n".join((*lines, ""))


def _join(first: str, second: str) -> str:
    return f"`{first}` and `{second}`" if second else f"`{first}`"


def describe_views(views: Iterable[MeasuredView]) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "tool": view.tool,
            "view": view.view,
            **view.quality._asdict(),
            "faults": [fault._asdict() for fault in view.quality.faults],
        }
        for view in views
    ]
