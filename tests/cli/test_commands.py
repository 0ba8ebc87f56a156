"""The command line as people and CI use it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from archgen import __version__, batching, drawing
from archgen.cli.main import COMMANDS, run
from archgen.diagnostics.errors import ArchgenError

SPEC = """archgen: 1
name: Demo
components:
  client: {kind: client}
  server: {kind: server}
flows:
  - client -> server: calls
views:
  overview: {}
  part: {include: [server]}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one spec, and the shell in it."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "demo.yaml").write_text(SPEC)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_render_writes_every_view_and_says_where(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "demo"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[0].startswith("wrote output/demo.svg (")
    assert sorted(path.name for path in (folder / "output").iterdir()) == [
        "archgen.manifest",
        "demo.part.svg",
        "demo.svg",
    ]


def test_render_all_takes_the_whole_catalogue(folder: Path) -> None:
    (folder / "specs" / "other.yml").write_text(SPEC.replace("Demo", "Other"))
    assert run(["render", "--all", "-o", "docs/pictures"]) == 0
    assert len(list((folder / "docs/pictures").glob("*.svg"))) == 4


@pytest.mark.parametrize("named", [".", "specs", "./specs/"])
def test_a_folder_stands_for_its_specs(named: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "other.yml").write_text(SPEC.replace("Demo", "Other"))
    assert run(["render", named]) == 0
    assert sorted(path.name for path in (folder / "output").glob("*.svg")) == [
        "demo.part.svg",
        "demo.svg",
        "other.part.svg",
        "other.svg",
    ]
    assert run(["check", named, "demo"]) == 0
    assert "2 specs checked" in capsys.readouterr().err


def test_a_system_goes_before_a_folder_of_its_name(folder: Path) -> None:
    (folder / "demo").mkdir()
    assert run(["render", "demo"]) == 0
    assert (folder / "output" / "demo.svg").exists()


def test_one_view_can_be_asked_for(folder: Path) -> None:
    assert run(["render", "demo", "--view", "part"]) == 0
    assert [path.name for path in (folder / "output").iterdir()] == ["demo.part.svg"]


@pytest.mark.parametrize(("picture_format", "begin"), [("svg", "<svg "), ("dot", "digraph "), ("json", "{\n")])
def test_every_format_goes_to_stdout(
    folder: Path, picture_format: str, begin: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["render", "demo", "--view", "part", "-f", picture_format, "-o", "-"]) == 0
    captured = capfdbinary.readouterr()
    assert captured.out.decode().startswith(begin)
    assert captured.err == b""


def test_a_spec_can_come_from_stdin(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPEC.encode())))
    assert run(["render", "-", "--view", "part", "-o", "-"]) == 0
    assert b'data-tool="stdin"' in capfdbinary.readouterr().out


@pytest.mark.parametrize("theme", ["light", "dark", "adaptive", "neutral", "contrast"])
def test_every_theme_draws(folder: Path, theme: str) -> None:
    assert run(["render", "demo", "--view", "part", "--theme", theme]) == 0
    assert ("prefers-color-scheme" in (folder / "output/demo.part.svg").read_text()) == (theme not in {"light", "dark"})


def test_check_finds_what_is_missing_changed_and_current(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "demo", "--check"]) == 1
    assert "missing: output/demo.svg (there is no such file yet)" in capsys.readouterr().err
    assert not (folder / "output").exists()
    assert run(["render", "demo"]) == 0
    assert run(["render", "demo", "--check"]) == 0
    assert "2 of 2 pictures are current" in capsys.readouterr().err
    picture = folder / "output/demo.svg"
    picture.write_bytes(picture.read_bytes().replace(b"Demo", b"Dem0", 1))
    assert run(["render", "demo", "--check"]) == 1
    assert "edited: output/demo.svg (the file was changed after archgen drew it)" in capsys.readouterr().err


