"""Packing: groups get columns, lanes get rows.

Every group takes a range of columns through all lanes it reaches, so that it never holds a stranger: a hard rule by
construction. Groups are packed from the inside out, the biggest first, with a beam of the best partial packings.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from archgen.layout.grid.fitting import Strip, find_columns
from archgen.layout.grid.tree import GroupTree
from archgen.values import NamedTuple

BEAM_WIDTH = 8
KEPT_AT_TOP = 3
MOST_ROWS_IN_A_LANE = 40
ROW_SCORE = 3.0
INNER_SCORE_SHARE = 0.3
DISTANCE_SCORE = 0.5


class LaneCell(NamedTuple):
    """A cell counted within its lane."""

    lane: int
    row: int
    column: int


class Packing(NamedTuple):
    """Rows for each lane and a cell for each card of a group (or of the whole picture)."""

    rows: dict[int, int]
    cells: dict[str, LaneCell]
    score: float


class Block(NamedTuple):
    """A packed inner group put at a column."""

    id: str
    column: int
    width: int
    first_lane: int
    last_lane: int
    packing: Packing

    @property
    def columns(self) -> range:
        """The columns the block covers."""
        return range(self.column, self.column + self.width)


class State(NamedTuple):
    """A partial packing: its blocks, how many rows each lane needs for them and for the loose cards, and its score but
    for rows.
    """

    blocks: tuple[Block, ...]
    rows: dict[int, int]
    ties: float

    @property
    def score(self) -> float:
        """The lower the better."""
        return ROW_SCORE * sum(self.rows.values()) + self.ties


class Packer:
    """Packs the groups of one picture; results are remembered by group and width. A thorough one finds a packing wherever there
    is one, but not always a good one.
    """

    def __init__(self, tree: GroupTree, edges: Sequence[tuple[str, str]], *, thorough: bool = False) -> None:
        self._tree = tree
        self._edges = edges
        self.thorough = thorough
        self._neighbours = _neighbours(edges)
        self._memory: dict[tuple[str | None, int], list[Packing]] = {}

    def pack(self, group: str | None, columns: int) -> list[Packing]:
        """The packings of a group in a number of columns, best first; none where it does not fit."""
        key = group, columns
        if key not in self._memory:
            packing = _GroupPacking(self, self._tree, self._edges, group, columns, self._neighbours)
            self._memory[key] = packing.find()
        return self._memory[key]


class _GroupPacking:
    """The packing of one group in one number of columns."""

    def __init__(
        self,
        packer: Packer,
        tree: GroupTree,
        edges: Sequence[tuple[str, str]],
        group: str | None,
        columns: int,
        neighbours: Mapping[str, Sequence[str]],
    ) -> None:
        self.packer, self.tree, self.group, self.columns = packer, tree, group, columns
        self.children = tree.children[group]
        self.loose = tree.loose_cards(group)
        self.lanes = sorted({tree.lanes[card] for card in tree.members[group]})
        self.loose_in = {lane: sum(tree.lanes[card] == lane for card in self.loose) for lane in self.lanes}
        self.neighbours = neighbours
        self.traffic = _traffic(edges, {card: child for child in self.children for card in tree.members[child]})

    def find(self) -> list[Packing]:
        """Beam search over the children, then cells for the loose cards."""
        empty = self._count_rows((), {}, self.lanes)
        beam = [] if empty is None else [State((), empty, 0)]
        for child in sorted(self.children, key=lambda id: (-len(self.tree.members[id]), self.children.index(id))):
            grown = [state for start in beam for state in self._extend(start, child)]
            beam = sorted(grown, key=lambda state: state.score)[:BEAM_WIDTH]
        kept = (beam or (self._fit() if self.packer.thorough else []))[: KEPT_AT_TOP if self.group is None else 1]
        settled = (self._settle(state) for state in kept)
        return [packing for packing in settled if packing is not None]

    def _extend(self, state: State, child: str) -> Iterator[State]:
        """The state with the child at every width and column where it meets no other block."""
        first, last = self.tree.span(child)
        lanes = [lane for lane in self.lanes if first <= lane <= last]
        for width in self._list_widths(child):
            for packing in self.packer.pack(child, width)[:1]:
                for column in range(self.columns - width + 1):
                    block = Block(child, column, width, first, last, packing)
                    if any(_collide(block, other) for other in state.blocks):
                        continue
                    blocks = (*state.blocks, block)
                    rows = self._count_rows(blocks, state.rows, lanes)
                    if rows is not None:
                        yield State(blocks, rows, state.ties + self._tie(block, state.blocks))

    def _list_widths(self, child: str) -> Sequence[int]:
        """How many columns a child may take."""
        if child in self.tree.wide:
            return [self.columns]
        return range(1, min(self.columns, len(self.tree.members[child])) + 1)

    def _fit(self) -> list[State]:
        """The packing that there is where the beam has lost it; none where there is none."""
        narrow = [block for child in self.children if (block := self._pack_narrowly(child)) is not None]
        strips = [Strip(block.first_lane, block.last_lane, block.width) for block in narrow]
        found = find_columns(strips, self.columns, [lane for lane in self.lanes if self.loose_in[lane]])
        if found is None or len(narrow) < len(self.children):
            return []
        blocks = tuple(block._replace(column=column) for block, column in zip(narrow, found, strict=True))
        rows = self._count_rows(blocks, {}, self.lanes)
        ties = sum(self._tie(block, blocks[:index]) for index, block in enumerate(blocks))
        return [] if rows is None else [State(blocks, rows, ties)]

    def _pack_narrowly(self, child: str) -> Block | None:
        """A child in as few columns as it needs."""
        first, last = self.tree.span(child)
        for width in [self.columns] if child in self.tree.wide else range(1, self.columns + 1):
            for packing in self.packer.pack(child, width)[:1]:
                return Block(child, 0, width, first, last, packing)
        return None

    def _count_rows(
        self, blocks: Sequence[Block], before: Mapping[int, int], lanes: Sequence[int]
    ) -> dict[int, int] | None:
        """How many rows each lane needs for the blocks and the loose cards, counted anew for some lanes; None where
        there is no end to it.
        """
        rows = dict(before)
        for lane in lanes:
            stacked, passed, taken = [0] * self.columns, 0, 0
            for block in blocks:
                if block.first_lane <= lane <= block.last_lane:
                    height = block.packing.rows.get(lane, 0)
                    for column in block.columns:
                        stacked[column] += height
                    if block.first_lane < lane < block.last_lane:
                        passed += block.width
                    else:
                        taken += block.width * height
            taken += self.loose_in[lane]
            free = self.columns - passed
            if taken > free * MOST_ROWS_IN_A_LANE:
                return None
            rows[lane] = max(*stacked, -(-taken // free) if taken else 0, 0)
        return rows

    def _tie(self, block: Block, others: Sequence[Block]) -> float:
        """What a block adds to the score: how good it is in itself, and how far it is from others that it has to do with."""
        score = INNER_SCORE_SHARE * block.packing.score
        for other in others:
            if (block.id, other.id) in self.traffic:
                apart = abs(block.column + block.width / 2 - other.column - other.width / 2)
                score += self.traffic[block.id, other.id] * max(0.0, apart - 0.3) * DISTANCE_SCORE
        return score

    def _settle(self, state: State) -> Packing | None:
        """Cells for all cards: those of the blocks, then the loose ones near what they are connected to."""
        rows = state.rows
        cells, blocked = self._settle_blocks(state.blocks, rows)
        free = {lane: _list_free(lane, rows[lane], self.columns, blocked) for lane in self.lanes if self.loose_in[lane]}
        waiting = dict.fromkeys(self.loose, 0)
        for card in waiting:
            waiting[card] = sum(neighbour in cells for neighbour in self.neighbours.get(card, ()))
        while waiting:
            card = min(waiting, key=lambda card: (-waiting[card], self.tree.lanes[card]))  # of equals the first
            del waiting[card]
            options = free[self.tree.lanes[card]]
            if not options:
                return None
            cells[card] = self._choose_cell(card, options, cells)
            options.remove(cells[card])
            for neighbour in self.neighbours.get(card, ()):
                if neighbour in waiting:
                    waiting[neighbour] += 1
        return Packing(rows, cells, state.score)

    def _settle_blocks(
        self, blocks: Sequence[Block], rows: dict[int, int]
    ) -> tuple[dict[str, LaneCell], set[LaneCell]]:
        """The blocks' own cells. In a lane, a group that ends there hangs from the top, one that begins there stands
        at the bottom, and those that do both are stacked below what hangs.
        """
        cells: dict[str, LaneCell] = {}
        blocked: set[LaneCell] = set()
        used: dict[tuple[int, int], int] = {}
        for block in sorted(blocks, key=lambda block: (block.first_lane, block.last_lane, block.id)):
            offsets: dict[int, int] = {}
            for lane, count in rows.items():
                if not block.first_lane <= lane <= block.last_lane:
                    continue
                offset, height = _hang(block, lane, count, used)
                offsets[lane] = offset
                if lane == block.last_lane:
                    used.update({(lane, column): offset + height for column in block.columns})
                blocked |= {LaneCell(lane, offset + row, column) for row in range(height) for column in block.columns}
            for card, cell in block.packing.cells.items():
                cells[card] = LaneCell(cell.lane, cell.row + offsets[cell.lane], cell.column + block.column)
        return cells, blocked

    def _choose_cell(self, card: str, options: Sequence[LaneCell], cells: Mapping[str, LaneCell]) -> LaneCell:
        """The highest cell of the column that is nearest to what the card is connected to and, a little, to the middle."""
        columns = [cells[other].column for other in self.neighbours.get(card, ()) if other in cells]
        middle = (self.columns - 1) / 2
        far = [
            sum([abs(column - other) for other in columns]) + 0.1 * abs(column - middle)
            for column in range(self.columns)
        ]
        return min(options, key=lambda cell: (far[cell.column], cell.row, cell.column))


def _list_free(lane: int, rows: int, columns: int, blocked: Collection[LaneCell]) -> list[LaneCell]:
    """The cells of a lane that no block takes."""
    return [cell for cell in _list_cells(lane, rows, columns) if cell not in blocked]


@lru_cache(maxsize=1024)
def _list_cells(lane: int, rows: int, columns: int) -> tuple[LaneCell, ...]:
    return tuple([LaneCell(lane, row, column) for row in range(rows) for column in range(columns)])


def _hang(block: Block, lane: int, count: int, used: dict[tuple[int, int], int]) -> tuple[int, int]:
    """Where in a lane of ``count`` rows a block begins, and how many rows it takes there."""
    height = block.packing.rows.get(lane, 0)
    if block.first_lane < lane < block.last_lane:
        return 0, count
    if block.first_lane == block.last_lane:
        return max(used.get((lane, column), 0) for column in block.columns), height
    return (0 if lane == block.last_lane else count - height), height


def _collide(block: Block, other: Block) -> bool:
    """Whether two blocks share a column and neither lies wholly above the other (sharing one lane is fine)."""
    apart = block.column >= other.column + other.width or other.column >= block.column + block.width
    return not (apart or block.last_lane <= other.first_lane or other.last_lane <= block.first_lane)


def _neighbours(edges: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for a, b in edges:
        found.setdefault(a, []).append(b)
        found.setdefault(b, []).append(a)
    return found


def _traffic(edges: Sequence[tuple[str, str]], home: dict[str, str]) -> dict[tuple[str, str], int]:
    """How many flows run between two blocks, in both orders of their ids."""
    counts: dict[tuple[str, str], int] = {}
    for a, b in edges:
        first, second = home.get(a), home.get(b)
        if first is not None and second is not None and first != second:
            for pair in ((first, second), (second, first)):
                counts[pair] = counts.get(pair, 0) + 1
    return counts
