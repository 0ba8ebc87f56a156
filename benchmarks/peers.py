"""archgen beside its peers: the same components and flows of MLflow, drawn by each as a whole process, interleaved in one run.

Peers that are not installed are left out: `pip install -e '.[bench]'` brings D2 and mingrammer/diagrams, Graphviz comes with the
system's packages. Compare ratios of one run, not milliseconds of different days.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent))

from bench import PYTHON, SPEC, describe_machine, measure_processes, print_table

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

ARCHGEN = [PYTHON, "-m", "archgen"]
ONE_VIEW = ["--view", "architecture"]


def select_graph() -> ViewGraph:
    """What all of them draw: MLflow's largest view."""
    from archgen.api import load_file
    from archgen.views.select import select_view

    loaded = load_file(SPEC)
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, "architecture", "mlflow")
    assert graph is not None
    return graph


def write_dot(graph: ViewGraph) -> str:
    """The graph for Graphviz: clusters, labelled boxes, labelled edges."""
    lines = ["digraph {", "  node [shape=box]"]
    for group in graph.groups:
        members = " ".join(f'"{member}"' for member in graph.direct_members(group.id))
        lines.append(f'  subgraph "cluster_{group.id}" {{ label="{group.name}" {members} }}')
    lines += [f'  "{c.id}" [label="{c.name}"]' for c in graph.components]
    lines += [f'  "{f.from_id}" -> "{f.to_id}" [label="{f.label}"]' for f in graph.flows]
    return "\n".join((*lines, "}", ""))


def write_d2(graph: ViewGraph) -> str:
    """The graph for D2."""
    homes = {
        c.id: f"in-{c.group}.its-{c.id}" if c.group else f"its-{c.id}" for c in graph.components
    }  # `steps` is a keyword
    homes |= {group.id: f"in-{group.id}" for group in graph.groups}
    lines = [f"{homes[c.id]}: {c.name}" for c in graph.components]
    lines += [f"{homes[f.from_id]} -> {homes[f.to_id]}: {f.label}" for f in graph.flows]
    return "\n".join((*lines, ""))


def write_diagrams(graph: ViewGraph, target: str) -> str:
    """The graph as a program for mingrammer/diagrams, with its generic icons."""
    lines = [
        "from diagrams import Cluster, Diagram, Edge",
        "from diagrams.generic.storage import Storage",
        "nodes = {}",
        f"with Diagram('MLflow', filename={target!r}, outformat='svg', show=False):",
    ]
    lines += _write_nodes(graph, None, "    ")
    for group in graph.groups:
        lines += [f"    with Cluster({group.name!r}):", *_write_nodes(graph, group.id, "        ")]
    edges = ((f.from_id, f.label, f.to_id) for f in graph.flows)
    lines += [f"    nodes[{start!r}] >> Edge(label={label!r}) >> nodes[{end!r}]" for start, label, end in edges]
    return "\n".join((*lines, ""))


def _write_nodes(graph: ViewGraph, group: str | None, indent: str) -> list[str]:
    """A line for each component that stands directly in a group, or in none."""
    return [f"{indent}nodes[{c.id!r}] = Storage({c.name!r})" for c in graph.components if c.group == group]


def find_commands(folder: Path) -> dict[str, list[str]]:
    """A command for archgen, and for each peer that is installed; cold is without any module that Python has compiled before,
    ``--fresh`` without an earlier picture whose arrangement is kept.
    """
    graph = select_graph()
    (folder / "mlflow.dot").write_text(write_dot(graph), encoding="utf-8")
    (folder / "mlflow.d2").write_text(write_d2(graph), encoding="utf-8")
    (folder / "mlflow.py").write_text(write_diagrams(graph, str(folder / "by-diagrams")), encoding="utf-8")
    d2 = Path(PYTHON).with_name("d2")
    render = [*ARCHGEN, "render", "mlflow", "-o", str(folder)]
    commands = {
        "python -c pass": [PYTHON, "-c", "pass"],
        "archgen --help": [*ARCHGEN, "--help"],
        "archgen, the same view": [*render, *ONE_VIEW],
        "archgen, the same view, --fresh": [*render, *ONE_VIEW, "--fresh"],
        "archgen, all three views": render,
        "archgen, all three, --fresh": [*render, "--fresh"],
        "archgen, cold": [
            "env",
            "PYTHONDONTWRITEBYTECODE=1",
            f"PYTHONPYCACHEPREFIX={folder / 'none'}",
            *render,
            *ONE_VIEW,
        ],
    }
    if dot := shutil.which("dot"):
        commands["dot -Tsvg"] = [dot, "-Tsvg", str(folder / "mlflow.dot"), "-o", str(folder / "by-dot.svg")]
    if d2.exists():
        commands["d2 (dagre)"] = [str(d2), str(folder / "mlflow.d2"), str(folder / "by-d2.svg")]
    if importlib.util.find_spec("diagrams"):
        commands["mingrammer/diagrams"] = [PYTHON, str(folder / "mlflow.py")]
    return commands


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    print(describe_machine())
    with tempfile.TemporaryDirectory() as name:
        measured = measure_processes(find_commands(Path(name)), rounds)
    reference = measured.get("mingrammer/diagrams")
    print_table(
        "Whole processes, in multiples of mingrammer/diagrams" if reference else "Whole processes", measured, reference
    )


if __name__ == "__main__":
    main()
