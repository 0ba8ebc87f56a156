"""What the measuring of a Placement says, held against what a real browser measures in the SVG."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import dist
from pathlib import Path

import pytest
from picture import Measured

from archgen.api import draw_placement, load_file, place_view
from archgen.layout.faults import find_faults
from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import PlacedCard, Placement
from archgen.layout.quality import measure_quality

HERE = Path(__file__).resolve().parent
SPECS = [path for folder in (HERE.parent.parent, HERE) for path in sorted((folder / "specs").glob("*.yaml"))]
PICTURES = [(path, view.id) for path in SPECS for view in load_file(path).architecture.views]

pytestmark = pytest.mark.browser


def place(path: Path, view: str) -> Placement:
    placement, found = place_view(load_file(path), view)
    assert placement is not None, found
    return placement


@pytest.mark.parametrize(("path", "view"), PICTURES, ids=[f"{path.stem}.{view}" for path, view in PICTURES])
def test_the_figures_are_those_of_the_browser(path: Path, view: str) -> None:
    placement = place(path, view)
    quality = measure_quality(placement)
    measured = Measured(draw_placement(placement, "svg", "adaptive"), "light")
    scale = min(1.0, 800 / measured.page.width)
    assert quality.faults == ()
    assert measured.faults() == []
    assert (quality.width, quality.height) == (measured.page.width, measured.page.height)
    assert quality.smallest_text == pytest.approx(min(text.size for text in measured.texts) * scale, abs=0.01)
    assert (quality.components, quality.flows) == (len(measured.cards), len(measured.paths))
    drawn = sum(_length(points) for points in measured.paths.values())
    assert quality.length == pytest.approx(drawn, rel=0.03, abs=20)  # round corners are shorter


def _length(points: list[tuple[float, float]]) -> float:
    return sum(dist(a, b) for a, b in pairwise(points))


def move_card(placement: Placement, id: str, onto: str) -> Placement:
    """The placement with a card drawn over another one."""
    target = next(card for card in placement.cards if card.id == onto).rect
    return placement._replace(cards=tuple(_move(card, target) if card.id == id else card for card in placement.cards))


def _move(card: PlacedCard, target: Rect) -> PlacedCard:
    dx, dy = target.x - card.rect.x, target.y - card.rect.y
    return card._replace(
        rect=card.rect.moved(dx, dy),
        tile=card.tile.moved(dx, dy),
        icon=card.icon.moved(dx, dy),
        lines=tuple(line.moved(dx, dy) for line in card.lines),
    )


def widen_text(placement: Placement) -> Placement:
    """The placement with a name far too long for its card."""
    card = placement.cards[0]
    line = card.lines[0]._replace(text="W" * 60, width=700.0)
    return placement._replace(cards=(card._replace(lines=(line, *card.lines[1:])), *placement.cards[1:]))


def run_through(placement: Placement) -> Placement:
    """The placement with a flow straight through a card and its text."""
    rect = placement.cards[-1].rect
    middle = rect.middle
    points = (Point(rect.x - 20, middle.y), Point(rect.right + 20, middle.y))
    return placement._replace(flows=(placement.flows[0]._replace(points=points), *placement.flows[1:]))


def label_on_card(placement: Placement) -> Placement:
    """The placement with a label on a card."""
    flow = next(flow for flow in placement.flows if flow.label)
    corner = placement.cards[0].rect
    moved = flow.label._replace(rect=Rect(corner.x, corner.y, flow.label.rect.width, flow.label.rect.height))
    return placement._replace(flows=tuple(flow._replace(label=moved) if f is flow else f for f in placement.flows))


def off_the_page(placement: Placement) -> Placement:
    """The placement on a page that is too small."""
    return placement._replace(width=placement.width - 40)


@pytest.mark.parametrize(
    ("break_it", "sort"),
    [
        (lambda p: move_card(p, "nfs-server", "backend-store"), "text over text"),
        (widen_text, "text outside its card"),
        (run_through, "flow through a card"),
        (label_on_card, "label on a card"),
        (off_the_page, "outside the page"),
    ],
)
def test_what_is_broken_on_purpose_is_found_by_both(break_it: Callable[[Placement], Placement], sort: str) -> None:
    broken = break_it(place(HERE.parent.parent / "specs" / "mlflow.yaml", "architecture"))
    assert sort in {fault.sort for fault in find_faults(broken)}
    assert Measured(draw_placement(broken, "svg", "adaptive"), "light").faults()
