"""Blocks of tables: they hold what ``archgen table`` prints for the same words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archgen.api import load_file
from archgen.cli.main import run
from archgen.embedding import systems_read

REPOSITORY = Path(__file__).resolve().parents[3]
END = "<!-- archgen:end -->"
PROJECT = """archgen: 1
tables:
  - title: "Tools: Terms"
    columns: [{key: licence, label: Licence}, {key: fee, label: Monthly Fee}]
  - title: Looks
    columns: [{key: colour, label: Colour}]
"""
SPEC = """archgen: 1
name: NAME
components: {client: {kind: client}, server: {kind: server}}
flows: [client -> server: calls]
facts:
  licence: {value: MIT, corrected: {value: Apache-2.0, sources: ["https://one.example/licence"]}}
  fee: none
  colour: green
"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page in a project with tables, and the shell in it; two systems are called like words of blocks."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "archgen.yaml").write_text(PROJECT)
    (tmp_path / "specs").mkdir()
    for name in ("one", "two", "table", "corrected"):
        (tmp_path / "specs" / f"{name}.yaml").write_text(SPEC.replace("NAME", name.capitalize()))
    return tmp_path / "page.md"


def embed(page: Path, asked: str) -> tuple[int, str]:
    """The status, and what stands in a block that asks for something."""
    begin = f"<!-- archgen:begin {asked} -->"
    page.write_text(f"{begin}\n{END}\n")
    status = run(["embed", str(page)])
    return status, page.read_text().removeprefix(f"{begin}\n").removesuffix(f"{END}\n")


def test_a_block_holds_the_table_that_it_asks_for(page: Path) -> None:
    assert embed(page, 'table two one table="Tools: Terms" column=licence') == (
        0,
        "| System | Licence |\n|--------|---------|\n| One    | MIT     |\n| Two    | MIT     |\n",
    )


def test_several_tables_have_headings_and_corrections_their_sources(page: Path) -> None:
    status, text = embed(page, "table one corrected")
    assert status == 0
    assert [line for line in text.splitlines() if line.startswith("#")] == ["## Tools", "### Terms", "## Looks", "## Sources"]  # fmt: skip
    assert "Apache-2.0 [1]" in text
    assert text.endswith("- [1] https://one.example/licence\n")


@pytest.mark.parametrize("quote", ['"', "'"])
def test_values_in_quotes_have_spaces_and_colons(quote: str, page: Path) -> None:
    status, text = embed(page, f"table table={quote}Tools: Terms{quote} column={quote}Monthly Fee{quote}")
    assert status == 0
    assert text.splitlines()[0] == "| System    | Monthly Fee |"


def test_systems_that_are_called_like_words_of_blocks_are_reached_by_their_files(page: Path) -> None:
    assert run(["render", "--all"]) == 0
    _, text = embed(page, "table.yaml")
    assert "](output/table.svg)" in text
    _, text = embed(page, "table table.yaml corrected.yaml column=colour")
    assert [line.split()[1] for line in text.splitlines()[2:]] == ["Corrected", "Table"]
    assert embed(page, "table table corrected.yaml column=colour")[1] == text  # behind the first word, too


