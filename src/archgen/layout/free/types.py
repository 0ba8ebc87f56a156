"""What dot is asked for, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from archgen.layout.geometry import Point, Rect
from archgen.values import NamedTuple

Heads = Literal["forward", "back", "both"]


class FreeGroup(NamedTuple):
    """A group: the group around it, the cards that stand in it but in no group inside it, and the room for its title."""

    id: str
    parent: str | None
    members: tuple[str, ...]
    title_width: float
    title_lines: int


class FreeEdge(NamedTuple):
    """A flow from the card that is to stand higher to the other, and where its arrow heads are.

    An ``upright`` one goes from the middle of the lower side to that of the upper side. One that leads to a group ends at the
    group's border on its way to the card.
    """

    upper: str
    lower: str
    heads: Heads
    upright: bool = False
    upper_group: str | None = None
    lower_group: str | None = None


class FreeGraph(NamedTuple):
    """Cards by id with their width and height in px, groups (outer ones first), flows; and the bands that cards stand in.

    The cards of a band stand below those of the bands before it; a card without one stands where its flows put it.
    ``spread`` is how many times as much room there is between things as usual; flows are ``curved``, or have corners.
    """

    cards: Mapping[str, tuple[float, float]]
    groups: tuple[FreeGroup, ...]
    edges: tuple[FreeEdge, ...]
    bands: Mapping[str, int]
    spread: float = 1.0
    curved: bool = True


class FreePlaces(NamedTuple):
    """The page's size, where cards and groups stand, and for each edge the control points of its curve, from above."""

    width: float
    height: float
    cards: Mapping[str, Rect]
    groups: Mapping[str, Rect]
    curves: tuple[tuple[Point, ...], ...]
