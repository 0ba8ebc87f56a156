"""Everything that can be wrong with a file, and what archgen says of it: one folder each under tests/golden/errors."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sarif_schema import find_faults

from archgen.cli.main import run

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "errors"


def _write_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def _write_folder(path: Path) -> None:
    path.mkdir()
    (path / "inside.yaml").write_text("archgen: 1\n")


def _write_neighbour(path: Path) -> None:
    path.with_name("specs.yaml").write_text("archgen: 1\n")


MADE: dict[str, Callable[[Path], object]] = {
    "folder": _write_folder,
    "missing-file": _write_neighbour,
    "binary-file": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
    "utf-16": lambda path: path.write_bytes("archgen: 1\nname: Demo\n".encode("utf-16")),
    "file-of-50-mb": _write_sparse,
    "nesting-10000-deep": lambda path: path.write_text("archgen: 1\ndeep: " + "[" * 10_000 + "\n"),
    "nested-blocks": lambda path: path.write_text(
        "archgen: 1\n" + "".join(f"{' ' * depth}a:\n" for depth in range(60))
    ),
}


SOUND = {
    "warnings",
    "ignored-in-vain",
    "missing-icon",
    "icons-of-diagrams",
    "own-icons",
    "project-illegible",
    "rules-broken",
    "table-values",
}  # these are drawn all the same


def put(case: str, folder: Path) -> None:
    """The files of a case, in a folder of their own."""
    if case in MADE:
        MADE[case](folder / "spec.yaml")
    else:
        shutil.copytree(GOLDEN / case, folder, dirs_exist_ok=True)


@pytest.mark.parametrize("case", sorted(path.name for path in GOLDEN.iterdir()))
def test_what_is_wrong_with_a_file_is_said_with_place_excerpt_and_help(
    case: str, golden, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    put(case, tmp_path)
    status = run(["check", "./spec.yaml"])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.out + captured.err
    golden.check(GOLDEN / case / "expected.txt", f"{captured.out}{captured.err}exit status {status}\n")


@pytest.mark.parametrize("case", sorted(path.name for path in GOLDEN.iterdir() if path.name not in SOUND))
def test_a_broken_file_is_never_rendered(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    put(case, tmp_path)
    assert run(["render", "./spec.yaml"]) in {1, 3}
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("case", sorted(path.name for path in GOLDEN.iterdir()))
def test_sarif_of_what_is_wrong_keeps_to_the_standard(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("modèles & 図", "a b")
    folder.mkdir(parents=True)
    put(case, folder)
    status = run(["check", (folder / "spec.yaml").as_posix(), "-f", "sarif"])
    report = capsys.readouterr().out
    assert find_faults(report) == [] if status != 3 else report == ""
    if status != 3:
        assert report.count('"uri": "mod%C3%A8les%20%26%20%E5%9B%B3/a%20b/') == report.count('"uri": ') > 0
