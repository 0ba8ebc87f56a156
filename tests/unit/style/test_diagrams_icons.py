"""Icons of the package diagrams: found without importing it."""

from __future__ import annotations

import importlib.util
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from archgen.packages import find_diagrams
from archgen.style.icons import diagrams_package
from archgen.style.icons.ask import ask_icon
from archgen.style.icons.diagrams_index import list_names, search_names, suggest_names
from archgen.style.icons.diagrams_package import _read_module, ask_diagrams, find_png

CACHED = (find_diagrams, _read_module, list_names)


def forget() -> None:
    for function in CACHED:
        function.cache_clear()


@pytest.fixture
def no_diagrams(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without the package."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    forget()
    yield
    forget()


@pytest.fixture
def odd_diagrams(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A package with everything that may be wrong with one."""
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "resources").mkdir()
    (tmp_path / "diagrams" / "odd.py").write_text(
        "import os\nclass _Odd(Node):\n    _icon_dir = 'resources'\nclass NoPicture(_Odd):\n    _icon = 'none.png'\n"
        "class Text(_Odd):\n    _icon = 'text.png'\nclass Computed(_Odd):\n    _icon = os.name\nclass Round(Round):\n    pass\n"
        "class Homeless(Node):\n    _icon = 'text.png'\nA.b = 5\n"
    )
    (tmp_path / "diagrams" / "broken.py").write_text("class (:")
    (tmp_path / "resources" / "text.png").write_text("no picture")
    monkeypatch.setattr(diagrams_package, "find_diagrams", lambda: tmp_path)
    _read_module.cache_clear()
    yield tmp_path
    _read_module.cache_clear()


def test_the_bytes_of_the_png_are_taken_as_they_are() -> None:
    found = ask_icon("diagrams:onprem.mlops.Polyaxon", Path())
    assert (found.symbol, found.problems) == ("diagrams:onprem.mlops.Polyaxon", ())
    assert found.artwork is not None
    folder = find_diagrams()
    assert folder is not None
    assert b64decode(found.artwork.content) == (folder / "resources/onprem/mlops/polyaxon.png").read_bytes()
    assert found.artwork.view_box == "0 0 256 256"


def test_the_package_itself_is_not_imported() -> None:
    ask_diagrams("onprem.mlops.Polyaxon")
    search_names("s3")
    assert "diagrams" not in sys.modules


@pytest.mark.parametrize(
    ("name", "own_name"),
    [
        ("aws.storage.S3", "aws.storage.SimpleStorageServiceS3"),
        ("aws.storage.SimpleStorageServiceS3", "aws.storage.SimpleStorageServiceS3"),
        ("onprem.OnPrem", "onprem.OnPrem"),
    ],
)
def test_an_alias_is_the_icon_of_its_class(name: str, own_name: str) -> None:
    assert ask_diagrams(name).symbol == f"diagrams:{own_name}"


def test_every_name_that_is_listed_has_a_picture() -> None:
    names = list_names()
    assert len(names) > 2400
    assert [name for name in names if ask_diagrams(name).artwork is None] == [
        "gis.cplusplus.Mapnik"
    ]  # its file is missing


@pytest.mark.parametrize(
    ("name", "help"),
    [
        ("onprem.mlops.Polyaxn", "did you mean `diagrams:onprem.mlops.Polyaxon`?"),
        ("onprem.Polyaxon", "did you mean `diagrams:onprem.mlops.Polyaxon`?"),
        ("onprem.mlop.polyaxon", "did you mean `diagrams:onprem.mlops.Polyaxon`?"),
        ("onprem.mlops.Zzzyyyxxxwww", "`archgen icons Zzzyyyxxxwww` searches"),
        ("onprem.mlops._Mlops", ""),
        ("../../etc.passwd", ""),
        ("/etc/passwd", ""),
        ("onprem", ""),
        ("", ""),
        ("custom.Custom", ""),
        ("c4.Person", ""),
    ],
)
def test_what_is_no_icon_is_told_with_what_was_perhaps_meant(name: str, help: str) -> None:
    found = ask_diagrams(name)
    assert found.artwork is None
    (problem,) = found.problems
    assert problem.message == f"the package diagrams has no icon `{name}`; the card shows a monogram"
    assert help in problem.help


def test_what_is_proposed_can_be_pasted() -> None:
    help = suggest_names("aws.storage.simplestorage")
    proposed = help.split("`")[1::2]
    assert len(proposed) == 3
    assert all(ask_icon(text, Path()).artwork for text in proposed)


def test_a_heavy_icon_is_told() -> None:
    found = ask_diagrams("programming.language.Ruby")
    assert found.artwork is not None
    (problem,) = found.problems
    assert (problem.code, "234 kB larger" in problem.message) == ("AG509", True)


@pytest.mark.usefixtures("no_diagrams")
def test_without_the_package_it_is_said_how_to_install_it() -> None:
    (problem,) = ask_diagrams("aws.storage.S3").problems
    assert problem.code == "AG506"
    assert problem.help == "pip install 'archgen[diagrams]'"
    assert list_names() == ()
    assert search_names("s3") == []


@pytest.mark.parametrize("name", ["NoPicture", "Text", "Computed", "Round", "Homeless", "Nothing"])
def test_a_class_of_another_shape_is_no_icon(name: str, odd_diagrams: Path) -> None:
    assert ask_diagrams(f"odd.{name}").artwork is None


def test_a_module_that_cannot_be_read_has_no_icons(odd_diagrams: Path) -> None:
    assert find_png("broken.Thing") is None
    assert find_png("missing.Thing") is None


def test_a_folder_of_the_same_name_is_not_the_package(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "diagrams").mkdir()
    (tmp_path / "diagrams" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    forget()
    try:
        assert find_diagrams() is None
    finally:
        forget()
