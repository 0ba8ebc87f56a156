"""Checks over all systems of a catalogue: what is the same thing looks the same, and is called the same, everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from archgen.checks.moved_lanes import find_moved_lanes
from archgen.checks.several_icons import find_several_icons
from archgen.checks.several_spellings import find_several_spellings
from archgen.checks.vain_ignores import find_vain_ignores

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Finding
    from archgen.model.architecture import Architecture

Numbered = tuple[int, "Finding"]  # a finding, and the number of the system that it is in

CHECKS: tuple[Callable[[Sequence[Architecture]], Iterable[Numbered]], ...] = (
    find_several_spellings,
    find_several_icons,
    find_moved_lanes,
)


def check_catalogue(architectures: Sequence[Architecture]) -> list[Numbered]:
    """What is not the same everywhere, as far as the systems in which it stands do not ignore it; and what is ignored in vain."""
    found = [numbered for check in CHECKS for numbered in check(architectures)]
    kept: list[Numbered] = []
    for number, architecture in enumerate(architectures):
        own = [finding for at, finding in found if at == number]
        ignored = {item.rule for item in architecture.ignored}
        vain = find_vain_ignores(architecture, {finding.code for finding in own}, catalogue=True)
        kept += [(number, finding) for finding in (*own, *vain) if finding.code not in ignored]
    return kept
