"""Labels last: each on its own flow, touching nothing; what fits nowhere becomes a numbered badge.

The flow with the fewest possible places is served first. What lies near a run is looked up once for all places along it: so
asking whether a place is free costs little, however large the picture is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from archgen.layout.geometry import Point, Rect
from archgen.layout.obstacles import Obstacle, Obstacles, is_blocked, reach_into
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.layout.labels import LabelForm

POSITIONS = (0.5, *(0.5 + sign * step * 0.055 for step in range(1, 9) for sign in (-1, 1)))
LEVEL_END_PX = 8.0  # that a label leaves of a level run at its ends
UPRIGHT_END_PX = 9.0
ARROW_PX = 8
BADGE_RADII_PX = (10.0, 9.0)
BADGE_STEP_PX = 3
HORIZONTAL_WORTH = 1.3
SHIFTS = (0.0, 0.5, -0.5, 1.0, -1.0)
ENOUGH_PLACES = 3
LEAST_UNDER_LABEL_PX = 12


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
            obstacles.add(_run_rect(a, b), owner, margin=2)
        heads = [path[-1], path[0]] if both[owner] else [path[-1]]
        for head in heads:
            obstacles.add(Rect(head.x, head.y, 0, 0), margin=ARROW_PX)


def _run_rect(a: Point, b: Point) -> Rect:
    return Rect(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))


def place_labels(
    obstacles: Obstacles,
    paths: Sequence[Sequence[Point]],
    forms: Sequence[Sequence[LabelForm]],
    page: Rect,
    is_vain: Callable[[int, int], bool] = lambda homeless, on_border: False,
) -> dict[int, LabelPlace] | None:
    """A free place for each label that has one, by flow; the obstacles grow by what is placed.

    None as soon as so many labels have no place, and so many only one that covers a group's border, that it is in vain.
    """
    candidates: dict[int, list[Spot]] = {}
    homeless = on_border = 0
    for owner in sorted((owner for owner, own in enumerate(forms) if own), key=lambda owner: _measure(paths[owner])):
        spots = candidates[owner] = _label_candidates(obstacles, owner, paths[owner], forms[owner], page)
        if not spots or not spots[0][3]:
            homeless, on_border = homeless + (not spots), on_border + bool(spots)
            if is_vain(homeless, on_border):
                return None
    placed: dict[int, LabelPlace] = {}
    for owner in sorted(candidates, key=lambda owner: (len(candidates[owner]), owner)):
        for form, x, y, clear in candidates[owner]:
            place = LabelPlace(form, Point(x, y), clear)
            if not _is_taken(obstacles, owner, place.rect):
                placed[owner] = place
                obstacles.add(place.rect, margin=1)
                break
    return placed


def count_homeless(paths: Sequence[Sequence[Point]], forms: Sequence[Sequence[LabelForm]]) -> int:
    """How many labels have no place even if nothing else stood there: no run of their flow is long enough for them."""
    return sum([bool(own) and not _has_room(path, own) for path, own in zip(paths, forms, strict=True)])


def _has_room(path: Sequence[Point], forms: Sequence[LabelForm]) -> bool:
    """Whether a run is so long that one of the forms can stand in its middle."""
    narrowest, lowest = min([form.width for form in forms]), min([form.height for form in forms])
    for a, b in pairwise(path):
        size, ends = (narrowest, LEVEL_END_PX) if a.y == b.y else (lowest, UPRIGHT_END_PX)
        if size / 2 + ends <= (abs(a.x - b.x) + abs(a.y - b.y)) * 0.5:
            return True
    return False


def _measure(path: Sequence[Point]) -> float:
    """The length of a path: short ones have the least room."""
    return sum([abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(path)])


def _is_taken(obstacles: Obstacles, owner: int, rect: Rect) -> bool:
    sides = rect.x, rect.y, rect.right, rect.bottom
    return is_blocked(*sides, obstacles.find_near(*sides, owner))


Spot = tuple["LabelForm", float, float, bool]  # a form, its upper left corner, and whether it covers nothing there


def _label_candidates(
    obstacles: Obstacles, owner: int, path: Sequence[Point], forms: Sequence[LabelForm], page: Rect
) -> list[Spot]:
    """Places that are free of what stands already: first those with the label's middle on the flow, then, where there are few
    of them, those beside the middle; those that cover a group's border come last.
    """
    spots: list[Spot] = []
    stretches = _list_stretches(obstacles, owner, path, forms, page)
    for shift in SHIFTS:
        if shift and sum([spot[3] for spot in spots]) >= ENOUGH_PLACES:
            break
        for stretch in stretches:
            if not (shift and stretch.is_level):
                for form, xs, ys in stretch.rows:
                    spots += _list_spots(form, _shift(xs, form, shift, stretch.is_upright), ys, stretch.near)
    clear = [spot for spot in spots if spot[3]]
    return clear if len(clear) == len(spots) else clear + [spot for spot in spots if not spot[3]]


class _Stretch(NamedTuple):
    """A run of a flow: for each form the left and upper sides that it could have with its middle on the run, the best first, and
    what lies in reach of any of them.
    """

    is_level: bool
    is_upright: bool
    rows: list[tuple[LabelForm, list[float], list[float]]]
    near: list[Obstacle]


def _list_stretches(
    obstacles: Obstacles, owner: int, path: Sequence[Point], forms: Sequence[LabelForm], page: Rect
) -> list[_Stretch]:
    """The runs of a path that are long enough for one of the forms."""
    width, height = max(form.width for form in forms), max(form.height for form in forms)
    stretches = []
    for a, b in _runs_by_worth(path):
        rows = [(form, *_set_along(a, b, form, shares)) for form in forms if (shares := _list_places(a, b, form))]
        if rows:
            near = _find_near_run(obstacles, a, b, width, height, owner)
            stretches.append(_Stretch(a.y == b.y, a.x == b.x, rows, near + _list_margins(page)))
    return stretches


def _find_near_run(obstacles: Obstacles, a: Point, b: Point, width: float, height: float, owner: int) -> list[Obstacle]:
    """What is in reach of something of a size whose middle is on a run or, beside an upright one, nearer to it than its width."""
    left, right = (a.x, b.x) if a.x < b.x else (b.x, a.x)
    top, bottom = (a.y, b.y) if a.y < b.y else (b.y, a.y)
    aside, along = (
        (0 if top == bottom else width),
        (0 if left == right else height),
    )  # it does not reach beyond the ends
    return obstacles.find_near(left - aside, top - along, right + aside, bottom + along, owner)


def _list_margins(page: Rect) -> list[Obstacle]:
    """Everything beside the page, as obstacles."""
    return [
        (-inf, -inf, page.x, inf, None, False),
        (page.right, -inf, inf, inf, None, False),
        (-inf, -inf, inf, page.y, None, False),
        (-inf, page.bottom, inf, inf, None, False),
    ]


def _shift(xs: list[float], form: LabelForm, shift: float, is_upright: bool) -> list[float]:
    """The left sides moved so far that the label's middle stands beside an upright run; ``shift`` is a share of what leaves the
    run under the label's text.
    """
    if not shift:
        return xs
    aside = shift * max(0.0, form.width / 2 - LEAST_UNDER_LABEL_PX)
    return [round(xs[0] + aside, 1)] * len(xs) if is_upright else [round(x + aside, 1) for x in xs]


def _list_spots(form: LabelForm, xs: Sequence[float], ys: Sequence[float], near: Sequence[Obstacle]) -> list[Spot]:
    """The places at which a form covers nothing that it may not. Thousands are tried, and so it is written out."""
    width, height, _ = form
    near = reach_into(min(xs), min(ys), max(xs) + width, max(ys) + height, near)
    if not near:
        return [(form, x, y, True) for x, y in zip(xs, ys, strict=True)]
    spots: list[Spot] = []
    for x, y in zip(xs, ys, strict=True):
        right, bottom = x + width, y + height
        clear = True
        for x0, y0, x1, y1, _, soft in near:
            if x0 < right and x < x1 and y0 < bottom and y < y1:
                if not soft:
                    break
                clear = False
        else:
            spots.append((form, x, y, clear))
    return spots


def _runs_by_worth(path: Sequence[Point]) -> list[tuple[Point, Point]]:
    """The runs of a path, the long ones first; text lies better on a horizontal one."""

    def worth(run: tuple[Point, Point]) -> float:
        (x, y), (x_2, y_2) = run
        return -(abs(x - x_2) * HORIZONTAL_WORTH + abs(y - y_2))

    return sorted(pairwise(path), key=worth)


def _list_places(a: Point, b: Point, form: LabelForm) -> list[float]:
    """Where on a run a label's middle may stand, as shares of its length, from the run's middle outwards."""
    length = abs(a.x - b.x) + abs(a.y - b.y)
    need = form.width / 2 + LEVEL_END_PX if a.y == b.y else form.height / 2 + UPRIGHT_END_PX
    if need > length / 2:  # not even in its middle
        return []
    return [share for share in POSITIONS if need <= share * length <= length - need]


def _set_along(a: Point, b: Point, form: LabelForm, shares: Sequence[float]) -> tuple[list[float], list[float]]:
    """The left and upper sides of a label with its middle at these places of a run."""
    return _spread(a.x, b.x, form.width / 2, shares), _spread(a.y, b.y, form.height / 2, shares)


def _spread(start: float, end: float, before: float, shares: Sequence[float]) -> list[float]:
    """Where on the way from start to end so much before each of the shares is."""
    if start == end:  # rounding takes longer than all the rest
        return [round(start - before, 1)] * len(shares)
    return [round(start + (end - start) * share - before, 1) for share in shares]


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
        obstacles.add(_badge_rect(place.middle, place.radius), margin=1)
    return tuple(places)


def _find_badge_place(obstacles: Obstacles, owner: int, path: Sequence[Point]) -> BadgePlace:
    for radius in BADGE_RADII_PX:
        for a, b in _runs_by_worth(path):
            near = _find_near_run(obstacles, a, b, 2 * radius, 2 * radius, owner)
            for x, y in _middles_along(a, b, radius):
                if not is_blocked(x - radius, y - radius, x + radius, y + radius, near):
                    return BadgePlace(Point(x, y), radius, free=True)
    a, b = _runs_by_worth(path)[0]
    return BadgePlace(Point((a.x + b.x) / 2, (a.y + b.y) / 2), BADGE_RADII_PX[-1], free=False)


def _middles_along(a: Point, b: Point, radius: float) -> Iterator[tuple[float, float]]:
    length = abs(a.x - b.x) + abs(a.y - b.y)
    for share in _list_shares(int(length / BADGE_STEP_PX)):
        if min(share, 1 - share) * length >= radius + 2:
            yield round(a.x + (b.x - a.x) * share, 1), round(a.y + (b.y - a.y) * share, 1)


@lru_cache(maxsize=1024)
def _list_shares(count: int) -> tuple[float, ...]:
    """So many places on a run, as shares of its length, the middle one first."""
    shares = (i / (count + 1) for i in range(1, count + 1))
    return tuple(sorted(shares, key=lambda share: (abs(share - 0.5), share)))


def _badge_rect(middle: Point, radius: float) -> Rect:
    return Rect(middle.x, middle.y, 0, 0).grown(radius)
