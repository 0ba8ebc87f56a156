"""Monograms: which letters stand for a name, and how they stand in a tile."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.layout.faults import find_ink
from archgen.layout.geometry import Rect
from archgen.layout.lines import OwnedLine
from archgen.layout.monograms import set_monogram
from archgen.style.icons.ask import find_short_name
from archgen.style.icons.monogram import choose_letters
from archgen.style.text.metrics import split_clusters


@pytest.mark.parametrize(
    ("asked", "letters"),
    [
        ("Comet", "C"),
        ("comet", "C"),
        ("Weights & Biases", "WB"),
        ("weights and biases", "WA"),
        ("PostgreSQL", "PS"),
        ("MLflow", "ML"),
        ("AWS", "A"),
        ("Node.js", "NJ"),
        ("diagrams:aws.storage.SimpleStorageServiceS3", "SS"),
        ("diagrams:onprem.mlops.Polyaxon", "P"),
        ("./art/our-logo.svg", "OL"),
        ("./logo.svg", "L"),
        ("世界", "世"),
        ("सर्वर और", "सऔ"),
        ("e\u0301tude", "E\u0301"),
        ("👩‍🔬 lab", "👩‍🔬L"),
        ("straße", "S"),
        ("ßtraße", "ß"),
        ("...", "."),
    ],
)
def test_the_letters_are_the_initials_of_two_words_or_humps_else_the_first_letter(asked: str, letters: str) -> None:
    assert "".join(choose_letters(find_short_name(asked))) == letters


@pytest.mark.parametrize("side", [28, 30, 36, 40])
@pytest.mark.parametrize("name", ["Comet", "Weights Monitor", "WW Www", "ii", "世 界", "👩‍🔬 👩‍🔬", "मि मि"])
def test_a_monogram_stands_in_the_middle_of_its_tile(name: str, side: int) -> None:
    tile = Rect(10, 20, side, side)
    line = set_monogram(name, tile)
    assert line is not None
    ink = find_ink(OwnedLine(line, "component", "x"))
    assert tile.grown(-2).holds(ink)
    assert line.x + line.width / 2 == pytest.approx(tile.middle.x, abs=0.02)


def test_where_two_letters_do_not_fit_the_first_stands_alone() -> None:
    line = set_monogram("मि मि", Rect(0, 0, 28, 28))
    assert line is not None
    assert line.text == "मि"


@pytest.mark.parametrize("name", ["\u200b", "\u0301"])
def test_what_cannot_be_seen_is_no_monogram(name: str) -> None:
    assert set_monogram(name, Rect(0, 0, 36, 36)) is None


@settings(deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_has_at_most_two_letters_and_they_fit(name: str) -> None:
    letters = choose_letters(name)
    assert 1 <= len(letters) <= 2
    assert all(split_clusters(letter) == [letter] for letter in letters)
    line = set_monogram(name, Rect(0, 0, 28, 28))
    assert line is None or 0 < line.width <= 28 * 0.86
