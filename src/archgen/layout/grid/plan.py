"""Plans for the grid: pack, search, and keep the best for two numbers of columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from archgen.layout.grid.board import Board
from archgen.layout.grid.cost import CostTable
from archgen.layout.grid.fitting import count_least_columns, drop_least, find_most_stretched, without
from archgen.layout.grid.hints import GridHint, list_unmet
from archgen.layout.grid.packing import Packer, Packing
from archgen.layout.grid.search import Search
from archgen.layout.grid.tree import GroupTree
from archgen.layout.grid.types import Arrangement, GridCard, GridGroup, GridPlan
from archgen.values import NamedTuple

FINALISTS = 3
SEARCHED = 3
SEARCHED_FOR_HINTS = 12
MANY_CARDS = 40  # of more, one packing is searched and drawn: each takes as long as all three of a small picture
SPARE_COLUMNS = 2
MOST_COLUMNS = 4
MOST_COLUMNS_AT_NEED = 6
FEW_CARDS = 2


class GridTask(NamedTuple):
    """What is to be placed, and under which conditions.

    Flows from a card to itself count for nothing. ``strict`` is whether ``max_columns`` holds even where a group is lost by it.
    """

    cards: Sequence[GridCard]
    groups: Sequence[GridGroup]
    edges: Sequence[tuple[str, str]]
    max_columns: int = MOST_COLUMNS
    hints: Sequence[GridHint] = ()
    strict: bool = False


def plan_grid(task: GridTask) -> list[GridPlan]:
    """The finalists, best first, in different numbers of columns, all with as few unmet hints as can be.

    Groups that no packing can hold together beside the others are dropped, as few as can be, and named in the plan.
    """
    if not task.cards:
        return []
    edges = [(a, b) for a, b in task.edges if a != b]
    most = task.max_columns if task.strict else MOST_COLUMNS_AT_NEED
    dropped = drop_least(task.cards, task.groups, most)
    while True:
        tree = GroupTree(task.cards, without(task.groups, set(dropped)))
        for thorough, counts in product((False, True), _column_counts(tree, task)):
            plans = _search_finalists(Packer(tree, edges, thorough=thorough), tree, edges, counts, task.hints)
            if plans:
                return _keep_obedient([plan._replace(dropped_groups=tuple(dropped)) for plan in plans], task.hints)
        dropped.append(find_most_stretched(tree))


def plan_again(task: GridTask, earlier: Arrangement) -> list[GridPlan]:
    """The earlier arrangement with what is new in it; where that cannot be, or a new one obeys more hints or loses fewer groups,
    a new one.
    """
    from archgen.layout.grid.recall import recall_plan

    recalled = recall_plan(task, earlier)
    unmet = list_unmet(task.hints, recalled.cells, recalled.row_lanes) if recalled else []
    if recalled and not unmet and not recalled.dropped_groups:
        return [recalled]
    moving = {card for index in unmet for card in task.hints[index].cards}
    loosened = {id: cell for id, cell in earlier.cells.items() if id not in moving}
    others = [recall_plan(task, earlier._replace(cells=loosened))] if recalled and loosened else []
    found = [plan for plan in (recalled, *others, *plan_grid(task)) if plan]
    return _keep_obedient(found, task.hints)[: 1 if recalled else FINALISTS]


def _keep_obedient(plans: list[GridPlan], hints: Sequence[GridHint]) -> list[GridPlan]:
    """The plans that lose the fewest groups, and of these those with the fewest unmet hints."""
    faults = [(len(plan.dropped_groups), len(list_unmet(hints, plan.cells, plan.row_lanes))) for plan in plans]
    return [plan for plan, fault in zip(plans, faults, strict=True) if fault == min(faults)]


def _search_finalists(
    packer: Packer, tree: GroupTree, edges: Sequence[tuple[str, str]], counts: range, hints: Sequence[GridHint]
) -> list[GridPlan]:
    board = Board(tree, edges)
    tables = {
        columns: _share_table(columns) if len(tree.cards) <= MANY_CARDS else CostTable(columns) for columns in counts
    }
    searches = [
        Search(board, table, start, hints)
        for columns, table in tables.items()
        for packing in packer.pack(None, columns)
        for start in (_list_starts(packing, tree, columns, hints) if hints else (packing,))
    ]
    starts = sorted((search for search in searches if search.is_feasible), key=lambda search: search.cost)
    searched = (SEARCHED_FOR_HINTS if hints else SEARCHED) if len(tree.cards) <= MANY_CARDS else 1
    runs = [(search.run(), search) for search in starts[:searched]]
    runs.sort(key=lambda run: _rank(run[0]))
    plans = [search.run_on() if index == 0 else plan for index, (plan, search) in enumerate(runs)]
    different = {tuple(plan.cells.items()): plan for plan in plans}
    return sorted(different.values(), key=_rank)[:FINALISTS]


@cache
def _share_table(columns: int) -> CostTable:
    """The costs on a grid of some columns, which are the same in every picture."""
    return CostTable(columns)


def _list_starts(packing: Packing, tree: GroupTree, columns: int, hints: Sequence[GridHint]) -> Iterator[Packing]:
    """The packing and its mirror image, each with an empty row more in the lanes of cards of which something is asked."""
    asked = {tree.lanes[card] for hint in hints for card in (*hint.cards, *hint.others)}
    rows = {lane: count + (lane in asked) for lane, count in packing.rows.items()}
    mirrored = {id: cell._replace(column=columns - 1 - cell.column) for id, cell in packing.cells.items()}
    for cells in (packing.cells, mirrored):
        yield Packing(rows, cells, packing.score)


def _rank(plan: GridPlan) -> tuple[float, int]:
    return plan.cost, plan.columns


def _column_counts(tree: GroupTree, task: GridTask) -> Iterator[range]:
    """From two columns (or one, for next to nothing) to a little more than the widest lane needs; then, rather than a group less,
    one column more at a time.
    """
    most_at_need = task.max_columns if task.strict else MOST_COLUMNS_AT_NEED
    needed = count_least_columns(tree, most_at_need) or most_at_need
    lanes = list(tree.lanes.values())
    widest = max(lanes.count(lane) for lane in set(lanes))
    asked = max((hint.number for hint in task.hints if hint.relation == "column"), default=0)
    least = 1 if len(lanes) <= FEW_CARDS else 2
    most = max(least, min(task.max_columns, max(widest + SPARE_COLUMNS, asked)))
    most = min(most, max(1, task.max_columns))
    if needed <= most:
        yield range(max(needed, min(least, most)), most + 1)
    for count in range(max(needed, most + 1), most_at_need + 1):
        yield range(count, count + 1)
