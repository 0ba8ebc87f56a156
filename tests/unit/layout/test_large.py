"""Systems of many components on the grid: no faults, in bounded time, and what is said where there are too many."""

from __future__ import annotations

import pytest
import yaml
from systems import make_system

from archgen.api import Loaded, load_source, place_view
from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.layout import review
from archgen.layout.crossings import count_run_crossings
from archgen.layout.faults import find_faults, list_runs
from archgen.layout.placement import Placement
from archgen.layout.price import count_crossings


def load(count: int, seed: int = 1, view: dict | None = None) -> Loaded:
    data = {**make_system(count, seed=seed), "views": {"architecture": view or {}}}
    return load_source("large", Source("large.yaml", yaml.safe_dump(data, sort_keys=False)))


def place(loaded: Loaded) -> tuple[Placement | None, dict[str, Diagnostic]]:
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, "architecture")
    return placement, {diagnostic.code: diagnostic for diagnostic in found}


@pytest.mark.parametrize(("count", "seed"), [(30, 1), (30, 2), (30, 3), (60, 1), (60, 2), (120, 1), (120, 5)])
def test_a_large_system_has_no_fault_on_the_grid(count: int, seed: int) -> None:
    placement, found = place(load(count, seed))
    assert placement is not None
    assert len(placement.cards) == count
    assert find_faults(placement) == ()
    assert "AG512" not in found


def test_a_title_for_which_flows_leave_no_room_stands_in_its_tooltip_and_that_is_said() -> None:
    placement, found = place(load(120, 12))
    assert placement is not None
    assert find_faults(placement) == ()
    (untitled,) = [group for group in placement.groups if not group.lines]
    assert untitled.summary == "Cluster 1"
    assert untitled.mark is None
    assert f"the group `{untitled.id}`" in found["AG514"].message
    assert found["AG514"].span is not None


def test_crossings_are_those_that_the_search_counts() -> None:
    placement, _ = place(load(30))
    assert placement is not None
    assert count_run_crossings(list_runs(placement)) == count_crossings([flow.points for flow in placement.flows])


def test_more_than_a_grid_shows_well_is_a_warning_that_says_what_else_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(review, "WELL_ON_GRID", (20, 100))
    placement, found = place(load(30))
    assert placement is not None
    said = found["AG512"]
    assert (
        said.message == "the view `architecture` has 30 components and 42 flows: too many for a grid that one can read"
    )
    assert all(word in said.help for word in ("`include:`", "`collapse:`", "`focus:`", "`layout: dot`"))
    assert said.span is not None


@pytest.mark.parametrize("most", [(20, 1000), (1000, 20)])
def test_more_than_the_grid_takes_is_an_error(most: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "MOST_ON_GRID", most)
    placement, found = place(load(30))
    assert placement is None
    assert found["AG513"].message.endswith(f"the grid takes at most {most[0]} components and {most[1]} flows")
    assert "`layout: dot`" in found["AG513"].help


def test_a_system_beyond_the_limits_ends_at_once_and_its_parts_are_drawn() -> None:
    assert place(load(310))[0] is None
    teams = [f"team-{number}" for number in range(4)]
    placement, found = place(load(310, view={"include": teams, "collapse": teams}))
    assert placement is not None
    assert [card.id for card in placement.cards] == teams
    assert found == {}
