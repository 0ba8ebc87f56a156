"""Text in the scripts of the world."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import draw_placement, load_file, place_view
from archgen.style.text.metrics import needs_another_font, reads_right_to_left


@pytest.mark.parametrize("text", ["Hello", "é – “Ω” ж", "Zażółć", "→"])
def test_what_the_font_has_is_drawn_with_it(text: str) -> None:
    assert not needs_another_font(text, 400)


@pytest.mark.parametrize("text", ["日本", "عالم", "עולם", "विश्व", "작업", "🧪", "Latin und 漢字"])
def test_what_the_font_lacks_is_drawn_in_the_viewers(text: str) -> None:
    assert needs_another_font(text, 600)


def test_every_text_is_held_to_its_width_and_joined_letters_are_scaled(repository: Path) -> None:
    placement, _ = place_view(load_file(repository / "tests/browser/specs/world.yaml"), "architecture")
    assert placement is not None
    svg = draw_placement(placement, "svg", "adaptive")
    for line in svg.split("<text ")[1:]:
        attributes, text = line.split("</text>")[0].split(">", 1)
        assert "textLength=" in attributes
        assert ("spacingAndGlyphs" in attributes) == needs_another_font(text, 600)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("دفتر HTTP", True), ("(עולם) x", True), ("HTTP עולם", False), ("42 %", False), ("日本", False)],
)
def test_the_first_letter_says_from_where_a_text_is_read(text: str, expected: bool) -> None:
    assert reads_right_to_left(text) == expected
