"""How much of a picture moves when its spec changes: each component is taken away in turn and put back, and the others are
looked for.

    python benchmarks/stability.py specs

A card keeps its place when its column is the same, but for a shift of the whole picture, and its row within its lane; rows and
columns that only the component opened are not counted. "kept" is what archgen does: it arranges a picture anew only where
there is none yet. "fresh" is for comparison: every picture arranged from nothing.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from archgen.api import load_file
from archgen.layout.grid.types import Arrangement
from archgen.layout.place import choose_scene
from archgen.layout.scene import Scene
from archgen.layout.size import size_graph
from archgen.views.graph import ViewGraph
from archgen.views.select import default_view, select_view

SHIFTS = (-2, -1, 0, 1, 2)


class Place(NamedTuple):
    """Where a card stands: its row within its lane, and its column."""

    lane: int
    row: int
    column: int


class Trial(NamedTuple):
    """The shares of cards that kept their place when one went, when it came back, and from nothing; what the last two cost."""

    removed: float
    added: float
    fresh: float
    cost_added: float
    cost_fresh: float


def arrange(graph: ViewGraph, earlier: Arrangement | None = None) -> Scene:
    """The scene of a graph."""
    return choose_scene(size_graph(graph), earlier=earlier)


def find_places(scene: Scene) -> dict[str, Place]:
    """Where each card stands."""
    lanes = scene.grid.lanes
    return {id: Place(lanes[cell.row], cell.row, cell.column) for id, cell in scene.grid.cells.items()}


def remember(scene: Scene) -> Arrangement:
    """What a picture says of its arrangement."""
    return Arrangement(scene.grid.cells, frozenset(frame.id for frame, _, _ in scene.groups))


def leave_out(graph: ViewGraph, id: str) -> ViewGraph:
    """The graph without a component, its flows, and the groups that held nothing else."""
    components = tuple(c for c in graph.components if c.id != id)
    flows = tuple(f for f in graph.flows if id not in (f.from_id, f.to_id))
    less = graph._replace(components=components, flows=flows, steps=())
    return less._replace(groups=tuple(g for g in less.groups if less.members(g.id)))


def kept_share(before: Mapping[str, Place], after: Mapping[str, Place]) -> float:
    """The share of the cards in both that stand where they stood, after the shift that suits most of them."""
    shared = [id for id in before if id in after]
    old, new = _close_gaps({id: before[id] for id in shared}), _close_gaps({id: after[id] for id in shared})
    kept = max(sum(new[id] == old[id]._replace(column=old[id].column + shift) for id in shared) for shift in SHIFTS)
    return kept / len(shared)


def _close_gaps(places: Mapping[str, Place]) -> dict[str, Place]:
    """The places without rows and columns in which nobody stands: one that a newcomer opens moves nobody."""
    columns = sorted({place.column for place in places.values()})
    rows = {
        lane: sorted({p.row for p in places.values() if p.lane == lane}) for lane in {p.lane for p in places.values()}
    }
    return {
        id: Place(place.lane, rows[place.lane].index(place.row), columns.index(place.column))
        for id, place in places.items()
    }


def try_without(graph: ViewGraph, whole: Scene, id: str) -> Trial:
    """Take a component away and put it back."""
    less = leave_out(graph, id)
    removed = arrange(less, remember(whole))
    added = arrange(graph, remember(removed))
    fresh = arrange(less)
    before = find_places(whole)
    return Trial(
        kept_share(before, find_places(removed)),
        kept_share(find_places(removed), find_places(added)),
        kept_share(before, find_places(fresh)),
        added.cost,
        whole.cost,
    )


def measure_spec(path: Path) -> list[Trial]:
    """A trial for each component of the spec's own picture."""
    loaded = load_file(path)
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, default_view(loaded.architecture), loaded.tool)
    assert graph is not None
    whole = arrange(graph)
    return [try_without(graph, whole, component.id) for component in graph.components]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    every: list[Trial] = []
    for path in sorted(parser.parse_args().folder.glob("*.yaml")):
        trials = measure_spec(path)
        every += trials
        print_trials(path.stem, trials)
    print_trials("all", every)


def print_trials(name: str, trials: list[Trial]) -> None:
    """A line of medians (and least shares) for some trials; the cost of putting back is a ratio to the picture from nothing."""
    parts = [
        f"{word} {statistics.median(values):4.0%} (least {min(values):4.0%})"
        for word, values in (
            ("one taken away: kept", [trial.removed for trial in trials]),
            ("put back: kept", [trial.added for trial in trials]),
            ("from nothing: kept", [trial.fresh for trial in trials]),
        )
    ]
    cost = statistics.mean(trial.cost_added / trial.cost_fresh for trial in trials)
    print(f"{name:22} {'  '.join(parts)}  cost {cost:.3f}  ({len(trials)} trials)")


if __name__ == "__main__":
    main()
