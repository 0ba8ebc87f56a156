"""Which groups fit side by side: exactly those, held against trying everything."""

from __future__ import annotations

from itertools import combinations, product

from generated import grids
from hypothesis import assume, given
from hypothesis import strategies as st

from archgen.layout.grid.fitting import Strip, count_least_columns, drop_least, find_columns, without
from archgen.layout.grid.plan import GridTask, plan_grid
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import GridCard, GridGroup

Grids = tuple[list[GridCard], list[GridGroup], list[tuple[str, str]]]
STRIPS = st.builds(
    lambda first, span, width: Strip(first, first + span, width),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(1, 2),
)


def fits_somehow(strips: list[Strip], columns: int) -> bool:
    """Every choice of first columns, tried."""
    starts = [range(columns - strip.width + 1) for strip in strips]
    return any(
        all(
            a + s.width <= b or b + t.width <= a or s.last_lane <= t.first_lane or t.last_lane <= s.first_lane
            for (a, s), (b, t) in combinations(zip(chosen, strips, strict=True), 2)
        )
        for chosen in product(*starts)
    )


@given(st.lists(STRIPS, max_size=6), st.integers(1, 4))
def test_columns_are_found_exactly_where_there_are_any(strips: list[Strip], columns: int) -> None:
    found = find_columns(strips, columns)
    assert (found is not None) == fits_somehow(strips, columns)


@given(st.lists(STRIPS, min_size=1, max_size=6), st.integers(1, 4))
def test_strips_that_got_columns_do_not_lie_over_each_other(strips: list[Strip], columns: int) -> None:
    found = find_columns(strips, columns)
    assume(found is not None)
    assert found is not None
    areas = [
        {
            (column, 2 * lane + half)
            for column in range(start, start + s.width)
            for lane in range(s.first_lane, s.last_lane)
            for half in (1, 2)
        }
        - {(column, 2 * s.last_lane) for column in range(columns)}
        for start, s in zip(found, strips, strict=True)
    ]
    assert not any(a & b for a, b in combinations(areas, 2))
    assert all(0 <= start <= columns - strip.width for start, strip in zip(found, strips, strict=True))


def test_in_a_lane_with_loose_cards_a_column_stays_free() -> None:
    tall = [Strip(0, 2, 1), Strip(0, 2, 1)]
    assert find_columns(tall, 2) is not None
    assert find_columns(tall, 2, [1]) is None
    assert find_columns(tall, 3, [1]) is not None


@given(grids(), st.integers(1, 3))
def test_no_group_is_dropped_that_could_have_been_kept(made: Grids, columns: int) -> None:
    cards, groups, edges = made
    plan = plan_grid(GridTask(cards, groups, edges, max_columns=columns, strict=True))[0]
    for id in plan.dropped_groups:
        kept = without(groups, set(plan.dropped_groups) - {id})
        assert count_least_columns(GroupTree(cards, kept), columns) is None, id


@given(grids(), st.integers(1, 3))
def test_nothing_is_dropped_where_all_fits(made: Grids, columns: int) -> None:
    cards, groups, _ = made
    fits = count_least_columns(GroupTree(cards, groups), columns) is not None
    assert (drop_least(cards, groups, columns) == []) == fits


def test_what_dropped_groups_held_goes_to_the_nearest_group_that_is_kept() -> None:
    groups = [GridGroup("a", None, ("x",)), GridGroup("b", "a", ("y",)), GridGroup("c", "b", ("z",))]
    assert without(groups, {"b", "c"}) == [GridGroup("a", None, ("x", "y", "z"))]
    assert without(groups, {"a"}) == [GridGroup("b", None, ("y",)), GridGroup("c", "b", ("z",))]
