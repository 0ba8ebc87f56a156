from __future__ import annotations

import subprocess
import sys
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.diagnostics.errors import ArchgenError
from archgen.model.words import split_words, tidy
from archgen.style.text import font
from archgen.style.text.font import read_advances
from archgen.style.text.generate import TABLE_FILE, write_table
from archgen.style.text.metrics import (
    TextStyle,
    balance_text,
    measure_text,
    measure_widest_word,
    split_clusters,
    wrap_text,
)
from archgen.style.text.subset import subset_font

STYLE = TextStyle(12, 400)
words = st.text(alphabet="ab cW/é日.", max_size=40)


def test_the_width_table_is_what_the_pinned_font_says() -> None:
    assert TABLE_FILE.read_text(encoding="utf-8") == write_table(), "run python -m archgen.style.text.generate"


def test_a_width_is_the_sum_of_advances() -> None:
    expected = sum(read_advances("Hello", 600)[letter] for letter in "Hello") * 15 / 2048
    assert measure_text("Hello", TextStyle(15, 600)) == pytest.approx(expected)


def test_characters_outside_the_table_are_measured_by_the_font_or_by_their_east_asian_width() -> None:
    assert measure_text("Ж", STYLE) == pytest.approx(read_advances("Ж", 400)["Ж"] * 12 / 2048)
    assert measure_text("日", STYLE) == 12
    assert measure_text("ﷺ", STYLE) == pytest.approx(7.2, abs=0.01)
    assert measure_text("\U0001f9ea", STYLE) == 12
    assert (
        measure_text("👩\u200d👩\u200d👧\u200d👦", STYLE)
        == measure_text("👍\U0001f3fd", STYLE)
        == measure_text("👍", STYLE)
    )
    assert measure_text("क\u094d", STYLE) == measure_text("क", STYLE)


@settings(deadline=None, max_examples=300)
@given(words, st.floats(min_value=1, max_value=200))
def test_wrapping_loses_nothing_but_spaces(text: str, width: float) -> None:
    assert "".join(split_words("".join(wrap_text(text, STYLE, width)))) == "".join(split_words(text))


@settings(deadline=None, max_examples=300)
@given(words, st.floats(min_value=14, max_value=200))
def test_no_line_is_wider_than_asked_for(text: str, width: float) -> None:
    assert all(measure_text(line, STYLE) <= width + 1e-9 for line in wrap_text(text, STYLE, width))


def test_lines_are_even() -> None:
    lines = wrap_text("one two three four five six", STYLE, 120)
    assert len(lines) == 2
    assert abs(measure_text(lines[0], STYLE) - measure_text(lines[1], STYLE)) < 30


def test_long_words_break_behind_punctuation_before_they_break_inside() -> None:
    assert wrap_text("s3://bucket/aaa", STYLE, 50) == ("s3://", "bucket/", "aaa")
    assert wrap_text("PersistentVolume", STYLE, 65) == ("Persistent", "Volume")


def test_a_cluster_is_never_cut() -> None:
    assert split_clusters("e\u0301a👩\u200d🔬👍\U0001f3fd") == ["e\u0301", "a", "👩\u200d🔬", "👍\U0001f3fd"]
    assert all(not line.startswith("\u0301") for line in wrap_text("e\u0301" * 20, STYLE, 10))


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(alphabet="abcW", min_size=1, max_size=8), min_size=1, max_size=6), st.integers(1, 4))
def test_balancing_keeps_words_whole_and_the_number_of_lines(parts: list[str], count: int) -> None:
    lines = balance_text(" ".join(parts), STYLE, count)
    assert len(lines) <= count
    assert " ".join(lines).split() == parts


def test_nothing_has_no_width_and_no_lines() -> None:
    assert measure_text("", STYLE) == 0
    assert wrap_text("  ", STYLE, 10) == ()
    assert measure_widest_word("", STYLE) == 0
    assert balance_text("", STYLE, 2) == ()


def test_the_same_characters_give_the_same_font() -> None:
    assert subset_font("hello", 400) == subset_font("olleh", 400)
    assert subset_font("hello", 400) != subset_font("hello", 600)
    assert subset_font("hello", 400)[:4] == b"\x00\x01\x00\x00"


def test_a_subset_is_small() -> None:
    assert len(subset_font("".join(map(chr, range(32, 127))), 400)) < 12_000


def test_a_missing_font_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(font, "find_spec", lambda name: None)
    with pytest.raises(ArchgenError) as caught:
        font.find_font()
    assert "pip install" in caught.value.help


def test_ordinary_text_is_measured_without_the_shaper() -> None:
    code = (
        "import sys; from archgen.style.text.metrics import *; measure_text('Hello → “world”', TextStyle(12, 400));"
        "sys.exit('uharfbuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        (
            "東京都、（特許）許可局。これは",
            "東|京|都、|（特|許）|許|可|局。|こ|れ|は",
        ),  # no line begins with 、 or ends with （
        ("क्षत्रियविश्वविद्यालय", "क्षत्रियविश्वविद्यालय"),
        ("https://a.b/cDef", "https:|/|/|a.|b/|c|Def"),
    ],
)
def test_a_word_breaks_where_unicode_allows_it(text: str, breaks: str) -> None:
    parts = breaks.split("|")
    lines = wrap_text(text, STYLE, max(measure_text(part, STYLE) for part in parts))
    ends = set(accumulate(map(len, parts)))
    assert {len("".join(lines[: index + 1])) for index in range(len(lines))} <= ends


@pytest.mark.parametrize("text", ["क्षत्रिय" * 6, "👩‍👩‍👧‍👦" * 6, "🇩🇪🇫🇷🇯🇵" * 4, "각각각" * 9, "e\u0301\u0323" * 20])
def test_no_line_begins_inside_a_cluster(text: str) -> None:
    lines = wrap_text(text, STYLE, 60)
    assert len(lines) > 1
    assert [cluster for line in lines for cluster in split_clusters(line)] == split_clusters(text)


def test_a_space_that_forbids_a_break_is_kept() -> None:
    assert wrap_text("10\u00a0000 runs", STYLE, measure_text("10\u00a0000", STYLE)) == ("10\u00a0000", "runs")
    assert tidy(" 10\u00a0000 \n runs ") == "10\u00a0000 runs"
