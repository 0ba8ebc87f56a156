"""``archgen list --where``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from archgen.cli.main import run

SPEC = """\
archgen: 1
name: Alpha
kubernetes: required
components:
  cli: {kind: client}
  api: {kind: server, technology: Flask}
  runs: {kind: metadata-db, any_of: [PostgreSQL, MySQL]}
flows:
  - cli -> api: logs | REST
  - api -> runs: keeps
facts: {edition: free, registry: {value: no, corrected: {value: Yes (beta), sources: ["https://example.org"]}}}
"""
EXTENSION = "archgen: 1\nname: Beta\nextends: alpha\nkubernetes: optional\nfacts:\n  edition: paid\n"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "alpha.yaml").write_text(SPEC)
    (tmp_path / "specs" / "beta.yaml").write_text(EXTENSION)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ask(*asked: str, form: str = "text") -> int:
    return run(["list", "-f", form, *(f"--where={text}" for text in asked)])


def test_the_table_shows_each_thing_that_is_found_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("kind=metadata-db", "technology=postgres", "fact.edition=paid") == 0
    assert capsys.readouterr().out == (
        "TOOL  FOUND         WHAT                     PLACE\n"
        "beta  fact.edition  paid                     specs/beta.yaml:6\n"
        "beta  runs          Runs: PostgreSQL, MySQL  specs/alpha.yaml:7\n"
    )


def test_json_tells_what_was_asked_and_what_is_found_where(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("kubernetes=required", "from=client", "fact.registry=yes", form="json") == 0
    place = {"file": "specs/alpha.yaml", "column": 13, "line": 3}
    answer = json.loads(capsys.readouterr().out)
    assert answer["version"] == 1
    assert answer["where"][1] == {"key": "from", "value": "client"}
    (system,) = answer["systems"]
    assert (system["tool"], system["name"]) == ("alpha", "Alpha")
    assert system["matches"][0] == {"sort": "system", "id": "kubernetes", "text": "required", **place}
    assert [(match["sort"], match["id"], match["line"]) for match in system["matches"][1:]] == [
        ("system", "fact.registry", 11),
        ("flow", "cli -> api", 9),
    ]


def test_nothing_found_is_no_error_and_says_what_would_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert ask("technology=Postgress") == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "no system has technology=Postgress\n  help: did you mean `PostgreSQL`?\n"
    assert ask("fact.registry=perhaps", form="json") == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out)["systems"] == []
    assert "fact.registry is one of: Yes (beta)" in captured.err
    assert ask("group=x") == 0
    assert capsys.readouterr().err == "no system has group=x\n"
    assert ask("protocol=RST") == 0
    assert "did you mean `REST`?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("kind=sever", "did you mean `server`?"),
        ("knid=server", "did you mean `kind`?"),
        ("fact.editon=free", "did you mean `edition`?"),
        ("edition=free", "a fact is asked for like `fact.edition`"),
        ("kind", "write `--where kind=VALUE`"),
        ("kind=", "write `--where kind=VALUE`"),
        ("=server", "write `--where kind=VALUE`"),
    ],
)
def test_what_cannot_be_asked_is_wrong_usage(asked: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(asked) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "error: " in captured.err
    assert said in captured.err


def test_a_kind_of_ones_own_can_be_asked_for(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (catalogue / "archgen.yaml").write_text("archgen: 1\nkinds: {broker: queue}\n")
    spec = "archgen: 1\nname: C\ncomponents: {bus: {kind: broker}, me: {kind: user}}\nflows: [me -> bus]\n"
    (catalogue / "specs" / "gamma.yaml").write_text(spec)
    assert ask("kind=broker") == 0
    assert "gamma  bus    Bus   specs/gamma.yaml:3" in capsys.readouterr().out


def test_a_system_that_does_not_load_is_told_beside_the_answers(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalogue / "specs" / "broken.yaml").write_text("archgen: 1\nname: X\n")
    assert ask("kind=server") == 1
    captured = capsys.readouterr()
    assert "alpha  api" in captured.out
    assert "AG202" in captured.err


def test_wide_letters_keep_the_columns(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = "archgen: 1\nname: C\ncomponents: {a: {kind: cache, name: 日本}, me: {kind: cache}}\nflows: [me -> a]\n"
    (catalogue / "specs" / "gamma.yaml").write_text(spec)
    assert ask("kind=cache") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == ["gamma  a      日本  specs/gamma.yaml:3", "gamma  me     Me    specs/gamma.yaml:3"]


def test_the_queries_of_the_manual_find_something(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(repository)
    text = (repository / "docs" / "queries.md").read_text(encoding="utf-8")
    queries = re.findall(r"^\|.*`archgen (list --where .*?)` \|$", text, re.MULTILINE)
    assert len(queries) > 5
    for query in queries:
        assert run(query.split()) == 0
        assert len(capsys.readouterr().out.splitlines()) > 1, query
