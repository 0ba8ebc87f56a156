"""How good the layout is over a folder of specs: the figures of every view, as a table in Markdown, and their sums.

    python benchmarks/layout.py specs --rounds 5

``ms`` is the time of the stage "place" alone, in a warm process; compare it with other rows of the same run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from archgen.api import Loaded, load_file
from archgen.layout.engines.embedded import EmbeddedEngine
from archgen.layout.graphviz_routes import make_graphviz_router
from archgen.layout.paths import trace_paths
from archgen.layout.place import place_graph
from archgen.layout.quality import Quality, measure_quality
from archgen.layout.routing import Router
from archgen.layout.size import size_graph
from archgen.views.select import select_view

HEADINGS = (
    "view",
    "cards/flows",
    "size px",
    "crossings",
    "bends",
    "flows px",
    "labels",
    "empty",
    "faults",
    "groups lost",
    "ms",
)


class Row(NamedTuple):
    """The figures of one view; ``lost`` are groups that could not be drawn, ``ms`` is the median time of placing."""

    name: str
    quality: Quality
    lost: int
    ms: float


def measure_spec(loaded: Loaded, rounds: int, views: Sequence[str], router: Router) -> Iterator[Row]:
    """A row for each view of a spec that is asked for."""
    assert loaded.architecture is not None, (loaded.tool, [d.message for d in loaded.diagnostics])
    for view in loaded.architecture.views:
        if views and view.id not in views:
            continue
        graph, _ = select_view(loaded.architecture, view.id, loaded.tool)
        assert graph is not None
        sized = size_graph(graph)
        times = []
        for _ in range(rounds):
            start = time.perf_counter()
            placement = place_graph(sized, router)
            times.append((time.perf_counter() - start) * 1000)
        lost = len(graph.groups) - len(placement.groups)
        yield Row(f"{loaded.tool}.{view.id}", measure_quality(placement), lost, statistics.median(times))


def write_row(row: Row) -> tuple[str, ...]:
    """The cells of a row."""
    q = row.quality
    return (
        row.name,
        f"{q.components}/{q.flows}",
        f"{q.width:g}x{q.height:g}",
        f"{q.crossings}",
        f"{q.bends}",
        f"{q.length}",
        f"{q.inline_labels}/{q.inline_labels + q.numbered_labels}",
        f"{q.empty:.0%}",
        f"{len(q.faults)}",
        f"{row.lost}",
        f"{row.ms:.0f}",
    )


def write_sums(rows: Sequence[Row]) -> tuple[str, ...]:
    """The cells of the last row: sums, and for sizes and emptiness the mean."""
    qualities = [row.quality for row in rows]
    inline, numbered = sum(q.inline_labels for q in qualities), sum(q.numbered_labels for q in qualities)
    return (
        "**all**",
        f"{sum(q.components for q in qualities)}/{sum(q.flows for q in qualities)}",
        f"mean {statistics.mean(q.width for q in qualities):.0f}x{statistics.mean(q.height for q in qualities):.0f}, "
        f"widest {max(q.width for q in qualities):g}",
        f"{sum(q.crossings for q in qualities)}",
        f"{sum(q.bends for q in qualities)}",
        f"{sum(q.length for q in qualities)}",
        f"{inline}/{inline + numbered} ({inline / max(1, inline + numbered):.0%})",
        f"{statistics.mean(q.empty for q in qualities):.0%}",
        f"{sum(len(q.faults) for q in qualities)}",
        f"{sum(row.lost for row in rows)}",
        f"{sum(row.ms for row in rows):.0f}",
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--view", action="append", default=[], help="only views with this id; can be given more than once"
    )
    parser.add_argument("--apart", default="", help="names of specs, with commas, whose sums are given apart")
    parser.add_argument("--routing", choices=["channels", "graphviz"], default="channels", help="who runs the flows")
    options = parser.parse_args()
    router = make_graphviz_router(EmbeddedEngine(print)) if options.routing == "graphviz" else trace_paths
    rows = [
        row
        for path in sorted(options.folder.glob("*.yaml"))
        for row in measure_spec(load_file(path), options.rounds, options.view, router)
    ]
    if not rows:
        sys.exit(f"there is no such view in {options.folder}")
    apart = [row for row in rows if row.name.split(".")[0] in options.apart.split(",")]
    table = [HEADINGS, ("---",) * len(HEADINGS), *map(write_row, rows), write_sums(rows)]
    table += [("**held back**", *write_sums(apart)[1:])] if apart else []
    print("\n".join(f"| {' | '.join(cells)} |" for cells in table))


if __name__ == "__main__":
    main()
