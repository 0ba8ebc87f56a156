from __future__ import annotations

import io
from pathlib import Path

import pytest

from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import MOST_BYTES, MOST_CHARACTER_REPORTS, read_source, read_stdin


def read(data: bytes):
    return read_stdin(io.BytesIO(data))


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    source, found = read(b"\xef\xbb\xbfname: x\r\n")
    assert source.text == "name: x\r\n"
    assert source.name == "stdin"
    assert found == []


def test_a_file_of_just_the_limit_is_read() -> None:
    assert read(b"#" * MOST_BYTES)[1] == []
    assert [d.code for d in read(b"#" * (MOST_BYTES + 1))[1]] == ["AG103"]


def test_no_more_than_the_limit_is_ever_read() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size <= MOST_BYTES + 1
            return b"a" * size

    assert [d.code for d in read_stdin(Endless())[1]] == ["AG103"]


def test_utf_16_is_called_by_its_name() -> None:
    (found,) = read("name: x".encode("utf-16"))[1]
    assert "UTF-16" in found.message


def test_latin_1_is_told_with_line_and_byte() -> None:
    (found,) = read(b"name: x\nnote: caf\xe9\n")[1]
    assert "0xe9" in found.help
    assert "line 2" in found.help


def test_hidden_characters_are_reported_one_by_one_up_to_a_limit() -> None:
    assert len(read("a\u202eb\x07c\u2066".encode())[1]) == 3
    assert len(read(b"\x01" * 100)[1]) == MOST_CHARACTER_REPORTS


def test_tabs_line_breaks_and_next_line_are_no_hidden_characters() -> None:
    assert read("a\tb\r\nc\u0085d\u2028e".encode())[1] == []


def test_a_missing_file_suggests_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "mlflow.yaml").write_text("x")
    with pytest.raises(ArchgenError) as caught:
        read_source(tmp_path / "mlfow.yaml", "mlfow.yaml")
    assert "mlflow.yaml" in caught.value.help


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(ArchgenError) as caught:
        read_source(tmp_path / "no" / "x.yaml", "no/x.yaml")
    assert "does not exist" in caught.value.help


def test_an_empty_folder_is_no_spec(tmp_path: Path) -> None:
    with pytest.raises(ArchgenError, match="is a folder") as caught:
        read_source(tmp_path, "specs")
    assert caught.value.help == "name a .yaml file"


def test_a_path_through_a_file_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ArchgenError, match="cannot read"):
        read_source(tmp_path / "file" / "x.yaml", "file/x.yaml")