def test_one_broken_spec_does_not_stop_the_others(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "broken.yaml").write_text(SPEC.replace("client -> server", "client -> sever"))
    assert run(["render", "--all"]) == 1
    assert (folder / "output/demo.svg").is_file()
    assert not (folder / "output/broken.svg").exists()
    assert "specs/broken.yaml:7:15" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "demi"], "did you mean `demo`?"),
        (["render", "demo", "--view", "prt"], "did you mean `part`?"),
        (["render", "demo", "-o", "-"], "-o - prints one picture, not 2"),
        (["render", "demo", "--view", "part", "-o", "-", "--check"], "--check compares files"),
        (["render", "demo", "--all"], "not both"),
        (["render", "-", "-"], "read only once"),
        (["rendr"], "did you mean `render`?"),
        (["xyzzy"], "no command is called `xyzzy`"),
        (["render", "--colour"], "No such option"),
        (["render", "demo", "-f", "png"], "'png' is not one of"),
    ],
)
def test_wrong_usage_is_explained_and_exits_2(
    folder: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "output").exists()


def test_an_empty_catalogue_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "demo.yaml").unlink()
    assert run(["check", "--all"]) == 2
    assert "there is no spec in specs/" in capsys.readouterr().err
    assert run(["check", "specs"]) == 2
    assert "there is no spec in the folder specs" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["render"], ["check"]])
def test_no_argument_prints_help_and_exits_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    captured = capsys.readouterr()
    assert "Usage: archgen" in captured.out + captured.err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_worth_reading(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: archgen {command}")
    assert len(text.splitlines()) > 4
    assert COMMANDS[command].split()[0] in text


def test_help_names_every_command_examples_exit_statuses_and_completion(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    text = capsys.readouterr().out
    for part in (*COMMANDS, "Examples:", "Exit status:", "Shell completion:", "_ARCHGEN_COMPLETE=zsh_source"):
        assert part in text


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"archgen {__version__}\n"


def test_check_is_silent_on_stdout_when_nothing_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "demo"]) == 0
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "1 spec checked, nothing is wrong\n"


def test_warnings_fail_only_when_asked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "demo.yaml").write_text(SPEC + "groups: {empty: {}}\n")
    assert run(["check", "demo"]) == 0
    assert "warning[AG403]" in capsys.readouterr().out
    assert run(["check", "demo", "--fail-on", "warning"]) == 1


