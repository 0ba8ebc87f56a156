"""Conditions on systems, as `archgen list --where`, the tables of a comparison and its rules write them: a key and its values.

What each key asks of is the one thing of a system for which all conditions of its sort must hold together; whether they do is
seen by `archgen.queries`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from archgen.diagnostics.suggest import did_you_mean, suggest
from archgen.model.kinds import LANES
from archgen.model.spec import KUBERNETES_WORDS, SURE_WORDS
from archgen.values import NamedTuple

Sort = Literal["component", "flow", "group", "system"]

FACT_PREFIX = "fact."
FACT_KEY = "fact.KEY"


class Condition(NamedTuple):
    """A key, and the values of which it must have one."""

    key: str
    values: tuple[str, ...]

    @property
    def fact(self) -> str | None:
        """The key of the fact that it asks for; None where it asks for something else."""
        return self.key.removeprefix(FACT_PREFIX) if self.key.startswith(FACT_PREFIX) else None


class Key(NamedTuple):
    """What a key asks of, its words (None: any text; KIND_WORDS: the kinds of the catalogue), and what it means."""

    sort: Sort
    words: tuple[str, ...] | None
    meaning: str


KIND_WORDS = ("kinds",)

KEYS: Mapping[str, Key] = {
    "kind": Key("component", KIND_WORDS, "its kind, or one of its further roles"),
    "technology": Key("component", None, "one of its technologies, or of those in `any_of`, by any of its names"),
    "group": Key("component", None, "the id of a group around it"),
    "code": Key("component", ("open", "closed"), "whether its source code is open"),
    "optional": Key("component", ("yes", "no"), "whether the system works without it"),
    "lane": Key("component", LANES, "the lane it stands in"),
    "confidence": Key("component", SURE_WORDS, "how sure it is"),
    "from": Key("flow", KIND_WORDS, "the kind of the component that it comes from; `<->` comes from both ends"),
    "to": Key("flow", KIND_WORDS, "the kind of the component that it goes to; `<->` goes to both ends"),
    "protocol": Key("flow", None, "how it flows"),
    "cluster": Key("group", KUBERNETES_WORDS, "the `kubernetes` of the group"),
    "kubernetes": Key("system", KUBERNETES_WORDS, "the `kubernetes` of the system"),
    "absent": Key("system", KIND_WORDS, "a kind that it says it lacks"),
    "unpublished": Key("system", KIND_WORDS, "a kind that its vendor says nothing about"),
    FACT_KEY: Key(
        "system", None, "the fact of this key (corrected, where it is), with or without what it has in parentheses"
    ),
}


class Problem(NamedTuple):
    """Why a condition cannot hold for anything; ``value`` is the index of the value that is wrong, None where it is the key."""

    message: str
    help: str
    value: int | None


def find_key(name: str) -> Key | None:
    """What a key means; None where it is unknown."""
    if name in {FACT_PREFIX, FACT_KEY}:
        return None
    return KEYS[FACT_KEY] if name.startswith(FACT_PREFIX) else KEYS.get(name)


def explain_condition(condition: Condition, kinds: Iterable[str], facts: Iterable[str] | None = None) -> Problem | None:
    """What is wrong with a condition; None where it is sound. ``facts`` are the keys of all facts, where they are known."""
    key = find_key(condition.key)
    if key is None:
        near = did_you_mean(condition.key, KEYS) or f"a fact is asked for like `{FACT_PREFIX}edition`;"
        return Problem(f"nothing can be asked by `{condition.key}`", f"{near} keys: {', '.join(KEYS)}", None)
    if condition.fact is not None and facts is not None:
        return _explain_fact(condition.fact, list(dict.fromkeys(facts)))
    words = tuple(kinds) if key.words is KIND_WORDS else key.words
    for index, value in enumerate(condition.values if words is not None else ()):
        if value not in (words or ()):
            return _explain_value(condition.key, value, words or (), index)
    return None


def _explain_fact(fact: str, facts: list[str]) -> Problem | None:
    if fact in facts:
        return None
    near = did_you_mean(fact, facts)
    return Problem(f"no system has a fact `{fact}`", f"{near} facts: {', '.join(facts) or 'none'}".strip(), None)


def _explain_value(key: str, value: str, words: tuple[str, ...], index: int) -> Problem:
    near = suggest(value, words)
    hint = f"did you mean `{near[0]}`? " if near else ""
    return Problem(f"`{key}` cannot be `{value}`", f"{hint}choices: {', '.join(words)}", index)
