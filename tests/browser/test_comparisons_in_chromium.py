"""Comparisons and contact sheets measured where people look at them: in a real browser, light and dark."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from chromium import ask_page
from pairs import FREE, compare, load
from picture import Measured, to_hex

from archgen.api import draw_placement, place_view
from archgen.layout.geometry import Rect
from archgen.layout.quality import measure_quality
from archgen.layout.sheet import place_sheet
from archgen.style.colour import contrast
from archgen.style.themes import load_theme
from archgen.svg.sheet import draw_sheet

PAIRS = [*pairwise(FREE), ("mlflow", "trains"), ("polyaxon", "polyaxon-enterprise")]

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_a_comparison_has_no_fault_that_a_browser_can_see(left: str, right: str, scheme: str) -> None:
    placement = compare(left, right)
    measured = Measured(draw_placement(placement, "svg", "adaptive"), scheme, least_px=8)
    assert measured.is_dark == (scheme == "dark")
    assert measured.faults() == []
    quality = measure_quality(placement)
    assert (quality.components, quality.flows) == (len(measured.cards), len(measured.paths))
    assert "What differs" in [text.text for text in measured.texts]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_contact_sheet_shows_its_pictures_apart_from_each_other(scheme: str) -> None:
    placements = [place_view(load(name), "architecture")[0] for name in FREE]
    sheet = place_sheet([placement for placement in placements if placement])
    svg = draw_sheet(sheet, load_theme("adaptive"))
    script = """
      const box = e => { const r = e.getBoundingClientRect(); return [r.x, r.y, r.width, r.height] };
      const root = document.querySelector('svg'), fill = e => getComputedStyle(e).fill;
      return {page: box(root), ground: fill(root.querySelector('rect')),
        pictures: [...root.querySelectorAll('svg.picture > rect')].map(e => [box(e), fill(e)]),
        captions: [...root.querySelectorAll('g.caption text')].map(e => [box(e), fill(e)])}"""
    found = ask_page(svg, script, scheme=scheme)
    page, pictures = Rect(*found["page"]), [Rect(*box) for box, _ in found["pictures"]]
    captions = [Rect(*box) for box, _ in found["captions"]]
    assert len(pictures) == len(FREE)
    assert len(captions) >= 2 * len(FREE)
    assert all(page.holds(box) for box in (*pictures, *captions))
    assert not any(a.meets(b) for a, b in combinations((*pictures, *(c.grown(-1) for c in captions)), 2))
    assert all(contrast(to_hex(colour), to_hex(found["ground"])) >= 4.5 for _, colour in found["captions"])
    assert all(colour != found["ground"] for _, colour in found["pictures"])
