"""Rectangles in a hash of squares: which of them lie near another is found without looking at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from archgen.layout.geometry import Rect

SQUARE_PX = 128


class Squares:
    """Rectangles by their numbers."""

    def __init__(self, rects: Iterable[Rect]) -> None:
        self._squares: dict[tuple[int, int], list[int]] = {}
        for number, rect in enumerate(rects):
            for square in _list_squares(rect):
                self._squares.setdefault(square, []).append(number)

    def find_near(self, rect: Rect) -> list[int]:
        """The numbers of all rectangles that share a square with this one, in ascending order."""
        squares = self._squares
        return sorted({number for square in _list_squares(rect) for number in squares.get(square, ())})


def _list_squares(rect: Rect) -> Iterator[tuple[int, int]]:
    columns = range(int(rect.x // SQUARE_PX), int(rect.right // SQUARE_PX) + 1)
    return product(columns, range(int(rect.y // SQUARE_PX), int(rect.bottom // SQUARE_PX) + 1))
