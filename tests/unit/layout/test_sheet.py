"""The contact sheet: many pictures on one page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pairs import FREE, load

from archgen.api import draw_placement, place_view
from archgen.layout.placement import Placement
from archgen.layout.sheet import MARGIN_PX, WIDTH_PX, Sheet, place_sheet
from archgen.style.themes import load_theme
from archgen.style.typography import VOICES
from archgen.svg.sheet import draw_sheet


@cache
def place(name: str) -> list[Placement]:
    loaded = load(name)
    assert loaded.architecture
    found = [place_view(loaded, view.id)[0] for view in loaded.architecture.views]
    return [placement for placement in found if placement]


@pytest.fixture(scope="module")
def pictures() -> list[Placement]:
    return [placement for name in FREE for placement in place(name)]


@pytest.fixture(scope="module")
def sheet(pictures: Sequence[Placement]) -> Sheet:
    return place_sheet(pictures)


def check_tiles(sheet: Sheet) -> None:
    """Nothing lies on anything else, nothing outside the page, and every picture keeps its shape."""
    boxes = [tile.rect for tile in sheet.tiles]
    assert not any(a.meets(b) for a, b in combinations(boxes, 2))
    for tile in sheet.tiles:
        assert tile.rect.x >= MARGIN_PX
        assert tile.rect.right <= WIDTH_PX - MARGIN_PX + 0.1
        wanted = tile.rect.height * tile.picture.width / tile.picture.height
        assert tile.rect.width == pytest.approx(wanted, abs=0.01)
        for line in tile.caption:
            assert tile.rect.bottom < line.baseline < sheet.height
            assert line.x + line.width <= WIDTH_PX - MARGIN_PX + 0.1
            assert not any(
                box.y < line.baseline < box.bottom and box.x < line.x + line.width and line.x < box.right
                for box in boxes
            )


def test_every_picture_is_there_once_in_its_order(sheet: Sheet, pictures: Sequence[Placement]) -> None:
    assert [tile.picture for tile in sheet.tiles] == pictures
    assert sheet.title == f"{len(pictures)} pictures of 10 systems"
    check_tiles(sheet)


def test_captions_name_system_and_view_and_can_be_read_at_docs_width(sheet: Sheet) -> None:
    texts = [" ".join(line.text for line in tile.caption) for tile in sheet.tiles]
    assert {"MLflow Architecture", "MLflow Experiment tracking"} <= set(texts)
    assert all(VOICES[line.voice].size_px * 800 / WIDTH_PX > 8 for tile in sheet.tiles for line in tile.caption)


def test_rows_are_filled_and_about_equally_high(sheet: Sheet) -> None:
    rows: dict[float, list[float]] = {}
    for tile in sheet.tiles:
        rows.setdefault(tile.rect.y, []).append(tile.rect.right)
    heights = {tile.rect.y: tile.rect.height for tile in sheet.tiles}
    *full, _ = rows
    assert len(full) > 2
    assert all(max(rows[y]) == pytest.approx(WIDTH_PX - MARGIN_PX, abs=0.2) for y in full)
    assert all(180 < height < 340 for height in heights.values())


@settings(deadline=None)
@example([(150, 150), (150, 310), (231, 213), (1998, 150), (2000, 150)])
@given(st.lists(st.tuples(st.integers(150, 2000), st.integers(150, 4000)), min_size=1, max_size=12))
def test_pictures_of_any_shape_find_a_place(sizes: list[tuple[int, int]]) -> None:
    one = place("mlflow")[0]
    check_tiles(place_sheet([one._replace(width=width, height=height) for width, height in sizes]))


def test_the_sheet_is_one_sound_file_that_has_everything_once(sheet: Sheet) -> None:
    text = draw_sheet(sheet, load_theme("adaptive"))
    root = ElementTree.fromstring(text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert all(id.startswith("archgen-sheet") for id in ids)
    referred = {*re.findall(r'href="#([^"]+)"', text), *re.findall(r"url\(#([^)]+)\)", text)}
    assert referred <= set(ids)
    assert text.count("@font-face") == 2
    assert text.count("prefers-color-scheme:dark") == 1
    assert len(root.findall("{http://www.w3.org/2000/svg}svg")) == len(sheet.tiles)
    assert not re.search(r'(?:href|src)="(?!#|data:)', text)
    assert text == draw_sheet(sheet, load_theme("adaptive"))


def test_the_sheet_is_much_smaller_than_its_pictures(sheet: Sheet, pictures: Sequence[Placement]) -> None:
    assert len(draw_sheet(sheet, load_theme("adaptive"))) < 0.6 * sum(
        len(draw_placement(picture, "svg", "adaptive")) for picture in pictures
    )
