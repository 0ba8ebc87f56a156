"""Checks: rules that a sound spec keeps, one in each file; each names the thing that breaks it.

Beside those that hold everywhere, a catalogue has rules of its own in its project file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from archgen.checks.empty_groups import find_empty_groups
from archgen.checks.lonely_components import find_lonely_components
from archgen.checks.other_names import find_other_names
from archgen.checks.unused_sources import find_unused_sources
from archgen.checks.vain_bundles import find_vain_bundles
from archgen.checks.vain_ignores import find_vain_ignores

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Finding
    from archgen.model.architecture import Architecture
    from archgen.model.project import Rule, Table

Check = Callable[["Architecture"], Iterable["Finding"]]

CHECKS: tuple[Check, ...] = (
    find_lonely_components,
    find_unused_sources,
    find_empty_groups,
    find_vain_bundles,
    find_other_names,
)


def check_architecture(
    architecture: Architecture, rules: Sequence[Rule] = (), tables: Sequence[Table] = ()
) -> list[Finding]:
    """What the checks, the rules and the tables find and the spec does not ignore, and what it ignores in vain."""
    found = [finding for check in CHECKS for finding in check(architecture)]
    found += [*_check_rules(architecture, rules), *_check_tables(architecture, tables)]
    ignored = {item.rule for item in architecture.ignored}
    vain = find_vain_ignores(architecture, {name for finding in found for name in (finding.code, finding.rule)})
    return [*(finding for finding in found if not ignored & {finding.code, finding.rule}), *vain]


def _check_rules(architecture: Architecture, rules: Sequence[Rule]) -> list[Finding]:
    """What breaks the catalogue's own rules; where it has none, nothing is loaded."""
    if not rules:
        return []
    from archgen.checks.kept_rules import applies, find_broken_rules
    from archgen.checks.named_technologies import find_unnamed_technologies

    checks = (find_broken_rules, find_unnamed_technologies)
    held = [rule for rule in rules if applies(architecture, rule)]
    return [finding for rule in held for check in checks for finding in check(architecture, rule)]


def _check_tables(architecture: Architecture, tables: Sequence[Table]) -> Iterable[Finding]:
    """Facts that do not fit into the catalogue's tables; where it has none, nothing is loaded."""
    if not tables:
        return ()
    from archgen.checks.unlisted_values import find_unlisted_values

    return find_unlisted_values(architecture, tables)
