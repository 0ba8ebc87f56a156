"""Icons of one's own: which files may be read, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archgen.style.icons.ask import ask_icon
from archgen.style.icons.found import Found

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a logo, one below it, and one beside it that nobody may read."""
    (tmp_path / "home" / "art").mkdir(parents=True)
    for name in ("secret.svg", "home/logo.svg", "home/art/deep.svg"):
        (tmp_path / name).write_text(LOGO)
    return tmp_path / "home"


def message(found: Found) -> str:
    assert (found.symbol, found.artwork) == (None, None)
    return found.problems[0].message


@pytest.mark.parametrize("text", ["./logo.svg", "./art/deep.svg", ".//art/./deep.svg"])
def test_a_file_beside_or_below_is_taken(text: str, folder: Path) -> None:
    found = ask_icon(text, folder)
    assert found.artwork is not None
    assert found.artwork[:2] == ("svg", "0 0 9 9")
    assert found.problems == ()


def test_the_name_of_its_symbol_comes_from_the_drawing_and_not_from_the_machine(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "logo.svg").write_text(LOGO)
    symbol = ask_icon("./logo.svg", folder).symbol
    assert symbol == ask_icon("./logo.svg", tmp_path / "elsewhere").symbol
    assert symbol is not None
    assert symbol.startswith("file:logo-")
    (folder / "logo.svg").write_text(LOGO.replace("9", "8"))
    assert symbol != ask_icon("./logo.svg", folder).symbol


@pytest.mark.parametrize("text", ["./../secret.svg", "./art/../logo.svg", "./..", "./art\\..\\..\\secret.svg"])
def test_a_path_that_goes_up_is_refused(text: str, folder: Path) -> None:
    assert "neither up nor back" in message(ask_icon(text, folder))


def test_a_link_that_leads_outside_is_refused_and_one_inside_is_followed(folder: Path) -> None:
    (folder / "out.svg").symlink_to(folder.parent / "secret.svg")
    (folder / "up").symlink_to(folder.parent)
    (folder / "in.svg").symlink_to(folder / "art" / "deep.svg")
    assert "outside the folder" in message(ask_icon("./out.svg", folder))
    assert "outside the folder" in message(ask_icon("./up/secret.svg", folder))
    assert ask_icon("./in.svg", folder).artwork


def test_what_is_no_file_is_refused(folder: Path) -> None:
    (folder / "loop.svg").symlink_to(folder / "loop.svg")
    assert "not a file" in message(ask_icon("./art", folder))
    assert "cannot be used" in message(ask_icon("./loop.svg", folder))
    assert "cannot be used" in message(ask_icon("./" + "a" * 190 + "/" * 5 + "b" * 300, folder))
    assert "cannot be used" in message(ask_icon("./a\x00b", folder))


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.svg")
    assert "not a file" in message(ask_icon("./pipe.svg", folder))


def test_a_missing_file_gets_the_nearest_names(folder: Path) -> None:
    found = ask_icon("./lgo.svg", folder)
    assert "there is no such file" in message(found)
    assert found.problems[0].help == "did you mean `./logo.svg`?"
    assert ask_icon("./art/dep.svg", folder).problems[0].help == "did you mean `./art/deep.svg`?"
    assert ask_icon("./nowhere/x.svg", folder).problems[0].help == ""


def test_the_limit_is_64_kib(folder: Path) -> None:
    padding = 64 * 1024 - len(LOGO)
    (folder / "most.svg").write_text(LOGO + " " * padding)
    (folder / "more.svg").write_text(LOGO + " " * (padding + 1))
    assert ask_icon("./most.svg", folder).artwork
    assert "larger than 64 KiB" in message(ask_icon("./more.svg", folder))


def test_a_byte_order_mark_is_no_harm_and_another_encoding_is_told(folder: Path) -> None:
    (folder / "logo.svg").write_bytes(b"\xef\xbb\xbf" + LOGO.encode())
    assert ask_icon("./logo.svg", folder).artwork
    (folder / "logo.svg").write_bytes(LOGO.encode("utf-16"))
    assert "not SVG in UTF-8" in message(ask_icon("./logo.svg", folder))


def test_what_is_left_out_is_named_but_not_without_end(folder: Path) -> None:
    (folder / "logo.svg").write_text(LOGO.replace("<path", "".join(f"<x{i}/>" for i in range(10)) + "<path onload='x'"))
    (problem,) = ask_icon("./logo.svg", folder).problems
    assert problem.message == "left out of ./logo.svg: <x0>, <x1>, <x2>, <x3>, <x4>, <x5>, <x6>, <x7>, 3 more"
    assert problem.code == "AG510"


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(st.binary(max_size=300), st.binary(max_size=100).map(lambda d: LOGO.encode()[:60] + d)))
def test_whatever_bytes_a_file_holds_there_is_an_icon_or_a_reason(data: bytes, folder: Path) -> None:
    (folder / "logo.svg").write_bytes(data)
    found = ask_icon("./logo.svg", folder)
    assert (found.artwork is None) == (found.symbol is None)
    assert found.artwork or found.problems


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=40).map(lambda text: f"./{text}"))
def test_whatever_path_is_asked_for_nothing_is_raised(text: str, folder: Path) -> None:
    found = ask_icon(text, folder)
    assert found.artwork or found.problems
