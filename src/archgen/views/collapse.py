"""Collapsed groups: which card stands for which components, and what that card shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.architecture import Component
from archgen.model.kinds import GROUP, LANES

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, Group, View
    from archgen.views.graph import Cards


def collapse_groups(architecture: Architecture, view: View, shown: Cards) -> tuple[Cards, list[Finding]]:
    """The card of each component that a view shows, and what is wrong with the groups to collapse.

    A component in several collapsed groups goes to the outermost.
    """
    cards: dict[str, str] = {}
    for id in shown:
        around = architecture.groups_around(architecture.component_by_id[id])
        collapsed = [group for group in around if group in view.collapse]
        cards[id] = collapsed[-1] if collapsed else id
    return cards, _check_collapsed(architecture, view, shown)


def _check_collapsed(architecture: Architecture, view: View, shown: Cards) -> list[Finding]:
    """The items that are no groups, and groups of which the view shows nothing."""
    findings: list[Finding] = []
    for index, id in enumerate(view.collapse):
        place = Place((*view.path, "collapse", index))
        members = list_members(architecture, id)
        if id in architecture.component_by_id:
            findings.append(
                Finding("AG502", f"`{id}` is a component: only groups collapse", place, help="name a group")
            )
        elif id not in architecture.group_by_id:
            groups = architecture.group_by_id
            hint = did_you_mean(id, groups) or (f"groups: {', '.join(groups)}" if groups else "the spec has no groups")
            findings.append(Finding("AG502", f"no group is called `{id}`", place, help=hint))
        elif members and not shown.keys() & set(members):  # of empty groups a check tells
            message = f"the view shows nothing of the group `{id}`"
            findings.append(Finding("AG502", message, place, help="add it to `include:`, or leave it out here"))
    return findings


def list_members(architecture: Architecture, group: str) -> list[str]:
    """The ids of all components in a group, those of inner groups included."""
    return [c.id for c in architecture.components if group in architecture.groups_around(c)]


def make_card(architecture: Architecture, group: Group, cards: Cards) -> Component:
    """The card of a collapsed group: it stands in the lane of most of its components (the upper one on a tie)."""
    members = [architecture.component_by_id[id] for id, card in cards.items() if card == group.id]
    lanes = [component.lane for component in members]
    return Component(
        id=group.id,
        name=group.name,
        kind=GROUP,
        lane=max(LANES, key=lanes.count),
        technology=(),
        icon=None,
        house=None,
        any_of=(),
        ports=(),
        optional=all(component.optional for component in members),
        alternative_to=None,
        code=None,
        also=(),
        kubernetes=group.kubernetes,
        group=group.parent,
        note=f"{len(members)} component{'' if len(members) == 1 else 's'}",
        confidence="sure",
        sources=(),
        records=(),
        presence="present",
        path=group.path,
        inside=tuple(component.name for component in members),
    )
