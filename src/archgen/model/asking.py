"""The conditions and the rules of a project file: what of them can be asked, and what is wrong with the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.conditions import FACT_PREFIX, Condition, explain_condition
from archgen.model.known_kinds import explain_unknown_kind
from archgen.model.project import Rule

if TYPE_CHECKING:
    from archgen.model import project_file as authored
    from archgen.model.kinds import Kind

PARTS = ("when", "unless", "has", "lacks")


def build_conditions(asked: authored.Asked, kinds: Mapping[str, Kind]) -> tuple[Condition, ...]:
    """The conditions that can be asked."""
    conditions = (Condition(key, values) for key, values in asked.items())
    return tuple(condition for condition in conditions if explain_condition(condition, kinds) is None)


def check_conditions(asked: authored.Asked, kinds: Mapping[str, Kind], path: Path) -> Iterator[Finding]:
    """What cannot be asked."""
    for key, values in asked.items():
        problem = explain_condition(Condition(key, values), kinds)
        if problem is not None:
            at = (*path, key) if problem.value is None or len(values) == 1 else (*path, key, problem.value)
            place = Place(at, "key" if problem.value is None else "value")
            yield Finding("AG314", problem.message, place, help=problem.help)


def resolve_rules(
    authored_rules: Mapping[str, authored.Rule], kinds: Mapping[str, Kind]
) -> tuple[tuple[Rule, ...], list[Finding]]:
    """The rules that are sound, and what is wrong with the others."""
    rules: list[Rule] = []
    findings: list[Finding] = []
    for id, rule in authored_rules.items():
        found = [*_check_rule(id, rule, kinds), *_check_namings(id, rule, kinds)]
        findings += found
        rules += [] if found else [_build_rule(id, rule, kinds)]
    return tuple(rules), findings


def _build_rule(id: str, rule: authored.Rule, kinds: Mapping[str, Kind]) -> Rule:
    when, unless, has, lacks = (build_conditions(getattr(rule, part), kinds) for part in PARTS)
    names = tuple((key.removeprefix(FACT_PREFIX), kind) for key, kind in rule.names.items())
    return Rule(id, when, unless, has, lacks, names, rule.because or "")


def _check_rule(id: str, rule: authored.Rule, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    """A rule that asks for nothing, or for what cannot be asked."""
    if not (rule.has or rule.lacks or rule.names):
        help = "say what there must be, or must not: `lacks: {kind: server}`"
        yield Finding("AG318", f"the rule `{id}` asks for nothing", Place(("rules", id), "key"), help=help)
    for part in PARTS:
        yield from check_conditions(getattr(rule, part), kinds, ("rules", id, part))


def _check_namings(id: str, rule: authored.Rule, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    """What `names` has that is no fact, or no kind."""
    for key, kind in rule.names.items():
        path: Path = ("rules", id, "names", key)
        if key == FACT_PREFIX or not key.startswith(FACT_PREFIX):
            help = f"write `{FACT_PREFIX}{key if key != FACT_PREFIX else 'metadata_db'}`"
            yield Finding("AG314", f"`{key}` is no fact", Place(path, "key"), help=help)
        if kind not in kinds:
            yield explain_unknown_kind(kind, kinds, Place(path))
