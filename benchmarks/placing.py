"""How long it takes to decide where cards stand, beside Graphviz's `dot` as a whole process on the same components and flows.

    python benchmarks/placing.py specs --sizes 30,60,120

Both are timed in turn; read the ratio. What is timed of archgen is `plan_view`: from a sized view to rows and columns, nothing
remembered from earlier rounds. Views of a folder of specs, and generated systems of some sizes.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from peers import write_dot
from support.systems import make_system

from archgen.api import load_file
from archgen.layout.planning import plan_view
from archgen.layout.size import size_graph
from archgen.views.select import select_view

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph


class Row(NamedTuple):
    """Medians of one view in ms."""

    name: str
    cards: int
    flows: int
    planning: float
    dot: float


def list_views(files: list[Path]) -> Iterator[tuple[str, ViewGraph]]:
    """The first view of each spec."""
    for file in files:
        loaded = load_file(file)
        assert loaded.architecture is not None, file
        graph, _ = select_view(loaded.architecture, loaded.architecture.views[0].id, loaded.tool)
        assert graph is not None
        yield file.stem, graph


def measure_view(name: str, graph: ViewGraph, dot: str, folder: Path, rounds: int) -> Row:
    """Both on the same view, in turn."""
    source = folder / f"{name}.dot"
    source.write_text(write_dot(graph), encoding="utf-8")
    sized = size_graph(graph)
    command = [dot, "-Tsvg", str(source), "-o", str(folder / "by-dot.svg")]
    planning, drawing = [], []
    for _ in range(rounds):
        drawing.append(_time(lambda: subprocess.run(command, check=True, stderr=subprocess.DEVNULL)))
        planning.append(_time(lambda: plan_view(sized)))
    return Row(name, len(graph.components), len(graph.flows), statistics.median(planning), statistics.median(drawing))


def _time(work: object) -> float:
    assert callable(work)
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def write_systems(folder: Path, sizes: list[int]) -> list[Path]:
    """Generated systems as spec files; JSON is YAML."""
    import json

    files = [folder / f"system-{size}.yaml" for size in sizes]
    for file, size in zip(files, sizes, strict=True):
        file.write_text(json.dumps(make_system(size)), encoding="utf-8")
    return files


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--sizes", default="30,60,120", help="how many components generated systems have, with commas")
    options = parser.parse_args()
    dot = shutil.which("dot")
    if dot is None:
        sys.exit("install Graphviz first: apt-get install graphviz")
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = [*sorted(options.folder.glob("*.yaml")), *write_systems(folder, [*map(int, options.sizes.split(","))])]
        rows = [measure_view(name, graph, dot, folder, options.rounds) for name, graph in list_views(files)]
    print("| view | cards/flows | placing ms | dot ms | placing : dot |\n|---|---|---|---|---|")
    for row in sorted(rows, key=lambda row: row.cards):
        ratio = row.planning / row.dot
        print(f"| {row.name} | {row.cards}/{row.flows} | {row.planning:.0f} | {row.dot:.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
