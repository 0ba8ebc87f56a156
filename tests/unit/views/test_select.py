from __future__ import annotations

import pytest

from archgen.api import load_source
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.source import Source
from archgen.views.graph import ViewGraph
from archgen.views.select import default_view, find_view, select_view

TEXT = """
archgen: 1
name: Demo
components:
  a: {kind: client}
  b: {kind: server, in: inner, technology: Flask}
  c: {kind: cache, in: outer, any_of: [Redis, Memcached]}
  d: {kind: cache, also: [queue]}
groups:
  inner: {in: outer}
  outer: {}
flows: [a -> b, b -> c, c -> d]
views:
"""


def graph(view: str) -> ViewGraph:
    loaded = load_source("demo", Source("demo.yaml", f"{TEXT}  v: {view}\n"))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    found, findings = select_view(loaded.architecture, "v", "demo")
    assert findings == []
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("view", "shown"),
    [
        ("{}", "abcd"),
        ("{include: [a]}", "a"),
        ("{include: [outer]}", "bc"),
        ("{include: [group=inner, d]}", "bd"),
        ("{include: [kind=cache]}", "cd"),
        ("{include: [kind=queue]}", "d"),
        ("{include: [technology=Redis, technology=Flask]}", "bc"),
        ("{include: [technology=redis]}", "c"),
        ("{exclude: [outer]}", "ad"),
        ("{include: [outer, a], exclude: [inner]}", "ac"),
        ("{include: a}", "a"),
    ],
)
def test_include_and_exclude_say_what_is_shown(view: str, shown: str) -> None:
    assert "".join(component.id for component in graph(view).components) == shown


def test_flows_need_both_ends_and_groups_need_a_member() -> None:
    found = graph("{include: [b, c]}")
    assert [(flow.from_id, flow.to_id) for flow in found.flows] == [("b", "c")]
    assert [group.id for group in found.groups] == ["outer", "inner"]
    assert found.members("outer") == ("c", "b")
    assert found.direct_members("outer") == ("c",)
    assert graph("{include: [c]}").groups[0].id == "outer"
    assert graph("{include: [a]}").groups == ()


def test_the_default_view_is_architecture_or_the_first() -> None:
    loaded = load_source("demo", Source("demo.yaml", f"{TEXT}  one: {{}}\n  architecture: {{}}\n"))
    other = load_source("demo", Source("demo.yaml", f"{TEXT}  one: {{}}\n  two: {{}}\n"))
    assert loaded.architecture is not None
    assert other.architecture is not None
    assert default_view(loaded.architecture) == "architecture"
    assert default_view(other.architecture) == "one"


def test_an_unknown_view_is_a_usage_error_with_a_suggestion() -> None:
    loaded = load_source("demo", Source("demo.yaml", f"{TEXT}  overview: {{}}\n"))
    assert loaded.architecture is not None
    with pytest.raises(UsageError) as caught:
        find_view(loaded.architecture, "overvew")
    assert "overview" in caught.value.help
    with pytest.raises(UsageError) as caught:
        find_view(loaded.architecture, "zzz")
    assert caught.value.help == "views: overview"
