"""Conditions in words, for those who break a rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from archgen.model.architecture import Architecture
from archgen.model.conditions import Condition, Sort, find_key

# How a condition on a thing is said behind the thing: some words, and each of its values.
PHRASES: Mapping[str, tuple[str, str]] = {
    "kind": ("of kind", "`{}`"),
    "technology": ("with", "`{}`"),
    "group": ("in the group", "`{}`"),
    "code": ("with", "`code: {}`"),
    "optional": ("with", "`optional: {}`"),
    "lane": ("in the lane", "`{}`"),
    "confidence": ("with", "`confidence: {}`"),
    "from": ("from", "`{}`"),
    "to": ("to", "`{}`"),
    "protocol": ("by", "`{}`"),
    "cluster": ("with", "`kubernetes: {}`"),
}
HAS: Mapping[bool, str] = {True: "has a", False: "has no"}
SAYS: Mapping[bool, str] = {True: "says", False: "does not say"}


def describe(conditions: Sequence[Condition], *, there: bool) -> str:
    """``has no flow from `client` to `artifact-store` ``, or (what is ``there``) ``has a flow from ...``."""
    parts: list[str] = []
    for sort in dict.fromkeys(_sort_of(condition) for condition in conditions):
        asked = [condition for condition in conditions if _sort_of(condition) == sort]
        if sort == "system":
            parts += [f"{SAYS[there]} {_write(condition)}" for condition in asked]
        else:
            parts.append(f"{HAS[there]} {sort} {' '.join(map(_phrase, asked))}")
    return " and ".join(parts)


def _sort_of(condition: Condition) -> Sort:
    key = find_key(condition.key)
    assert key is not None
    return key.sort


def _phrase(condition: Condition) -> str:
    words, form = PHRASES[condition.key]
    return f"{words} {_join([form.format(value) for value in condition.values])}"


def _write(condition: Condition) -> str:
    return _join([f"`{condition.key}: {value}`" for value in condition.values])


def _join(words: Sequence[str]) -> str:
    """``a, b or c``."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def quote_facts(architecture: Architecture, keys: Sequence[str]) -> str:
    """``the facts say `kubernetes: Required` ``; nothing where no fact is asked for."""
    said = [f"`{fact.key}: {fact.truth}`" for fact in architecture.facts if fact.key in keys]
    return f"the facts say {' and '.join(said)}" if said else ""


def suggest_addition(architecture: Architecture, conditions: Sequence[Condition]) -> str:
    """What to write, so that conditions hold that do not."""
    asked = {condition.key: condition.values for condition in conditions}
    if {"from", "to"} <= asked.keys():
        start, end = (_find_player(architecture, asked[key]) for key in ("from", "to"))
        return f"add a flow, like `- {start} -> {end}: what flows`"
    if "cluster" in asked:
        return f"write `kubernetes: {asked['cluster'][0]}` at a group"
    if "kind" in asked:
        return f"add a component with `kind: {asked['kind'][0]}`"
    said = [f"`{key}: {values[0]}`" for key, values in asked.items() if key == "kubernetes"]
    return f"write {said[0]}" if said else "draw it"


def _find_player(architecture: Architecture, kinds: Sequence[str]) -> str:
    """The id of a component that plays one of the roles, the first role before the others; else the role."""
    found = (c.id for kind in kinds for c in architecture.components if c.presence == "present" and c.kind == kind)
    return next(found, kinds[0])
