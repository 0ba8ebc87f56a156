"""Pictures as text: everything that a picture shows is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import Loaded, load_file, load_source
from archgen.describe import describe_spec
from archgen.diagnostics.source import Source
from archgen.views.select import select_view

SPECS = sorted((Path(__file__).resolve().parents[3] / "specs").glob("*.yaml"))

SMALL = """
archgen: 1
name: Small
as_of: 2026-11-25
components:
  cli: {kind: client, in: inner}
  db: {kind: metadata-db, any_of: [MySQL, SQLite], optional: yes}
groups: {outer: {}, inner: {in: outer}}
flows: [cli -> db: reads | SQL, {cli <-> db: syncs, merge: no, id: s}]
views:
  architecture: {}
  run: {title: A run, include: [cli, db], steps: [s: first it syncs]}
"""


def load(text: str) -> Loaded:
    return load_source("small", Source("small.yaml", text))


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_every_component_flow_and_step_of_a_view_is_told(path: Path) -> None:
    loaded = load_file(path)
    assert loaded.architecture is not None
    texts, _ = describe_spec(loaded)
    assert len(texts) == len(loaded.architecture.views)
    for view, text in zip(loaded.architecture.views, texts, strict=True):
        graph, _ = select_view(loaded.architecture, view.id, loaded.tool)
        assert graph is not None
        assert text.startswith(f"{graph.name}: {graph.title}")
        assert all(component.name in text for component in graph.components)
        assert all(group.name in text for group in graph.groups)
        steps = {flow for flow, _ in graph.steps}
        assert all(
            flow.label in text for index, flow in enumerate(graph.flows) if index not in steps and not flow.parts
        )
        assert all(step in text for _, step in graph.steps)


def test_lanes_groups_and_what_is_optional_are_told() -> None:
    (whole, _), loaded = describe_spec(load(SMALL))
    assert loaded.diagnostics == ()
    assert whole == (
        "Small: Architecture, as of 25 November 2026\n\n"
        "Clients\n  CLI (in Inner, in Outer)\n\n"
        "Data\n  DB: one of MySQL, SQLite; optional\n\n"
        "Flows\n  CLI to DB: reads (SQL)\n  CLI and DB: syncs\n"
    )


def test_steps_are_numbered_and_told_before_the_other_flows() -> None:
    (text,), _ = describe_spec(load(SMALL), "run")
    assert "Steps\n  1. CLI and DB: first it syncs\n\nOther flows\n  CLI to DB: reads (SQL)\n" in text


def test_what_a_system_lacks_is_told() -> None:
    (text, *_), _ = describe_spec(load_file(next(path for path in SPECS if path.stem == "dvc")))
    assert "No server; not part of the system" in text
