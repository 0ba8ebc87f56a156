"""Hints: what an author asks of the grid, and how far a placement is from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from archgen.layout.grid.types import Cell
from archgen.values import NamedTuple

Relation = Literal["before", "above", "near", "align", "column", "row"]


class GridHint(NamedTuple):
    """What is asked of cards: in columns before others or in rows above them, near or in line with another, or in the column
    (of the grid) or row (of its lane) of a number, counted from 1.
    """

    relation: Relation
    cards: tuple[str, ...]
    others: tuple[str, ...] = ()
    number: int = 0


class Seat(NamedTuple):
    """A card's lane, its row within it, its row on the grid, and its column."""

    lane: int
    row_in_lane: int
    row: int
    column: int


def count_missing(hint: GridHint, seats: Mapping[str, Seat]) -> int:
    """How many steps the cards are away from what is asked; 0 where it is met."""
    if hint.relation == "column":
        return sum(abs(seats[card].column + 1 - hint.number) for card in hint.cards)
    if hint.relation == "row":
        return sum(abs(seats[card].row_in_lane + 1 - hint.number) for card in hint.cards)
    return sum(_count_between(hint.relation, seats[card], seats[other]) for card in hint.cards for other in hint.others)


def _count_between(relation: Relation, a: Seat, b: Seat) -> int:
    if relation == "before":
        return max(0, a.column - b.column + 1)
    if relation == "above":
        return max(0, a.row - b.row + 1)
    columns, rows = abs(a.column - b.column), abs(a.row - b.row)
    if relation == "near":
        return max(0, columns - 1) + (max(0, rows - 1) if a.lane == b.lane else 0)
    return rows if a.lane == b.lane else columns


def find_seats(cells: Mapping[str, Cell], row_lanes: Sequence[int]) -> dict[str, Seat]:
    """The seats of all cards of a plan."""
    first = {lane: row_lanes.index(lane) for lane in row_lanes}
    return {
        id: Seat(row_lanes[cell.row], cell.row - first[row_lanes[cell.row]], cell.row, cell.column)
        for id, cell in cells.items()
    }


def list_unmet(hints: Sequence[GridHint], cells: Mapping[str, Cell], row_lanes: Sequence[int]) -> list[int]:
    """The indexes of the hints that a plan does not meet."""
    if not hints:
        return []
    seats = find_seats(cells, row_lanes)
    return [index for index, hint in enumerate(hints) if count_missing(hint, seats)]
