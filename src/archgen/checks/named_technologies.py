"""AG408, AG409: the technologies that a fact names are those of the components of a kind, and the other way round."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place, Related
from archgen.model.technologies import list_namings
from archgen.queries.where import find_truth_place, says
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Fact
    from archgen.model.project import Rule

MOST_RELATED = 3
OPEN_END = "etc"  # a fact that says it names only examples
SILENT = ("unknown", "none", "blank")  # facts that name nothing


class Shown(NamedTuple):
    """A technology that a component has, and where it is written."""

    name: str
    place: Place


def find_unnamed_technologies(architecture: Architecture, rule: Rule) -> Iterator[Finding]:
    """What a fact names and the components of its kind do not have, or they have and it does not name."""
    facts = {fact.key: fact for fact in architecture.facts}
    for key, kind in rule.names:
        fact = facts[key]
        if not any(says(fact.truth, word) for word in SILENT):
            shown = list(_list_shown(architecture, kind))
            yield from _find_not_drawn(architecture, rule, fact, kind, shown)
            yield from _find_not_said(architecture, rule, fact, shown)


def _list_shown(architecture: Architecture, kind: str) -> Iterator[Shown]:
    """The known technologies of the components that play a role."""
    for component in architecture.components:
        if component.presence != "present" or kind not in {component.kind, *component.also}:
            continue
        for key, texts in (("technology", component.technology), ("any_of", component.any_of)):
            for index, text in enumerate(texts):
                for naming in list_namings(text, architecture.technologies):
                    yield Shown(naming.name, Place((*component.path, key, index)))


def _find_not_drawn(
    architecture: Architecture, rule: Rule, fact: Fact, kind: str, shown: list[Shown]
) -> Iterator[Finding]:
    names = {item.name for item in shown}
    homes = [item for item in architecture.components if item.presence == "present" and kind in {item.kind, *item.also}]
    related = tuple(Related(Place(item.path, "key"), "not here") for item in homes[:MOST_RELATED])
    for naming in list_namings(fact.truth, architecture.technologies):
        if homes and naming.name not in names:  # where there is none, another rule says so
            place = find_truth_place(fact)._replace(within=(naming.start, naming.start + len(naming.word)))
            message = f"`{fact.key}` names {naming.name}, and no component of kind `{kind}` has it"
            help = f"add it to its `technology` or `any_of`, or correct the fact; {_excuse(rule)}"
            yield Finding("AG408", message, place, help=help, related=related, rule=rule.id)


def _find_not_said(architecture: Architecture, rule: Rule, fact: Fact, shown: list[Shown]) -> Iterator[Finding]:
    named = {naming.name for naming in list_namings(fact.truth, architecture.technologies)}
    if OPEN_END in fact.truth:
        return
    for item in {item.name: item for item in reversed(shown)}.values():
        if item.name not in named:
            message = f"the picture has {item.name}, and `{fact.key}` does not name it"
            related = (Related(find_truth_place(fact), "not here"),)
            help = f"name it in the fact (`{OPEN_END}` leaves its end open), or delete it here; {_excuse(rule)}"
            yield Finding("AG409", message, item.place, help=help, related=related, rule=rule.id)


def _excuse(rule: Rule) -> str:
    return f"or say why it is right: `ignore: [{{rule: {rule.id}, reason: ...}}]`"
