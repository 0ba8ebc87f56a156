"""How good a picture is, in figures that people and CI can read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from archgen.layout.crossings import count_run_crossings
from archgen.layout.faults import Fault, Run, find_faults, list_runs
from archgen.layout.geometry import Rect
from archgen.layout.lines import list_lines
from archgen.layout.price import count_crossings
from archgen.style.typography import VOICES
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.placement import Placement

DOCS_WIDTH_PX = 800


class Quality(NamedTuple):
    """The faults of a picture, and its figures: lengths in px, ``smallest_text`` in px at 800 px, ``empty`` as a share."""

    faults: tuple[Fault, ...]
    width: float
    height: float
    components: int
    flows: int
    inline_labels: int
    numbered_labels: int
    crossings: int
    bends: int
    length: int
    smallest_text: float
    empty: float


def measure_quality(placement: Placement) -> Quality:
    """The faults and figures of a picture."""
    runs = list_runs(placement)
    scale = min(1.0, DOCS_WIDTH_PX / placement.width)
    return Quality(
        faults=find_faults(placement),
        width=placement.width,
        height=placement.height,
        components=len(placement.cards),
        flows=len(placement.flows),
        inline_labels=sum(flow.label is not None for flow in placement.flows),
        numbered_labels=sum(bool(flow.badges) for flow in placement.flows),
        crossings=_count_crossings(placement, runs),
        bends=sum(len(flow.points) - 2 for flow in placement.flows if not flow.curve),
        length=round(sum(run.length for run in runs)),
        smallest_text=round(min(VOICES[line.line.voice].size_px for line in list_lines(placement)) * scale, 2),
        empty=round(1 - _covered_area(placement) / _grid_area(placement), 2),
    )


def _count_crossings(placement: Placement, runs: Sequence[Run]) -> int:
    """Crossings of curves one by one; of level and upright runs by place, so that a trunk counts once."""
    if any(flow.curve for flow in placement.flows):
        return count_run_crossings(runs)
    return count_crossings([flow.points for flow in placement.flows])


def _grid_area(placement: Placement) -> float:
    """The area of the rectangle around all cards and groups."""
    boxes = [card.rect for card in placement.cards] + [group.rect for group in placement.groups]
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    return Rect(left, top, max(b.right for b in boxes) - left, max(b.bottom for b in boxes) - top).area


def _covered_area(placement: Placement) -> float:
    cards = sum(card.rect.area for card in placement.cards)
    return cards + sum(flow.label.rect.area for flow in placement.flows if flow.label)
