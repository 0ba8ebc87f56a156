from __future__ import annotations

import os
from pathlib import Path

import pytest

from archgen.batch import catalogue, doctor
from archgen.batch.catalogue import find_catalogue, looks_like_file, packaged_catalogue
from archgen.batch.differences import find_differences
from archgen.batch.outputs import Output, forbid_clashes, write_outputs
from archgen.diagnostics.errors import ArchgenError, UsageError


def test_the_nearest_folder_upwards_is_the_catalogue(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert find_catalogue(tmp_path / "a" / "b").folder == tmp_path / "specs"
    (tmp_path / "a" / "archgen.yaml").write_text("archgen: 1\n")
    (tmp_path / "a" / "one.yaml").write_text("x")
    (tmp_path / "a" / "two.yml").write_text("x")
    (tmp_path / "a" / "readme.md").write_text("x")
    assert find_catalogue(tmp_path / "a" / "b").names() == ("one", "two")


def test_elsewhere_the_packaged_catalogue_is_in_force(tmp_path: Path) -> None:
    found = find_catalogue(tmp_path)
    assert found.is_packaged
    assert "mlflow" in found.names()


def test_an_installed_package_brings_its_own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "catalogue" / "specs").mkdir(parents=True)
    monkeypatch.setattr(catalogue, "PACKAGE_FOLDER", tmp_path)
    assert packaged_catalogue().folder == tmp_path / "catalogue" / "specs"


def test_a_typo_in_a_name_gets_a_suggestion() -> None:
    with pytest.raises(UsageError, match="mlfow") as caught:
        packaged_catalogue().find("mlfow")
    assert "did you mean `mlflow`?" in caught.value.help


@pytest.mark.parametrize(
    ("argument", "is_file"),
    [("mlflow", False), ("mlflow.yaml", True), ("./mlflow", True), ("a/b.yml", True), ("a.b", False)],
)
def test_files_and_names_are_told_apart(argument: str, is_file: bool) -> None:
    assert looks_like_file(argument) == is_file


def test_outputs_are_written_whole_with_the_folders_they_need(tmp_path: Path) -> None:
    write_outputs([Output(tmp_path / "a" / "b.svg", "é\n")])
    assert (tmp_path / "a" / "b.svg").read_bytes() == "é\n".encode()
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.svg"]


def test_a_new_file_has_the_users_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    path = tmp_path / "b.svg"
    write_outputs([Output(path, "a")])
    mask = os.umask(0)
    os.umask(mask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~mask
    path.chmod(0o640)
    write_outputs([Output(path, "b")])
    assert path.stat().st_mode & 0o777 == 0o640


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "b.svg"
    write_outputs([Output(path, "a")])
    os.utime(path, (1, 1))
    write_outputs([Output(path, "a")])
    assert path.stat().st_mtime == 1


def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "b.svg"
    write_outputs([Output(path, "old")])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(ArchgenError, match="No space left"):
        write_outputs([Output(path, "new")])
    assert [p.name for p in tmp_path.iterdir()] == ["b.svg"]
    assert path.read_text() == "old"


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ArchgenError, match="cannot write"):
        write_outputs([Output(tmp_path / "file" / "b.svg", "a")])


def test_stale_files_are_found_and_nothing_is_written(tmp_path: Path) -> None:
    write_outputs([Output(tmp_path / "same", "a"), Output(tmp_path / "edited", "b")])
    outputs = [Output(tmp_path / "same", "a"), Output(tmp_path / "edited", "c"), Output(tmp_path / "gone", "d")]
    found = [(item.path.name, item.state, item.before, item.after) for item in find_differences(outputs, "adaptive")]
    assert found == [("edited", "stale", b"b", b"c"), ("gone", "missing", None, b"d")]
    assert not (tmp_path / "gone").exists()


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    (tmp_path / "b.svg").mkdir()
    with pytest.raises(ArchgenError, match="cannot read"):
        list(find_differences([Output(tmp_path / "b.svg", "a")], "adaptive"))


def test_two_pictures_for_one_path_are_refused() -> None:
    with pytest.raises(UsageError, match=r"two pictures for a.svg: one and two"):
        forbid_clashes([(Path("a.svg"), "one"), (Path("b.svg"), "x"), (Path("a.svg"), "two")])


def test_the_doctor_finds_everything_in_order() -> None:
    found = doctor.examine_environment()
    assert [item.subject for item in found] == list(doctor.PARTS)
    assert all(item.ok for item in found), found


def test_the_doctor_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> str:
        raise ArchgenError("it is gone", "bring it back")

    def forget() -> str:
        raise ImportError("no module")

    monkeypatch.setattr(doctor, "PARTS", {"one": fail, "two": forget})
    assert [(item.ok, item.finding.split(";")[0]) for item in doctor.examine_environment()] == [
        (False, "it is gone"),
        (False, "no module"),
    ]
