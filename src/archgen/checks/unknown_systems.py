"""AG425: a table of the project file that orders a system which does not exist."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import did_you_mean

if TYPE_CHECKING:
    from archgen.model.project import Project


def find_unknown_systems(tools: Sequence[str], project: Project) -> Iterator[Finding]:
    """Names in an `order` that no spec of the catalogue has."""
    for index, table in enumerate(project.tables):
        for number, tool in enumerate(table.order):
            if tool not in tools:
                help = did_you_mean(tool, tools) or f"systems: {', '.join(tools)}"
                yield Finding(
                    "AG425", f"no spec is called `{tool}`", Place(("tables", index, "order", number)), help=help
                )
