"""Choosing a route for every flow: short ones first, then each is taken out and routed again among the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from archgen.layout.channels.candidates import Candidate, CandidateFinder, Options, Port, move_down, number_down
from archgen.layout.channels.types import Route
from archgen.layout.grid.types import Cell, CellRange

ROUNDS = 2
CROSSING = 1.8
SHARED_GUTTER_UNIT = 0.06
SHARED_CARD_UNIT = 0.25
# What one more flow costs on a side that has so many already; the last figure holds for more.
CROWDED_SIDE = (0, 0.25, 0.5, 1, 3, 5, 7, 9, 11)
CROWDED_END = (0, 0.15, 0.2, 0.3, 0.4, 0.6, 1, 2, 3)
CROWDING = {"left": CROWDED_SIDE, "right": CROWDED_SIDE, "top": CROWDED_END, "bottom": CROWDED_END}


def route_edges(
    cells: Mapping[str, Cell],
    columns: int,
    edges: Sequence[tuple[str, str]],
    spanned_rows: frozenset[int] = frozenset(),
    territories: Sequence[CellRange] = (),
) -> tuple[Route, ...]:
    """A route for each flow, in the order given; none passes through a card.

    In a spanned row one card lies over all columns: such a row can only be passed on the outside. ``territories`` are the cells
    of groups: a flow rather runs around those that it has nothing to do with, and stays inside one that holds both its ends.
    """
    covered = (Cell(row, column) for row in sorted(spanned_rows) for column in range(columns))
    finder = CandidateFinder((*cells.values(), *covered), columns, spanned_rows, territories)
    ends = [(cells[a], cells[b]) for a, b in edges]
    options = [finder.find(*pair) for pair in ends]
    traffic = _Traffic()
    chosen: dict[int, Candidate] = {}
    order = sorted(range(len(ends)), key=lambda edge: (_distance(*ends[edge]), edge))
    for _ in range(ROUNDS + 1):
        before = dict(chosen)
        for edge in order:
            if edge in chosen:
                traffic.change(chosen[edge], options[edge].down, -1)
            chosen[edge] = traffic.choose(options[edge])
            traffic.change(chosen[edge], options[edge].down, 1)
        if chosen == before:  # and so they would be after the next round
            break
    return tuple(move_down(chosen[edge].route, options[edge].down) for edge in range(len(ends)))


def _distance(a: Cell, b: Cell) -> int:
    return abs(a.row - b.row) + abs(a.column - b.column)


class _Traffic:
    """Who passes where: lookups instead of comparing each route with each other one."""

    def __init__(self) -> None:  # no Counters: these take ten times as long to say 0
        self._passing: dict[int, int] = defaultdict(int)
        self._sharing: dict[int, int] = defaultdict(int)
        self._ports: dict[Port, int] = defaultdict(int)

    def change(self, candidate: Candidate, rows: int, by: int) -> None:
        """Add a route so many rows further down, or with -1 take it out."""
        down = number_down(rows)
        passed, _, in_gutters, elsewhere = candidate.marks
        for point in passed:
            self._passing[point + down] += by
        for step in (*in_gutters, *elsewhere):
            self._sharing[step + down] += by
        for point, side in candidate.ports:
            self._ports[point + down, side] += by

    def choose(self, options: Options) -> Candidate:
        """The cheapest in the present traffic; those whose fixed cost alone is too high are not looked at."""
        down = number_down(options.down)
        best, least = None, float("inf")
        tried = 0
        while True:
            for price, candidate in options.priced[tried:]:
                if price >= least:
                    break
                cost = price + self._cost(candidate, down)
                if cost < least - 1e-9:
                    best, least = candidate, cost
            tried = len(options.priced)
            if options.rest >= least:
                break
            options.more()
        assert best is not None  # a way around everything is always free
        return best

    def _cost(self, candidate: Candidate, down: int) -> float:
        passing, sharing = self._passing, self._sharing
        _, crossed, in_gutters, elsewhere = candidate.marks
        cost = CROSSING * sum([passing[point + down] for point in crossed])
        cost += SHARED_GUTTER_UNIT * sum([sharing[step + down] for step in in_gutters])
        cost += SHARED_CARD_UNIT * sum([sharing[step + down] for step in elsewhere])
        for point, side in candidate.ports:
            steps = CROWDING[side]
            cost += steps[min(self._ports[point + down, side], len(steps) - 1)]
        return cost
