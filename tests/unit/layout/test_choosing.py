"""Which of the finalists becomes the picture."""

from __future__ import annotations

from typing import Any

import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archgen.api import load_source
from archgen.diagnostics.source import Source
from archgen.layout.paths import trace_paths
from archgen.layout.place import _compose, _find_least_cost, choose_scene
from archgen.layout.planning import plan_view
from archgen.layout.scene import label_scene, try_labels
from archgen.layout.size import SizedGraph, size_graph
from archgen.views.select import select_view

QUIET = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def size(data: dict[str, Any]) -> SizedGraph:
    loaded = load_source("demo", Source("demo.yaml", yaml.safe_dump(data, allow_unicode=True, sort_keys=False)))
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, "architecture", "demo")
    assert graph is not None
    return size_graph(graph)


@QUIET
@given(specs())
def test_the_cheapest_finalist_wins_as_if_all_of_them_had_got_their_labels(data) -> None:
    sized = size(data)
    bare = [_compose(sized, grid, trace_paths) for grid in plan_view(sized)]
    whole = [label_scene(sized, scene) for scene in bare]
    least = [_find_least_cost(sized, scene, scene.price) for scene in bare]
    assert all(bound <= scene.cost for bound, scene in zip(least, whole, strict=True))
    assert choose_scene(sized) == min(whole, key=lambda scene: scene.cost)


@QUIET
@given(specs(), st.integers(0, 4), st.integers(0, 4))
def test_labels_are_given_up_only_where_they_turn_out_as_bad_as_feared(data, badges: int, on_border: int) -> None:
    sized = size(data)
    scene = _compose(sized, plan_view(sized)[0], trace_paths)
    whole = label_scene(sized, scene)
    tried = try_labels(sized, scene, lambda b, o: b > badges or o > on_border)
    if tried is None:
        # a label that covered a border may lose even that place to another
        assert len(whole.badges) > badges or len(whole.badges) + whole.on_border > on_border
    else:
        assert tried == whole
