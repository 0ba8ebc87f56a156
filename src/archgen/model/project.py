"""Project: what a catalogue decides for all its specs, with every reference checked and every default filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from archgen.model.kinds import KINDS, Kind
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.conditions import Condition


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
    where: tuple[Condition, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]


class Rule(NamedTuple):
    """Where ``when`` holds and ``unless`` does not, a system has one thing and lacks another, and the technologies that a fact
    names are those of the components of a kind (``names``).
    """

    id: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    has: tuple[Condition, ...]
    lacks: tuple[Condition, ...]
    names: tuple[tuple[str, str], ...]
    because: str

    @property
    def facts(self) -> tuple[str, ...]:
        """The keys of the facts that it speaks of, each once."""
        asked = [condition.fact for part in (self.when, self.unless, self.has, self.lacks) for condition in part]
        return tuple(dict.fromkeys(fact for fact in (*asked, *(fact for fact, _ in self.names)) if fact is not None))


class Project(NamedTuple):
    """What belongs to a catalogue; without a project file, what archgen decides itself."""

    specs: str | None = None
    output: str | None = None
    house: House = PLAIN_HOUSE
    kinds: Mapping[str, Kind] = KINDS
    technologies: tuple[OwnTechnology, ...] = ()
    tables: tuple[Table, ...] = ()
    rules: tuple[Rule, ...] = ()


PLAIN_PROJECT = Project()
