"""What stands in a card's tile, and how icons are found."""

from __future__ import annotations

import importlib.util

import pytest

from archgen.api import draw_placement, load_source, place_view
from archgen.cli.main import run
from archgen.diagnostics.source import Source
from archgen.layout.placement import PlacedCard, Placement
from archgen.layout.saving import read_placement, write_placement
from archgen.packages import find_diagrams
from archgen.style import brands
from archgen.style.icons.diagrams_index import list_names


def place(keys: str, name: str = "X") -> Placement:
    text = f"archgen: 1\nname: {name}\ncomponents:\n  a: {{kind: server, {keys}}}\nignore: [{{rule: AG401, reason: alone}}]\n"
    placement, _ = place_view(load_source("x", Source("x", text)), "architecture")
    assert placement is not None
    return placement


def card(keys: str) -> PlacedCard:
    return place(keys).cards[0]


def show(keys: str) -> str:
    """The symbol in the tile, or its letters."""
    found = card(keys)
    assert (found.icon is None) != (found.monogram is None)
    return found.icon.symbol if found.icon else found.monogram.text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("name: A", "kind:server"),
        ("technology: Flask on gunicorn", "brand:flask"),
        ("technology: [Flask, React]", "kind:server"),
        ("technology: MS SQL", "kind:server"),
        ("technology: Flask, icon: redis", "brand:redis"),
        ("icon: PostgreSQL", "brand:postgresql"),
        ("icon: Google Cloud Storage", "brand:googlecloudstorage"),
        ("icon: Home Assistant", "brand:homeassistant"),
        ("technology: Flask, icon: nosuchbrand", "N"),
        ("technology: Flask, icon: No Such Brand", "NS"),
        ("icon: 'diagrams:onprem.mlops.Polyaxon'", "diagrams:onprem.mlops.Polyaxon"),
        ("icon: 'diagrams:onprem.mlops.OurThing'", "OT"),
        ("icon: ./redis", "R"),
        ('icon: "\\u200b"', "kind:server"),
    ],
)
def test_the_icon_asked_for_comes_first_then_the_technology_then_the_kind(keys: str, expected: str) -> None:
    assert show(keys) == expected


def test_brands_that_the_package_no_longer_has_leave_glyph_or_monogram(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brands, "read_brand", lambda slug: None)
    assert show("technology: Flask") == "kind:server"
    assert show("icon: redis") == "R"


def test_a_system_without_a_brand_has_a_monogram_in_its_heading() -> None:
    placement = place("name: A", "Weights Monitor")
    assert placement.heading_icon is None
    assert placement.heading_tile is not None
    assert placement.heading_monogram is not None
    assert placement.heading_monogram.text == "WM"
    assert placement.heading[0].x > placement.heading_tile.right


def test_a_heading_that_needs_the_whole_width_has_no_monogram() -> None:
    placement = place("name: A", "A system with a name that is far longer than its little picture")
    assert (placement.heading_tile, placement.heading_monogram) == (None, None)


def test_a_brand_in_the_heading_needs_no_monogram() -> None:
    placement = place("name: A", "MLflow")
    assert placement.heading_icon is not None
    assert (placement.heading_tile, placement.heading_monogram) == (None, None)


def test_artwork_travels_with_the_placement_and_through_json() -> None:
    placement = place("icon: 'diagrams:onprem.mlops.Polyaxon'")
    assert list(placement.artwork) == ["diagrams:onprem.mlops.Polyaxon"]
    again = read_placement(write_placement(placement))
    assert again == placement
    assert draw_placement(again, "svg", "adaptive") == draw_placement(placement, "svg", "adaptive")
    monogram = place("icon: nosuchbrand")
    assert read_placement(write_placement(monogram)) == monogram


def test_other_formats_do_without_pictures() -> None:
    placement = place("icon: 'diagrams:onprem.mlops.Polyaxon'")
    assert "png" not in draw_placement(placement, "dot", "adaptive")
    assert place("icon: nosuchbrand").cards[0].monogram is not None
    assert "label=A" in draw_placement(place("icon: nosuchbrand"), "dot", "adaptive")


def test_icons_are_found_by_a_part_of_their_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "postgres"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["postgresql", "#4169e1", "PostgreSQL"]
    assert "diagrams:onprem.database.PostgreSQL" in [line.split()[0] for line in lines]


def test_a_typo_finds_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "postgrsql"]) == 0
    assert "postgresql" in capsys.readouterr().out


def test_the_page_shows_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "redis", "-f", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<code>redis</code>" in page
    assert '<path d="' in page
    assert "<code>diagrams:onprem.inmemory.Redis</code>" in page
    assert '<img src="data:image/png;base64,iVBOR' in page


def test_nothing_like_it_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "zzzzqqqqxxxx"]) == 1
    assert "no icon is called like" in capsys.readouterr().err


def test_an_exact_name_comes_before_longer_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "s3"]) == 0
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0].split() == ["diagrams:aws.storage.S3", "png", "S3"]
    assert captured.err == ""


def test_without_diagrams_it_is_said_once_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "diagrams" else find_spec(name))
    find_diagrams.cache_clear()
    list_names.cache_clear()
    try:
        assert run(["icons", "postgres"]) == 0
        assert run(["doctor"]) == 0
    finally:
        find_diagrams.cache_clear()
        list_names.cache_clear()
    captured = capsys.readouterr()
    assert captured.out.splitlines()[0] == "postgresql  #4169e1  PostgreSQL"
    assert captured.err.count("pip install 'archgen[diagrams]'") == 1
    assert "ok  diagrams  not installed" in captured.out
