"""The page that `render --check --report` leaves: complete, linked, and safe from whatever stands in names and files."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archgen.batch.differences import Difference
from archgen.batch.line_changes import LONGEST, compare_lines
from archgen.batch.report_page import ReportFile, make_report

FOLDER = Path("report")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" class="archgen" width="120" height="80"></svg>\n'
VOID = {"meta", "input", "img"}

names = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12)
suffixes = st.sampled_from(["", ".svg", ".SVG", ".dot", ".json", ".manifest"])
paths = st.builds(
    lambda folders, name, suffix: Path(*folders, name + suffix), st.lists(names, max_size=2), names, suffixes
)
contents = st.none() | st.binary(max_size=40) | st.just(SVG)
states = st.sampled_from(["missing", "stale", "edited", "orphaned"])
changes = st.builds(Difference, paths, states, st.text(max_size=30), contents, contents)


class Page(HTMLParser):
    """What stands in a page: its elements, their attributes and texts; an element left open or closed twice is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.setdefault(tag, []).append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data

    def links(self) -> list[str]:
        found = [attributes.get("href") or attributes.get("src") for _, attributes in self.elements]
        return [link for link in found if link]


def read(files: list[ReportFile]) -> Page:
    assert files[0].path == FOLDER / "index.html"
    return Page(files[0].data.decode())


@given(st.lists(changes, max_size=4))
def test_every_change_stands_in_the_page_once_and_every_file_is_linked(found: list[Difference]) -> None:
    files = make_report(found, FOLDER)
    page = read(files)
    headings = page.texts.get("h2", [])
    assert [" ".join(heading.split()) for heading in headings] == [" ".join(c.path.as_posix().split()) for c in found]
    assert [a["id"] for tag, a in page.elements if tag == "article"] == [f"change-{n + 1}" for n in range(len(found))]
    linked = {(FOLDER / unquote(link)).as_posix() for link in page.links() if not link.startswith("#")}
    written = [file.path.as_posix() for file in files[1:]]
    assert linked == set(written)
    assert len({path.casefold() for path in written}) == len(written)
    assert [f.data for f in files[1:]] == [d for c in found for d in (c.before, c.after) if d is not None]


@given(changes)
def test_no_name_reason_or_content_adds_an_element_or_an_attribute(change: Difference) -> None:
    tame = Difference(Path("tame" + change.path.suffix), change.state, "reason", change.before, change.after)
    found, expected = (read(make_report([each], FOLDER)) for each in (change, tame))
    assert [(tag, sorted(a)) for tag, a in found.elements] == [(tag, sorted(a)) for tag, a in expected.elements]
    assert found.texts["script"] == expected.texts["script"]


@given(names, names)
def test_files_are_named_so_that_artifact_stores_take_them(one: str, two: str) -> None:
    found = [
        Difference(Path(folder, name + ".svg"), "stale", "", SVG, SVG) for folder in ("a", "b") for name in (one, two)
    ]
    for file in make_report(found, FOLDER):
        assert file.path.parent in {FOLDER, FOLDER / "before", FOLDER / "after"}
        assert not file.path.name.startswith(".")
        assert not set(file.path.name) & set('":<>|*?\\\r\n')


def test_outputs_of_one_name_in_several_folders_are_kept_apart() -> None:
    found = [Difference(Path(name), "stale", "", None, SVG) for name in ("a/x.svg", "b/x.svg", "c/X.svg", "d/x-2.svg")]
    files = make_report(found, FOLDER)[1:]
    assert [file.path.name for file in files] == ["x.svg", "x-2.svg", "X-3.svg", "x-2-2.svg"]


def test_both_versions_of_a_picture_are_shown_at_one_scale() -> None:
    wide = SVG.replace(b"120", b"240")
    page = read(make_report([Difference(Path("a.svg"), "stale", "", SVG, wide)], FOLDER))
    shown = [(a["src"], a["width"], a["style"]) for tag, a in page.elements if tag == "img"]
    before, after = (
        ("before/a.svg", "120", "width:calc(min(100%,240px)*0.5000)"),
        ("after/a.svg", "240", "width:calc(min(100%,240px)*1.0000)"),
    )
    assert shown == [before, after, before, after]


@pytest.mark.parametrize(
    ("change", "said"), [((None, SVG), "There is no such file."), ((SVG, None), "No view makes this")]
)
def test_what_has_one_version_only_has_no_slider(change: tuple[bytes | None, bytes | None], said: str) -> None:
    page = read(make_report([Difference(Path("a.svg"), "stale", "", *change)], FOLDER))
    assert said in "".join(page.texts["p"])
    assert [a["type"] for tag, a in page.elements if tag == "input"] == ["radio"] * 6


def test_a_text_is_shown_by_its_changed_lines() -> None:
    page = read(make_report([Difference(Path("a.dot"), "stale", "", b"one\ntwo\n", b"one\nthree\n")], FOLDER))
    assert (page.texts["del"], page.texts["ins"]) == (["-two\n"], ["+three\n"])
    assert "img" not in page.texts


@given(st.binary(max_size=400), st.binary(max_size=400))
@example(b"\\xff", b"\xff")
@example(b"\t", b"    ")
@example(b"a" * LONGEST + b"b", b"a" * LONGEST + b"\nb")
def test_a_single_changed_byte_is_seen_in_the_lines(before: bytes, after: bytes) -> None:
    lines = compare_lines(before, after, 10_000)
    assert bool(lines) == (before != after)
    assert all(len(line) <= LONGEST + 1 for line in lines)


def test_where_two_versions_look_the_same_the_first_byte_that_differs_is_named() -> None:
    assert "from byte 3 on" in compare_lines(b"ab \t", b"ab     ", 9)[0]


def test_of_many_changed_lines_the_first_are_shown() -> None:
    lines = compare_lines(b"a\n" * 100, b"b\n" * 100, 30)
    assert (len(lines), lines[-1]) == (31, "@@ and more @@")
    assert compare_lines(b"a\n" * 20_000, b"b\n" * 20_000, 30) == ["@@ too large to be compared line by line @@"]


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    text = make_report([Difference(Path("a.svg"), "stale", "", SVG, None)], FOLDER)[0].data.decode()
    assert "//" not in text
    assert "{{" not in text
