from __future__ import annotations

from itertools import pairwise, product
from math import inf

from generated import grids
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.layout.channels.candidates import (
    LEAVING_HOME,
    MOST_CANDIDATES,
    THROUGH_STRANGERS,
    Candidate,
    CandidateFinder,
    _least_cost,
    list_candidates,
    move_down,
)
from archgen.layout.channels.route import route_edges
from archgen.layout.channels.territories import count_inside, leaves
from archgen.layout.channels.tracks import assign_tracks
from archgen.layout.grid.plan import GridTask, plan_grid
from archgen.layout.grid.types import Cell, CellRange


def route(cells: dict[str, Cell], edges: list[tuple[str, str]]):
    columns = max(cell.column for cell in cells.values()) + 1
    return route_edges(cells, columns, edges)


@settings(deadline=None, max_examples=120)
@given(grids(most_cards=10))
def test_every_flow_has_a_route_that_passes_no_card(grid) -> None:
    cards, groups, edges = grid
    apart = [(a, b) for a, b in edges if a != b]
    plan = plan_grid(GridTask(cards, groups, apart))[0]
    routes = route_edges(plan.cells, plan.columns, apart)
    taken = set(plan.cells.values())
    for found, (a, b) in zip(routes, apart, strict=True):
        start, end = plan.cells[a], plan.cells[b]
        assert found.points[0] == (2 * start.column + 1, 2 * start.row + 1)
        assert found.points[-1] == (2 * end.column + 1, 2 * end.row + 1)
        assert all(p.is_vertical != q.is_vertical for p, q in pairwise(found.lines))
        for line, (p, q) in zip(found.lines, pairwise(found.points), strict=True):
            assert (p[0] == q[0]) if line.is_vertical else (p[1] == q[1])
            axis = 1 if line.is_vertical else 0
            passed = range(min(p[axis], q[axis]), max(p[axis], q[axis]) + 1)
            cells = (
                {Cell(y // 2, p[0] // 2) for y in passed if y % 2 and p[0] % 2}
                if line.is_vertical
                else {Cell(p[1] // 2, x // 2) for x in passed if x % 2 and p[1] % 2}
            )
            assert not (cells & taken) - {start, end}


@settings(deadline=None, max_examples=120)
@given(grids(most_cards=10))
def test_lines_that_share_a_stretch_have_ranks_of_their_own(grid) -> None:
    cards, groups, edges = grid
    apart = [(a, b) for a, b in edges if a != b]
    plan = plan_grid(GridTask(cards, groups, apart))[0]
    routes = assign_tracks(plan.cells, route_edges(plan.cells, plan.columns, apart))
    for edge, found in enumerate(routes.routes):
        for index, line in enumerate(found.lines):
            ranked = routes.tracks if line.is_gutter else routes.slots
            assert (edge, index) in ranked
    gutters: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    for (edge, index), track in routes.tracks.items():
        line = routes.routes[edge].lines[index]
        axis = 1 if line.is_vertical else 0
        p, q = routes.routes[edge].points[index : index + 2]
        gutters.setdefault((line.kind, line.index, track), []).append(tuple(sorted((p[axis], q[axis]))))
        counts = routes.column_gutter_tracks if line.is_vertical else routes.row_gutter_tracks
        assert track < counts[line.index]
    for extents in gutters.values():
        for (_, end), (start, _) in pairwise(sorted(extents)):
            assert end <= start


def test_cards_above_each_other_are_joined_by_a_straight_line() -> None:
    (found,) = route({"a": Cell(0, 1), "b": Cell(1, 1)}, [("a", "b")])
    assert [line.kind for line in found.lines] == ["column"]


def test_cards_side_by_side_are_joined_by_a_straight_line() -> None:
    (found,) = route({"a": Cell(0, 0), "b": Cell(0, 1)}, [("b", "a")])
    assert [line.kind for line in found.lines] == ["row"]


def test_a_card_between_is_gone_around() -> None:
    (found,) = route({"a": Cell(0, 0), "x": Cell(1, 0), "b": Cell(2, 0)}, [("a", "b")])
    assert len(found.lines) > 1


def test_two_flows_of_one_pair_share_a_row_of_slots() -> None:
    cells = {"a": Cell(0, 0), "b": Cell(1, 0)}
    routes = assign_tracks(cells, route(cells, [("a", "b"), ("b", "a")]))
    assert sorted(routes.slots.values()) == [(0, 2), (1, 2)]


def test_routes_do_not_depend_on_the_run() -> None:
    cells = {"a": Cell(0, 0), "b": Cell(1, 1), "c": Cell(2, 0)}
    edges = [("a", "b"), ("b", "c"), ("a", "c"), ("c", "b")]
    assert route(cells, edges) == route(cells, edges)


def test_a_flow_between_two_members_stays_in_their_group() -> None:
    cells = {"a": Cell(0, 0), "b": Cell(1, 0), "c": Cell(2, 0), "d": Cell(1, 1)}
    home = CellRange(0, 2, 0, 1)
    (found,) = route_edges(cells, 2, [("a", "c")], territories=[home])
    assert not leaves(found, home)
    assert all(line.index == 1 for line in found.lines if line.kind == "column-gutter")


def test_a_flow_runs_around_a_group_that_it_has_nothing_to_do_with() -> None:
    cells = {"a": Cell(0, 1), "b": Cell(1, 0), "c": Cell(3, 1), "d": Cell(4, 0)}
    strangers = CellRange(1, 3, 0, 1)
    (through,) = route_edges(cells, 2, [("a", "d")])
    (around,) = route_edges(cells, 2, [("a", "d")], territories=[strangers])
    assert count_inside(through, strangers) > 0
    assert count_inside(around, strangers) == 0


@given(st.tuples(*[st.integers(0, 4)] * 2), st.tuples(*[st.integers(0, 4)] * 2), st.integers(1, 9))
def test_the_ways_between_two_cells_are_the_same_in_every_row(a, b, down: int) -> None:
    for lines in (3, 4, 5):
        here = list_candidates(Cell(*a), Cell(*b), 5, lines)
        below = list_candidates(Cell(a[0] + down, a[1]), Cell(b[0] + down, b[1]), 5, lines)
        assert [(move_down(c.route, down), c.cost) for c in here] == [(c.route, c.cost) for c in below]


@given(
    st.tuples(*[st.integers(0, 3)] * 2),
    st.tuples(*[st.integers(0, 3)] * 2),
    st.sets(st.tuples(*[st.integers(0, 3)] * 2)),
)
def test_ways_of_more_lines_come_in_as_if_all_had_been_sorted_at_once(a, b, others) -> None:
    ends, home = {Cell(*a), Cell(*b)}, CellRange(0, 2, 0, 1)
    taken = {Cell(*cell) for cell in others} | ends
    options = CandidateFinder(taken, 4, territories=[home]).find(Cell(*a), Cell(*b))
    at_first = [*options.priced]
    assert all(price < options.rest for price, _ in at_first)
    while options.rest < inf:
        options.more()
    assert options.priced[: len(at_first)] == at_first
    upper = Cell(a[0] - options.down, a[1]), Cell(b[0] - options.down, b[1])
    every = [c for lines in ((4,) if a == b else (3, 4, 5)) for c in list_candidates(*upper, 4, lines)]
    cheapest = sorted(sorted(every, key=lambda c: c.cost), key=lambda c: _find_price(c, options.down, home, ends))
    free = [c for c in cheapest if not any(_passes(c, options.down, cell) for cell in taken - ends)]
    assert [c for _, c in options.priced] == free[:MOST_CANDIDATES]


def test_what_a_way_of_many_lines_costs_at_least_is_known_before_it_is_made() -> None:
    for columns in (1, 3, 5):
        cells = [Cell(row, column) for row in range(5) for column in range(columns)]
        for a, b, lines in product(cells, cells, (4, 5)):
            if a != b and 0 in {a.row, b.row}:
                costs = [candidate.cost for candidate in list_candidates(a, b, columns, lines)]
                assert min(costs, default=inf) >= _least_cost(a, b, columns, lines)


def _find_price(candidate: Candidate, down: int, group: CellRange, ends: set[Cell]) -> float:
    """What a candidate costs beside a group, that holds both its ends or none."""
    route, inside = move_down(candidate.route, down), sum(group.holds(cell) for cell in ends) / len(ends)
    strange = THROUGH_STRANGERS * count_inside(route, group) if not inside else 0
    return candidate.cost + (LEAVING_HOME * leaves(route, group) if inside == 1 else strange)


def _passes(candidate: Candidate, down: int, cell: Cell) -> bool:
    """Whether a candidate runs through a cell."""
    x, y = 2 * cell.column + 1, 2 * (cell.row - down) + 1
    return any(
        min(p[0], q[0]) <= x <= max(p[0], q[0]) and min(p[1], q[1]) <= y <= max(p[1], q[1])
        for p, q in pairwise(candidate.route.points)
    )


def test_flows_between_the_same_cells_run_alike_in_every_row() -> None:
    cells = {"a": Cell(0, 0), "b": Cell(0, 2), "c": Cell(1, 1), "d": Cell(2, 0)}
    edges = [("a", "b"), ("a", "c"), ("c", "d"), ("b", "d"), ("d", "a")]
    lower = {id: Cell(cell.row + 3, cell.column) for id, cell in cells.items()}
    assert tuple(move_down(found, 3) for found in route(cells, edges)) == route(lower, edges)
