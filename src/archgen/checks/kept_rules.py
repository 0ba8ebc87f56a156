"""AG406, AG407: what the picture has, and what it lacks, is what the rules of the catalogue want, most of all after the facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.checks.wording import describe, quote_facts, suggest_addition
from archgen.diagnostics.diagnostic import Finding, Place, Related
from archgen.model.conditions import Condition
from archgen.queries.where import find_ghost_place, find_matches, find_truth_place, holds

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture
    from archgen.model.project import Rule

MOST_RELATED = 3


def applies(architecture: Architecture, rule: Rule) -> bool:
    """Whether a system is held to a rule. Where it does not have a fact that the rule speaks of, there is nothing to compare."""
    if not {fact.key for fact in architecture.facts}.issuperset(rule.facts):
        return False
    return holds(architecture, rule.when) and not (rule.unless and holds(architecture, rule.unless))


def find_broken_rules(architecture: Architecture, rule: Rule) -> Iterator[Finding]:
    """What a rule wants of a system and does not find, or finds and does not want."""
    if rule.has and not holds(architecture, rule.has):
        related = tuple(Related(place, text) for place, text in _look_for(architecture, rule.has))
        yield _report("AG406", architecture, rule, describe(rule.has, there=False), related)
    matches = find_matches(architecture, rule.lacks) if rule.lacks else None
    if matches is not None:
        related = tuple(Related(match.place, "here") for match in matches[:MOST_RELATED])
        yield _report("AG407", architecture, rule, describe(rule.lacks, there=True), related)


def _report(code: str, architecture: Architecture, rule: Rule, picture: str, related: tuple[Related, ...]) -> Finding:
    said = quote_facts(architecture, rule.facts) or f"the rule `{rule.id}` holds here"
    message = f"{said}, and the picture {picture}"
    remedy = suggest_addition(architecture, rule.has) if code == "AG406" else "draw it otherwise"
    either = f"{remedy}, or correct the fact" if rule.facts else remedy
    help = f"{either}; or say why it is right: `ignore: [{{rule: {rule.id}, reason: ...}}]`"
    help = f"{rule.because}; {help}" if rule.because else help
    place = _find_said(architecture, rule)
    shown = tuple(item for item in related if item.place != place)
    return Finding(code, message, place, help=help, related=shown, rule=rule.id)


def _find_said(architecture: Architecture, rule: Rule) -> Place:
    """Where the fact stands that a rule compares with; else what makes it hold, else all that is drawn."""
    facts = {fact.key: fact for fact in architecture.facts}
    if rule.facts:
        return find_truth_place(facts[rule.facts[0]])
    matches = find_matches(architecture, rule.when) or ()
    return matches[0].place if matches else Place(("components",), "key")


def _look_for(architecture: Architecture, conditions: Sequence[Condition]) -> Iterator[tuple[Place, str]]:
    """Where one would look for what is not there."""
    asked = {condition.key for condition in conditions}
    wanted = {value for condition in conditions if condition.key == "kind" for value in condition.values}
    ghosts = [item for item in architecture.components if item.presence != "present" and item.kind in wanted]
    for ghost in ghosts:
        yield find_ghost_place(architecture, ghost), f"`{ghost.kind}` is said to be {ghost.presence}"
    if asked & {"from", "to", "protocol"}:
        yield Place(("flows",), "key"), "none of these"
    elif "cluster" in asked:
        for group in architecture.groups:
            if group.kubernetes:
                yield Place((*group.path, "kubernetes")), "this one is drawn otherwise"
    elif "kubernetes" in asked:
        yield Place(("kubernetes",)), "the picture says so"
    elif not ghosts:
        yield Place(("components",), "key"), "none of these"
