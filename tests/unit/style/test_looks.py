from __future__ import annotations

import re

import pytest

from archgen.model.kinds import GROUP, KINDS
from archgen.model.technologies import TECHNOLOGIES, find_technology
from archgen.style import brands
from archgen.style.brands import brand_slugs, read_brand
from archgen.style.colour import contrast, ensure_contrast, luminance, mix
from archgen.style.glyphs import KIND_GLYPHS
from archgen.style.palettes import Palette
from archgen.style.themes import THEME_NAMES, default, load_theme, neutral
from archgen.style.themes import contrast as high_contrast
from archgen.style.typography import LINE_HEIGHT_PX, VOICES

MODULES = {"default": default, "neutral": neutral, "contrast": high_contrast}
PALETTES = pytest.mark.parametrize(
    "palette",
    [palette for module in MODULES.values() for palette in (module.LIGHT, module.DARK)],
    ids=[f"{name}-{side}" for name in MODULES for side in ("light", "dark")],
)


@PALETTES
def test_text_can_be_read_on_every_ground(palette: Palette) -> None:
    grounds = [palette.plate, palette.card, palette.group, palette.chip]
    assert min(contrast(ink, ground) for ink in (palette.text, palette.muted) for ground in grounds) >= 4.5


@PALETTES
def test_every_kind_stands_out_as_border_and_as_icon(palette: Palette) -> None:
    for kind, colour in palette.kinds.items():
        assert contrast(colour, palette.card) >= 3, kind
        assert contrast(colour, palette.plate) >= 3, kind
        assert contrast(colour, palette.group) >= 3, kind
        assert contrast(colour, palette.tint(kind)) >= 3, kind


@PALETTES
def test_flows_stand_out(palette: Palette) -> None:
    assert min(contrast(palette.flow, ground) for ground in (palette.plate, palette.group)) >= 3


@PALETTES
def test_every_brand_stands_out_on_its_tile(palette: Palette) -> None:
    for technology in TECHNOLOGIES:
        brand = read_brand(technology.brand) if technology.brand else None
        if brand:
            for kind in KINDS:
                assert contrast(palette.brand(brand.colour, kind), palette.tint(kind)) >= 3
            assert contrast(palette.plate_brand(brand.colour), palette.plate) >= 3


@PALETTES
def test_monograms_can_be_read(palette: Palette) -> None:
    assert min(contrast(palette.letters(kind), palette.tint(kind)) for kind in KINDS) >= 4.5
    assert contrast(palette.plate, palette.muted) >= 4.5


@PALETTES
def test_artwork_stands_on_a_light_ground_on_dark_pages_too(palette: Palette) -> None:
    assert min(luminance(palette.light_tint(kind)) for kind in KINDS) > 0.65


def test_every_kind_has_a_colour_and_a_glyph_of_its_own() -> None:
    assert set(KIND_GLYPHS) == {*KINDS, GROUP}
    assert len(set(KIND_GLYPHS.values())) == len(KINDS) + 1
    assert len(set(default.LIGHT.kinds.values())) == len(KINDS)


@PALETTES
def test_every_theme_has_a_colour_for_every_kind(palette: Palette) -> None:
    assert set(palette.kinds) == set(KINDS)


@PALETTES
def test_linking_values_can_be_read_on_their_ground(palette: Palette) -> None:
    for number in range(len(palette.links)):
        assert contrast(palette.text, palette.link_ground(number)) >= 4.5
        assert contrast(palette.link_edge(number), palette.card) >= 3


def test_high_contrast_is_high() -> None:
    for palette in (high_contrast.LIGHT, high_contrast.DARK):
        assert min(contrast(ink, palette.card) for ink in (palette.text, palette.muted, *palette.kinds.values())) >= 7


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_theme_loads(name) -> None:
    theme = load_theme(name)
    assert theme.name == name
    assert (theme.dark is None) == (name in {"light", "dark"})


def test_every_brand_of_the_vocabulary_is_in_the_package() -> None:
    assert [t.name for t in TECHNOLOGIES if t.brand and read_brand(t.brand) is None] == []


def test_names_and_aliases_are_unique() -> None:
    names = [name for technology in TECHNOLOGIES for name in (technology.name, *technology.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Flask on gunicorn", "Flask"),
        ("runs on Postgres 12", "PostgreSQL"),
        ("R", "R"),
        ("Go (common image)", "Go"),
        ("Google Cloud Storage", "Google Cloud Storage"),
        ("C++", "C++"),
        ("React 16", "React"),
    ],
)
def test_a_technology_is_found_in_a_text(text: str, name: str) -> None:
    found = find_technology(text)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("text", ["Rust-like", "Going", "Ray-tracing", "reactive", "C", ""])
def test_a_technology_is_a_whole_word(text: str) -> None:
    assert find_technology(text) is None


def test_a_brand_is_a_path_in_a_colour() -> None:
    brand = read_brand("python")
    assert brand is not None
    assert re.fullmatch("#[0-9a-f]{6}", brand.colour)
    assert re.fullmatch(r"[MmZzLlHhVvCcSsQqTtAa0-9.,\- ]+", brand.path_d)
    assert brand.title == "Python"
    assert "python" in brand_slugs()


@pytest.mark.parametrize("slug", ["nosuchbrand", "../../etc/passwd", "base_icon", ""])
def test_what_is_no_brand_is_none(slug: str) -> None:
    assert read_brand(slug) is None


def test_without_the_icon_package_there_are_no_brands(monkeypatch: pytest.MonkeyPatch) -> None:
    for function in (brands._icon_folder, brand_slugs, read_brand):
        function.cache_clear()
    monkeypatch.setattr(brands, "find_spec", lambda name: None)
    try:
        assert brand_slugs() == ()
        assert read_brand("python") is None
    finally:
        for function in (brands._icon_folder, brand_slugs, read_brand):
            function.cache_clear()


def test_an_icon_file_of_another_shape_is_no_brand(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    (tmp_path / "_odd.py").write_text("class Odd:\n    def raw_svg(self):\n        return 5\n")
    monkeypatch.setattr(brands, "_icon_folder", lambda: tmp_path)
    assert brands.read_brand.__wrapped__("odd") is None


def test_every_voice_has_a_line_height_and_none_is_too_small() -> None:
    assert set(VOICES) == set(LINE_HEIGHT_PX)
    assert min(style.size_px for style in VOICES.values()) >= 11.5
    assert all(LINE_HEIGHT_PX[voice] >= style.size_px * 1.2 for voice, style in VOICES.items())


def test_colours_are_mixed_only_as_far_as_needed() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert ensure_contrast("#000000", "#ffffff", "#ff0000", 3) == "#000000"
    weak = ensure_contrast("#ffff00", "#ffffff", "#000000", 3)
    assert weak not in {"#ffff00", "#000000"}
    assert contrast(weak, "#ffffff") >= 3
    assert ensure_contrast("#ffffff", "#ffffff", "#eeeeee", 3) == "#eeeeee"
