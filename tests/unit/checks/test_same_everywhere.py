"""The same thing looks the same in all pictures of the catalogue: lanes in one order, kinds with one look, technologies with one icon."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from archgen.api import Loaded, draw_placement, load_file, place_view
from archgen.layout.placement import Placement
from archgen.model.kinds import LANES

SPECS = sorted((Path(__file__).resolve().parents[3] / "specs").glob("*.yaml"))
LOOK = re.compile(
    r'<g class="component"[^>]* data-kind="([^"]+)" data-lane="([^"]+)"[^>]*><title>[^<]*</title>'
    r'<rect class="([^"]+)" fill="([^"]+)" stroke="([^"]+)"[^>]* rx="([^"]+)"'
)
GLYPH = re.compile(r'class="s-([a-z-]+)" stroke="([^"]+)" href="#[^"]*?-kind-([a-z-]+)"')
SYMBOL = re.compile(r'<symbol id="[^"]*?-kind-([a-z-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@pytest.fixture(scope="module")
def pictures() -> list[tuple[Loaded, str, Placement]]:
    found = []
    for path in SPECS:
        loaded = load_file(path)
        assert loaded.architecture is not None
        for view in loaded.architecture.views:
            placement, _ = place_view(loaded, view.id)
            assert placement is not None
            found.append((loaded, view.id, placement))
    return found


def test_lanes_stand_in_one_order_in_all_pictures(pictures: list[tuple[Loaded, str, Placement]]) -> None:
    for loaded, view, placement in pictures:
        assert loaded.architecture is not None
        chosen = next(item for item in loaded.architecture.views if item.id == view)
        if chosen.layout == "dot":
            continue
        down = chosen.direction == "down"
        spans = defaultdict(list)
        for card in placement.cards:
            rect = card.rect
            spans[LANES.index(card.lane)] += [(rect.y, rect.y + rect.height) if down else (rect.x, rect.x + rect.width)]
        for upper, lower in pairwise(sorted(spans)):
            assert max(end for _, end in spans[upper]) < min(start for start, _ in spans[lower]), (loaded.tool, view)


def test_a_kind_has_one_lane_shape_colour_and_glyph_in_all_pictures(
    pictures: list[tuple[Loaded, str, Placement]],
) -> None:
    looks, glyphs, symbols = defaultdict(set), defaultdict(set), defaultdict(set)
    for loaded, _, placement in pictures:
        text = draw_placement(placement, "svg", "adaptive", loaded.project.house)
        for kind, lane, name, *look in LOOK.findall(text):
            looks[kind, name == "ghost"].add((lane, name, *look))  # a ghost is drawn as what is not there
        for kind, stroke, glyph in GLYPH.findall(text):
            glyphs[kind].add((stroke, glyph))
        for kind, drawing in SYMBOL.findall(text):
            symbols[kind].add(drawing)
    assert len(looks) > 12
    assert len(glyphs) > 8
    for found in (*looks.items(), *glyphs.items(), *symbols.items()):
        assert len(found[1]) == 1, found


def test_a_technology_has_one_icon_in_all_pictures(pictures: list[tuple[Loaded, str, Placement]]) -> None:
    icons = defaultdict(set)
    for loaded, _, placement in pictures:
        assert loaded.architecture is not None
        for card in placement.cards:
            component = loaded.architecture.component_by_id[card.id]
            if len(component.technology) == 1 and card.icon and card.icon.symbol.startswith("brand:"):
                icons[component.technology[0]].add(card.icon.symbol)
    assert len(icons) > 15
    assert [found for found in icons.items() if len(found[1]) != 1] == []
