"""`archgen fmt`: what it writes, says and leaves alone."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from archgen.cli.main import run

MESSY = b"name: Ours\narchgen: 1\ncomponents:\n    a: {name: A,kind: user}   # mine\n"
TIDY = b"archgen: 1\nname: Ours\n\ncomponents:\n  a: {kind: user, name: A}   # mine\n"
BROKEN = b"archgen: 1\nname: Ours\nname: Twice\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/messy.yaml").write_bytes(MESSY)
    (tmp_path / "specs/tidy.yaml").write_bytes(TIDY)
    return tmp_path


def test_a_spec_is_written_in_one_style(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "messy"]) == 0
    assert (folder / "specs/messy.yaml").read_bytes() == TIDY
    out, err = capsys.readouterr()
    assert (out, err) == ("", "formatted specs/messy.yaml\n1 file changed\n")


def test_a_diff_is_what_patch_would_need(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for text in (MESSY, MESSY.rstrip(b"\n"), MESSY.replace(b"\n", b"\r\n")):
        (folder / "specs/messy.yaml").write_bytes(text)
        assert run(["fmt", "--all", "--diff"]) == 1
        assert (folder / "specs/messy.yaml").read_bytes() == text
        out, err = capsys.readouterr()
        assert "would format specs/messy.yaml" in err
        subprocess.run(["git", "init", "-q"], check=True)
        subprocess.run(["git", "apply", "--unidiff-zero", "-"], input=out.encode(), check=True)
        assert (folder / "specs/messy.yaml").read_bytes().replace(b"\r\n", b"\n") == TIDY
        assert run(["fmt", "--all", "--diff"]) == 0
        assert capsys.readouterr().out == ""


def test_a_licence_stays_on_top_whatever_key_comes_first(folder: Path) -> None:
    (folder / "specs/messy.yaml").write_bytes(b"# SPDX-License-Identifier: MIT\n" + MESSY)
    assert run(["fmt", "messy"]) == 0
    assert (folder / "specs/messy.yaml").read_bytes() == b"# SPDX-License-Identifier: MIT\n" + TIDY


def test_all_specs_are_formatted_and_those_that_are_so_already_only_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["fmt", "--all"]) == 0
    assert capsys.readouterr().err == "formatted specs/messy.yaml\n1 file changed, 1 file formatted already\n"
    assert run(["fmt", "--all"]) == 0
    assert capsys.readouterr().err == "2 files formatted already\n"


def test_check_names_what_would_change_and_writes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt", "--all", "--check"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == "would format specs/messy.yaml; run `archgen fmt` on it"
    assert (folder / "specs/messy.yaml").read_bytes() == MESSY
    assert run(["fmt", "tidy", "--check"]) == 0


def test_a_file_with_errors_is_left_as_it_is_and_the_others_are_formatted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "specs/broken.yaml").write_bytes(BROKEN)
    assert run(["fmt", "--all"]) == 1
    assert (folder / "specs/broken.yaml").read_bytes() == BROKEN
    assert (folder / "specs/messy.yaml").read_bytes() == TIDY
    err = capsys.readouterr().err
    assert "error[AG107]" in err
    assert "specs/broken.yaml:3:1" in err
    assert err.endswith("1 file changed, 1 file formatted already, 1 file left as it is\n")
    assert run(["fmt", "specs/broken.yaml", "--check"]) == 1


def test_a_spec_with_an_unknown_key_is_formatted(folder: Path) -> None:
    (folder / "specs/messy.yaml").write_bytes(MESSY.replace(b"name: A", b"tehcnology:   A"))
    assert run(["fmt", "messy"]) == 0
    assert b"{tehcnology: A, kind: user}" in (folder / "specs/messy.yaml").read_bytes()


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_stay_and_a_byte_order_mark_goes(folder: Path, mark: bytes) -> None:
    path = folder / "specs/messy.yaml"
    path.write_bytes(mark + MESSY.replace(b"\n", b"\r\n"))
    assert run(["fmt", "messy"]) == 0
    assert path.read_bytes() == TIDY.replace(b"\n", b"\r\n")
    path.write_bytes(mark + TIDY)
    assert run(["fmt", "messy", "--check"]) == (1 if mark else 0)


def test_standard_input_is_formatted_to_standard_output(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MESSY)))
    assert run(["fmt", "-"]) == 0
    assert capfdbinary.readouterr() == (TIDY, b"")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(MESSY)))
    assert run(["fmt", "-", "--check"]) == 1
    assert capfdbinary.readouterr().out == b""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BROKEN)))
    assert run(["fmt", "-"]) == 1
    assert capfdbinary.readouterr().out == b""


def test_behind_a_symbolic_link_the_file_itself_is_written(folder: Path) -> None:
    (folder / "link.yaml").symlink_to("specs/messy.yaml")
    assert run(["fmt", "./link.yaml"]) == 0
    assert (folder / "link.yaml").is_symlink()
    assert (folder / "specs/messy.yaml").read_bytes() == TIDY


def test_the_catalogue_inside_the_package_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], repository: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    before = (repository / "specs/mlflow.yaml").read_bytes()
    assert run(["fmt", "mlflow"]) == 2
    assert run(["fmt", "--all"]) == 2
    assert "inside archgen's package" in capsys.readouterr().err
    assert run(["fmt", "--all", "--check"]) == 0
    assert (repository / "specs/mlflow.yaml").read_bytes() == before


def test_the_project_file_has_an_order_of_its_own(folder: Path) -> None:
    (folder / "archgen.yaml").write_text("specs: specs\narchgen: 1\n")
    assert run(["fmt", "archgen.yaml"]) == 0
    assert (folder / "archgen.yaml").read_text() == "archgen: 1\nspecs: specs\n"


def test_without_arguments_it_prints_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fmt"]) == 2
    assert "--check" in capsys.readouterr().out


def test_what_archgen_brings_along_is_formatted(
    repository: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(repository)
    walk = [path.as_posix() for path in sorted(Path("docs/walk").glob("sacred-*.yaml"))]
    assert run(["fmt", "--check", "archgen.yaml", *walk]) == 0
    monkeypatch.chdir(tmp_path)
    assert run(["new", "ours"]) == 0
    assert run(["fmt", "--check", "ours.yaml"]) == 0
