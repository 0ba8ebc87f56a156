"""The stage "select": what of an architecture a view shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.architecture import Architecture
from archgen.views.graph import ViewGraph, ViewHint
from archgen.views.merging import group_flows, join_flows

if TYPE_CHECKING:
    from archgen.model.architecture import Component, Group, Record, View

DEFAULT_VIEW = "architecture"

Matcher = Callable[[Architecture, "Component", str], bool]

# What may stand before the `=` in include and exclude, and which components it means.
MATCHERS: Mapping[str, Matcher] = {
    "kind": lambda architecture, component, value: value in {component.kind, *component.also},
    "group": lambda architecture, component, value: value in architecture.groups_around(component),
    "technology": lambda architecture, component, value: value in {*component.technology, *component.any_of},
}

# The values that would mean something, for suggestions.
VALUES: Mapping[str, Callable[[Architecture], Iterable[str]]] = {
    "kind": lambda architecture: (kind for c in architecture.components for kind in (c.kind, *c.also)),
    "group": lambda architecture: architecture.group_by_id,
    "technology": lambda architecture: (t for c in architecture.components for t in (*c.technology, *c.any_of)),
}


def default_view(architecture: Architecture) -> str:
    """The view that is the system's own picture: `architecture`, or the first."""
    ids = [view.id for view in architecture.views]
    return DEFAULT_VIEW if DEFAULT_VIEW in ids else ids[0]


def find_view(architecture: Architecture, wanted: str) -> str:
    """The view of this id; UsageError with the nearest one where there is none."""
    ids = [view.id for view in architecture.views]
    if wanted not in ids:
        hint = did_you_mean(wanted, ids) or f"views: {', '.join(ids)}"
        raise UsageError(f"{architecture.name} has no view `{wanted}`", hint)
    return wanted


def select_view(architecture: Architecture, view_id: str, tool: str) -> tuple[ViewGraph | None, list[Finding]]:
    """The graph of a view, or None and why there is none; ``tool`` is the spec's name on the command line."""
    view = next(view for view in architecture.views if view.id == view_id)
    included, findings = _match_items(architecture, view, "include")
    excluded, more = _match_items(architecture, view, "exclude")
    if findings := [*findings, *more]:
        return None, findings
    everything = {component.id for component in architecture.components}
    shown = (included if view.include else everything) - excluded
    if not shown:
        help = "name more under `include:`, or fewer under `exclude:`"
        return None, [Finding("AG501", f"the view `{view.id}` shows nothing", Place(view.path, "key"), help=help)]
    records, findings = _choose_records(architecture, view, shown)
    findings += _check_steps(architecture, view, shown)
    findings += _check_hints(architecture, view, shown)
    return (None if findings else _build_graph(architecture, view, tool, shown, records)), findings


def _choose_records(
    architecture: Architecture, view: View, shown: set[str]
) -> tuple[dict[str, tuple[Record, ...]], list[Finding]]:
    """The records that a view names, by component; and the names that mean none, or one of a component it does not show."""
    known = {f"{c.id}.{record.id}": (c.id, record) for c in architecture.components for record in c.records}
    chosen: dict[str, tuple[Record, ...]] = {}
    findings: list[Finding] = []
    for index, item in enumerate(view.records):
        place = Place((*view.path, "records", index))
        if item not in known:
            hint = did_you_mean(item, known) or (
                f"records: {', '.join(known)}" if known else "write it under a component"
            )
            findings.append(Finding("AG502", f"no record is called `{item}`", place, help=hint))
            continue
        owner, record = known[item]
        if owner not in shown:
            help = f"add `{owner}` to `include:`"
            findings.append(Finding("AG502", f"the view does not show `{owner}`", place, help=help))
        chosen[owner] = (*chosen.get(owner, ()), record)
    return chosen, findings


def _check_steps(architecture: Architecture, view: View, shown: set[str]) -> list[Finding]:
    """The steps whose flows the view does not show."""
    found: list[Finding] = []
    for step in view.steps:
        flow = architecture.flows[step.flow]
        for end in (flow.from_id, flow.to_id):
            if not _shown_members(architecture, end, shown):
                help = f"add `{end}` to `include:`"
                found.append(Finding("AG502", f"the view does not show `{end}`", Place(step.path, "key"), help=help))
    return found


def _check_hints(architecture: Architecture, view: View, shown: set[str]) -> list[Finding]:
    """The hints of a view that name what it does not show; those of the spec hold for the views that show what they name."""
    found: list[Finding] = []
    for hint in view.hints:
        places = {hint.id: Place(hint.path[:-1], "key"), **dict.fromkeys(hint.others, Place(hint.path))}
        for id, place in places.items():
            if not _shown_members(architecture, id, shown):
                help = f"add `{id}` to `include:`, or delete the hint"
                found.append(Finding("AG502", f"the view does not show `{id}`", place, help=help))
    return found


