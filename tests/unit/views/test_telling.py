"""A view in brief, as the description of its picture has it: it agrees with the text in full, and is never long."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from generated import NAMES, specs
from hypothesis import HealthCheck, given, settings

from archgen.api import Loaded, load_file, load_source
from archgen.diagnostics.source import Source
from archgen.exports.as_text import export_text
from archgen.model.kinds import LANES
from archgen.views.graph import ViewGraph
from archgen.views.select import select_view
from archgen.views.telling import COMPONENTS_LENGTH, LENGTH, list_lanes_briefly, tell_briefly

SPECS = sorted((Path(__file__).resolve().parents[3] / "specs").glob("*.yaml"))

SMALL = """
archgen: 1
name: Small
components:
  cli: {kind: client}
  db: {kind: metadata-db}
absent: {server: No server}
flows: [cli -> db: reads | SQL, {cli <-> db: syncs, merge: no, id: s}]
views:
  architecture: {}
  run: {title: A run, include: [cli, db], steps: [s: first it syncs]}
"""


def load(text: str) -> Loaded:
    return load_source("small", Source("small.yaml", text))


def select(loaded: Loaded, view: str = "architecture") -> ViewGraph:
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    graph, _ = select_view(loaded.architecture, view, loaded.tool)
    assert graph is not None
    return graph


def read_full(text: str) -> dict[str, list[str]]:
    """The lines below each heading of the text in full."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        if line.startswith("  "):
            sections[list(sections)[-1]].append(line.strip())
        elif line:
            sections[line] = []
    return sections


def read_brief(text: str) -> dict[str, tuple[str, int]]:
    """What stands behind each heading of a description without texts of flows, and how many more are counted."""
    parts = (part.partition(": ") for part in text.removesuffix(".").split(". "))
    counted = ((heading, re.fullmatch(r"(.*?)(?:[,;] and (\d+) more)?", items)) for heading, _, items in parts)
    return {heading: (match[1], int(match[2] or 0)) for heading, match in counted}


def check(graph: ViewGraph, longest: int = LENGTH) -> None:
    """The same headings in the same order; each lane with its names, from the first, and how many more there are."""
    full, brief = read_full(export_text(graph)), read_brief(tell_briefly(graph))
    lanes = [heading for heading in full if heading.lower() in LANES]
    counted = [f"{len(full[heading])} {heading.lower()}" for heading in full if heading not in lanes]
    assert list(brief) == [*lanes, *(re.sub("^(1 .*)s$", r"\1", heading) for heading in counted)]
    for heading in lanes:
        names = [component.name for component in graph.components if component.lane == heading.lower()]
        listed, more = brief[heading]
        assert 0 <= more < len(names) == len(full[heading])
        assert re.sub(r" \(not [^)]+\)", "", listed) == ", ".join(names[: len(names) - more])
    assert all(brief[heading][1] < int(heading.split()[0]) for heading in brief if heading not in lanes)
    assert len(tell_briefly(graph)) <= longest


@pytest.mark.parametrize("path", SPECS, ids=[path.stem for path in SPECS])
def test_the_description_agrees_with_the_text_in_full(path: Path) -> None:
    loaded = load_file(path)
    assert loaded.architecture is not None
    for view in loaded.architecture.views:
        graph = select(loaded, view.id)
        assert len(list_lanes_briefly(graph)) <= COMPONENTS_LENGTH
        check(graph._replace(steps=(), flows=tuple(flow._replace(label="", protocol="") for flow in graph.flows)))
        assert len(tell_briefly(graph)) <= LENGTH


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(specs(most_components=60))
def test_every_name_is_told_or_counted_and_the_description_stays_short(data) -> None:
    for flow in data["flows"]:
        flow.pop("label", None)
    longest = LENGTH + 3 * max(map(len, NAMES))  # the last name or flow of a lane may be one too long
    check(select(load(yaml.safe_dump(data, allow_unicode=True))), longest)


def test_what_is_short_is_told_in_full() -> None:
    loaded = load(SMALL)
    assert tell_briefly(select(loaded)) == (
        "Clients: CLI. Services: No server (not part of the system). Data: DB. "
        "2 flows: CLI to DB: reads (SQL); CLI and DB: syncs."
    )
    assert tell_briefly(select(loaded, "run")) == (
        "Clients: CLI. Data: DB. 1 step: 1. CLI and DB: first it syncs. 1 other flow: CLI to DB: reads (SQL)."
    )


def test_of_many_components_each_lane_tells_its_first() -> None:
    text = "\n".join(f"  c{n}: {{kind: {'worker' if n % 9 else 'cache'}, name: Component {n}}}" for n in range(60))
    flows = "\n".join(f"  - c{n} -> c{n + 1}: hands on what is left" for n in range(59))
    told = tell_briefly(select(load(f"archgen: 1\nname: Large\ncomponents:\n{text}\nflows:\n{flows}\n")))
    assert told.startswith("Execution: Component 1, Component 2, ")
    assert ", and 33 more. Data: Component 0, Component 9, Component 18, " in told
    assert "59 flows: Component 0 to Component 1; Component 1 to Component 2; " in told
    assert 600 < len(told) <= LENGTH
