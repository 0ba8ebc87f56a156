"""AG402: a source that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture


def find_unused_sources(architecture: Architecture) -> Iterator[Finding]:
    """A key of `sources` that no component, flow or fact names; `default` always counts as used."""
    lists = (architecture.components, architecture.flows, architecture.facts)
    cited = {source for items in lists for item in items for source in item.sources}
    cited |= {source for fact in architecture.facts for source in fact.corrected_sources}
    for key, text in architecture.sources.items():
        if text not in cited and key != "default":
            place = Place(("sources", key), "key")
            yield Finding(
                "AG402", f"nothing cites the source `{key}`", place, help="cite it with `sources:`, or delete it"
            )
