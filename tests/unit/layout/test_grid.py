from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest
from generated import grids
from hypothesis import given, settings

from archgen.layout.grid.board import Board
from archgen.layout.grid.cost import CostTable
from archgen.layout.grid.packing import Packer
from archgen.layout.grid.plan import MOST_COLUMNS_AT_NEED, GridTask, plan_grid
from archgen.layout.grid.search import EVALUATIONS, LEAST_GAIN, Search
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import Cell, GridCard, GridGroup, GridPlan


def rectangle(plan: GridPlan, members: list[str]) -> set[Cell]:
    rows = [plan.cells[card].row for card in members]
    columns = [plan.cells[card].column for card in members]
    return {
        Cell(row, column) for row in range(min(rows), max(rows) + 1) for column in range(min(columns), max(columns) + 1)
    }


@settings(deadline=None, max_examples=150)
@given(grids())
def test_every_plan_keeps_the_hard_rules(grid) -> None:
    cards, groups, edges = grid
    plans = plan_grid(GridTask(cards, groups, edges))
    assert plans
    for plan in plans:
        assert list(plan.cells) == [card.id for card in cards]
        assert len(set(plan.cells.values())) == len(cards)
        assert plan.columns <= MOST_COLUMNS_AT_NEED
        assert list(plan.row_lanes) == sorted(plan.row_lanes)
        assert all(plan.row_lanes[plan.cells[card.id].row] == card.lane for card in cards)
        assert {cell.row for cell in plan.cells.values()} == set(range(len(plan.row_lanes)))
        assert {cell.column for cell in plan.cells.values()} == set(range(plan.columns))
        kept = [group for group in groups if group.id not in plan.dropped_groups]
        if not plan.dropped_groups:
            check_groups(plan, cards, kept)


def check_groups(plan: GridPlan, cards: list[GridCard], groups: list[GridGroup]) -> None:
    members = {name: found for name, found in GroupTree(cards, groups).members.items() if name is not None}
    areas = {name: rectangle(plan, found) for name, found in members.items()}
    for name, area in areas.items():
        strangers = [card for card, cell in plan.cells.items() if cell in area and card not in members[name]]
        assert strangers == []
    for a, b in combinations(areas, 2):
        related = set(members[a]) <= set(members[b]) or set(members[b]) <= set(members[a])
        assert related or not areas[a] & areas[b]


@settings(deadline=None, max_examples=50)
@given(grids())
def test_the_same_input_gives_the_same_plan(grid) -> None:
    assert plan_grid(GridTask(*grid)) == plan_grid(GridTask(*grid))


@settings(deadline=None, max_examples=60)
@given(grids(most_cards=8))
def test_fewer_columns_can_be_asked_for(grid) -> None:
    assert all(plan.columns <= 3 for plan in plan_grid(GridTask(*grid, max_columns=3, strict=True)))


def test_nothing_has_no_plan() -> None:
    assert plan_grid(GridTask([], [], [])) == []


def test_a_single_card_has_a_single_cell() -> None:
    (plan,) = plan_grid(GridTask([GridCard("a", 3)], [], [("a", "a")]))[:1]
    assert (plan.cells, plan.row_lanes, plan.columns) == ({"a": Cell(0, 0)}, (3,), 1)


def test_a_chain_stands_in_one_column() -> None:
    cards = [GridCard(id, lane) for lane, id in enumerate("abcd")]
    best = plan_grid(GridTask(cards, [], [("a", "b"), ("b", "c"), ("c", "d")]))[0]
    assert best.columns == 1


def test_groups_that_cannot_stand_side_by_side_are_dropped_and_named() -> None:
    cards = [GridCard(f"{name}{lane}", lane) for name in "abcdefg" for lane in (0, 2)]
    groups = [GridGroup(name, None, (f"{name}0", f"{name}2")) for name in "abcdefg"]
    best = plan_grid(GridTask(cards, groups, []))[0]
    assert len(best.dropped_groups) == 1
    assert len(best.cells) == 14


def test_what_a_dropped_group_held_goes_to_the_group_around_it() -> None:
    cards = [GridCard(f"{name}{lane}", lane) for name in "abcdefg" for lane in (0, 2)]
    groups = [GridGroup("all", None, ()), *(GridGroup(n, "all", (f"{n}0", f"{n}2")) for n in "abcdefg")]
    best = plan_grid(GridTask(cards, groups, []))[0]
    assert "all" not in best.dropped_groups


@pytest.mark.parametrize("seed", range(40))
def test_on_small_cases_the_plan_is_within_five_percent_of_the_best_of_all_placements(seed: int) -> None:
    dice = random.Random(seed)
    count = dice.choice([4, 5, 6])
    lanes = sorted(dice.choice([0, 1, 2]) for _ in range(count))
    cards = [GridCard(f"c{index}", lane) for index, lane in enumerate(lanes)]
    edges = [(f"c{i}", f"c{j}") for i, j in combinations(range(count), 2) if dice.random() < 0.4]
    tree = GroupTree(cards, [])
    (start,) = Packer(tree, edges).pack(None, 3)[:1]
    assert plan_grid(GridTask(cards, [], edges, 3))[0].cost <= 1.05 * min(cost_of_everything(tree, edges, start))


@settings(deadline=None, max_examples=100)
@given(grids())
def test_a_search_ends_where_no_card_can_move_for_the_better(grid) -> None:
    cards, groups, edges = grid
    tree, apart = GroupTree(cards, groups), [(a, b) for a, b in edges if a != b]
    for start in Packer(tree, apart).pack(None, 3):
        search = Search(Board(tree, apart), CostTable(3), start)
        if search.is_feasible and search.run() and search._evaluations < EVALUATIONS:
            moves = [move for card in range(len(cards)) for move in search._moves(search._at, card)]
            assert all(search._gain(moved, moving, LEAST_GAIN) <= LEAST_GAIN for moved, moving in moves)


def cost_of_everything(tree: GroupTree, edges, start) -> list[float]:
    """The cost of every placement in three columns with the rows of the start."""
    costs = []
    by_lane = {lane: [c.id for c in tree.cards if c.lane == lane] for lane in sorted(set(tree.lanes.values()))}
    choices = [permutations(range(3 * start.rows[lane]), len(ids)) for lane, ids in by_lane.items()]

    def place(index: int, cells: dict[str, int]) -> None:
        if index == len(by_lane):
            search = Search(Board(tree, edges), CostTable(3), start)
            search._take([cells[card.id] for card in tree.cards])
            costs.append(search.plan().cost)
            return
        lane = list(by_lane)[index]
        base = sum(start.rows[other] for other in by_lane if other < lane) * 3
        for choice in listed[index]:
            place(index + 1, cells | {id: base + cell for id, cell in zip(by_lane[lane], choice, strict=True)})

    listed = [list(choice) for choice in choices]
    place(0, {})
    return costs
