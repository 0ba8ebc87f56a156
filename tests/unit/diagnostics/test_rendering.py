from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sarif_schema import find_faults

from archgen.diagnostics.codes import CODES
from archgen.diagnostics.diagnostic import Diagnostic, RelatedPlace
from archgen.diagnostics.render import RENDERERS, render_diagnostics, sort_diagnostics
from archgen.diagnostics.source import Source, Span

SOURCE = Source("specs/a b.yaml", "one: 1\ntwo: zwei\nthree: 日本語\n")


def diagnostic(start: int, end: int, code: str = "AG201", text: str = "wrong, 100% wrong: yes") -> Diagnostic:
    return Diagnostic(code, text, SOURCE, Span(start, end), "here", "do that")


def test_full_has_place_excerpt_caret_and_help() -> None:
    assert render_diagnostics([diagnostic(12, 16)], "full") == (
        "error[AG201]: wrong, 100% wrong: yes\n"
        " --> specs/a b.yaml:2:6\n"
        "  |\n"
        "2 | two: zwei\n"
        "  |      ^^^^ here\n"
        "  = help: do that\n"
        "\n"
        "1 error\n"
    )


def test_carets_are_as_wide_as_wide_characters() -> None:
    start = SOURCE.text.index("日")
    assert "  |        ^^^^^^ here" in render_diagnostics([diagnostic(start, start + 3)], "full")


def test_a_long_line_is_shown_around_the_place() -> None:
    source = Source("x", "a" * 5000 + "HERE" + "b" * 5000)
    shown = render_diagnostics([Diagnostic("AG201", "m", source, Span(5000, 5004))], "full")
    excerpt, carets = shown.splitlines()[3:5]
    assert len(excerpt) < 120
    assert excerpt[carets.index("^") :].startswith("HERE")
    assert carets.count("^") == 4


def test_control_characters_are_shown_and_never_sent_to_the_terminal() -> None:
    source = Source("x", "a: \x1b[31mred\u202e")
    shown = render_diagnostics([Diagnostic("AG201", "bad \x1b[0m", source, Span(3, 4))], "full")
    assert "\x1b" not in shown
    assert "<U+001B>" in shown
    assert "<U+202E>" in shown


def test_colour_is_added_only_when_asked() -> None:
    assert "\x1b[" not in render_diagnostics([diagnostic(0, 3)], "full")
    assert "\x1b[1;31merror[AG201]" in render_diagnostics([diagnostic(0, 3)], "full", colour=True)


def test_a_diagnostic_of_a_whole_file_has_no_excerpt() -> None:
    whole = Diagnostic("AG101", "the file is empty", SOURCE)
    assert render_diagnostics([whole], "concise") == "specs/a b.yaml: error[AG101] the file is empty\n"
    assert "-->" in render_diagnostics([whole], "full")
    assert json.loads(render_diagnostics([whole], "json"))["diagnostics"][0]["line"] is None
    assert render_diagnostics([whole], "github").startswith("::error file=specs/a b.yaml,title=")


def test_concise_is_one_line_for_each() -> None:
    shown = render_diagnostics([diagnostic(12, 16), diagnostic(0, 3)], "concise")
    assert shown.splitlines() == [
        "specs/a b.yaml:1:1: error[AG201] wrong, 100% wrong: yes (do that)",
        "specs/a b.yaml:2:6: error[AG201] wrong, 100% wrong: yes (do that)",
    ]


def test_json_counts_lines_and_columns_from_one() -> None:
    item = json.loads(render_diagnostics([diagnostic(12, 16)], "json"))["diagnostics"][0]
    assert (item["line"], item["column"], item["end_line"], item["end_column"]) == (2, 6, 2, 10)
    assert item["severity"] == "error"


def test_github_escapes_what_would_end_a_property_or_a_line() -> None:
    shown = render_diagnostics([diagnostic(12, 16, text="a, b: 100%\nc")], "github")
    assert shown.count("\n") == 1
    assert "col=6,endColumn=10,title=archgen AG201::a, b: 100%25%0Ac%0Ado that" in shown


def test_github_leaves_columns_out_over_several_lines() -> None:
    assert "col=" not in render_diagnostics([diagnostic(0, 12)], "github")


@pytest.mark.parametrize(("workspace", "shown"), [(".", "docs/a.yaml"), ("docs", "a.yaml"), ("elsewhere", "a.yaml")])
def test_github_gets_paths_from_the_root_of_the_repository(
    workspace: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / workspace))
    found = Diagnostic("AG201", "wrong", Source("a.yaml", "one: 1\n"), Span(0, 3))
    assert f" file={shown},line=1" in render_diagnostics([found], "github")


def test_sarif_names_rules_and_places() -> None:
    document = json.loads(render_diagnostics([diagnostic(12, 16), diagnostic(0, 3, "AG401")], "sarif"))
    run = document["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["AG201", "AG401"]
    assert {result["level"] for result in run["results"]} == {"error", "warning"}
    location = run["results"][1]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "specs/a%20b.yaml"
    assert location["region"] == {"startLine": 2, "startColumn": 6, "endLine": 2, "endColumn": 10}
    assert all(run["tool"]["driver"]["rules"][r["ruleIndex"]]["id"] == r["ruleId"] for r in run["results"])


texts = st.text(max_size=20)
sources = st.builds(
    Source, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), st.just(SOURCE.text)
)
spans = st.none() | st.tuples(st.integers(0, 14), st.integers(15, 29)).map(lambda ends: Span(*ends))
related = st.lists(st.builds(RelatedPlace, sources, spans, texts), max_size=2).map(tuple)


