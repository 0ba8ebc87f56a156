"""Architectures made by hypothesis: lanes, groups in groups, flows between any two components."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from archgen.layout.grid.types import GridCard, GridGroup

NAMES = [
    "a",
    "Server",
    "Metadata store of all the runs",
    "Supercalifragilisticexpialidocious",
    "日本語の名前",
    "x y z w",
]


@st.composite
def grids(draw: st.DrawFn, most_cards: int = 12) -> tuple[list[GridCard], list[GridGroup], list[tuple[str, str]]]:
    """Cards in lanes, a tree of groups, and flows, as the grid takes them."""
    count = draw(st.integers(1, most_cards))
    cards = [GridCard(f"c{index}", draw(st.integers(0, 6))) for index in range(count)]
    group_count = draw(st.integers(0, 4))
    parents = [draw(st.sampled_from([None, *range(index)])) if index else None for index in range(group_count)]
    homes = [draw(st.sampled_from([None, *range(group_count)])) for _ in cards]
    groups = [
        GridGroup(
            f"g{index}",
            None if parents[index] is None else f"g{parents[index]}",
            tuple(card.id for card, home in zip(cards, homes, strict=True) if home == index),
        )
        for index in range(group_count)
    ]
    ends = st.sampled_from([card.id for card in cards])
    edges = draw(st.lists(st.tuples(ends, ends), max_size=18))
    return cards, groups, edges


def are_nested(a: str, b: str, components: dict[str, Any], groups: dict[str, Any]) -> bool:
    """Whether one of two ends is a group that holds the other, or both are one group."""

    def around(id: str | None) -> set[str]:
        return {id, *around(groups[id].get("in"))} if id in groups else set()

    for inner, outer in ((a, b), (b, a)):
        home = inner if inner in groups else components[inner].get("in")
        if outer in groups and outer in around(home):
            return True
    return False


@st.composite
def specs(draw: st.DrawFn, most_components: int = 9) -> dict[str, Any]:
    """A whole spec as data, ready to be written as YAML."""
    kinds = ["user", "client", "ui", "server", "worker", "metadata-db", "artifact-store", "external"]
    count = draw(st.integers(1, most_components))
    group_count = draw(st.integers(0, 3))
    ids = [f"c{index}" for index in range(count)]
    components = {}
    for id in ids:
        component: dict[str, Any] = {"kind": draw(st.sampled_from(kinds)), "name": draw(st.sampled_from(NAMES))}
        if draw(st.booleans()):
            component["any_of"] = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))
        if draw(st.booleans()):
            component |= {
                "note": "some words more than that",
                "optional": "yes",
                "confidence": "uncertain",
                "code": "closed",
            }
        if group_count and draw(st.booleans()):
            component["in"] = f"g{draw(st.integers(0, group_count - 1))}"
        components[id] = component
    groups = {
        f"g{index}": {
            "name": draw(st.sampled_from(NAMES)),
            **({"in": f"g{index - 1}"} if index and draw(st.booleans()) else {}),
        }
        for index in range(group_count)
    }
    labels = st.sampled_from(["", "calls", "writes many parameters and metrics of each run", "reads | SQL"])
    filled = [id for id in groups if any(component.get("in") == id for component in components.values())]
    ends = st.sampled_from([*ids, *ids, *filled])
    keys = st.sampled_from([{}, {"both": "yes"}, {"merge": "no"}, {"both": "yes", "merge": "no"}])
    flows = [
        {"from": a, "to": b, **({"label": label} if label else {}), **keys}
        for a, b, label, keys in draw(st.lists(st.tuples(ends, ends, labels, keys), max_size=12))
        if not are_nested(a, b, components, groups)
    ]
    return {"archgen": 1, "name": "Generated", "components": components, "groups": groups, "flows": flows}
