"""What goes into the grid's plan and what comes out."""

from __future__ import annotations

from collections.abc import Mapping

from archgen.values import NamedTuple


class Cell(NamedTuple):
    """A place on the grid, counted from 0 at the top left."""

    row: int
    column: int


class CellRange(NamedTuple):
    """The cells of a rectangle, first and last included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def holds(self, cell: Cell) -> bool:
        """Whether a cell is one of them."""
        return self.first_row <= cell.row <= self.last_row and self.first_column <= cell.column <= self.last_column


class GridCard(NamedTuple):
    """A card and the rank of its lane: lower ranks stand higher."""

    id: str
    lane: int


class GridGroup(NamedTuple):
    """A group: the group around it, and the cards that stand in it but in no group inside it.

    A ``wide`` one holds a card as wide as the picture: it has all columns.
    """

    id: str
    parent: str | None
    members: tuple[str, ...]
    wide: bool = False


class Arrangement(NamedTuple):
    """How an earlier picture was arranged: the cells of its cards, and the groups that it drew."""

    cells: Mapping[str, Cell]
    groups: frozenset[str]


class Grid(NamedTuple):
    """A plan as a picture has it: ``lanes`` are those of its rows or, where the lanes follow each other to the right, of its
    columns.
    """

    cells: Mapping[str, Cell]
    rows: int
    columns: int
    lanes: tuple[int, ...]
    to_the_right: bool
    dropped_groups: tuple[str, ...]


class GridPlan(NamedTuple):
    """A cell for every card; the lane of every row; groups that could not be kept together; the plan's cost."""

    cells: Mapping[str, Cell]
    row_lanes: tuple[int, ...]
    columns: int
    dropped_groups: tuple[str, ...]
    cost: float