@given(st.builds(Diagnostic, st.sampled_from(sorted(CODES)), texts, sources, spans, texts, texts, related))
def test_sarif_keeps_to_the_standard_whatever_names_and_messages_say(found: Diagnostic) -> None:
    report = render_diagnostics([found], "sarif")
    assert find_faults(report) == []
    (result,) = json.loads(report)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[\w.~/%-]+", uri, re.ASCII)
    assert unquote(uri) == found.source.name
    said = f"{found.message}. {found.help}" if found.help else found.message
    assert result["message"]["text"].replace("{{", "{").replace("}}", "}") == said


def test_gitlab_gets_places_and_fingerprints_that_lines_added_above_do_not_change() -> None:
    moved = Source(SOURCE.name, "# a line more\n" + SOURCE.text)
    twice = [diagnostic(12, 16), diagnostic(5, 6)]
    below = [
        item._replace(source=moved, span=Span(item.span.start + 14, item.span.end + 14)) for item in twice if item.span
    ]
    entries, others = (json.loads(render_diagnostics(found, "gitlab")) for found in (twice, below))
    assert entries[1]["location"] == {"path": "specs/a b.yaml", "lines": {"begin": 2}}
    assert (entries[1]["check_name"], entries[1]["severity"]) == ("AG201", "major")
    assert entries[1]["description"] == "wrong, 100% wrong: yes. do that"
    assert [entry["fingerprint"] for entry in entries] == [entry["fingerprint"] for entry in others]
    assert len({entry["fingerprint"] for entry in entries}) == 2


OTHER = Source("specs/other.yaml", "\n" * 99 + "server: {kind: server}\n")
RELATED = diagnostic(12, 16)._replace(related=(RelatedPlace(OTHER, Span(99, 105), "the other, 50%"),))


def test_full_shows_what_a_diagnostic_is_about_too_below_its_own_place() -> None:
    assert render_diagnostics([RELATED], "full") == (
        "error[AG201]: wrong, 100% wrong: yes\n"
        "   --> specs/a b.yaml:2:6\n"
        "    |\n"
        "  2 | two: zwei\n"
        "    |      ^^^^ here\n"
        "   ::: specs/other.yaml:100:1\n"
        "    |\n"
        "100 | server: {kind: server}\n"
        "    | ^^^^^^ the other, 50%\n"
        "    = help: do that\n"
        "\n"
        "1 error\n"
    )


def test_every_format_names_what_a_diagnostic_is_about_too() -> None:
    concise = (
        "specs/a b.yaml:2:6: error[AG201] wrong, 100% wrong: yes; specs/other.yaml:100:1: the other, 50% (do that)\n"
    )
    assert render_diagnostics([RELATED], "concise") == concise
    (other,) = json.loads(render_diagnostics([RELATED], "json"))["diagnostics"][0]["related"]
    place = {"file": "specs/other.yaml", "line": 100, "column": 1, "end_line": 100, "end_column": 7}
    assert other == {**place, "message": "the other, 50%"}
    github = render_diagnostics([RELATED], "github")
    assert github.endswith("::wrong, 100%25 wrong: yes%0Aspecs/other.yaml:100:1: the other, 50%25%0Ado that\n")
    (gitlab,) = json.loads(render_diagnostics([RELATED], "gitlab"))
    assert gitlab["description"] == "wrong, 100% wrong: yes. specs/other.yaml:100:1: the other, 50%. do that"
    (sarif,) = json.loads(render_diagnostics([RELATED], "sarif"))["runs"][0]["results"][0]["relatedLocations"]
    region = {"startLine": 100, "startColumn": 1, "endLine": 100, "endColumn": 7}
    physical = {"artifactLocation": {"uri": "specs/other.yaml"}, "region": region}
    assert sarif == {"id": 0, "physicalLocation": physical, "message": {"text": "the other, 50%"}}


def test_sorting_is_by_place_and_drops_what_is_said_twice() -> None:
    first, second = diagnostic(0, 3), diagnostic(12, 16)
    assert sort_diagnostics([second, first, second]) == [first, second]


def test_errors_and_warnings_are_counted_apart() -> None:
    found = [diagnostic(0, 3), diagnostic(12, 16), diagnostic(0, 3, "AG401")]
    assert render_diagnostics(found, "full").endswith("\n2 errors, 1 warning\n")


@pytest.mark.parametrize("report_format", RENDERERS)
def test_nothing_wrong_is_an_empty_report(report_format: str) -> None:
    shown = render_diagnostics([], report_format)
    assert shown == "" or json.loads(shown) is not None


def test_every_code_has_a_meaning_and_belongs_to_its_hundred() -> None:
    assert all(code.meaning and code.severity in {"error", "warning"} for code in CODES.values())
    assert list(CODES) == sorted(CODES)


def test_the_json_report_keeps_its_shape() -> None:
    item = {"type": "object", "required": ["code", "severity", "message", "file", "line", "column", "help"]}
    shape = {"type": "object", "properties": {"version": {"const": 1}, "diagnostics": {"type": "array", "items": item}}}
    jsonschema.validate(json.loads(render_diagnostics([diagnostic(0, 3)], "json")), shape)
