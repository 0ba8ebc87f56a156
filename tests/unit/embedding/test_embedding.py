"""Blocks in Markdown: they are filled, and everything else stays to the byte."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archgen.cli.main import run
from archgen.diagnostics.source import Source
from archgen.embedding.blocks import find_blocks
from archgen.embedding.fill import fill_blocks

SPEC = """archgen: 1
name: Demo [beta]
as_of: 2026-11-25
components: {client: {kind: client}, server: {kind: server, name: A_server}}
flows: [client -> server: calls]
views: {overview: {}, part: {include: [server]}}
"""
BEGIN, END = "<!-- archgen:begin demo -->", "<!-- archgen:end -->"
FILLED = r"""<!-- archgen:begin demo -->
![Demo \[beta\]: Overview. Clients: Client. Services: A\_server.](../output/demo.svg)

*Demo \[beta\]: Overview, as of 25 November 2026*
<!-- archgen:end -->"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a rendered spec and a folder for pages, and the shell in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("specs", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "specs" / "demo.yaml").write_text(SPEC)
    assert run(["render", "demo"]) == 0
    return tmp_path / "docs" / "page.md"


def embed(page: Path, text: str, *options: str) -> tuple[int, str]:
    page.write_bytes(text.encode())
    status = run(["embed", "docs/page.md", *options])
    return status, page.read_bytes().decode()


def test_a_block_holds_the_picture_its_alternative_text_and_its_caption(page: Path) -> None:
    assert embed(page, f"# Title\n\n{BEGIN}\nold\n{END}\nend") == (0, f"# Title\n\n{FILLED}\nend")


def test_what_is_filled_is_current(page: Path) -> None:
    _, text = embed(page, f"{BEGIN}\n{END}\n")
    assert embed(page, text, "--check") == (0, text)
    assert embed(page, text) == (0, text)


