"""Checks that a spec breaks on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.codes import CODES
from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import did_you_mean

if TYPE_CHECKING:
    from archgen.model.spec import Spec

IGNORABLE = tuple(code for code in CODES if code.startswith("AG4"))


def check_ignored(spec: Spec) -> Iterator[Finding]:
    """Rules that do not exist, or that no spec may break."""
    for index, item in enumerate(spec.ignore):
        if item.rule in IGNORABLE:
            continue
        place = Place(("ignore", index, "rule"))
        if item.rule in CODES:
            help = f"only checks can be ignored: {', '.join(IGNORABLE)}"
            yield Finding("AG211", f"{item.rule} is an error of the spec, not a check", place, help=help)
        else:
            help = did_you_mean(item.rule, IGNORABLE) or f"checks: {', '.join(IGNORABLE)}"
            yield Finding("AG211", f"there is no check `{item.rule}`", place, help=help)