@pytest.mark.parametrize("report_format", ["json", "gitlab", "sarif"])
def test_machine_formats_are_valid_also_when_nothing_is_wrong(
    folder: Path, report_format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--all", "-f", report_format]) == 0
    assert json.loads(capsys.readouterr().out) is not None


def test_list_names_systems_and_views(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["list"]) == 0
    assert capsys.readouterr().out == "TOOL  NAME  VIEWS\ndemo  Demo  overview, part\n"
    assert run(["list", "-f", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["systems"]
    assert row == {
        "tool": "demo",
        "name": "Demo",
        "as_of": None,
        "components": 2,
        "flows": 1,
        "views": ["overview", "part"],
    }


def test_list_shows_what_does_not_load(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "broken.yaml").write_text("archgen: 1\n")
    assert run(["list"]) == 1
    assert "(does not load)" in capsys.readouterr().out


def test_the_schema_is_printed(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert capsys.readouterr().out == (repository / "archgen.schema.json").read_text(encoding="utf-8")


def test_the_doctor_is_content(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor"]) == 0
    assert all(line.startswith("ok ") for line in capsys.readouterr().out.splitlines())


def test_a_file_that_is_not_there_exits_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", "./nothing.yaml"]) == 3
    assert "there is no file nothing.yaml" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_exits_3(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "output").write_text("in the way")
    assert run(["render", "demo"]) == 3
    assert "choose another folder with -o" in capsys.readouterr().err


def test_a_bug_is_confessed_in_a_line_and_exits_70(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("oops")

    monkeypatch.setattr(drawing, "place_spec", fail)
    assert run(["render", "demo"]) == 70
    captured = capsys.readouterr().err
    assert "a bug in archgen" in captured
    assert "Traceback" not in captured
    monkeypatch.setenv("ARCHGEN_DEBUG", "1")
    with pytest.raises(RuntimeError):
        run(["render", "demo"])


@pytest.mark.parametrize(
    ("raised", "status"),
    [(KeyboardInterrupt(), 130), (click.Abort(), 130), (ArchgenError("no", "try"), 3), (ArchgenError("no"), 3)],
)
def test_every_other_ending_has_its_status(
    raised: BaseException, status: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(batching, "draw_files", fail)
    assert run(["render", "demo"]) == status


@pytest.mark.parametrize("watched", ["", "sys.setprofile(lambda *_: None);"])
@pytest.mark.parametrize(
    ("command", "status"), [(["schema"], 0), (["render", "demi"], 2), (["render", "./no.yaml"], 3)]
)
def test_the_program_ends_with_its_status_and_all_that_it_says(
    folder: Path, command: list[str], status: int, watched: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = f"import sys; {watched} from archgen.cli.main import main; main({command})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == status == run(command)
    assert (done.stdout, done.stderr) == capsys.readouterr()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(
    folder: Path, variables: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "specs" / "demo.yaml").write_text(SPEC.replace("kind: client", "kind: clinet"))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert run(["render", "demo"]) == 1
    assert ("\x1b[" in terminal.getvalue()) == coloured


def test_a_contact_sheet_shows_all_pictures_and_is_checked_with_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["render", "--all", "--contact-sheet", "docs/all.svg"]
    assert run(command) == 0
    text = (folder / "docs" / "all.svg").read_text()
    assert text.count('<svg class="picture"') == 2
    assert run([*command, "--check"]) == 0
    assert "3 of 3 pictures are current" in capsys.readouterr().err
    (folder / "docs" / "all.svg").write_text(text.replace("Demo", "Dome"))
    assert run([*command, "--check"]) == 1
    assert "stale: docs/all.svg (it is not what archgen draws now)" in capsys.readouterr().err


def test_a_contact_sheet_takes_the_views_and_the_theme_asked_for(folder: Path) -> None:
    assert run(["render", "--all", "--view", "part", "--theme", "dark", "--contact-sheet", "all.svg"]) == 0
    text = (folder / "all.svg").read_text()
    assert text.count('<svg class="picture"') == 1
    assert "prefers-color-scheme" not in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--contact-sheet", "all.png"], "write `--contact-sheet all.svg`"),
        (["--contact-sheet", "-"], "write `--contact-sheet contact-sheet.svg`"),
        (["--contact-sheet", "specs"], "write `--contact-sheet specs/contact-sheet.svg`"),
        (["--contact-sheet", "all.svg", "-o", "-"], "it does not go with -o -"),
        (["--contact-sheet", "output/demo.svg"], "two pictures for output/demo.svg"),
    ],
)
def test_a_contact_sheet_that_cannot_be_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert run(["render", "demo", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (folder / "output").exists()


def test_a_catalogue_with_nothing_to_draw_has_no_contact_sheet(folder: Path) -> None:
    (folder / "specs" / "demo.yaml").write_text(SPEC.replace("kind: server", "kind: serve"))
    assert run(["render", "--all", "--contact-sheet", "all.svg"]) == 1
    assert not (folder / "all.svg").exists()


def test_describe_prints_pictures_as_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["describe", "demo", "--view", "part"]) == 0
    assert capsys.readouterr().out == "Demo: Part\n\nServices\n  Server\n"


def test_describe_tells_what_is_wrong_and_exits_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "specs" / "demo.yaml").write_text(SPEC.replace("client -> server", "client -> sever"))
    assert run(["describe", "demo"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean `server`" in captured.err


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_keeps_its_examples_on_lines_of_their_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "\\b" not in text
    assert "\b" not in text
    assert "Examples:" not in text or "Examples:\n" in text
