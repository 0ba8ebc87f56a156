"""Where the time goes of `archgen render mlflow` (whole processes, stages, imports) and of all specs. `make bench` runs it.

All figures are medians of interleaved runs on this machine; compare ratios, not milliseconds of different days. To compare two
checkouts, let `python benchmarks/bench.py --catalogue` run in both of them in turn.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
SPEC = REPOSITORY / "specs" / "mlflow.yaml"
MOST_IMPORTS = 14
# As users run it: Python keeps compiled modules.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measure_processes(commands: Mapping[str, list[str]], rounds: int) -> dict[str, float]:
    """The median wall time in ms of each command, one run of each in turn."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True, cwd=REPOSITORY, env=ENVIRONMENT)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def list_stages() -> list[tuple[str, Callable[[Any], Any]]]:
    """The stages from file to SVG, each taking what the one before gave."""
    from archgen.checks import check_architecture
    from archgen.diagnostics.reading import read_source
    from archgen.layout.place import place_graph
    from archgen.layout.size import size_graph
    from archgen.model.decode import decode_spec
    from archgen.model.resolve import resolve_spec
    from archgen.style.themes import load_theme
    from archgen.svg.draw import draw_svg
    from archgen.views.select import select_view
    from archgen.yamltext.parse import parse_document

    return [
        ("read", lambda _: read_source(SPEC, "mlflow.yaml")[0]),
        ("parse", lambda source: parse_document(source)[0]),
        ("decode", lambda document: decode_spec(document)[0]),
        ("resolve", lambda spec: resolve_spec(spec)[0]),
        ("check", lambda architecture: (check_architecture(architecture), architecture)[1]),
        ("select", lambda architecture: select_view(architecture, "architecture", "mlflow")[0]),
        ("size", size_graph),
        ("place", place_graph),
        ("draw", lambda placement: draw_svg(placement, load_theme("adaptive"))),
    ]


def measure_stages(rounds: int) -> dict[str, float]:
    """The median time in ms of each stage, in one process that has imported everything."""
    stages = list_stages()
    times: dict[str, list[float]] = {name: [] for name, _ in stages}
    for _ in range(rounds):
        value: Any = None
        for name, run in stages:
            start = time.perf_counter()
            value = run(value)
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def draw_catalogue() -> dict[str, float]:
    """How many ms of the processor's time it takes to load all specs, and to place and draw all their pictures."""
    from archgen.api import Request, choose_views, draw_pictures, load_file, place_view

    times = dict.fromkeys(("load", "place", "draw"), 0.0)
    for path in sorted(SPEC.parent.glob("*.yaml")):
        start = time.process_time()
        loaded = load_file(path)
        assert loaded.architecture is not None, path
        loading = time.process_time()
        placements = [place_view(loaded, view)[0] for view in choose_views(loaded.architecture, None)]
        placing = time.process_time()
        draw_pictures([placement for placement in placements if placement], loaded, Request(REPOSITORY))
        for name, ms in zip(times, (loading - start, placing - loading, time.process_time() - placing), strict=True):
            times[name] += ms * 1000
    return times


def measure_catalogue(rounds: int) -> dict[str, float]:
    """The stages of all specs: once in a process that has drawn nothing yet, then the medians of further rounds."""
    import gc

    gc.disable()  # as the program does
    first = draw_catalogue()
    others = [draw_catalogue() for _ in range(rounds)]
    gc.enable()
    warm = {name: statistics.median(times[name] for times in others) for name in first}
    named = [
        (f"{name}, {state}", ms) for state, times in (("cold", first), ("warm", warm)) for name, ms in times.items()
    ]
    return {**dict(named), "all, cold": sum(first.values()), "all, warm": sum(warm.values())}


def measure_imports() -> dict[str, float]:
    """What importing costs in ms, with everything below it: the costliest packages and archgen's own modules."""
    with tempfile.TemporaryDirectory() as folder:
        code = f"from archgen.cli.main import run; run(['render', 'mlflow', '-o', {folder!r}])"
        command = [PYTHON, "-X", "importtime", "-c", code]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY, env=ENVIRONMENT)
    found: dict[str, float] = {}
    for line in done.stderr.splitlines():
        if line.startswith("import time:") and "imported package" not in line:
            _, cumulative, name = line.removeprefix("import time:").split("|")
            package = name.strip()
            if "." not in package or package.startswith("archgen."):
                found[package] = int(cumulative) / 1000
    return dict(sorted(found.items(), key=lambda item: -item[1])[:MOST_IMPORTS])


def describe_machine() -> str:
    """What the figures were measured on."""
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, {os.cpu_count()} cores"


def print_table(title: str, rows: Mapping[str, float], unit: float | None = None) -> None:
    """Names and ms, and how many times the unit each is."""
    print(f"\n{title}")
    for name, value in rows.items():
        ratio = f"{value / unit:8.1f} x" if unit else ""
        print(f"  {name:32} {value:8.1f} ms{ratio}")


def measure_one(rounds: int) -> None:
    """Measure and print what belongs to one spec."""
    with tempfile.TemporaryDirectory() as folder:
        archgen = [PYTHON, "-m", "archgen"]
        processes = measure_processes(
            {
                "python -c pass": [PYTHON, "-c", "pass"],
                "archgen --help": [*archgen, "--help"],
                "archgen check mlflow": [*archgen, "check", "mlflow"],
                "archgen render mlflow": [*archgen, "render", "mlflow", "-o", folder],
            },
            rounds,
        )
    print_table("Whole processes", processes, processes["python -c pass"])
    stages = measure_stages(rounds)
    print_table(f"Stages of render mlflow, warm: {sum(stages.values()):.1f} ms together", stages)
    print_table("Imports of render mlflow, each with what it imports", measure_imports())


def main() -> None:
    """Measure and print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--catalogue", action="store_true", help="only the stages of all specs")
    arguments = parser.parse_args()
    print(describe_machine())
    catalogue = measure_catalogue(arguments.rounds)  # first, for this process has drawn nothing yet
    print_table("Stages of all specs in one process, time of the processor", catalogue)
    if not arguments.catalogue:
        measure_one(arguments.rounds)


if __name__ == "__main__":
    main()
