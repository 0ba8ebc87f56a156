"""The stage "select": what of an architecture a view shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.architecture import Architecture
from archgen.model.kinds import GROUP, GROUP_KIND
from archgen.model.technologies import is_technology
from archgen.views.graph import ViewGraph, ViewHint
from archgen.views.merging import group_flows, join_flows

if TYPE_CHECKING:
    from archgen.model.architecture import Component, Flow, Group, Record, View
    from archgen.views.graph import Cards

DEFAULT_VIEW = "architecture"

Matcher = Callable[[Architecture, "Component", str], bool]

# What may stand before the `=` in include and exclude, and which components it means.
MATCHERS: Mapping[str, Matcher] = {
    "kind": lambda architecture, component, value: value in {component.kind, *component.also},
    "group": lambda architecture, component, value: value in architecture.groups_around(component),
    "technology": lambda architecture, component, value: any(
        is_technology(text, value, architecture.technologies) for text in (*component.technology, *component.any_of)
    ),
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
    cards, findings = _narrow(architecture, view, {c.id: c.id for c in architecture.components if c.id in shown})
    if findings:
        return None, findings
    ends = find_ends(architecture, cards)
    records, findings = _choose_records(architecture, view, cards)
    findings += [*_check_steps(architecture, view, ends), *_check_hints(architecture, view, ends)]
    return (None if findings else _build_graph(architecture, view, tool, (cards, ends), records)), findings


def find_ends(architecture: Architecture, cards: Cards) -> Cards:
    """The cards, and for each group of which a view shows something itself, or the collapsed group around it: where flows end."""
    ends = dict(cards)
    for group in architecture.groups:
        seen = {
            cards[c.id] for c in architecture.components if c.id in cards and group.id in architecture.groups_around(c)
        }
        around = {group.id, *architecture.groups_around(group)}
        if seen:
            ends[group.id] = next(iter(seen)) if len(seen) == 1 and seen & around else group.id
    return ends


def _narrow(architecture: Architecture, view: View, cards: Cards) -> tuple[Cards, list[Finding]]:
    """The cards of the components that a view shows: those of collapsed groups, and of what lies around its focus."""
    findings: list[Finding] = []
    if view.collapse:
        from archgen.views.collapse import collapse_groups

        cards, findings = collapse_groups(architecture, view, cards)
    if view.focus or view.depth:
        from archgen.views.focus import narrow_to_focus

        cards, more = narrow_to_focus(architecture, view, cards)
        findings = [*findings, *more]
    return cards, findings


def _choose_records(
    architecture: Architecture, view: View, cards: Cards
) -> tuple[dict[str, tuple[Record, ...]], list[Finding]]:
    """The records that a view names, by component; and the names that mean none, or one of a component that is not seen."""
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
        if owner not in cards:
            findings.append(_not_shown(view, owner, place))
        elif cards[owner] != owner:
            findings.append(_hidden(f"`{owner}` is", cards[owner], place, "record"))
        chosen[owner] = (*chosen.get(owner, ()), record)
    return chosen, findings


def _check_steps(architecture: Architecture, view: View, ends: Cards) -> list[Finding]:
    """The steps whose flows the view does not show."""
    found: list[Finding] = []
    for step in view.steps:
        flow, place = architecture.flows[step.flow], Place(step.path, "key")
        missing = [end for end in dict.fromkeys((flow.from_id, flow.to_id)) if end not in ends]
        found += [_not_shown(view, end, place) for end in missing]
        if not missing and ends[flow.from_id] == ends[flow.to_id] != flow.from_id:
            found.append(_hidden("this flow runs", ends[flow.from_id], place, "step"))
    return found


def _check_hints(architecture: Architecture, view: View, ends: Cards) -> list[Finding]:
    """The hints of a view that name what it does not show; those of the spec hold for the views that show what they name."""
    found: list[Finding] = []
    for hint in view.hints:
        places = {hint.id: Place(hint.path[:-1], "key"), **dict.fromkeys(hint.others, Place(hint.path))}
        found += [_not_shown(view, id, place) for id, place in places.items() if id not in ends]
    return found


def _choose_hints(architecture: Architecture, view: View, cards: Cards) -> tuple[ViewHint, ...]:
    """The hints of the spec and of the view that speak of what is shown; groups are what is shown of them."""
    chosen: list[ViewHint] = []
    for hint in (*architecture.hints, *view.hints):
        asked = _cards_of(architecture, hint.id, cards)
        others = tuple(card for id in hint.others for card in _cards_of(architecture, id, cards) if card not in asked)
        if asked and (others or hint.number):
            chosen.append(ViewHint(hint.relation, asked, others, hint.number, hint.text, hint.path))
    return tuple(chosen)


def _cards_of(architecture: Architecture, id: str, cards: Cards) -> tuple[str, ...]:
    """The cards of a component, or of what a group holds, as far as they are shown."""
    return tuple(dict.fromkeys(cards[found] for found in _match_item(architecture, id) if found in cards))


def _not_shown(view: View, id: str, place: Place) -> Finding:
    help = f"add `{id}` to `include:`{', or raise `depth:`' if view.focus else ''}"
    return Finding("AG502", f"the view does not show `{id}`", place, help=help)


def _hidden(what: str, group: str, place: Place, item: str) -> Finding:
    """What a view asks for lies where only the card of a group is seen."""
    help = f"take `{group}` out of `collapse:`, or leave this {item} out"
    return Finding("AG503", f"{what} inside the collapsed group `{group}`", place, help=help)


def _build_graph(
    architecture: Architecture,
    view: View,
    tool: str,
    cards_and_ends: tuple[Cards, Cards],
    records: Mapping[str, tuple[Record, ...]],
) -> ViewGraph:
    cards, ends = cards_and_ends
    collapsed = any(id != card for id, card in cards.items())
    components = _build_components(architecture, cards)
    flows, places = _show_flows(architecture, ends, collapsed)
    lines = group_flows(flows, {places[step.flow] for step in view.steps})
    line_of = {place: number for number, line in enumerate(lines) for place in line}
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
        hints=_choose_hints(architecture, view, cards),
        bundle=view.bundle,
        layout=view.layout,
        components=components,
        groups=_outer_first([group for group in architecture.groups if group.id in kept]),
        flows=tuple(join_flows([flows[place] for place in line]) for line in lines),
        steps=tuple((line_of[places[step.flow]], step.text) for step in view.steps),
        records=records,
        linking_values=architecture.linking_values,
        kinds={**architecture.kinds, GROUP: GROUP_KIND} if collapsed else architecture.kinds,
        names={item.id: item.name for items in (architecture.groups, architecture.components) for item in items},
    )


def _show_flows(architecture: Architecture, ends: Cards, collapsed: bool) -> tuple[tuple[Flow, ...], Mapping[int, int]]:
    """The flows of a view, and for each flow of the architecture that is seen, by index, which of them shows it."""
    if collapsed:
        from archgen.views.folding import fold_flows

        return fold_flows(architecture.flows, ends)
    kept = [i for i, flow in enumerate(architecture.flows) if flow.from_id in ends and flow.to_id in ends]
    return tuple(architecture.flows[index] for index in kept), {index: place for place, index in enumerate(kept)}


def _build_components(architecture: Architecture, cards: Cards) -> tuple[Component, ...]:
    """What has a card in a view: components, and collapsed groups where the first of their components would stand."""
    drawn = set(cards.values())
    built: list[Component] = []
    for id in dict.fromkeys(cards.values()):
        component = architecture.component_by_id.get(id)
        if component is None:
            from archgen.views.collapse import make_card

            built.append(make_card(architecture, architecture.group_by_id[id], cards))
        else:
            unseen = component.alternative_to is not None and component.alternative_to not in drawn
            built.append(component._replace(alternative_to=None) if unseen else component)
    return tuple(built)


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
