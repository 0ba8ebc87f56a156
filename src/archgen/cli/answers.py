"""``archgen list --where``: what is asked, and the answers as a table or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from archgen.cli.columns import write_columns
from archgen.cli.reporting import say
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.conditions import Condition, explain_condition, find_key
from archgen.systems import Answer, ask_systems, find_line

if TYPE_CHECKING:
    from archgen.api import Loaded
    from archgen.queries.where import Match


def answer(asked: Sequence[str], systems: list[Loaded], kinds: Iterable[str], list_format: str) -> None:
    """Print the systems for which everything that is asked holds; UsageError where something cannot be asked."""
    facts = [fact.key for loaded in systems if loaded.architecture for fact in loaded.architecture.facts]
    conditions = [_read_condition(text, list(kinds), facts) for text in asked]
    answers = list(ask_systems(systems, conditions))
    if list_format == "json":
        import json

        click.echo(json.dumps(_describe(conditions, answers), ensure_ascii=False, indent=2))
    elif answers:
        click.echo(write_columns([("TOOL", "FOUND", "WHAT", "PLACE"), *_list_rows(answers)]))
    if not answers:
        _say_nothing_found(conditions, systems)


def _read_condition(text: str, kinds: list[str], facts: list[str]) -> Condition:
    key, equals, value = (part.strip() for part in text.partition("="))
    if not (key and equals and value):
        raise UsageError(f"`--where {text}` is no KEY=VALUE", f"write `--where {key or 'kind'}=VALUE`")
    condition = Condition(key, (value,))
    problem = explain_condition(condition, kinds, facts)
    if problem is not None:
        raise UsageError(problem.message, problem.help)
    return condition


def _list_rows(answers: list[Answer]) -> Iterable[tuple[str, ...]]:
    """A row for each thing that is found."""
    for found in answers:
        for match in found.matches:
            line = find_line(found.system, match.place)
            yield found.system.tool, match.id, match.text, f"{line.file}:{line.line}"


def _describe(conditions: list[Condition], answers: list[Answer]) -> dict[str, Any]:
    return {
        "version": 1,
        "where": [{"key": condition.key, "value": condition.values[0]} for condition in conditions],
        "systems": [
            {
                "tool": found.system.tool,
                "name": found.architecture.name,
                "matches": [_describe_match(found.system, match) for match in found.matches],
            }
            for found in answers
        ],
    }


def _describe_match(system: Loaded, match: Match) -> dict[str, Any]:
    return {"sort": match.sort, "id": match.id, "text": match.text, **find_line(system, match.place)._asdict()}


def _say_nothing_found(conditions: list[Condition], systems: list[Loaded]) -> None:
    """That no system is found, and the nearest word that would find one."""
    said = " and ".join(f"{condition.key}={condition.values[0]}" for condition in conditions)
    say(f"no system has {said}")
    for condition in conditions:
        known = list(dict.fromkeys(_list_values(condition, systems)))
        value = condition.values[0]
        if known and value not in known:
            hint = did_you_mean(value, known) or f"{condition.key} is one of: {', '.join(known[:12])}"
            say(f"  help: {hint}")


def _list_values(condition: Condition, systems: list[Loaded]) -> Iterable[str]:
    """The values that would find something, under keys that take any text."""
    key = find_key(condition.key)
    if key is None or key.words is not None:
        return
    for architecture in (loaded.architecture for loaded in systems if loaded.architecture):
        if condition.fact is not None:
            yield from (fact.truth for fact in architecture.facts if fact.key == condition.fact)
        elif condition.key == "technology":
            yield from (text for c in architecture.components for text in (*c.technology, *c.any_of))
        elif condition.key == "group":
            yield from (group.id for group in architecture.groups)
        else:
            yield from (flow.protocol for flow in architecture.flows if flow.protocol)
