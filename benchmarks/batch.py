"""Whole catalogues: archgen's batch beside its peers on the same graphs, interleaved in one run; and a thousand generated specs.

Peers draw all pictures in one process, as a user of theirs would write it: D2 from one file with a board for each, diagrams from
one program. (Graphviz 2.43 crashes where it is given all of them.) Compare ratios of one run, not milliseconds of different days.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "tests" / "support"))

from bench import ENVIRONMENT, PYTHON, REPOSITORY, describe_machine, print_table
from peers import write_d2, write_diagrams

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

ARCHGEN = [str(Path(PYTHON).with_name("archgen"))]
CHANGED = "specs/mlflow.yaml"


class Case(NamedTuple):
    """A command, the folder it runs in, and what is done before each run of it."""

    command: Sequence[str]
    folder: Path
    prepare: Callable[[], object] = lambda: None


class Cost(NamedTuple):
    """What a run cost: wall time in ms, and the most memory of any of its processes in MB."""

    wall_ms: float
    memory_mb: float


def run_once(case: Case) -> Cost:
    """One run."""
    case.prepare()
    start = time.perf_counter()
    process = subprocess.Popen(
        case.command, cwd=case.folder, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, case.command
    return Cost((time.perf_counter() - start) * 1000, used.ru_maxrss / 1000)


def measure_cases(cases: dict[str, Case], rounds: int) -> dict[str, float]:
    """The median wall time of each in ms, one run of each in turn."""
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            times[name].append(run_once(case).wall_ms)
    return {name: statistics.median(values) for name, values in times.items()}


def select_graphs() -> dict[str, ViewGraph]:
    """Every view of the catalogue, by the name of its picture."""
    from archgen.api import load_file, output_name
    from archgen.views.select import select_view

    graphs: dict[str, ViewGraph] = {}
    for path in sorted((REPOSITORY / "specs").glob("*.yaml")):
        loaded = load_file(path)
        assert loaded.architecture is not None
        for view in loaded.architecture.views:
            graph, _ = select_view(loaded.architecture, view.id, loaded.tool)
            assert graph is not None
            graphs[output_name(loaded, view.id, "svg").removesuffix(".svg")] = graph
    return graphs


def make_peers(graphs: dict[str, ViewGraph], folder: Path) -> dict[str, Case]:
    """A command for each peer that is installed, that draws all these graphs."""
    cases: dict[str, Case] = {}
    d2 = Path(PYTHON).with_name("d2")
    if d2.exists():
        boards = (f'"{name.replace(".", "-")}": {{\n{write_d2(graph)}}}\n' for name, graph in graphs.items())
        (folder / "all.d2").write_text(f"layers: {{\n{''.join(boards)}}}\n", encoding="utf-8")
        cases["D2 (dagre)"] = Case([str(d2), "all.d2", "by-d2"], folder)
    if importlib.util.find_spec("diagrams"):
        programs = (write_diagrams(graph, f"by-diagrams-{name}") for name, graph in graphs.items())
        (folder / "all.py").write_text("\n".join(programs), encoding="utf-8")
        cases["mingrammer/diagrams"] = Case([PYTHON, "all.py"], folder)
    return cases


def make_catalogue(folder: Path) -> Path:
    """A copy of the catalogue, drawn once."""
    shutil.copytree(REPOSITORY / "specs", folder / "specs")
    shutil.copy(REPOSITORY / "archgen.yaml", folder)
    subprocess.run([*ARCHGEN, "render", "--all"], cwd=folder, env=ENVIRONMENT, check=True, capture_output=True)
    return folder


def make_own(folder: Path) -> dict[str, Case]:
    """What archgen does with the catalogue: nothing has changed, one spec has, or there is nothing yet."""
    house = make_catalogue(folder / "house")
    spec = house / CHANGED

    def touch() -> None:
        spec.write_text(f"{spec.read_text()}# {time.monotonic_ns()}\n")

    def clear() -> None:
        shutil.rmtree(house / "output", ignore_errors=True)

    def restore() -> None:
        subprocess.run([*ARCHGEN, "render", "--all"], cwd=house, env=ENVIRONMENT, check=True, capture_output=True)

    def restore_and_touch() -> None:
        restore()
        touch()

    every = [*ARCHGEN, "render", "--all"]
    return {
        "archgen, nothing changed": Case(every, house, restore),
        "archgen, one spec changed": Case(every, house, restore_and_touch),
        "archgen, that spec alone": Case([*ARCHGEN, "render", "mlflow"], house, restore_and_touch),
        "archgen, 34 pictures from nothing": Case(every, house, clear),
        "archgen, the same in one process": Case([*every, "-j", "1"], house, clear),
        "archgen, 18 pictures from nothing": Case([*every, "--view", "architecture"], house, clear),
    }


def measure_many(count: int) -> None:
    """Generated specs, half of them and all: cost for each, and memory."""
    import yaml
    from systems import make_system

    for share in (count // 2, count):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "specs").mkdir()
            for number in range(share):
                text = yaml.safe_dump(make_system(12, seed=number), sort_keys=False).replace("nginx", "NGINX")
                (folder / "specs" / f"system-{number:04}.yaml").write_text(text, encoding="utf-8")
            every = [*ARCHGEN, "render", "--all"]

            def clear(folder: Path = folder) -> None:
                shutil.rmtree(folder / "output", ignore_errors=True)

            print(f"\n{share} generated specs of 12 components")
            cases = {
                "from nothing, -j 1": Case([*every, "-j", "1"], folder, clear),
                "from nothing, -j 2": Case([*every, "-j", "2"], folder, clear),
                "nothing changed": Case(every, folder),
            }
            for title, case in cases.items():
                cost = run_once(case)
                print(f"  {title:20} {cost.wall_ms / share:8.2f} ms for each {cost.memory_mb:8.1f} MB at most")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--many", type=int, default=1000, help="how many specs to generate; 0: none")
    arguments = parser.parse_args()
    print(describe_machine())
    graphs = select_graphs()
    first = {name: graph for name, graph in graphs.items() if graph.view == "architecture"}
    with tempfile.TemporaryDirectory() as name:
        folders = [Path(name) / part for part in ("18", "34", "own")]
        for folder in folders:
            folder.mkdir()
        cases = {f"{peer}, 18 pictures": case for peer, case in make_peers(first, folders[0]).items()}
        cases |= {f"{peer}, 34 pictures": case for peer, case in make_peers(graphs, folders[1]).items()}
        measured = measure_cases(cases | make_own(folders[2]), arguments.rounds)
    print_table("Whole batches, in multiples of D2's 18", measured, measured.get("D2 (dagre), 18 pictures"))
    if arguments.many:
        measure_many(arguments.many)


if __name__ == "__main__":
    main()
