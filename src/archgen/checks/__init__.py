"""Checks: rules that a sound spec keeps, one in each file; each names the thing that breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from archgen.checks.empty_groups import find_empty_groups
from archgen.checks.lonely_components import find_lonely_components
from archgen.checks.unused_sources import find_unused_sources
from archgen.checks.vain_bundles import find_vain_bundles
from archgen.checks.vain_ignores import find_vain_ignores

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Finding
    from archgen.model.architecture import Architecture

Rule = Callable[["Architecture"], Iterable["Finding"]]

RULES: tuple[Rule, ...] = (find_lonely_components, find_unused_sources, find_empty_groups, find_vain_bundles)


def check_architecture(architecture: Architecture) -> list[Finding]:
    """What the rules find and the spec does not ignore, and what it ignores in vain."""
    found = [finding for rule in RULES for finding in rule(architecture)]
    ignored = {item.rule for item in architecture.ignored}
    vain = find_vain_ignores(architecture, {finding.code for finding in found})
    return [*(finding for finding in found if finding.code not in ignored), *vain]
