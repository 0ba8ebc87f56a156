from __future__ import annotations

import pytest

from archgen.api import load_source
from archgen.diagnostics.source import Source
from archgen.views.select import select_view

TEXT = """archgen: 1
name: Demo
components:
  a: {kind: client}
groups: {g: {}}
flows: [a -> a]
views:
"""


@pytest.mark.parametrize("item", ["g", "group=g"])
@pytest.mark.parametrize("view", ["{{include: [{}, a]}}", "{{exclude: [{}]}}"])
def test_a_group_without_components_may_be_named_by_a_view(item: str, view: str) -> None:
    loaded = load_source("demo", Source("demo.yaml", f"{TEXT}  v: {view.format(item)}\n"))
    assert [d.code for d in loaded.diagnostics] == ["AG403"]


def test_a_view_of_nothing_but_an_empty_group_shows_nothing() -> None:
    loaded = load_source("demo", Source("demo.yaml", f"{TEXT}  v: {{include: [g]}}\n"))
    assert [d.code for d in loaded.diagnostics] == ["AG501"]


def test_steps_are_numbered_among_the_flows_that_the_view_shows() -> None:
    text = TEXT.replace("[a -> a]", "[a -> b, b -> c, c -> a]").replace(
        "groups: {g: {}}\n", "  b: {kind: server}\n  c: {kind: cache}\n"
    )
    loaded = load_source("demo", Source("demo.yaml", f"{text}  v: {{include: [b, c], steps: [b -> c: x]}}\n"))
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, "v", "demo")
    assert graph is not None
    assert graph.steps == ((0, "x"),)
