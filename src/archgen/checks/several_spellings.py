"""AG421: a technology that no vocabulary knows, spelled in one way here and in another elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.checks.other_names import list_technologies
from archgen.diagnostics.diagnostic import Finding, Place, Related
from archgen.model.technologies import find_name, normalise
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture


class _Use(NamedTuple):
    """A technology as it is written somewhere; ``system`` is the number of the system."""

    text: str
    system: int
    place: Place


def find_several_spellings(architectures: Sequence[Architecture]) -> Iterator[tuple[int, Finding]]:
    """Texts that differ in spaces, marks or capitals alone from the one that most components have (or the first one has)."""
    for uses in _group_uses(architectures):
        best, _ = Counter(use.text for use in uses).most_common(1)[0]
        model = next(use for use in uses if use.text == best)
        for use in uses:
            if use.text != best:
                related = (Related(model.place, "here", model.system),)
                help = f"write `{best}`, or the other one like this"
                message = f"`{use.text}` is written `{best}` elsewhere"
                yield use.system, Finding("AG421", message, use.place, help=help, related=related)


def _group_uses(architectures: Sequence[Architecture]) -> list[list[_Use]]:
    """The uses of each technology, in the order of the catalogue, but for those that archgen knows (see `other_names`)."""
    groups: dict[str, list[_Use]] = {}
    for number, architecture in enumerate(architectures):
        for place, text in list_technologies(architecture):
            if find_name(text, architecture.technologies) is None:
                groups.setdefault(normalise(text), []).append(_Use(text, number, place))
    return list(groups.values())
