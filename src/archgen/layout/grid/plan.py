"""Plans for the grid: pack, search, and keep the best for two numbers of columns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from archgen.layout.grid.cost import CostTable
from archgen.layout.grid.packing import Packer
from archgen.layout.grid.search import Search
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import GridCard, GridGroup, GridPlan

FINALISTS = 3
SEARCHED = 3
MANY_CARDS = 40  # of more, one packing is searched and drawn: each takes as long as all three of a small picture
SPARE_COLUMNS = 2
MOST_COLUMNS = 4
MOST_COLUMNS_AT_NEED = 6
FEW_CARDS = 2


def plan_grid(
    cards: Sequence[GridCard],
    groups: Sequence[GridGroup],
    edges: Sequence[tuple[str, str]],
    max_columns: int = MOST_COLUMNS,
) -> list[GridPlan]:
    """The finalists, best first, in different numbers of columns; flows from a card to itself count for nothing.

    A group that no packing can hold together is dropped, and named in the plan.
    """
    if not cards:
        return []
    apart = [(a, b) for a, b in edges if a != b]
    kept = list(groups)
    dropped: list[str] = []
    while True:
        tree = GroupTree(cards, kept)
        counts = _column_counts(tree, max_columns)
        # Rather a column more than a group less.
        for more in (counts, *(range(count, count + 1) for count in range(counts.stop, MOST_COLUMNS_AT_NEED + 1))):
            plans = _search_finalists(tree, apart, more)
            if plans:
                return [plan._replace(dropped_groups=tuple(dropped)) for plan in plans]
        worst = _most_stretched(tree)
        dropped.append(worst)
        kept = _without(kept, worst)


def _search_finalists(tree: GroupTree, edges: Sequence[tuple[str, str]], counts: range) -> list[GridPlan]:
    packer = Packer(tree, edges)
    tables = {columns: CostTable(columns) for columns in counts}
    searches = [
        Search(tree, edges, table, packing)
        for columns, table in tables.items()
        for packing in packer.pack(None, columns)
    ]
    starts = sorted(((search.plan(), search) for search in searches), key=lambda s: s[0].cost)
    found = ((plan, search) for _, search in starts[:SEARCHED] if (plan := search.run()) is not None)
    runs = list(islice(found, SEARCHED if len(tree.cards) <= MANY_CARDS else 1))
    runs.sort(key=lambda run: _rank(run[0]))
    plans = [search.run_on() if index == 0 else plan for index, (plan, search) in enumerate(runs)]
    different = {tuple(plan.cells.items()): plan for plan in plans}
    return sorted(different.values(), key=_rank)[:FINALISTS]


def _rank(plan: GridPlan) -> tuple[float, int]:
    return plan.cost, plan.columns


def _column_counts(tree: GroupTree, max_columns: int) -> range:
    """From two columns (or one, for next to nothing) to a little more than the widest lane needs."""
    lanes = list(tree.lanes.values())
    widest = max(lanes.count(lane) for lane in set(lanes))
    least = 1 if len(lanes) <= FEW_CARDS else 2
    return range(min(least, max_columns), max(least, min(max_columns, widest + SPARE_COLUMNS)) + 1)


def _most_stretched(tree: GroupTree) -> str:
    """The group that reaches over the most lanes for each of its cards."""

    def stretch(name: str) -> float:
        first, last = tree.span(name)
        return (last - first + 1) / len(tree.members[name])

    return max((name for name in tree.members if name is not None), key=stretch)


def _without(groups: Sequence[GridGroup], dropped: str) -> list[GridGroup]:
    """The groups without one; what it held goes to the group around it."""
    gone = next(group for group in groups if group.id == dropped)
    rest = []
    for group in groups:
        if group.id == dropped:
            continue
        members = (*group.members, *gone.members) if group.id == gone.parent else group.members
        parent = gone.parent if group.parent == dropped else group.parent
        rest.append(group._replace(parent=parent, members=members))
    return rest
