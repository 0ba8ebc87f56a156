"""What a manifest says is what was written there; and it may say anything."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.batch.inputs import digest_file, digest_text
from archgen.batch.manifest import (
    MANIFEST,
    UNKNOWN,
    Drawer,
    Entry,
    find_file,
    name_file,
    name_self,
    read_manifest,
    write_manifest,
)
from archgen.batch.memory import Memory
from archgen.batch.own_code import digest_code
from archgen.batch.shards import Shard, choose_share
from archgen.packages import PACKAGE_FOLDER, find_diagrams

NAME = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1)
DIGEST = st.text("0123456789abcdef", min_size=16, max_size=16)
FILES = st.lists(st.tuples(NAME, DIGEST), min_size=1, max_size=4).map(tuple)
DRAWER = st.sampled_from([name_self(), Drawer("1", "0.0.9", "abc"), Drawer("", "", "")])
ENTRY = st.builds(
    Entry,
    NAME.map("{}.svg".format),
    DIGEST,
    DIGEST | st.just(UNKNOWN),
    st.just("adaptive"),
    st.integers(0, 9),
    DRAWER,
    FILES,
)


@given(entries=st.lists(ENTRY, unique_by=lambda entry: entry.name))
def test_entries_are_read_as_they_were_written(entries: list[Entry], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("output")
    (folder / MANIFEST).write_bytes(write_manifest(entries).encode())
    assert read_manifest(folder) == {entry.name: entry for entry in entries}


def test_one_line_tells_who_drew_most_and_others_have_it_in_their_own(tmp_path: Path) -> None:
    entries = [Entry(f"{letter}.svg", "0" * 16, UNKNOWN, "adaptive", 0, name_self(), (("a", "0"),)) for letter in "abc"]
    older = Drawer("1", "0.0.9", "abc")
    lines = write_manifest([entries[0]._replace(drawer=older), *entries[1:]]).splitlines()
    assert lines[2] == f"archgen {name_self().version} {name_self().code}"
    assert [line for line in lines if "by:" in line] == ["a.svg 0000000000000000 - adaptive 0 by:1/0.0.9/abc a=0"]
    changed = write_manifest([entry._replace(drawer=older) for entry in entries]).splitlines()
    assert sum(a != b for a, b in zip(write_manifest(entries).splitlines(), changed, strict=True)) <= 2


@given(data=st.binary() | st.text().map(str.encode) | ENTRY.map(lambda entry: write_manifest([entry]).encode()[5:-9]))
def test_a_damaged_manifest_is_no_trouble(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("output")
    (folder / MANIFEST).write_bytes(data)
    for entry in read_manifest(folder).values():
        assert entry.files


def test_inputs_are_named_by_their_way_from_the_folder_or_as_part_of_a_package(tmp_path: Path) -> None:
    diagrams = find_diagrams()
    assert diagrams
    png = diagrams / "resources" / "a.png"
    assert name_file(png, tmp_path) == "diagrams:resources/a.png"
    assert name_file(tmp_path / "a.png", tmp_path) == "a.png"
    assert name_file(tmp_path / "specs" / "a.yaml", tmp_path / "output") == "../specs/a.yaml"
    assert name_file(PACKAGE_FOLDER / "catalogue" / "a.yaml", tmp_path) == "archgen:catalogue/a.yaml"
    for path in (tmp_path / "specs" / "a.yaml", PACKAGE_FOLDER / "catalogue" / "a.yaml", png):
        assert find_file(name_file(path, tmp_path / "output"), tmp_path / "output") == path


@given(text=st.text())
def test_a_text_and_its_file_have_one_digest(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("inputs") / "a.yaml"
    for mark in (b"", b"\xef\xbb\xbf"):
        path.write_bytes(mark + text.encode())
        if not text.startswith("\ufeff"):
            assert digest_file(path) == digest_text(text)


@pytest.mark.parametrize("installed", [True, False])
def test_any_change_of_the_code_changes_its_digest_and_nothing_else_does(installed: bool, tmp_path: Path) -> None:
    package, record = tmp_path / "archgen", tmp_path / "archgen-1.dist-info" / "RECORD"

    def write(name: str, text: str) -> None:
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text(text)
        names = sorted(path.relative_to(tmp_path).as_posix() for path in package.rglob("*.*"))
        if installed:
            record.parent.mkdir(exist_ok=True)
            rows = [f"{name},sha256={sha256((tmp_path / name).read_bytes()).hexdigest()},1" for name in names]
            record.write_text("\n".join(("../bin/archgen,sha256=x,1", *rows)))
        digest_code.cache_clear()

    write("a.py", "1")
    first = digest_code(package)
    write("__pycache__/a.pyc", "1")
    write("catalogue/specs/a.yaml", "1")
    assert digest_code(package) == first
    write("a.py", "2")
    second = digest_code(package)
    write("b/c.py", "2")
    assert len({first, second, digest_code(package)}) == 3


NAMES = st.lists(st.text("abcdefgh-", min_size=1, max_size=8), unique=True, max_size=60)


@given(names=NAMES, parts=st.integers(1, 12))
def test_shards_are_even_and_have_each_name_once(names: list[str], parts: int) -> None:
    shares = [choose_share(names, Shard(number, parts)) for number in range(1, parts + 1)]
    assert sorted(name for share in shares for name in share) == sorted(names)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1
    assert shares == [choose_share(sorted(names), Shard(number, parts)) for number in range(1, parts + 1)]


@given(names=NAMES, parts=st.integers(1, 12))
def test_few_names_move_to_another_shard_when_one_comes(names: list[str], parts: int) -> None:
    def number(name: str, names: list[str]) -> int:
        return next(number for number in range(1, parts + 1) if name in choose_share(names, Shard(number, parts)))

    moved = [name for name in names if number(name, names) != number(name, [*names, "newcomer"])]
    assert len(moved) < parts


def test_the_memory_of_few_archgens_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHGEN_CACHE_DIR", str(tmp_path))
    entry = Entry("a.svg", "1", "2", "adaptive", 0, name_self(), (("a", "0"),))
    for number in range(12):
        drawer = Drawer("1", str(number), "x")
        assert not Memory(drawer).knows(entry)
        Memory(drawer).remember([entry])
        assert Memory(drawer).knows(entry)
        assert not Memory(drawer).knows(entry._replace(own="3"))
    assert len(list(tmp_path.iterdir())) == 8
