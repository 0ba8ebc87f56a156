"""Choosing a route for every flow: short ones first, then each is taken out and routed again among the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from archgen.layout.channels.candidates import Candidate, CandidateFinder, Options, Port
from archgen.layout.channels.types import GridPoint, Route
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
    traffic = _Traffic()
    chosen: dict[int, Candidate] = {}
    order = sorted(range(len(ends)), key=lambda edge: (_distance(*ends[edge]), edge))
    for _ in range(ROUNDS + 1):
        for edge in order:
            if edge in chosen:
                traffic.change(chosen[edge], -1)
            chosen[edge] = traffic.choose(finder.find(*ends[edge]))
            traffic.change(chosen[edge], 1)
    return tuple(chosen[edge].route for edge in range(len(ends)))


def _distance(a: Cell, b: Cell) -> int:
    return abs(a.row - b.row) + abs(a.column - b.column)


Counts = defaultdict[GridPoint, int]  # not a Counter: that takes ten times as long to say 0


class _Traffic:
    """Who passes where: lookups instead of comparing each route with each other one."""

    def __init__(self) -> None:
        self._passing: dict[bool, Counts] = {True: defaultdict(int), False: defaultdict(int)}
        self._sharing: dict[bool, Counts] = {True: defaultdict(int), False: defaultdict(int)}
        self._ports: dict[Port, int] = defaultdict(int)

    def change(self, candidate: Candidate, by: int) -> None:
        """Add a route, or with -1 take it out."""
        for vertical, _, inner, units in candidate.steps:
            for point in inner:
                self._passing[vertical][point] += by
            for point in units:
                self._sharing[vertical][point] += by
        for port in candidate.ports:
            self._ports[port] += by

    def choose(self, options: Options) -> Candidate:
        """The cheapest in the present traffic; those whose fixed cost alone is too high are not looked at."""
        priced, down = options
        best, least = priced[0][1].move_down(down), float("inf")
        for price, above in priced:
            if price >= least:
                break
            candidate = above.move_down(down)
            cost = self._cost(price, candidate, least)
            if cost < least - 1e-9:
                best, least = candidate, cost
        return best

    def _cost(self, cost: float, candidate: Candidate, limit: float) -> float:
        for vertical, gutter, inner, units in candidate.steps:
            across, along = self._passing[not vertical], self._sharing[vertical]
            share = SHARED_GUTTER_UNIT if gutter else SHARED_CARD_UNIT
            cost += CROSSING * sum([across[point] for point in inner])
            cost += share * sum([along[point] for point in units])
            if cost > limit:
                return cost
        for port in candidate.ports:
            steps = CROWDING[port[1]]
            cost += steps[min(self._ports[port], len(steps) - 1)]
        return cost
