"""Files that are no spec: other encodings, binary, too large, unreadable."""

from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import read_source, read_stdin


def read(data: bytes) -> list[Diagnostic]:
    return read_stdin(io.BytesIO(data))[1]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised_by_its_zeros(encoding: str) -> None:
    (found,) = read("name: MLflow\n".encode(encoding))
    assert found.code == "AG102"
    assert found.message == "the file is UTF-16, not UTF-8"


@pytest.mark.parametrize("mark", [b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"])
def test_utf_32_is_not_called_utf_16(mark: bytes) -> None:
    (found,) = read(mark + b"n\x00\x00\x00")
    assert found.message == "the file is UTF-32, not UTF-8"


def test_a_file_of_zeros_is_binary_and_one_nul_is_a_hidden_character() -> None:
    (binary,) = read(b"\x00" * 100)
    assert (binary.code, binary.message) == ("AG102", "this is a binary file, not text")
    (hidden,) = read(b"name: a\x00b\n")
    assert (hidden.code, hidden.span) == ("AG104", (7, 8))
    assert "NUL" in hidden.message


def test_a_picture_is_binary_and_its_first_wrong_byte_is_told() -> None:
    (found,) = read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    assert found.message == "this is a binary file, not text"
    assert "0x89 at offset 0" in found.help


def test_the_offset_of_a_wrong_byte_counts_the_byte_order_mark() -> None:
    (found,) = read(b"\xef\xbb\xbfab\xff")
    assert "offset 5" in found.help


def test_a_second_byte_order_mark_and_a_lone_carriage_return_are_hidden_characters() -> None:
    mark, carriage_return = read("\ufeff\ufeffa\rb".encode())
    assert "U+FEFF" in mark.message
    assert "CARRIAGE RETURN" in carriage_return.message
    assert "line feed" in carriage_return.help


@pytest.mark.parametrize("character", [*"\u202a\u202b\u202c\u202d\u202e", *"\u2066\u2067\u2068\u2069"])
def test_each_bidirectional_control_is_named(character: str) -> None:
    (found,) = read(f"name: {character}x".encode())
    assert found.code == "AG104"
    assert f"U+{ord(character):04X} (" in found.message
    assert "control character" not in found.message


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    source, (found,) = read_source(path, "large.yaml")
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (source.text, found.code, found.span) == ("", "AG103", None)
    assert most < 500_000


def test_a_nul_in_a_path_is_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(ArchgenError, match="cannot be the name of a file"):
        read_source(tmp_path / "a\x00.yaml", "a\x00.yaml")


def test_a_reason_of_the_system_is_passed_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ArchgenError, match=r"cannot read a\.yaml: Permission denied"):
        read_source(tmp_path / "a.yaml", "a.yaml")


def test_a_missing_file_far_from_all_others_suggests_none(tmp_path: Path) -> None:
    (tmp_path / "mlflow.yaml").write_text("x")
    (tmp_path / "zzz.txt").write_text("x")
    with pytest.raises(ArchgenError) as caught:
        read_source(tmp_path / "zzz.yml", "zzz.yml")
    assert caught.value.help == ""


def test_a_folder_suggests_a_spec_inside(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(ArchgenError) as caught:
        read_source(tmp_path, "specs")
    assert "b.yaml" in caught.value.help


def test_a_folder_that_cannot_be_listed_is_still_called_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(ArchgenError, match="is a folder"):
        read_source(tmp_path, "specs")


def test_standard_input_that_cannot_be_read_is_said() -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise IsADirectoryError(21, "Is a directory")

    with pytest.raises(ArchgenError, match="cannot read standard input: Is a directory"):
        read_stdin(Broken())  # type: ignore[arg-type]
