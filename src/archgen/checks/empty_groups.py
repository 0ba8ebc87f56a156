"""AG403: a group that holds nothing."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture


def find_empty_groups(architecture: Architecture) -> Iterator[Finding]:
    """A group without a component, also when the groups inside it are counted."""
    filled = {group for component in architecture.components for group in architecture.groups_around(component)}
    for group in architecture.groups:
        if group.id not in filled:
            help = f"put a component into it with `in: {group.id}`, or delete it"
            yield Finding("AG403", f"nothing stands in the group `{group.id}`", Place(group.path, "key"), help=help)
