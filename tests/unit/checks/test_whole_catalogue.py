"""Checks over all systems of a catalogue."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from archgen.cli.main import run

HEAD = "archgen: 1\nname: {}\n"


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(catalogue: Path, name: str, component: str, more: str = "") -> None:
    user = "  people: {kind: user}\nflows: [people -> it]\n"
    text = f"archgen: 1\nname: {name}\n{more}components:\n  it: {{{component}}}\n{user}"
    (catalogue / "specs" / f"{name}.yaml").write_text(text)


def check(capsys: pytest.CaptureFixture[str], *args: str) -> list[tuple[str, str, int, list[tuple[str, int]]]]:
    """Code, file, line and related places of what is found."""
    run(["check", "-f", "json", *(args or ["--all"])])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    return [
        (item["code"], item["file"], item["line"], [(place["file"], place["line"]) for place in item["related"]])
        for item in found
    ]


def test_a_technology_that_is_spelled_in_two_ways_points_at_the_usual_one(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: server, technology: Steam Engine")
    write(catalogue, "b", "kind: server, any_of: [Windmill, steam-engine]")
    write(catalogue, "c", "kind: server, technology: SteamEngine")
    write(catalogue, "d", "kind: server, technology: steam-engine")
    assert check(capsys) == [
        ("AG421", "specs/a.yaml", 4, [("specs/b.yaml", 4)]),
        ("AG421", "specs/c.yaml", 4, [("specs/b.yaml", 4)]),
    ]
    assert check(capsys, "a", "b", "c") == []


@pytest.mark.parametrize(("one", "other"), [("C++", "C"), ("Steam Engine", "Steam Engines"), ("日本", "日本語")])
def test_different_technologies_are_not_taken_for_one(
    one: str, other: str, catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", f"kind: server, technology: {one}")
    write(catalogue, "b", f"kind: server, technology: {other}")
    assert check(capsys) == []


def test_a_technology_with_an_icon_of_its_own_in_one_spec_is_told(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: cache, technology: Redis")
    write(catalogue, "b", "kind: cache, technology: Redis, icon: mysql")
    write(catalogue, "c", "kind: cache, technology: Redis, icon: redis")
    write(catalogue, "d", "kind: cache, technology: [Redis, MySQL], icon: mysql")
    assert check(capsys) == [("AG422", "specs/b.yaml", 4, [("specs/a.yaml", 4)])]


def test_a_component_outside_the_lane_of_its_kind_points_at_one_inside(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: scheduler, lane: clients")
    assert check(capsys) == []
    write(catalogue, "b", "kind: scheduler")
    assert check(capsys) == [("AG423", "specs/a.yaml", 4, [("specs/b.yaml", 4)])]


def test_a_check_of_the_catalogue_is_ignored_with_a_reason_and_not_in_vain(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ignore = "ignore: [{rule: AG423, reason: it runs beside the client}]\n"
    write(catalogue, "a", "kind: scheduler, lane: clients", ignore)
    write(catalogue, "b", "kind: scheduler")
    assert check(capsys) == []
    assert check(capsys, "a") == []
    write(catalogue, "a", "kind: scheduler", ignore)
    assert check(capsys) == [("AG404", "specs/a.yaml", 3, [])]
    assert check(capsys, "a") == []


def test_what_a_spec_has_from_its_base_is_told_of_the_base_alone(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: scheduler, lane: clients, technology: steam-engine")
    (catalogue / "specs" / "b.yaml").write_text("archgen: 1\nname: B\nextends: a\n")
    write(catalogue, "c", "kind: scheduler, any_of: [Steam Engine, Postgres]")
    (catalogue / "specs" / "d.yaml").write_text("archgen: 1\nname: D\nextends: c\n")
    assert check(capsys) == [
        ("AG423", "specs/a.yaml", 4, [("specs/c.yaml", 4)]),
        ("AG421", "specs/c.yaml", 4, [("specs/a.yaml", 4)]),
        ("AG410", "specs/c.yaml", 4, []),
    ]


def test_a_fact_that_no_system_has_is_told_where_it_is_asked_for(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: server", "facts: {edition: free}\n")
    project = """\
archgen: 1
rules:
  one: {when: {fact.editon: free}, lacks: {kind: cache}}
  two: {names: {fact.database: metadata-db}}
tables:
  - title: All
    where: {fact.edition: free, fact.price: 0}
    columns: [edition, licence, {key: url, from: homepage}]
"""
    (catalogue / "archgen.yaml").write_text(project)
    found = [(code, file, line) for code, file, line, _ in check(capsys)]
    assert found == [("AG424", "archgen.yaml", line) for line in (3, 4, 7, 8)]
    (catalogue / "specs" / "broken.yaml").write_text("archgen: 1\n")
    assert "AG424" not in {code for code, *_ in check(capsys)}


def test_a_rule_without_facts_speaks_for_itself(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(catalogue, "a", "kind: ui")
    (catalogue / "archgen.yaml").write_text(
        "archgen: 1\nrules:\n  guarded: {when: {kind: ui}, has: {kind: gateway}, because: pages stand behind a gateway}\n"
    )
    assert check(capsys, "a") == [("AG406", "specs/a.yaml", 4, [("specs/a.yaml", 3)])]
    run(["check", "a"])
    shown = capsys.readouterr().out
    assert "the rule `guarded` holds here, and the picture has no component of kind `gateway`" in shown
    assert "pages stand behind a gateway; add a component with `kind: gateway`; or say why" in shown
    assert "correct the fact" not in shown


def test_a_rule_that_an_extension_breaks_points_into_its_base(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(catalogue, "a", "kind: server", "facts: {server: yes}\n")
    (catalogue / "specs" / "b.yaml").write_text("archgen: 1\nname: B\nextends: a\nfacts: {server: no}\n")
    (catalogue / "specs" / "c.yaml").write_text("archgen: 1\nname: C\nextends: a\ncomponents: {it: {kind: cache}}\n")
    rules = (
        "  a: {when: {fact.server: yes}, has: {kind: server}}\n  b: {when: {fact.server: no}, lacks: {kind: server}}\n"
    )
    (catalogue / "archgen.yaml").write_text(f"archgen: 1\nrules:\n{rules}")
    assert check(capsys) == [
        ("AG407", "specs/b.yaml", 4, [("specs/a.yaml", 5)]),
        ("AG406", "specs/c.yaml", 3, [("specs/a.yaml", 3), ("specs/c.yaml", 4)]),
    ]


def test_technologies_are_compared_where_a_rule_holds_and_nowhere_else(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = "names: {fact.database: metadata-db}"
    (catalogue / "archgen.yaml").write_text(f"archgen: 1\nrules:\n  a: {{when: {{fact.edition: free}}, {names}}}\n")
    for edition, found in (("free", ["AG408"]), ("paid", [])):
        facts = f"facts: {{edition: {edition}, database: MySQL & SQLite}}\n"
        write(catalogue, "a", "kind: metadata-db, technology: SQLite", facts)
        assert [code for code, *_ in check(capsys, "a")] == found
