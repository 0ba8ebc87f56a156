"""Whether other weights would make better pictures: each weight of the layout halved, lessened, raised, doubled.

    python benchmarks/tuning.py specs --apart guildai,neptune,verta

Only the specs that are not held back decide. What is summed up is the cost of finished pictures (crossings, bends, numbered
labels, size), as the layout itself chooses between plans; less is better. Those held back are given beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from archgen.api import load_file
from archgen.layout.channels import candidates, route
from archgen.layout.grid import cost, packing, plan, search
from archgen.layout.paths import trace_paths
from archgen.layout.place import choose_scene
from archgen.layout.scene import make_room
from archgen.layout.size import size_graph
from archgen.views.select import select_view

if TYPE_CHECKING:
    from archgen.layout.size import SizedGraph

FACTORS = (0.5, 0.8, 1.25, 2.0)
PLACING = (
    "COLUMN_DISTANCE",
    "ROW_DISTANCE",
    "SAME_ROW_BONUS",
    "BENDS",
    "STRAIGHT_BLOCKED",
    "CORNERS_BLOCKED",
    "CROSSING",
    "EMPTY_GROUP_CELL",
    "ROW",
    "COLUMN",
)
ROUTING = (
    "VERTICAL_UNIT",
    "HORIZONTAL_UNIT",
    "BEND",
    "COLUMN_GUTTER",
    "SIDE_PORT",
    "THROUGH_STRANGERS",
    "LEAVING_HOME",
)
TRAFFIC = ("CROSSING", "SHARED_GUTTER_UNIT", "SHARED_CARD_UNIT")
PACKING = ("ROW_SCORE", "DISTANCE_SCORE")
WEIGHTS: tuple[tuple[str, tuple[ModuleType, ...], tuple[str, ...]], ...] = (
    ("placing", (cost, search), PLACING),
    ("packing", (packing,), PACKING),
    ("routing", (candidates,), ROUTING),
    ("routing", (route,), TRAFFIC),
)


def list_views(folder: Path) -> Iterator[tuple[str, SizedGraph]]:
    """The first view of each spec, measured."""
    for file in sorted(folder.glob("*.yaml")):
        loaded = load_file(file)
        assert loaded.architecture is not None, file
        graph, _ = select_view(loaded.architecture, loaded.architecture.views[0].id, loaded.tool)
        assert graph is not None
        yield file.stem, size_graph(graph)


def sum_costs(views: list[tuple[str, SizedGraph]], apart: set[str]) -> tuple[float, float]:
    """The costs of the finished pictures: of those that decide, and of those held back."""
    costs = [(name, make_room(sized, choose_scene(sized), trace_paths).cost) for name, sized in views]
    return sum(c for name, c in costs if name not in apart), sum(c for name, c in costs if name in apart)


def try_weight(
    modules: tuple[ModuleType, ...], weight: str, factor: float, views: list[tuple[str, SizedGraph]], apart: set[str]
) -> tuple[float, float]:
    """The sums with one weight changed; it is put back."""
    value = getattr(modules[0], weight)
    holders = [module for module in modules if hasattr(module, weight)]
    try:
        for module in holders:
            setattr(module, weight, value * factor)
        _forget_costs()
        return sum_costs(views, apart)
    finally:
        for module in holders:
            setattr(module, weight, value)
        _forget_costs()


def _forget_costs() -> None:
    """What is kept from picture to picture would still have the costs of other weights."""
    for value in (*vars(candidates).values(), *vars(plan).values()):
        if callable(clear := getattr(value, "cache_clear", None)):
            clear()


def _tell_change(after: float, before: float) -> str:
    return f"{100 * after / before - 100:+.1f} %" if before else "none"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--apart", default="", help="names of specs that do not decide, with commas")
    options = parser.parse_args()
    apart = set(options.apart.split(","))
    views = list(list_views(options.folder))
    own, held = sum_costs(views, apart)
    print(f"as it is: {own:.0f}, held back {held:.0f}\n")
    print(f"| weight | {' | '.join(f'x {factor:g}' for factor in FACTORS)} |")
    print("|---" * (1 + len(FACTORS)) + "|")
    for stage, modules, weights in WEIGHTS:
        for weight in weights:
            tried = [try_weight(modules, weight, factor, views, apart) for factor in FACTORS]
            cells = [f"{_tell_change(a, own)} ({_tell_change(b, held)})" for a, b in tried]
            print(f"| {stage} {weight} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
