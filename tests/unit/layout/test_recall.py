"""What stands in an earlier picture stays where it is."""

from __future__ import annotations

from generated import grids
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archgen.layout.grid.plan import GridTask, plan_again, plan_grid
from archgen.layout.grid.recall import recall_plan
from archgen.layout.grid.types import Arrangement, Cell, GridCard, GridGroup, GridPlan


def remember(plan: GridPlan, groups: list[GridGroup]) -> Arrangement:
    return Arrangement(plan.cells, frozenset(g.id for g in groups) - set(plan.dropped_groups))


def leave_out(grid, id: str):
    cards, groups, edges = grid
    groups = [group._replace(members=tuple(m for m in group.members if m != id)) for group in groups]
    return [card for card in cards if card.id != id], groups, [edge for edge in edges if id not in edge]


def close_gaps(cells: dict[str, Cell]) -> dict[str, Cell]:
    rows, columns = sorted({cell.row for cell in cells.values()}), sorted({cell.column for cell in cells.values()})
    return {id: Cell(rows.index(cell.row), columns.index(cell.column)) for id, cell in cells.items()}


def others(plan: GridPlan, id: str) -> dict[str, Cell]:
    return close_gaps({other: cell for other, cell in plan.cells.items() if other != id})


@settings(deadline=None, max_examples=60)
@given(grids())
def test_an_unchanged_spec_is_arranged_as_it_was(grid) -> None:
    cards, groups, edges = grid
    plan = plan_grid(GridTask(cards, groups, edges))[0]
    (again,) = plan_again(GridTask(cards, groups, edges), remember(plan, groups))
    assert (again.cells, again.row_lanes, again.dropped_groups) == (plan.cells, plan.row_lanes, plan.dropped_groups)


@settings(deadline=None, max_examples=60)
@given(grids(), st.data())
def test_a_component_that_goes_moves_no_other(grid, data) -> None:
    cards, groups, edges = grid
    assume(len(cards) > 1)
    gone = data.draw(st.sampled_from([card.id for card in cards]))
    before = plan_grid(GridTask(cards, groups, edges))[0]
    after = plan_again(GridTask(*leave_out(grid, gone)), remember(before, groups))[0]
    assert close_gaps(dict(after.cells)) == others(before, gone)


@settings(deadline=None, max_examples=60)
@given(grids(), st.data())
def test_a_component_that_comes_moves_no_other_unless_it_fits_nowhere(grid, data) -> None:
    cards, groups, edges = grid
    assume(len(cards) > 2)
    new = data.draw(st.sampled_from([card.id for card in cards]))
    less = leave_out(grid, new)
    before = plan_grid(GridTask(*less))[0]
    recalled = recall_plan(GridTask(cards, groups, edges), remember(before, less[1]))
    if recalled is not None:
        assert others(recalled, new) == close_gaps(dict(before.cells))
        assert len(set(recalled.cells.values())) == len(cards)
        assert list(recalled.row_lanes) == sorted(recalled.row_lanes)


def test_a_newcomer_stands_beside_what_it_is_connected_to() -> None:
    cards = [GridCard(id, 0) for id in "abc"]
    earlier = Arrangement({"a": Cell(0, 0), "b": Cell(0, 2), "c": Cell(0, 1)}, frozenset())
    (plan,) = plan_again(GridTask([*cards, GridCard("new", 1)], [], [("b", "new")]), earlier)
    assert plan.cells == {**earlier.cells, "new": Cell(1, 2)}


def test_a_card_that_moved_into_another_lane_is_a_newcomer_or_all_is_arranged_anew() -> None:
    earlier = Arrangement({"a": Cell(0, 0), "b": Cell(1, 0), "c": Cell(2, 0)}, frozenset())
    cards = [GridCard("a", 5), GridCard("b", 1), GridCard("c", 2)]
    plan = plan_again(GridTask(cards, [], [("a", "b"), ("b", "c")]), earlier)[0]
    assert list(plan.row_lanes) == [1, 2, 5]


def test_two_cards_remembered_in_one_place_are_arranged_anew() -> None:
    earlier = Arrangement({"a": Cell(0, 0), "b": Cell(0, 0)}, frozenset())
    assert recall_plan(GridTask([GridCard("a", 0), GridCard("b", 0)], [], []), earlier) is None


def test_a_picture_of_which_most_is_new_is_arranged_anew() -> None:
    earlier = Arrangement({"a": Cell(0, 0)}, frozenset())
    assert recall_plan(GridTask([GridCard(id, 0) for id in "abcd"], [], []), earlier) is None


def test_a_new_group_that_would_hold_strangers_is_arranged_anew() -> None:
    cards = [GridCard(id, 0) for id in "abc"]
    earlier = Arrangement({"a": Cell(0, 0), "b": Cell(0, 1), "c": Cell(0, 2)}, frozenset())
    groups = [GridGroup("g", None, ("a", "c"))]
    task = GridTask(cards, groups, [])
    assert plan_again(task, earlier)[0].dropped_groups == ()
