"""AG404: a rule is ignored that finds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.codes import CATALOGUE_CODES
from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture


def find_vain_ignores(architecture: Architecture, found: set[str], *, catalogue: bool = False) -> Iterator[Finding]:
    """An item of `ignore` whose rule (by its code or id) is not among those that found something.

    What is seen only over a whole ``catalogue`` is looked at there, and nothing else.
    """
    for item in architecture.ignored:
        if item.rule not in found and (item.rule in CATALOGUE_CODES) == catalogue:
            message = f"{item.rule} finds nothing here that could be ignored"
            yield Finding("AG404", message, Place((*item.path, "rule")), help="delete it")
