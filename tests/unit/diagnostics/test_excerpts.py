"""The excerpt and its carets, in hard cases."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render import RENDERERS, render_diagnostics, sort_diagnostics
from archgen.diagnostics.render.excerpt import cut_excerpt
from archgen.diagnostics.render.visible import measure_cells, show_text
from archgen.diagnostics.source import Source, Span
from archgen.diagnostics.suggest import did_you_mean, suggest


def excerpt(text: str, start: int, end: int) -> tuple[str, str]:
    return tuple(cut_excerpt(Source("x", text), Span(start, end)))  # type: ignore[return-value]


def test_a_span_of_several_lines_is_clipped_to_the_first() -> None:
    assert excerpt("ab: c\n  d\n", 4, 9) == ("ab: c", "    ^")


def test_a_span_at_the_end_of_a_line_has_a_caret_behind_it() -> None:
    assert excerpt("ab\r\ncd", 2, 2) == ("ab", "  ^")
    assert excerpt("ab", 2, 2) == ("ab", "  ^")
    assert excerpt("", 0, 0) == ("", "^")


def test_tabs_are_expanded_before_and_in_the_span() -> None:
    assert excerpt("\ta\tb", 1, 4) == ("    a    b", "    ^^^^^^")


def test_a_long_line_of_wide_characters_fits_the_terminal_too() -> None:
    shown, carets = excerpt("日" * 5000 + "x" + "本" * 5000, 5000, 5001)
    assert measure_cells(shown) <= 104
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert measure_cells(shown[: shown.index("x")]) == len(carets) - 1


def test_a_long_line_of_control_characters_fits_the_terminal_too() -> None:
    shown, _ = excerpt("\x1b" * 1000, 500, 501)
    assert measure_cells(shown) <= 104


def test_carets_never_pass_the_end_of_a_cut_line() -> None:
    shown, carets = excerpt("x" * 10_000, 0, 10_000)
    assert shown == "x" * 100 + "…"
    assert carets == "^" * 100


def test_combining_marks_and_joiners_take_no_cell() -> None:
    assert measure_cells("e\u0301") == 1
    assert measure_cells("👩\u200d💻") == 4
    assert show_text("👩\u200d💻") == "👩\u200d💻"


def test_a_file_name_cannot_command_the_terminal() -> None:
    found = [Diagnostic("AG101", "m", Source("a\x1b[2J.yaml", ""))]
    assert "\x1b" not in render_diagnostics(found, "full")
    assert "\x1b" not in render_diagnostics([Diagnostic("AG201", "m", Source("a\x1b", "x"), Span(0, 1))], "full")
    assert "\x1b" not in render_diagnostics(found, "concise")


def test_a_help_of_two_lines_stays_below_itself() -> None:
    found = Diagnostic("AG201", "m", Source("x", "abc"), Span(0, 1), "", "first\nsecond")
    assert "  = help: first\n          second\n" in render_diagnostics([found], "full")


def test_sorting_keeps_files_together_in_the_order_given() -> None:
    b, a = Source("b", "xyz"), Source("a", "xyz")
    found = [
        Diagnostic("AG201", "m", b, Span(2, 3)),
        Diagnostic("AG201", "m", a, Span(0, 1)),
        Diagnostic("AG202", "m", b, Span(0, 1)),
        Diagnostic("AG201", "m", b, Span(0, 1)),
        Diagnostic("AG101", "m", b),
    ]
    places = [(item.source.name, item.span, item.code) for item in sort_diagnostics(found)]
    assert places == [
        ("b", None, "AG101"),
        ("b", (0, 1), "AG201"),
        ("b", (0, 1), "AG202"),
        ("b", (2, 3), "AG201"),
        ("a", (0, 1), "AG201"),
    ]


def test_two_ends_at_one_start_are_no_duplicates() -> None:
    source = Source("x", "xyz")
    found = [Diagnostic("AG201", "m", source, Span(0, 2)), Diagnostic("AG201", "m", source, Span(0, 1))]
    assert sort_diagnostics(found) == [found[1], found[0]]


def test_the_word_itself_is_never_suggested() -> None:
    assert suggest("queue", ["queue", "queues"]) == ["queues"]
    assert did_you_mean("queue", ["queue"]) == ""


def test_another_case_is_suggested_first() -> None:
    assert did_you_mean("MLFlow", ["mlflow-2", "mlflow"]) == "did you mean `mlflow`?"


def test_reporting_loads_nothing_heavy() -> None:
    code = (
        "import sys, archgen.diagnostics.reading, archgen.diagnostics.render, archgen.diagnostics.suggest\n"
        "print(*sorted({'yaml', 'pydantic', 'click', 'rich', 'json', 'urllib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50))


@pytest.mark.parametrize("report_format", RENDERERS)
@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=40), place=SPANS, words=st.lists(st.text(max_size=12), min_size=4, max_size=4))
def test_every_format_renders_any_diagnostic(
    report_format: str, text: str, place: tuple[int, int], words: list[str]
) -> None:
    start, end = sorted(min(offset, len(text)) for offset in place)
    name, message, label, help = words
    found = Diagnostic("AG201", message, Source(name, text), Span(start, end), label, help)
    shown = render_diagnostics([found], report_format)
    assert shown.endswith("\n")
    assert "AG201" in shown
    assert "\x1b" not in shown or report_format == "github"


@settings(deadline=None, max_examples=100)
@given(text=st.text(max_size=300), place=st.tuples(st.integers(0, 300), st.integers(0, 300)))
def test_carets_stand_below_the_excerpt(text: str, place: tuple[int, int]) -> None:
    start, end = sorted(min(offset, len(text)) for offset in place)
    shown, carets = cut_excerpt(Source("x", text), Span(start, end))
    assert "\n" not in shown
    assert carets.lstrip(" ").strip("^") == ""
    assert len(carets) <= measure_cells(shown) + 1
