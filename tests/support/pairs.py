"""Two systems side by side, for the tests that look at comparisons."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from archgen.api import Loaded, load_file, load_source
from archgen.compare import compare_specs
from archgen.diagnostics.source import Source
from archgen.layout.placement import Placement

SPECS = Path(__file__).resolve().parent.parent.parent / "specs"
FREE = ("mlflow", "dvc", "pachyderm", "sacred", "polyaxon", "trains", "modeldb", "katib", "guildai", "mlmd")


@cache
def load(name: str) -> Loaded:
    return load_file(SPECS / f"{name}.yaml")


@cache
def compare(left: str, right: str) -> Placement:
    return compare_loaded(load(left), load(right))


def compare_loaded(left: Loaded, right: Loaded) -> Placement:
    placement, found = compare_specs(left, right)
    assert placement is not None, found
    return placement


def read(tool: str, text: str) -> Loaded:
    """A spec that is written out in a test."""
    loaded = load_source(tool, Source(f"{tool}.yaml", f"archgen: 1\nname: {tool.capitalize()}\n{text}"))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    return loaded


def cards_of(placement: Placement, tool: str) -> dict[str, str]:
    """The name on each card of a system, by id."""
    cards = [card for card in placement.cards if card.id.startswith(f"{tool}.")]
    return {card.id.removeprefix(f"{tool}."): " ".join(line.text for line in card.lines) for card in cards}
