"""A catalogue of another domain: kinds, technologies, rules and tables of its own, without a line of Python."""

from __future__ import annotations

import csv
import io
import json
import shutil
from pathlib import Path

import pytest

from archgen.cli.main import run

BROKERS = Path(__file__).resolve().parents[1] / "golden" / "brokers"


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "brokers"
    shutil.copytree(BROKERS, folder)
    monkeypatch.chdir(folder)
    return folder


def test_the_catalogue_is_sound_and_is_drawn(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--all", "--fail-on", "warning"]) == 0
    assert run(["render", "--all"]) == 0
    assert sorted(path.name for path in (catalogue / "pictures").glob("*.svg")) == [
        "pigeon.svg",
        "steam.svg",
        "wire.svg",
    ]
    assert 'data-kind="broker"' in (catalogue / "pictures" / "pigeon.svg").read_text()
    capsys.readouterr()
    assert run(["compare", "pigeon", "steam", "-o", "-"]) == 0
    assert "Order kept" in capsys.readouterr().out


def test_its_tables_are_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table"]) == 0
    assert (
        capsys.readouterr().out
        == r"""## Delivery

| Broker              | Order kept | Delivery       | Replay               |
|---------------------|------------|----------------|----------------------|
| Pigeon Post         | No         | at most once   | No (it flew \| away) |
| Steam Pipe (Brass)  | per queue  | at least once? | Yes                  |
| Barbed Wire \<fork> | per queue  |                | Yes                  |

## Running it

| System              | Smallest cluster | Kubernetes | URL                   |
|---------------------|------------------|------------|-----------------------|
| Barbed Wire \<fork> | ?                | Optional   | https://wire.example  |
| Steam Pipe (Brass)  | 3                | Optional   | https://steam.example |
"""
    )
    assert run(["table", "steam", "wire", "--corrected", "--column", "delivery"]) == 0
    assert (
        capsys.readouterr().out
        == r"""| Broker              | Delivery         |
|---------------------|------------------|
| Steam Pipe (Brass)  | exactly once [1] |
| Barbed Wire \<fork> |                  |

- [1] https://steam.example/docs
"""
    )


def test_what_markdown_escapes_other_formats_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["table", "-f", "csv", "--table", "Delivery"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[1][3] == "No (it flew | away)"
    assert rows[3][0] == "Barbed Wire <fork>"
    assert run(["table", "-f", "html"]) == 0
    assert '<th scope="row">Barbed Wire &lt;fork&gt;</th><td>per queue</td><td></td>' in capsys.readouterr().out
    assert run(["table", "-f", "json"]) == 0
    cell = json.loads(capsys.readouterr().out)["tables"][0]["rows"][2]["cells"][1]
    assert (cell["text"], cell["value"]) == ("", None)


def test_its_rules_and_the_values_of_its_columns_are_kept(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = catalogue / "specs" / "pigeon.yaml"
    text = spec.read_text().replace("at most once", "at most onze").replace("coordinator: no", "coordinator: yes")
    spec.write_text(text)
    assert run(["check", "pigeon", "-f", "concise"]) == 0
    shown = capsys.readouterr().out
    assert "specs/pigeon.yaml:13:13: warning[AG411]" in shown
    assert "did you mean `at most once`?" in shown
    assert "AG406" in shown
    spec.write_text(text.replace("flows:", "ignore: [{rule: AG411, reason: said so by themselves}]\nflows:"))
    run(["check", "pigeon", "-f", "concise"])
    assert "AG411" not in capsys.readouterr().out


def test_an_order_of_systems_that_do_not_exist_is_told(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = catalogue / "archgen.yaml"
    text = project.read_text().replace("order: [pigeon, steam]", "order: &all [pidgeon, steam]")
    project.write_text(text.replace("where: {kind: coordinator}", "order: *all"))
    assert run(["check", "--all", "--fail-on", "warning"]) == 1
    shown = capsys.readouterr().out
    assert shown.count("warning[AG425]: no spec is called `pidgeon`") == 1  # though two tables say it
    assert "did you mean `pigeon`?" in shown


def test_a_spec_that_does_not_load_is_told_beside_the_table(
    catalogue: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (catalogue / "specs" / "broken.yaml").write_text("archgen: 1\nname: X\n")
    assert run(["table"]) == 1
    captured = capsys.readouterr()
    assert "| Pigeon Post " in captured.out
    assert captured.err.count("AG202") == 1


def test_a_broken_project_file_is_told_once(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = catalogue / "archgen.yaml"
    project.write_text(project.read_text().replace("where: {kind: coordinator}", "where: {kind: coordinatr}"))
    assert run(["table"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("`kind` cannot be `coordinatr`") == 1


def test_a_catalogue_without_tables_says_what_to_write(catalogue: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (catalogue / "archgen.yaml").write_text("archgen: 1\nkinds: {broker: queue, coordinator: controller}\n")
    assert run(["table"]) == 2
    assert "write `tables:` into archgen.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("C:\\|", r"C:\\\|"),
        ("*bold*", r"\*bold\*"),
        ("5 * 3", "5 * 3"),
        ("snake_case_name", "snake_case_name"),
        ("_slanted_", r"\_slanted\_"),
        ("py/__init__.py", r"py/\_\_init\_\_.py"),
        ("a__b _ c__d", "a__b _ c__d"),
        ("AT&T &amp; co", r"AT&T \&amp; co"),
        ("a < b <c>", r"a < b \<c>"),
        ("[text](link) [1]", r"\[text](link) [1]"),
        ("# 1 (a, b) ~ - `x", "# 1 (a, b) ~ - `x"),
    ],
)
def test_markdown_escapes_what_would_be_lost_and_nothing_else(text: str, shown: str) -> None:
    from archgen.tables.markdown import escape

    assert escape(text) == shown
