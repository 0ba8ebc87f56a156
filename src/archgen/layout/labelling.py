"""Labels last: each on its own flow, touching nothing; what fits nowhere becomes a numbered badge.

The flow with the fewest possible places is served first. Obstacles lie in a hash of squares, so that asking whether a
place is free costs little however large the picture is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from archgen.layout.geometry import Point, Rect

if TYPE_CHECKING:
    from archgen.layout.labels import LabelForm

SQUARE_PX = 48
POSITIONS = (0.5, *(0.5 + sign * step * 0.055 for step in range(1, 9) for sign in (-1, 1)))
END_CLEARANCE_PX = {"horizontal": 8.0, "vertical": 9.0}
ARROW_PX = 8
BADGE_RADII_PX = (10.0, 9.0)
BADGE_STEP_PX = 3
HORIZONTAL_WORTH = 1.3
SHIFTS = (0.0, 0.5, -0.5, 1.0, -1.0)
ENOUGH_PLACES = 3
LEAST_UNDER_LABEL_PX = 12
FREE, SOFT, HARD = 0, 1, 2


Obstacle = tuple[float, float, float, float, int | None, bool]  # left, top, right, bottom, owner, soft


class Obstacles:
    """Rectangles with owners: whoever asks for a place may cover what is its own, and soft ones at need."""

    def __init__(self) -> None:
        self.squares: dict[tuple[int, int], list[Obstacle]] = {}

    def add(self, rect: Rect, owner: int | None = None, soft: bool = False) -> None:
        """Put an obstacle; ``owner`` is the flow that may cover it."""
        obstacle = (rect.x, rect.y, rect.right, rect.bottom, owner, soft)
        for square in _squares(*obstacle[:4]):
            self.squares.setdefault(square, []).append(obstacle)

    def cover(self, left: float, top: float, right: float, bottom: float, owner: int) -> int:
        """What lies there that is not the owner's: `FREE`, `SOFT` or `HARD`. Asked thousands of times, and so written out."""
        worst = FREE
        squares = self.squares
        rows = range(int(top // SQUARE_PX), int(bottom // SQUARE_PX) + 1)
        for column in range(int(left // SQUARE_PX), int(right // SQUARE_PX) + 1):
            for row in rows:
                for x0, y0, x1, y1, holder, soft in squares.get((column, row), ()):
                    if x0 < right and left < x1 and y0 < bottom and top < y1 and holder != owner:
                        if not soft:
                            return HARD
                        worst = SOFT
        return worst


def _squares(left: float, top: float, right: float, bottom: float) -> list[tuple[int, int]]:
    rows = range(int(top // SQUARE_PX), int(bottom // SQUARE_PX) + 1)
    return [(column, row) for column in range(int(left // SQUARE_PX), int(right // SQUARE_PX) + 1) for row in rows]


class LabelPlace(NamedTuple):
    """A form of a label, and the upper left corner it stands at; ``clear`` is false where it covers a group's border."""

    form: LabelForm
    corner: Point
    clear: bool

    @property
    def rect(self) -> Rect:
        """The label's background."""
        return Rect(self.corner.x, self.corner.y, self.form.width, self.form.height)


class BadgePlace(NamedTuple):
    """A badge's middle and radius; ``free`` is false where it had to be put on top of something."""

    middle: Point
    radius: float
    free: bool


def add_path_obstacles(obstacles: Obstacles, paths: Sequence[Sequence[Point]], both: Sequence[bool]) -> None:
    """Every run of every flow, and its arrow heads."""
    for owner, path in enumerate(paths):
        for a, b in pairwise(path):
            obstacles.add(_run_rect(a, b).grown(2), owner)
        heads = [path[-1], path[0]] if both[owner] else [path[-1]]
        for head in heads:
            obstacles.add(Rect(head.x, head.y, 0, 0).grown(ARROW_PX))


def _run_rect(a: Point, b: Point) -> Rect:
    return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def place_labels(
    obstacles: Obstacles,
    paths: Sequence[Sequence[Point]],
    forms: Sequence[Sequence[LabelForm]],
    page: Rect,
) -> dict[int, LabelPlace]:
    """A free place for each label that has one, by flow; the obstacles grow by what is placed."""
    candidates = {
        owner: _label_candidates(obstacles, owner, paths[owner], forms[owner], page)
        for owner in range(len(paths))
        if forms[owner]
    }
    placed: dict[int, LabelPlace] = {}
    for owner in sorted(candidates, key=lambda owner: (len(candidates[owner]), owner)):
        for place in candidates[owner]:
            rect = place.rect
            if obstacles.cover(rect.x, rect.y, rect.right, rect.bottom, owner) != HARD:
                placed[owner] = place
                obstacles.add(rect.grown(1))
                break
    return placed


def _label_candidates(
    obstacles: Obstacles, owner: int, path: Sequence[Point], forms: Sequence[LabelForm], page: Rect
) -> list[LabelPlace]:
    """Places that are free of what stands already: first those with the label's middle on the flow, then, where there are few
    of them, those beside the middle; those that cover a group's border come last.
    """
    clear: list[LabelPlace] = []
    on_border: list[LabelPlace] = []
    for shift in SHIFTS:
        if shift and len(clear) >= ENOUGH_PLACES:
            break
        for form, x, y in _corners(path, forms, shift):
            right, bottom = x + form.width, y + form.height
            if x < page.x or y < page.y or right > page.right or bottom > page.bottom:
                continue
            covered = obstacles.cover(x, y, right, bottom, owner)
            if covered != HARD:
                (on_border if covered else clear).append(LabelPlace(form, Point(x, y), not covered))
    return clear + on_border


def _corners(
    path: Sequence[Point], forms: Sequence[LabelForm], shift: float
) -> Iterator[tuple[LabelForm, float, float]]:
    """Forms of a label with the upper left corners they could have, the best first; ``shift`` is how far the label's middle
    stands beside an upright run, as a share of what leaves the run under the label's text.
    """
    for a, b in _runs_by_worth(path):
        horizontal = a.y == b.y
        if shift and horizontal:
            continue
        for form in forms:
            aside = shift * max(0.0, form.width / 2 - LEAST_UNDER_LABEL_PX)
            for x, y in _corners_along(a, b, form):
                yield form, round(x + aside, 1), y


def _runs_by_worth(path: Sequence[Point]) -> list[tuple[Point, Point]]:
    """The runs of a path, the long ones first; text lies better on a horizontal one."""

    def worth(run: tuple[Point, Point]) -> float:
        a, b = run
        return -(abs(a.x - b.x) * HORIZONTAL_WORTH + abs(a.y - b.y))

    return sorted(pairwise(path), key=worth)


def _corners_along(a: Point, b: Point, form: LabelForm) -> Iterator[tuple[float, float]]:
    """Upper left corners with the label's middle on the run, from the run's middle outwards."""
    horizontal = a.y == b.y
    length = abs(a.x - b.x) + abs(a.y - b.y)
    size = form.width if horizontal else form.height
    need = size / 2 + END_CLEARANCE_PX["horizontal" if horizontal else "vertical"]
    for share in POSITIONS:
        if need <= share * length <= length - need:
            x, y = a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share
            yield round(x - form.width / 2, 1), round(y - form.height / 2, 1)


def place_badges(
    obstacles: Obstacles, paths: Sequence[Sequence[Point]], owners: Sequence[int]
) -> tuple[tuple[int, BadgePlace], ...]:
    """For each of these flows, in their order, itself and a place for a badge, as near to the middle of its longest run as is
    free. A flow that is named twice gets two.
    """
    places: list[tuple[int, BadgePlace]] = []
    for owner in owners:
        place = _find_badge_place(obstacles, owner, paths[owner])
        places.append((owner, place))
        obstacles.add(_badge_rect(place.middle, place.radius).grown(1))
    return tuple(places)


def _find_badge_place(obstacles: Obstacles, owner: int, path: Sequence[Point]) -> BadgePlace:
    for radius in BADGE_RADII_PX:
        for a, b in _runs_by_worth(path):
            for middle in _middles_along(a, b, radius):
                x, y = middle
                if obstacles.cover(x - radius, y - radius, x + radius, y + radius, owner) != HARD:
                    return BadgePlace(middle, radius, free=True)
    a, b = _runs_by_worth(path)[0]
    return BadgePlace(Point((a.x + b.x) / 2, (a.y + b.y) / 2), BADGE_RADII_PX[-1], free=False)


def _middles_along(a: Point, b: Point, radius: float) -> Iterator[Point]:
    length = abs(a.x - b.x) + abs(a.y - b.y)
    count = int(length / BADGE_STEP_PX)
    shares = sorted((i / (count + 1) for i in range(1, count + 1)), key=lambda share: (abs(share - 0.5), share))
    for share in shares:
        if min(share, 1 - share) * length >= radius + 2:
            yield Point(round(a.x + (b.x - a.x) * share, 1), round(a.y + (b.y - a.y) * share, 1))


def _badge_rect(middle: Point, radius: float) -> Rect:
    return Rect(middle.x, middle.y, 0, 0).grown(radius)
