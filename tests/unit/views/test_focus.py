"""The neighbourhood of a component or a group."""

from __future__ import annotations

import pytest
from narrowed import graph, load


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("{focus: mon}", "worker mon"),
        ("{focus: mon, depth: 2}", "api worker files mon"),
        ("{focus: nfs}", "db nfs"),
        ("{focus: stores}", "api worker db files nfs"),
        ("{focus: cache}", "api cache"),
        ("{focus: mon, depth: 9}", "client ui api worker db files nfs cache mon"),
        ("{focus: absent-gateway}", "absent-gateway"),
        ("{focus: client, exclude: [api]}", "client"),
        ("{include: [client, api, db], focus: client, depth: 3}", "client api db"),
        ("{focus: client, collapse: [cluster]}", "client cluster"),
        ("{focus: cluster, collapse: [cluster]}", "client ui cluster files nfs cache mon"),
        ("{focus: site, collapse: [inner]}", "client ui inner worker files nfs cache mon"),
        ("{focus: client, depth: 2, collapse: [cluster, stores]}", "client ui cluster stores cache mon"),
    ],
)
def test_a_focus_shows_what_lies_within_its_depth_in_either_direction(view: str, shown: str) -> None:
    assert " ".join(component.id for component in graph(view).components) == shown


def test_the_groups_around_and_the_flows_between_are_shown() -> None:
    found = graph("{focus: mon}")
    assert [group.id for group in found.groups] == ["site", "cluster"]
    assert [(flow.from_id, flow.to_id) for flow in graph("{focus: db}").flows] == [
        ("ui", "api"), ("ui", "db"), ("api", "db"), ("api", "api"), ("db", "nfs")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("view", "said"),
    [
        ("{focus: wroker}", "AG502 no component or group is called `wroker` (did you mean `worker`?)"),
        (
            "{focus: api, exclude: [api]}",
            "AG502 the view does not show `api` (add `api` to `include:`, or choose another focus)",
        ),
        (
            "{focus: empty}",
            "AG502 the view does not show `empty` (add `empty` to `include:`, or choose another focus)",
        ),
        (
            "{focus: api, collapse: [cluster]}",
            "AG503 `api` is inside the collapsed group `cluster` (focus on `cluster`, or take it out of `collapse:`)",
        ),
        (
            "{focus: inner, collapse: [inner, cluster]}",
            "AG503 `inner` is inside the collapsed group `cluster` (focus on `cluster`, or take it out of `collapse:`)",
        ),
        (
            "{depth: 2}",
            "AG503 `depth` needs a `focus` (add `focus:` with the id of a component or group, or delete `depth:`)",
        ),
        (
            "{focus: mon, steps: [client -> api: asks]}",
            "AG502 the view does not show `client` (add `client` to `include:`, or raise `depth:`)",
        ),
        (
            "{focus: mon, records: [db.runs]}",
            "AG502 the view does not show `db` (add `db` to `include:`, or raise `depth:`)",
        ),
        ("{focus: mon, depth: 0}", "AG203 `depth` must be a whole number from 1 to 9, not `0` (write `depth: 1`)"),
        ("{focus: mon, depth: 10}", "AG203 `depth` must be a whole number from 1 to 9, not `10` (write `depth: 1`)"),
    ],
)
def test_a_focus_that_cannot_be_is_said(view: str, said: str) -> None:
    assert said in [f"{d.code} {d.message} ({d.help})" for d in load(view).diagnostics]