@pytest.mark.parametrize(
    ("asked", "column", "said", "help"),
    [
        ("tabel one", 20, "no system is called `tabel`", "did you mean `table`?"),
        ("table oen", 26, "no system is called `oen`", "did you mean `one`?"),
        ("table Looks", 26, "no system is called `Looks`", "write `table=Looks`"),
        ("table licence", 26, "no system is called `licence`", "write `column=licence`"),
        ("table table=Tools: Terms", 39, "no system is called `Terms`", 'stands in quotes: `table="Tools: Terms"`'),
        ("table one table=Loks", 30, "there is no table `Loks`", "did you mean `Looks`?"),
        ("table one table=Looks column=licence", 42, "there is no column `licence`", "columns: colour"),
        ("table one column=licens", 30, "there is no column `licens`", "did you mean `Licence`?"),
        ("table one view=part", 30, "`view=part` is no option", "its options are `table=...`, `column=...`, `corrected`"),
        ("table one colum=fee", 30, "`colum=fee` is no option", "did you mean `column`?"),
        ("table one --table=Looks", 30, "`--table=Looks` is no option", "write `table=...`"),
        ("table one column", 30, "`column` is no option", "write `column=...`"),
        ("table one corrected=no", 30, "`corrected=no` is no option", "write `corrected`"),
        ('table table="Tools: Terms', 26, "the quote of `table=` has no end", 'write `table="..."`'),
        ('table table="Tools"x', 26, "the quote of `table=` has no end", 'write `table="..."`'),
        ("table=Looks", 20, "`table=Looks` names no system", "a block begins with a system, or with `table`"),
        ("one two", 24, "`two` is a second system", "`archgen:begin table one two` compares them"),
        ("one view=a view=b", 31, "a second view", "write a block for each"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_written(
    asked: str, column: int, said: str, help: str, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert embed(page, asked) == (1, "")
    told = capsys.readouterr().err
    assert said in told
    assert help in told
    assert f"page.md:1:{column}" in told


def test_all_that_is_wrong_with_the_words_of_a_block_is_told(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert embed(page, "table oen colum=fee tow") == (1, "")
    assert capsys.readouterr().err.count("error[AG603]") == 3


def test_a_spec_that_does_not_load_is_told_once_and_leaves_the_page(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (page.parent / "specs" / "two.yaml").write_text("archgen: 1\nname: X\n")
    begin = "<!-- archgen:begin table -->"
    page.write_text(f"{begin}\n{END}\n{begin}\n{END}\n")
    assert run(["embed", "page.md"]) == 1
    assert capsys.readouterr().err.count("error[AG202]") == 1
    assert page.read_text() == f"{begin}\n{END}\n{begin}\n{END}\n"


def test_a_catalogue_without_systems_or_tables_has_nothing_to_compare(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (page.parent / "archgen.yaml").write_text("archgen: 1\n")
    assert embed(page, "table") == (1, "")
    assert "the catalogue has no tables" in capsys.readouterr().err
    for spec in (page.parent / "specs").iterdir():
        spec.unlink()
    assert embed(page, "table") == (1, "")
    assert "there is no system to compare" in capsys.readouterr().err


def test_however_many_blocks_there_are_each_spec_is_read_once(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(["render", "--all"]) == 0
    read: list[Path] = []
    monkeypatch.setattr(systems_read, "load_file", lambda path: (read.append(path), load_file(path))[1])
    blocks = "".join(f"<!-- archgen:begin {asked} -->\n{END}\n" for asked in ("table", "one", "table one two", "two"))
    for name in ("page.md", "other.md"):
        (page.parent / name).write_text(blocks * 3)
    assert run(["embed", "page.md", "other.md"]) == 0
    assert sorted(path.stem for path in read) == ["corrected", "one", "table", "two"]


# Words as they stand in a block, and as they stand on the command line.
WORDS = st.one_of(
    st.sampled_from(["mlflow", "dvc", "wandb", "katib", "comet"]).map(lambda tool: (tool, [tool])),
    st.sampled_from(["Free tools: Terms", "Features", "paid tools"]).map(lambda t: (f'table="{t}"', ["--table", t])),
    st.sampled_from(["cli", "K8s", "Model Registry", "url"]).map(lambda key: (f"column='{key}'", ["--column", key])),
    st.sampled_from(["corrected", "corrected=yes"]).map(lambda word: (word, ["--corrected"])),
)


@given(words=st.lists(WORDS, max_size=6))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_block_holds_what_the_command_prints_for_the_same_words(
    words: list[tuple[str, list[str]]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(REPOSITORY)
    capsys.readouterr()
    printed = run(["table", *(part for _, parts in words for part in parts)])
    shown = capsys.readouterr()
    status, text = embed(tmp_path / "page.md", f"table {' '.join(word for word, _ in words)}")
    assert (status == 0, text) == (printed == 0, shown.out)
    assert shown.err.split("\n")[0].removeprefix("error: ") in capsys.readouterr().err
