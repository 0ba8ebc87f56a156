"""A spec that extends another: maps merge by key, ``key: null`` removes, flows merge by their ids or ends.

So a paid edition says only what differs from the community edition.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from archgen.diagnostics.diagnostic import Finding
from archgen.model.flows import AuthoredFlow
from archgen.yamltext import nodes
from archgen.yamltext.locate import span_of

# Checks of single items, which are told where the item is written: sources, ignored checks, names of technologies.
OF_THE_BASE = {"AG402", "AG404", "AG410", "AG421", "AG422", "AG423"}


def merge_data(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """What a spec says on top of its base; ``flows`` are left to `merge_flows`."""
    merged = dict(base)
    for key, value in own.items():
        if value is None and key in base:
            del merged[key]
        elif isinstance(value, dict) and isinstance(base.get(key), dict):
            merged[key] = merge_data(base[key], value)
        else:
            merged[key] = value
    return merged


def find_asking(document: nodes.Document) -> Iterator[str]:
    """The components that have an `icon` in a document itself: a file is beside the one that names it, not beside its base."""
    components = document.root.entry("components")
    for entry in components.value.entries if components and isinstance(components.value, nodes.Mapping) else ():
        if isinstance(entry.value, nodes.Mapping) and entry.value.entry("icon"):
            yield entry.key.text


def is_inherited(finding: Finding, document: nodes.Document) -> bool:
    """Whether a finding is of an item of the base that is looked at there: whoever extends a spec need not cite all that it
    cites, nor name otherwise what it names.
    """
    if finding.code not in OF_THE_BASE or document.root.entry("extends") is None:
        return False
    return span_of(document, finding.place) is None


def merge_flows(base: Sequence[AuthoredFlow], own: Sequence[AuthoredFlow], ends: Collection[str]) -> list[AuthoredFlow]:
    """The base's flows between the components and groups that are left (``ends``), with the spec's own keys on top, then the
    spec's new flows.
    """
    kept = [flow for flow in base if flow.data["from"] in ends and flow.data["to"] in ends]
    merged, new = list(kept), []
    for flow in own:
        place = _find_counterpart(kept, flow)
        if place is None:
            new.append(flow)
        else:
            merged[place] = AuthoredFlow({**kept[place].data, **flow.data}, flow.path, flow.places)
    return [*merged, *new]


def _find_counterpart(base: Sequence[AuthoredFlow], flow: AuthoredFlow) -> int | None:
    """The base's flow that a flow speaks of: the one with its id, else the only one with its ends."""
    id = flow.data.get("id")
    if id is not None:
        named = [index for index, other in enumerate(base) if other.data.get("id") == id]
        if named:
            return named[0]
    joined = [index for index, other in enumerate(base) if _ends(other) == _ends(flow)]
    return joined[0] if len(joined) == 1 and (id is None or "id" not in base[joined[0]].data) else None


def _ends(flow: AuthoredFlow) -> tuple[Any, Any]:
    return flow.data.get("from"), flow.data.get("to")
