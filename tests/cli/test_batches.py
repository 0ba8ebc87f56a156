"""Batches as people and CI run them: what is drawn again and what is left, what is told of it, and who does the work."""

from __future__ import annotations

import contextlib
import gc
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from archgen import __version__, batching, drawing
from archgen.api import Request, render_all
from archgen.batch import ledger
from archgen.batch.earlier import read_arrangement
from archgen.batch.folders import read_folders
from archgen.cli.main import run
from archgen.packages import find_diagrams
from archgen.style.icons.diagrams_package import _read_module

SPEC = """archgen: 1
name: {name}
components:
  client: {{kind: client}}
  server: {{kind: server, icon: ./icons/own.svg}}
flows:
  - client -> server: calls
views:
  overview: {{}}
  part: {{include: [server]}}
"""
CHILD = "archgen: 1\nname: Child\nextends: base\ncomponents:\n  store: {kind: artifact-store}\nflows:\n  - server -> store: keeps\n"
ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path d="M0 0h8v8z"/></svg>'
PICTURES = ["base.part.svg", "base.svg", "child.part.svg", "child.svg", "other.part.svg", "other.svg"]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A catalogue of three specs, one on top of another, all drawn; the shell is in it."""
    specs = tmp_path / "house" / "specs"
    (specs / "icons").mkdir(parents=True)
    (specs / "icons" / "own.svg").write_text(ICON)
    for name in ("base", "other"):
        (specs / f"{name}.yaml").write_text(SPEC.format(name=name.title()))
    (specs / "child.yaml").write_text(CHILD)
    (tmp_path / "house" / "archgen.yaml").write_text("archgen: 1\n")
    monkeypatch.chdir(tmp_path / "house")
    monkeypatch.setenv("ARCHGEN_CACHE_DIR", str(tmp_path / "cache"))
    assert run(["render", "--all"]) == 0
    return tmp_path / "house"


def draw_again(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The names of the pictures that a run draws."""
    capsys.readouterr()
    assert run(["render", *arguments]) == 0
    return re.findall(r"wrote output/(\S+)", capsys.readouterr().err)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_what_has_not_changed_is_left_whatever_its_time_stamps_say(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.utime(house / "specs" / "base.yaml")
    os.utime(house / "output" / "base.svg", (1, 1))
    assert draw_again(["--all"], capsys) == []
    assert run(["render", "base"]) == 0
    assert "2 pictures of 1 system: 0 drawn, 2 unchanged" in capsys.readouterr().err
    assert (house / "output" / "base.svg").stat().st_mtime == 1


def test_what_comes_from_a_changed_file_is_drawn_again(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "calls", "asks")
    assert draw_again(["--all"], capsys) == ["other.svg", "other.part.svg"]
    change(house / "specs" / "base.yaml", "calls", "asks")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES[:4]
    change(house / "specs" / "icons" / "own.svg", "v8z", "v7z")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES
    (house / "archgen.yaml").write_text("archgen: 1\ntheme: {light: {text: '#102030'}}\n")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES
    assert draw_again(["--all"], capsys) == []


def test_other_options_draw_again(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert sorted(draw_again(["--all", "--theme", "dark"], capsys)) == PICTURES
    assert draw_again(["--all", "--theme", "dark"], capsys) == []
    assert sorted(draw_again(["--all", "--fresh", "--theme", "dark"], capsys)) == PICTURES
    assert len(draw_again(["--all", "-f", "dot"], capsys)) == 6
    assert draw_again(["--all", "-f", "dot"], capsys) == []
    assert draw_again(["--all", "--theme", "dark"], capsys) == []


def test_a_file_that_comes_to_stand_before_another_is_found(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "specs" / "archgen.yaml").write_text("archgen: 1\n")
    assert sorted(draw_again(["./specs/child.yaml"], capsys)) == PICTURES[2:4]
    (house / "specs" / "archgen.yaml").unlink()
    assert sorted(draw_again(["child"], capsys)) == PICTURES[2:4]
    (house / "specs" / "ours.yaml").write_text(
        "archgen: 1\nname: Ours\nextends: sacred\n"
    )  # of archgen's own catalogue
    assert "ours.svg" in draw_again(["ours"], capsys)
    assert draw_again(["ours"], capsys) == []
    (house / "specs" / "sacred.yaml").write_text(SPEC.format(name="Nearer"))
    assert "ours.svg" in draw_again(["ours"], capsys)


def test_a_picture_that_was_changed_or_removed_is_drawn_again(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "output" / "other.svg", "Other", "0ther")
    (house / "output" / "base.part.svg").unlink()
    assert sorted(draw_again(["--all"], capsys)) == ["base.part.svg", "base.svg", "other.part.svg", "other.svg"]


def be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another archgen runs from here on."""
    other = ledger.name_self()._replace(version="0.0.1", code="other")
    monkeypatch.setattr(ledger, "name_self", lambda: other)


def test_another_archgen_draws_all_once_and_leaves_the_manifest_where_it_draws_the_same(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (house / "output" / "archgen.manifest").read_bytes()
    be_another(monkeypatch)
    assert sorted(draw_again(["--all"], capsys)) == PICTURES
    assert draw_again(["--all"], capsys) == []
    assert (house / "output" / "archgen.manifest").read_bytes() == before
    change(house / "specs" / "other.yaml", "calls", "asks")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES[4:]
    lines = (house / "output" / "archgen.manifest").read_text().splitlines()
    assert [line.split()[0] for line in lines if "by:" in line] == PICTURES[4:]
    assert draw_again(["--all"], capsys) == []


def test_a_cache_folder_that_cannot_be_used_costs_only_time(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "in-the-way").write_bytes(b"\xff")
    monkeypatch.setenv("ARCHGEN_CACHE_DIR", str(house / "in-the-way"))
    be_another(monkeypatch)
    for _ in range(2):
        assert sorted(draw_again(["--all"], capsys)) == PICTURES


def test_a_check_says_that_another_archgen_drew_something(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = house / "output" / "archgen.manifest"
    text = listed.read_text()
    monkeypatch.setattr(drawing, "draw_placement", lambda *_: "<svg/>")
    for line, other, reason in (
        (f"archgen {__version__} ", "archgen 0.0.1 ", f"it was drawn by archgen 0.0.1, and this is {__version__}"),
        ("drawing ", "drawing 9", "it was drawn by another version of archgen (drawing 9"),
    ):
        listed.write_text(text.replace(line, other))
        assert run(["render", "other", "--check"]) == 1
        assert f"stale: output/other.svg ({reason}" in capsys.readouterr().err


def test_warnings_of_what_is_left_are_not_forgotten(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "flows:", "  lonely: {kind: cache}\nflows:")
    assert run(["render", "--all"]) == 0
    assert "warning[AG401]" in capsys.readouterr().err
    assert draw_again(["--all"], capsys) == []
    assert run(["render", "--all"]) == 0
    assert "1 system left unchanged has warnings: archgen check --layout other" in capsys.readouterr().err
    assert run(["check", "--layout", "other", "-f", "concise"]) == 0
    assert "warning[AG401]" in capsys.readouterr().out


def test_an_icon_that_could_not_be_had_is_looked_for_again(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "./icons/own.svg", "./icons/gone.svg")
    for _ in range(2):
        assert draw_again(["--all"], capsys) == ["other.svg", "other.part.svg"]


@pytest.fixture
def diagrams(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a package diagrams with two icons of one class, of which it shows the first."""
    package, resources = tmp_path / "site" / "diagrams", tmp_path / "site" / "resources"
    package.mkdir(parents=True)
    resources.mkdir()
    (package / "__init__.py").touch()
    (package / "ours.py").write_text("class Thing(Node):\n    _icon_dir = 'resources'\n    _icon = 'one.png'\n")
    for name, colour in (("one.png", "red"), ("two.png", "blue")):
        Image.new("RGB", (8, 8), colour).save(resources / name)
    monkeypatch.syspath_prepend(tmp_path / "site")
    forget_diagrams()
    yield tmp_path / "site"
    forget_diagrams()


def forget_diagrams() -> None:
    find_diagrams.cache_clear()
    _read_module.cache_clear()


def test_an_icon_of_the_package_diagrams_is_known_by_what_it_shows(
    house: Path, diagrams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(house / "specs" / "other.yaml", "./icons/own.svg", "diagrams:ours.Thing")
    drawn = ["other.svg", "other.part.svg"]
    assert draw_again(["--all"], capsys) == drawn
    assert draw_again(["--all"], capsys) == []
    (diagrams / "resources" / "one.png").write_bytes((diagrams / "resources" / "two.png").read_bytes())
    assert run(["render", "--all", "--check"]) == 1
    assert capsys.readouterr().err.count("resources/one.png has changed") == len(drawn)
    assert draw_again(["--all"], capsys) == drawn
    change(diagrams / "diagrams" / "ours.py", "one.png", "two.png")
    forget_diagrams()
    assert draw_again(["--all"], capsys) == drawn


def test_an_icon_of_a_package_that_is_gone_is_not_current(
    house: Path, diagrams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(house / "specs" / "other.yaml", "./icons/own.svg", "diagrams:ours.Thing")
    assert run(["render", "--all"]) == 0
    shutil.rmtree(diagrams / "resources")
    forget_diagrams()
    assert draw_again(["--all"], capsys) == ["other.svg", "other.part.svg"]


@pytest.mark.parametrize("lost", ["the file", "its line"])
def test_a_picture_that_only_the_spec_knows_of_is_drawn_and_never_pruned(
    lost: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = house / "output" / "archgen.manifest"
    if lost == "the file":
        (house / "output" / "other.part.svg").unlink()
        assert run(["render", "base"]) == 0
        assert "other.part.svg" not in listed.read_text()
    else:
        lines = listed.read_text().splitlines(keepends=True)
        listed.write_text("".join(line for line in lines if not line.startswith("other.part.svg")))
    assert draw_again(["--all", "--prune"], capsys) == ["other.svg", "other.part.svg"]
    assert (house / "output" / "other.part.svg").exists()


def test_links_are_followed_wherever_they_lead_now(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    specs = house / "specs"
    for link, target in (("base.yaml", house / "base-1.yml"), ("icons/own.svg", specs / "icons" / "own-1.svg")):
        (specs / link).rename(target)
        (specs / link).symlink_to(target)
    draw_again(["--all"], capsys)
    assert draw_again(["--all"], capsys) == []
    (house / "base-2.yml").write_text(SPEC.format(name="Another"))
    (specs / "base.yaml").unlink()
    (specs / "base.yaml").symlink_to(house / "base-2.yml")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES[:4]
    (specs / "icons" / "own-2.svg").write_text(ICON.replace("v8z", "v6z"))
    (specs / "icons" / "own.svg").unlink()
    (specs / "icons" / "own.svg").symlink_to("own-2.svg")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES
    (specs / "second.yaml").symlink_to(house / "base-2.yml")
    assert sorted(draw_again(["--all"], capsys)) == ["second.part.svg", "second.svg"]


def test_other_formats_follow_the_arrangement_of_the_svg(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "base", "-f", "json"]) == 0
    assert draw_again(["base", "-f", "json"], capsys) == []
    change(house / "output" / "base.svg", 'data-cell="', 'data-cell="1')
    assert draw_again(["base", "-f", "json"], capsys) == ["base.json", "base.part.json"]


def test_a_manifest_that_was_merged_from_two_is_not_believed(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    listed = house / "output" / "archgen.manifest"
    listed.write_text(listed.read_text() + "drawing 1\narchgen 0.0.1 x\n")
    assert sorted(draw_again(["--all"], capsys)) == PICTURES
    assert draw_again(["--all"], capsys) == []


def test_one_view_alone_leaves_the_manifest_as_it_is(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (house / "output" / "archgen.manifest").read_bytes()
    change(house / "specs" / "other.yaml", "calls", "asks")
    assert draw_again(["other", "--view", "part"], capsys) == ["other.part.svg"]
    assert (house / "output" / "archgen.manifest").read_bytes() == before
    assert sorted(draw_again(["--all"], capsys)) == PICTURES[4:]


def test_the_manifest_tells_nothing_of_the_machine_and_has_a_sorted_line_for_each_picture(house: Path) -> None:
    lines = (house / "output" / "archgen.manifest").read_text().splitlines()
    assert [line.split()[0] for line in lines] == ["#", "drawing", "archgen", *PICTURES]
    assert not any(str(house.parent) in line for line in lines)
    assert "../specs/child.yaml=" in lines[5]
    assert "../specs/base.yaml=" in lines[5]
    assert "../specs/icons/own.svg=" in lines[5]


def test_every_failure_is_told_and_the_rest_is_drawn(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (house / "specs" / "broken.yaml").write_text("archgen: 1\nname: Broken\ncomponents: {a: {kind: servr}}\n")
    change(house / "specs" / "other.yaml", "calls", "asks")
    change(house / "specs" / "base.yaml", "calls", "asks")
    real = drawing.place_spec

    def fail_for_base(loaded: object, request: object) -> object:
        if loaded.tool == "base":  # type: ignore[attr-defined]
            raise RuntimeError("oops")
        return real(loaded, request)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing, "place_spec", fail_for_base)
    capsys.readouterr()
    assert run(["render", "--all", "-j", "1"]) == 70
    said = capsys.readouterr().err
    assert "wrote output/other.svg" in said
    assert "wrote output/child.svg" in said
    assert "specs/broken.yaml:3" in said
    assert "base: this is a bug in archgen, not in your spec (RuntimeError: oops)" in said
    assert "4 systems, 2 of them not drawn" in said


def test_a_spec_that_cannot_be_read_does_not_stop_the_others(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "./specs/nothing.yaml", "other", "--fresh"]) == 3
    said = capsys.readouterr().err
    assert "there is no file specs/nothing.yaml" in said
    assert "wrote output/other.svg" in said


def test_a_picture_that_cannot_be_written_does_not_stop_the_others(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "output" / "base.svg").unlink()
    (house / "output" / "base.svg").mkdir()
    assert run(["render", "--all", "--fresh"]) == 3
    said = capsys.readouterr().err
    assert "cannot write output/base.svg" in said
    assert "wrote output/other.svg" in said
    assert run(["render", "--all", "--check"]) == 3
    assert "cannot read output/base.svg" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_name_that_is_no_text_does_not_stop_the_others(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(house / "specs" / "other.yaml", os.fsencode(house / "specs") + b"/caf\xe9.yaml")
    assert run(["render", "--all", "--fresh"]) == 3
    said = capsys.readouterr().err
    assert "is not UTF-8" in said
    assert "wrote output/other.svg" in said


class Breaking(ThreadPoolExecutor):
    """An executor whose worker dies at the second task."""

    def submit(self, *task: Any, **_: Any) -> Future[Any]:  # type: ignore[override]
        future: Future[Any] = Future()
        if task[1].stem == "base":
            future.set_result(batching.draw_file(*task[1:]))
        else:
            future.set_exception(BrokenExecutor("killed"))
        return future


def test_what_a_worker_leaves_undone_is_done_here(house: Path) -> None:
    specs = sorted((house / "specs").glob("*.yaml"))
    results = list(render_all(specs, Request(house / "new"), Breaking()))
    assert [(drawn.tool, len(drawn.outputs), drawn.failure) for drawn in results] == [
        ("base", 2, None),
        ("child", 2, None),
        ("other", 2, None),
    ]


def test_standard_input_is_read_here_and_not_by_a_worker(house: Path) -> None:
    command = [sys.executable, "-m", "archgen", "render", "-", "base", "other", "--fresh", "-j", "2"]
    text = SPEC.format(name="Piped").replace(", icon: ./icons/own.svg", "")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Piped" in (house / "output" / "stdin.svg").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_worker_outlives_the_program(ending: signal.Signals, house: Path) -> None:
    for number in range(200):
        shutil.copy(house / "specs" / "other.yaml", house / "specs" / f"more-{number}.yaml")
    command = [sys.executable, "-m", "archgen", "render", "--all", "--fresh", "-j", "3"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        assert process.stderr
        assert process.stderr.readline().startswith(b"wrote")
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        assert len(children) == 2
        process.send_signal(ending)
        rest = process.stderr.read()  # ends when nobody holds the pipe any more
    assert b"Traceback" not in rest
    known = len(list((house / "output").glob("*.svg"))) - 6
    lines = (house / "output" / "archgen.manifest").read_text().count("more-")
    assert lines == 0 if ending == signal.SIGKILL else lines > known - 3


def test_an_interrupted_batch_goes_on_where_it_was(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = batching.draw_file

    def interrupt(path: Path | None, request: Request) -> object:
        if path and path.stem == "other":
            raise KeyboardInterrupt
        return real(path, request)

    (house / "archgen.yaml").write_text("archgen: 1 # changed\n")
    monkeypatch.setattr(batching, "draw_file", interrupt)
    assert run(["render", "--all", "-j", "1"]) == 130
    monkeypatch.setattr(batching, "draw_file", real)
    assert sorted(draw_again(["--all"], capsys)) == PICTURES[4:]


# --check


def tell_check(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The lines of a check, but for the last."""
    before = {path: path.read_bytes() for path in Path("output").iterdir()}
    capsys.readouterr()
    status = run(["render", *arguments, "--check"])
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith(("st", "miss", "ed", "orph"))]
    assert status == (1 if lines else 0)
    assert {path: path.read_bytes() for path in Path("output").iterdir()} == before, "a check writes nothing"
    return lines


def test_a_check_says_why(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_check(["--all"], capsys) == []
    change(house / "specs" / "base.yaml", "calls", "asks")
    change(house / "output" / "other.svg", "Other", "0ther")
    (house / "output" / "other.part.svg").unlink()
    (house / "output" / "gone.svg").write_text((house / "output" / "base.svg").read_text().replace('"base"', '"gone"'))
    assert tell_check(["--all"], capsys) == [
        "stale: output/base.svg (specs/base.yaml has changed)",
        "stale: output/child.svg (specs/base.yaml has changed)",
        "edited: output/other.svg (the file was changed after archgen drew it)",
        "missing: output/other.part.svg (there is no such file yet)",
        "orphaned: output/gone.svg (no view makes it any more; the manifest does not know it, so remove it yourself)",
    ]


def test_what_a_check_tells_to_run_makes_all_current(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "base.yaml", "calls", "asks")
    (house / "specs" / "other.yaml").unlink()
    capsys.readouterr()
    assert run(["render", "--all", "-f", "json", "-o", "a folder"]) == 0
    capsys.readouterr()
    change(house / "specs" / "child.yaml", "keeps", "holds")
    assert run(["render", "--all", "-f", "json", "-o", "a folder", "--check"]) == 1
    assert "help: run `archgen render --all -o 'a folder' -f json`" in capsys.readouterr().err
    assert run(["render", "--all", "--check"]) == 1
    (command,) = re.findall(r"help: run `archgen (.*)`", capsys.readouterr().err)
    assert run(command.split()) == 0
    assert tell_check(["--all"], capsys) == []


def test_a_check_finds_the_same_without_a_manifest(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "output" / "archgen.manifest").unlink()
    assert tell_check(["--all"], capsys) == []
    change(house / "specs" / "other.yaml", "calls", "asks")
    assert tell_check(["--all"], capsys) == ["stale: output/other.svg (it is not what archgen draws now)"]


def test_a_check_names_other_reasons(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert {line.partition(" (")[2] for line in tell_check(["--all", "--theme", "dark"], capsys)} == {
        "it was drawn with --theme adaptive)"
    }
    picture = house / "output" / "other.svg"
    picture.write_bytes(picture.read_bytes().replace(b"\n", b"\r\n"))
    assert tell_check(["--all"], capsys) == [
        "edited: output/other.svg (its line ends were changed: write `*.svg -text` into .gitattributes)"
    ]


def test_any_byte_that_is_changed_is_found_also_where_it_changes_the_arrangement_that_is_kept(house: Path) -> None:
    picture, request = house / "output" / "base.svg", Request(Path("output"), earlier_folder=Path("output"))
    data = picture.read_bytes()
    kept = read_arrangement(picture, "base", "overview")
    changed = 0
    tags = {place for tag in re.finditer(rb"<(g|svg) [^>]*>", data) for place in range(*tag.span())}
    for place in sorted(tags | set(range(0, len(data), 11))):
        picture.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        if read_arrangement(picture, "base", "overview") == kept:
            continue  # the same is drawn as before, and that has other bytes here
        changed += 1
        ((_, differences),) = batching.Batch([house / "specs" / "base.yaml"], request).check()
        assert [item.path.name for item in differences] == ["base.svg"], data[max(0, place - 20) : place + 20]
    assert changed > 50


def test_the_report_shows_what_is_not_current(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "calls", "asks")
    assert run(["render", "--all", "--check", "--report", "report"]) == 1
    assert "specs/other.yaml has changed" in (house / "report" / "index.html").read_text()
    assert (house / "report" / "before" / "other.svg").read_bytes() == (house / "output" / "other.svg").read_bytes()
    assert b"asks" in (house / "report" / "after" / "other.svg").read_bytes()
    assert "wrote report/index.html" in capsys.readouterr().err


# Orphans


def test_orphans_are_named_and_pruned_and_other_peoples_files_are_left(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = house / "output"
    foreign = {
        "mine.svg": ICON,
        "copy-of-base.svg": (output / "base.svg").read_text(),
        "note.txt": "x",
        "part.dot": "graph {}",
    }
    for name, text in foreign.items():
        (output / name).write_text(text)
    assert run(["compare", "base", "other"]) == 0
    change(house / "specs" / "other.yaml", "  part: {include: [server]}\n", "")
    (house / "specs" / "child.yaml").unlink()
    capsys.readouterr()
    assert run(["render", "--all"]) == 0
    said = re.findall(
        r"orphaned: output/(\S+) \(no view makes it any more; --prune removes it\)", capsys.readouterr().err
    )
    assert said == ["child.part.svg", "child.svg", "other.part.svg"]
    assert run(["render", "--all", "--prune"]) == 0
    assert re.findall(r"removed output/(\S+)", capsys.readouterr().err) == said
    left = {path.name for path in output.iterdir()}
    assert left == {*foreign, "archgen.manifest", "base.svg", "base.part.svg", "other.svg", "compare.base.other.svg"}


def test_another_file_in_the_place_of_a_picture_is_never_overwritten(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "output" / "other.part.svg").write_text(ICON)
    assert run(["render", "--all"]) == 3
    said = capsys.readouterr().err
    assert "output/other.part.svg was not drawn by archgen, so it is left as it is" in said
    assert (house / "output" / "other.part.svg").read_text() == ICON
    assert tell_check(["--all"], capsys) == [
        "edited: output/other.part.svg (archgen did not draw this file: rename or remove it)"
    ]
    (house / "output" / "other.part.svg").write_text("")
    assert draw_again(["--all"], capsys) == ["other.svg", "other.part.svg"]


@pytest.mark.parametrize("name", ["base.dot", "base.json"])
def test_files_of_other_formats_are_not_overwritten_either(
    name: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / name).write_text("mine")
    assert run(["render", "base", "-f", name.partition(".")[2], "-o", "."]) == 3
    assert f"{name} was not drawn by archgen" in capsys.readouterr().err
    assert (house / name).read_text() == "mine"


def test_sheets_comparisons_and_reports_spare_other_files_too(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "mine.svg").write_text(ICON)
    (house / "report").mkdir()
    (house / "report" / "index.html").write_text("mine")
    assert run(["render", "--all", "--contact-sheet", "mine.svg"]) == 3
    assert run(["compare", "base", "other", "-o", "mine.svg"]) == 3
    assert run(["render", "--all", "--check", "--theme", "dark", "--report", "report"]) == 3
    assert capsys.readouterr().err.count("was not drawn by archgen, so it is left as it is") == 3
    assert ((house / "mine.svg").read_text(), (house / "report" / "index.html").read_text()) == (ICON, "mine")
    assert run(["render", "--all", "--check", "--theme", "dark", "--report", "new"]) == 1
    assert run(["render", "--all", "--check", "--theme", "dark", "--report", "new"]) == 1


def test_pictures_of_systems_that_the_manifest_does_not_know_are_named_and_kept(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "ours.yaml").write_text(SPEC.format(name="Ours").replace(", icon: ./icons/own.svg", ""))
    assert run(["render", "./ours.yaml", "--view", "part"]) == 0
    assert run(["compare", "base", "other", "-o", "output/base.other.svg"]) == 0
    assert run(["render", "--all", "--prune"]) == 0
    said = capsys.readouterr().err
    assert "orphaned: output/ours.part.svg (no view makes it any more; the manifest does not know it" in said
    assert (house / "output" / "ours.part.svg").exists()
    assert (house / "output" / "base.other.svg").exists()
    assert "base.other.svg (no view" not in said


def test_a_view_called_comparison_is_a_view_like_others(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "  part: {include", "  comparison: {include")
    assert run(["render", "--all", "--prune"]) == 0
    change(house / "specs" / "other.yaml", "  comparison: {include: [server]}\n", "")
    assert run(["render", "--all", "--prune"]) == 0
    assert "removed output/other.comparison.svg" in capsys.readouterr().err


def test_a_missing_icon_that_was_missing_before_is_no_reason(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "specs" / "other.yaml", "./icons/own.svg", "./icons/gone.svg")
    assert run(["render", "--all"]) == 0
    change(house / "output" / "other.svg", "Other", "0ther")
    assert tell_check(["--all"], capsys) == ["edited: output/other.svg (the file was changed after archgen drew it)"]


def test_what_prune_would_spare_is_not_told_to_be_pruned(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "output" / "child.svg", "Child", "Ch1ld")
    (house / "specs" / "child.yaml").unlink()
    (house / "output" / "child.part.svg").unlink()
    assert run(["render", "--all", "--check"]) == 1
    said = capsys.readouterr().err
    assert "remove it yourself" in said
    assert "--prune" not in said


def test_an_orphan_that_was_edited_is_somebodys_work(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(house / "output" / "child.svg", "Child", "Ch1ld")
    (house / "specs" / "child.yaml").unlink()
    assert run(["render", "--all", "--prune"]) == 0
    said = capsys.readouterr().err
    assert "orphaned: output/child.svg (no view makes it any more; it was edited, so remove it yourself)" in said
    assert (house / "output" / "child.svg").exists()
    assert not (house / "output" / "child.part.svg").exists()


@pytest.mark.parametrize("with_manifest", [True, False])
def test_the_pictures_of_a_broken_spec_are_no_orphans(
    with_manifest: bool, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(house / "specs" / "other.yaml", "kind: server", "kind: servr")
    if not with_manifest:
        (house / "output" / "archgen.manifest").unlink()
    assert run(["render", "--all", "--prune"]) == 1
    assert "orphan" not in capsys.readouterr().err
    assert (house / "output" / "other.svg").exists()


def test_pictures_of_a_spec_outside_the_catalogue_are_no_orphans(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "ours.yaml").write_text(SPEC.format(name="Ours").replace(", icon: ./icons/own.svg", ""))
    assert run(["render", "./ours.yaml"]) == 0
    assert run(["render", "--all", "--prune"]) == 0
    assert (house / "output" / "ours.svg").exists()
    assert tell_check(["--all"], capsys) == []


def test_a_run_over_named_systems_looks_only_at_theirs(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("base", "other"):
        change(house / "specs" / f"{name}.yaml", "  part: {include: [server]}\n", "")
    capsys.readouterr()
    assert run(["render", "other", "--prune"]) == 0
    assert "removed output/other.part.svg" in capsys.readouterr().err
    assert (house / "output" / "base.part.svg").exists()


def test_orphans_of_other_formats_are_known_by_the_manifest(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "--all", "-f", "dot"]) == 0
    change(house / "specs" / "other.yaml", "  part: {include: [server]}\n", "")
    assert run(["render", "--all", "-f", "dot"]) == 0
    capsys.readouterr()
    assert run(["render", "--all", "-f", "dot", "--prune"]) == 0
    assert "removed output/other.part.dot" in capsys.readouterr().err
    assert (house / "output" / "other.part.svg").exists()


# Workers, shards, terminals


@pytest.mark.parametrize("can_fork", [batching.CAN_FORK, False])
def test_workers_draw_the_same_and_tell_it_in_the_same_order(
    can_fork: bool, house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batching, "CAN_FORK", can_fork)
    alone = draw_again(["--all", "--fresh", "-j", "1"], capsys)
    before = {path: path.read_bytes() for path in (house / "output").iterdir()}
    shutil.rmtree(house / "output")
    assert draw_again(["--all", "--fresh", "-j", "3"], capsys) == alone
    assert {path: path.read_bytes() for path in (house / "output").iterdir()} == before


def open_threads() -> Executor:
    return ThreadPoolExecutor(2)


def open_processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=get_context("spawn"))


@pytest.mark.parametrize("open_executor", [open_threads, open_processes])
def test_python_callers_can_pass_any_executor(open_executor: object, house: Path) -> None:
    specs = sorted((house / "specs").glob("*.yaml"))
    folder = house / "elsewhere"
    with open_executor() as executor:  # type: ignore[operator]
        results = list(render_all(specs, Request(folder, earlier_folder=folder), executor))
    assert [drawn.tool for drawn in results] == ["base", "child", "other"]
    for path in (house / "output").glob("*.svg"):
        assert (folder / path.name).read_bytes() == path.read_bytes()
    again = list(render_all(specs, Request(folder, earlier_folder=folder)))
    assert sorted(name for drawn in again for name in drawn.left) == PICTURES
    assert not any(drawn.outputs for drawn in again)


def test_two_pictures_for_one_file_are_refused_whatever_the_shard(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(house / "specs" / "other.yaml", house / "specs" / "other.part.yaml")
    for number in (1, 2):
        assert run(["render", "--all", "--shard", f"{number}/2"]) == 2
    assert "two pictures for output/other.part.svg" in capsys.readouterr().err


def test_one_spec_by_two_paths_is_drawn_once(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw_again(["other", "./specs/other.yaml", "--fresh"], capsys) == ["other.svg", "other.part.svg"]


def test_shards_draw_all_together(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = [draw_again(["--all", "--fresh", "--shard", f"{number}/2"], capsys) for number in (1, 2)]
    assert sorted(name for names in drawn for name in names) == PICTURES
    assert {len(names) for names in drawn} == {2, 4}
    assert tell_check(["--all", "--shard", "1/2"], capsys) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--shard", "3"], "write `--shard 2/5`"),
        (["--shard", "3/2"], "of 2 there are 1/2 to 2/2"),
        (["--shard", "0/0"], "there is no shard 0/0"),
        (["--report", "r"], "give both"),
        (["--dry-run"], "what a run would change is told by --check"),
        (["--prune", "--check"], "give one of them"),
        (["--prune", "--view", "part"], "leave out --view"),
        (["-j", "0"], "0 is not in the range"),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: list[str], said: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["render", "--all", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_view_and_a_spec_for_one_file_are_refused_before_anything_is_written(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(house / "specs" / "other.yaml", house / "specs" / "other.part.yaml")
    assert run(["render", "--all", "-o", "new"]) == 2
    assert "two pictures for new/other.part.svg" in capsys.readouterr().err
    assert not (house / "new").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_terminal_gets_a_bar_and_a_pipe_gets_lines(house: Path) -> None:
    import pty

    for number in range(10):
        shutil.copy(house / "specs" / "other.yaml", house / "specs" / f"more-{number}.yaml")
    command = [sys.executable, "-m", "archgen", "render", "--all", "--fresh"]
    piped = subprocess.run(command, capture_output=True, text=True, check=True)
    assert piped.stdout == ""
    assert piped.stderr.count("wrote output/") == 26
    assert "%" not in piped.stderr
    parent, child = pty.openpty()
    process = subprocess.Popen(command, stderr=child, env={**os.environ, "TERM": "xterm"})
    os.close(child)
    seen = b""
    with contextlib.suppress(OSError):  # how Linux tells that the other end is closed
        while chunk := os.read(parent, 4096):
            seen += chunk
    assert process.wait() == 0
    assert b"13/13" in seen
    assert b"wrote" not in seen
    assert b"26 pictures of 13 systems: 26 drawn, 0 unchanged" in seen


def test_nothing_heavy_is_loaded_where_nothing_has_changed(house: Path) -> None:
    (house / "archgen.yaml").write_text("archgen: 1\nspecs: specs\noutput: output\n")
    assert run(["render", "--all"]) == 0
    assert read_folders(house / "archgen.yaml").output == "output"
    code = "import sys; from archgen.cli.main import run; run(['render', '--all']); print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "6 unchanged" in done.stderr
    loaded = done.stdout.split()
    heavy = (
        "archgen.model",
        "archgen.layout",
        "archgen.svg",
        "archgen.style",
        "archgen.loading",
        "pydantic",
        "wasmtime",
        "uharfbuzz",
    )
    assert [name for name in loaded if name.startswith(heavy)] == []


def test_a_long_batch_keeps_its_memory(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batching, "COLLECT_EVERY", 5)
    gc.disable()  # as the program does
    try:
        drawn = batching.draw_files([house / "specs" / "other.yaml"] * 41, Request(house / "output"))
        alive = [len(gc.get_objects()) for _ in drawn]
    finally:
        gc.enable()
    assert alive[40] < 1.02 * alive[10]
