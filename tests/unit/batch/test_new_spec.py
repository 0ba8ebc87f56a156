"""A first spec: it renders at once, goes where it belongs, and writes over nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import load_file, place_view
from archgen.batch.new_spec import make_spec
from archgen.batch.outputs import write_outputs
from archgen.cli.main import run
from archgen.diagnostics.errors import UsageError
from archgen.layout.faults import find_faults


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_spec_is_sound_and_its_picture_has_no_fault(folder: Path) -> None:
    spec = make_spec("our-platform", folder)
    write_outputs([spec])
    loaded = load_file(spec.path)
    assert loaded.diagnostics == ()
    assert loaded.architecture is not None
    assert loaded.architecture.name == "Our Platform"
    placement, found = place_view(loaded, "architecture")
    assert placement is not None
    assert found == ()
    assert find_faults(placement) == ()
    assert len(placement.cards) == 5


def test_what_stands_in_comments_works_too(folder: Path) -> None:
    spec = make_spec("ours", folder)
    lines = [
        line.replace("# ", "", 1) if line.lstrip().startswith(("# homepage", "# as_of")) else line
        for line in spec.text.splitlines()
    ]
    text = "\n".join(lines).replace("  # data:", "  data:").replace("  #   ", "    ")
    Path("ours.yaml").write_text(text)
    loaded = load_file(Path("ours.yaml"))
    assert loaded.diagnostics == ()
    assert loaded.architecture is not None
    assert [view.id for view in loaded.architecture.views] == ["architecture", "data"]


def test_it_goes_into_the_catalogue_in_force(folder: Path) -> None:
    (folder / "specs").mkdir()
    assert make_spec("ours", folder).path == Path("specs/ours.yaml")
    assert make_spec("docs/ours.yaml", folder).path == Path("docs/ours.yaml")


def test_where_there_is_no_catalogue_it_goes_into_the_folder_at_hand(folder: Path) -> None:
    assert make_spec("ours", folder).path == Path("ours.yaml")


@pytest.mark.parametrize(
    ("name", "better"),
    [("Our Platform", "our-platform"), ("a_b", "a-b"), ("./Ours.yaml", "ours"), ("./ours.txt", "ours")],
)
def test_a_name_that_cannot_be_is_a_usage_error_with_a_better_one(name: str, better: str, folder: Path) -> None:
    with pytest.raises(UsageError) as caught:
        make_spec(name, folder)
    assert f"`{better}`" in str(caught.value.help)


def test_nothing_is_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["new", "ours"]) == 0
    assert "archgen render ./ours.yaml" in capsys.readouterr().err
    Path("ours.yaml").write_text("mine")
    assert run(["new", "ours"]) == 2
    assert Path("ours.yaml").read_text() == "mine"
    assert "exists already" in capsys.readouterr().err
