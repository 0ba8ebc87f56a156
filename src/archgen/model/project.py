"""Project: what a catalogue decides for all its specs, with every reference checked and every default filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from archgen.model.kinds import KINDS, Kind


class OwnTechnology(NamedTuple):
    """A technology by name, with its other names and its icon, as written."""

    name: str
    aliases: tuple[str, ...]
    icon: str | None


class House(NamedTuple):
    """The look of a catalogue's pictures: the theme it starts from, and the colours that are its own, by token.

    The colours of kinds are apart; ``looks`` names the built-in kind that each kind of one's own looks like.
    """

    like: Literal["default", "neutral", "contrast"] = "default"
    light: Mapping[str, str] = {}
    dark: Mapping[str, str] = {}
    light_kinds: Mapping[str, str] = {}
    dark_kinds: Mapping[str, str] = {}
    looks: Mapping[str, str] = {}


PLAIN_HOUSE = House()


def join_houses(houses: Sequence[House]) -> House:
    """The look of the first, with the kinds that only others have."""
    joined = PLAIN_HOUSE if not houses else houses[0]
    for other in houses[1:]:
        joined = joined._replace(
            looks={**other.looks, **joined.looks},
            light_kinds={**other.light_kinds, **joined.light_kinds},
            dark_kinds={**other.dark_kinds, **joined.dark_kinds},
        )
    return joined


class Column(NamedTuple):
    """A column of a table: the fact (or, with ``field``, the key of the spec) that it shows, and the values allowed."""

    key: str
    label: str
    values: tuple[str, ...]
    field: str | None


class Table(NamedTuple):
    """A table that compares systems."""

    title: str
    where: Mapping[str, str]
    order: tuple[str, ...]
    columns: tuple[Column, ...]


class Project(NamedTuple):
    """What belongs to a catalogue; without a project file, what archgen decides itself."""

    specs: str | None = None
    output: str | None = None
    house: House = PLAIN_HOUSE
    kinds: Mapping[str, Kind] = KINDS
    technologies: tuple[OwnTechnology, ...] = ()
    tables: tuple[Table, ...] = ()


PLAIN_PROJECT = Project()
