"""The focus of a view: a component or a group, and what lies within some flows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.suggest import did_you_mean
from archgen.views.collapse import list_members

if TYPE_CHECKING:
    from archgen.model.architecture import Architecture, View
    from archgen.views.graph import Cards

DEFAULT_DEPTH = 1


def narrow_to_focus(architecture: Architecture, view: View, cards: Cards) -> tuple[Cards, list[Finding]]:
    """The cards that lie near a view's focus, or why there is none. A flow counts in either direction."""
    if view.focus is None:
        help = "add `focus:` with the id of a component or group, or delete `depth:`"
        place = Place((*view.path, "depth"), "key")
        return cards, [Finding("AG503", "`depth` needs a `focus`", place, help=help)] if view.depth else []
    near, finding = _find_middle(architecture, view, view.focus, cards)
    if finding:
        return cards, [finding]
    flows = architecture.flows
    for _ in range(view.depth or DEFAULT_DEPTH):
        joined = [
            set(_cards_at(architecture, f.from_id, cards) + _cards_at(architecture, f.to_id, cards)) for f in flows
        ]
        near |= {card for cards_joined in joined if near & cards_joined for card in cards_joined}
    return {id: card for id, card in cards.items() if card in near}, []


def _cards_at(architecture: Architecture, end: str, cards: Cards) -> list[str]:
    """The cards at an end of a flow: one, or all that are shown of a group."""
    members = [end] if end in architecture.component_by_id else list_members(architecture, end)
    return [cards[id] for id in members if id in cards]


def _find_middle(architecture: Architecture, view: View, focus: str, cards: Cards) -> tuple[set[str], Finding | None]:
    """The cards that a focus means, or why it means none."""
    place = Place((*view.path, "focus"))
    if focus not in architecture.component_by_id and focus not in architecture.group_by_id:
        ids = [*architecture.component_by_id, *architecture.group_by_id]
        hint = did_you_mean(focus, ids) or f"ids: {', '.join(ids[:12])}"
        return set(), Finding("AG502", f"no component or group is called `{focus}`", place, help=hint)
    item = architecture.component_by_id.get(focus) or architecture.group_by_id[focus]
    collapsed = [group for group in architecture.groups_around(item) if group in view.collapse]
    if collapsed:
        message = f"`{focus}` is inside the collapsed group `{collapsed[-1]}`"
        help = f"focus on `{collapsed[-1]}`, or take it out of `collapse:`"
        return set(), Finding("AG503", message, place, help=help)
    members = [focus] if focus in architecture.component_by_id else list_members(architecture, focus)
    middle = {cards[id] for id in members if id in cards}
    if middle:
        return middle, None
    help = f"add `{focus}` to `include:`, or choose another focus"
    return set(), Finding("AG502", f"the view does not show `{focus}`", place, help=help)
