"""Comparisons measured where people look at them: in a real browser, light and dark."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pairs import FREE, compare
from picture import Measured

from archgen.api import draw_placement
from archgen.layout.quality import measure_quality

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