def _choose_hints(architecture: Architecture, view: View, shown: set[str]) -> tuple[ViewHint, ...]:
    """The hints of the spec and of the view that speak of what is shown; groups are what is shown of them."""
    chosen: list[ViewHint] = []
    for hint in (*architecture.hints, *view.hints):
        cards = _shown_members(architecture, hint.id, shown)
        others = tuple(card for id in hint.others for card in _shown_members(architecture, id, shown))
        if cards and (others or hint.number):
            chosen.append(ViewHint(hint.relation, cards, others, hint.number, hint.text, hint.path))
    return tuple(chosen)


def _shown_members(architecture: Architecture, id: str, shown: set[str]) -> tuple[str, ...]:
    """A component, or what a group holds, as far as it is shown."""
    return tuple(found for found in _match_item(architecture, id) if found in shown)


def _build_graph(
    architecture: Architecture, view: View, tool: str, shown: set[str], records: Mapping[str, tuple[Record, ...]]
) -> ViewGraph:
    components = tuple(component for component in architecture.components if component.id in shown)
    kept_flows = [
        index
        for index, flow in enumerate(architecture.flows)
        if all(_shown_members(architecture, end, shown) for end in (flow.from_id, flow.to_id))
    ]
    flows, stepped = [architecture.flows[index] for index in kept_flows], {step.flow for step in view.steps}
    lines = group_flows(flows, [place for place, index in enumerate(kept_flows) if index in stepped])
    line_of = {kept_flows[place]: number for number, line in enumerate(lines) for place in line}
    kept = {group for component in components for group in architecture.groups_around(component)}
    return ViewGraph(
        tool=tool,
        view=view.id,
        name=architecture.name,
        title=view.title,
        homepage=architecture.homepage,
        as_of=architecture.as_of,
        routing=view.routing,
        direction=view.direction,
        max_columns=view.max_columns,
        hints=_choose_hints(architecture, view, shown),
        bundle=view.bundle,
        components=components,
        groups=_outer_first([group for group in architecture.groups if group.id in kept]),
        flows=tuple(join_flows([flows[place] for place in line]) for line in lines),
        steps=tuple((line_of[step.flow], step.text) for step in view.steps),
        records=records,
        linking_values=architecture.linking_values,
        kinds=architecture.kinds,
    )


def _outer_first(groups: list[Group]) -> tuple[Group, ...]:
    """The groups, each behind the one around it; else in the author's order."""
    parents = {group.id: group.parent for group in groups}

    def depth(id: str) -> int:
        parent = parents[id]
        return 0 if parent is None else 1 + depth(parent)

    return tuple(sorted(groups, key=lambda group: depth(group.id)))


def _match_items(
    architecture: Architecture, view: View, key: Literal["include", "exclude"]
) -> tuple[set[str], list[Finding]]:
    """The components that the items of a list mean, and the items that mean nothing."""
    found: set[str] = set()
    findings: list[Finding] = []
    for index, item in enumerate(getattr(view, key)):
        matched = set(_match_item(architecture, item))
        found |= matched
        if not matched and item.removeprefix("group=") not in architecture.group_by_id:  # of empty groups a check tells
            findings.append(_unmatched(architecture, item, Place((*view.path, key, index))))
    return found, findings


def _match_item(architecture: Architecture, item: str) -> Iterable[str]:
    name, equals, value = item.partition("=")
    if equals:
        matcher = MATCHERS.get(name)
        return [c.id for c in architecture.components if matcher and matcher(architecture, c, value)]
    if item in architecture.group_by_id:
        return [c.id for c in architecture.components if item in architecture.groups_around(c)]
    return [item] if item in architecture.component_by_id else []


def _unmatched(architecture: Architecture, item: str, place: Place) -> Finding:
    """Why an item means nothing: its word before the `=`, its value, or its id."""
    name, equals, value = item.partition("=")
    if not equals:
        ids = [*architecture.component_by_id, *architecture.group_by_id]
        hint = did_you_mean(item, ids) or f"ids: {', '.join(ids[:12])}"
        return Finding("AG502", f"no component or group is called `{item}`", place, help=hint)
    if name not in MATCHERS:
        choices = ", ".join(f"{word}=..." for word in MATCHERS)
        return Finding(
            "AG502",
            f"`{name}=` is not known here",
            place,
            help=f"{did_you_mean(name, MATCHERS)} choices: {choices}".strip(),
        )
    known = list(dict.fromkeys(VALUES[name](architecture)))
    hint = did_you_mean(value, known) or f"in this spec: {', '.join(known[:12])}"
    return Finding("AG502", f"no component has {name} `{value}`", place, help=hint)