def test_check_writes_nothing_and_finds_what_is_stale(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = f"{BEGIN}\n{END}\n"
    assert embed(page, text, "--check") == (1, text)
    assert "docs/page.md (1 block) is stale: run archgen embed again" in capsys.readouterr().err


def test_another_view_can_be_asked_for_and_the_path_leads_to_it(page: Path) -> None:
    _, text = embed(page, "{/* archgen:begin demo view=part */}\n{/* archgen:end */}\n")
    (target,) = re.findall(r"\]\((.*)\)", text)
    assert (page.parent / target).resolve().is_file()
    assert target == "../output/demo.part.svg"


def test_line_ends_and_indentation_are_those_of_the_markers(page: Path) -> None:
    text = f"- item\r\n  {BEGIN}\r\n  {END}\r\nlast"
    _, filled = embed(page, text)
    expected = "\r\n".join(f"  {line}" if line else "" for line in FILLED.split("\n"))
    assert filled == f"- item\r\n{expected}\r\nlast"


def test_markers_between_backticks_are_text(page: Path) -> None:
    text = f"Write `{BEGIN}` and ``{END} ` ``.\n"
    assert embed(page, text) == (0, text)


def test_a_byte_order_mark_stays_and_hides_no_marker(page: Path) -> None:
    assert embed(page, f"\ufeff{BEGIN}\n{END}\n") == (0, f"\ufeff{FILLED}\n")


def test_a_block_in_a_quotation_or_a_list_is_as_far_in_as_its_marker(page: Path) -> None:
    _, text = embed(page, f"> {BEGIN}\n> {END}\n\n1. item\n\n   {BEGIN}\n   {END}\n")
    lines = FILLED.split("\n")
    quoted = "\n".join(f"> {line}".rstrip() for line in lines)
    listed = "\n".join(f"   {line}".rstrip() for line in lines)
    assert text == f"{quoted}\n\n1. item\n\n{listed}\n"


def test_a_view_can_stand_in_quotes(page: Path) -> None:
    _, text = embed(page, f'<!-- archgen:begin demo view="part" -->\n{END}\n')
    assert "](../output/demo.part.svg)" in text


@pytest.mark.parametrize("fence", ["```", "~~~~", "```md", "  ```", "> ```", "- ```"])
def test_markers_in_fenced_code_are_text(fence: str, page: Path) -> None:
    close = re.sub(r"[^`~> ]", "", fence).replace("-", " ")
    text = f"{fence}\n{BEGIN}\n{END}\n{close}\n\n{BEGIN}\n{END}\n"
    status, filled = embed(page, text)
    assert status == 0
    assert filled == f"{fence}\n{BEGIN}\n{END}\n{close}\n\n{FILLED}\n"


def test_a_longer_fence_is_not_closed_by_a_shorter_one(page: Path) -> None:
    text = f"````\n```\n{BEGIN}\n```\n````\n"
    assert embed(page, text) == (0, text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BEGIN, ["a block without its end", "docs/page.md:1:1", "write `<!-- archgen:end -->`"]),
        (f"{BEGIN}\n{BEGIN}\n{END}", ["a block without its end", "docs/page.md:1:1"]),
        ("{/* archgen:begin demo */}", ["write `{/* archgen:end */}`"]),
        (END, ["an end without its begin", "docs/page.md:1:1"]),
        ("x\n<!-- archgen:begn demo -->", ["`archgen:begn` is no marker", "docs/page.md:2:1", "did you mean `begin`?"]),
        (f"<!-- archgen:begin dmo -->\n{END}", ["no system is called `dmo`", "docs/page.md:1:20", "did you mean `demo`?"]),
        (f"<!-- archgen:begin demo view=prt -->\n{END}", ["`demo` has no view `prt`", "did you mean `part`?"]),
        (f"<!-- archgen:begin demo veiw=part -->\n{END}", ["`veiw=part` is no option", "did you mean `view`?"]),
        (f"<!-- archgen:begin demo view -->\n{END}", ["write `view=...`"]),
        (f"<!-- archgen:begin -->\n{END}", ["a block that asks for nothing"]),
        ("<!-- archgen: begin demo -->", ["`archgen:` is no marker", "write `archgen:begin` or `archgen:end`"]),
        (f"- {BEGIN}\n  {END}", ["a marker that is not alone in its line", "docs/page.md:1:3", "1 error\n"]),
        (f"{BEGIN}\n\ntext {END}", ["docs/page.md:3:6", "1 error\n"]),
        ("<!-- archgen:begin demo\n-->", ["a marker that is not alone in its line", "docs/page.md:1:1"]),
        (f"<!-- archgen:begin demo */}}\n{END}", ["a marker that is not alone in its line"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    text: str, said: list[str], page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = f"{text}\n"
    assert embed(page, whole) == (1, whole)
    told = capsys.readouterr().err
    assert all(part in told for part in said), told


def test_one_error_leaves_the_whole_page_as_it_is(page: Path) -> None:
    text = f"{BEGIN}\n{END}\n\n{BEGIN}\n"
    assert embed(page, text) == (1, text)


def test_a_picture_that_is_not_there_is_an_error_that_says_how_to_draw_it(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (page.parent.parent / "output" / "demo.svg").unlink()
    text = f"{BEGIN}\n{END}\n"
    assert embed(page, text) == (1, text)
    assert "draw it first: `archgen render demo`" in capsys.readouterr().err


def test_a_page_without_blocks_is_said(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert embed(page, "text\n") == (0, "text\n")
    assert "docs/page.md has no blocks" in capsys.readouterr().err


def test_a_page_that_is_not_there_or_not_text_is_said(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["embed", "none.md"]) == 3
    assert run(["embed", "docs"]) == 3
    assert "name its files: `archgen embed docs/*.md`" in capsys.readouterr().err
    page.write_bytes(b"\xff\xfe")
    assert run(["embed", "docs/page.md"]) == 3
    assert "is not UTF-8" in capsys.readouterr().err


LINES = st.sampled_from(
    ["", "text", "```", "~~~", "    code", BEGIN, END, "> ```", "\ttab ", "é\u2028x", "<!-- other -->"]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_what_is_outside_blocks_stays_to_the_byte(lines: list[str], ending: str) -> None:
    source = Source("page.md", ending.join(lines))
    blocks, _ = find_blocks(source)
    filled = fill_blocks(source, blocks, {number: ["NEW"] for number in range(len(blocks))})
    inside = {line for block in blocks for line in range(block.begin.line + 1, block.end_line)}
    before = source.text.split("\n")
    kept = [line for number, line in enumerate(before) if number not in inside]
    after = [line for line in filled.split("\n") if line.rstrip("\r") != "NEW"]
    assert after == kept
    assert len(filled.split("\n")) == len(kept) + len(blocks)
