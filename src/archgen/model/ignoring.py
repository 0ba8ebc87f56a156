"""Checks that a spec breaks on purpose."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.codes import CODES
from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import did_you_mean

if TYPE_CHECKING:
    from archgen.model.spec import Spec

IGNORABLE = tuple(code for code in CODES if code.startswith("AG4") and code != "AG424")  # that one is of no spec


def check_ignored(spec: Spec, rules: Collection[str] = ()) -> Iterator[Finding]:
    """Checks that do not exist, or that no spec may break; ``rules`` are the ids of the catalogue's own."""
    names = (*IGNORABLE, *rules)
    for index, item in enumerate(spec.ignore):
        if item.rule in names:
            continue
        place = Place(("ignore", index, "rule"))
        if item.rule in CODES:
            help = f"only checks can be ignored: {', '.join(names)}"
            yield Finding("AG211", f"{item.rule} is an error of the spec, not a check", place, help=help)
        else:
            help = did_you_mean(item.rule, names) or f"checks: {', '.join(names)}"
            yield Finding("AG211", f"there is no check `{item.rule}`", place, help=help)
