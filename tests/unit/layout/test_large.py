"""Systems of many components on the grid: no faults, in bounded time."""

from __future__ import annotations

import pytest
import yaml
from systems import make_system

from archgen.api import load_source, place_view
from archgen.diagnostics.source import Source
from archgen.layout.faults import find_faults


@pytest.mark.parametrize(("count", "seed"), [(30, 1), (30, 2), (30, 3), (60, 1), (60, 2), (120, 1)])
def test_a_large_system_has_no_fault_on_the_grid(count: int, seed: int) -> None:
    text = yaml.safe_dump(make_system(count, seed=seed), sort_keys=False)
    placement, _ = place_view(load_source("large", Source("large.yaml", text)), "architecture")
    assert placement is not None
    assert len(placement.cards) == count
    assert find_faults(placement) == ()
