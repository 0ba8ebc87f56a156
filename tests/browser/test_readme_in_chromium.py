"""This repository's README as GitHub shows it: rendered, with GitHub's headers on the pictures, light and dark."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from devtools import Tab
from github import CAMO, RAW, Tags, render, write_page
from picture import SCRIPT, Measured
from serving import serve
from shown import LEAST_PX, PHONE_PX, Shown, read_drawing

REPOSITORY = Path(__file__).resolve().parents[2]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCK = README.partition("<!-- archgen:begin mlflow -->")[2].partition("<!-- archgen:end -->")[0]
MLFLOW = read_drawing(REPOSITORY / "output" / "mlflow.svg")
IMAGE = "img[src='output/mlflow.svg']"

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The README in each colour mode, and the pictures where it looks for them."""
    folder = tmp_path_factory.mktemp("github")
    for pictures in ("output", "docs/pictures"):
        shutil.copytree(REPOSITORY / pictures, folder / pictures)
    for mode in ("light", "dark", "auto"):
        write_page(README, folder / f"{mode}.html", mode)
    write_page(BLOCK, folder / "block.html", "auto")
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder, RAW) as address:
        yield address


def test_what_embed_writes_needs_nothing_that_github_takes_out() -> None:
    tags = Tags(render(BLOCK)).found
    assert [tag for tag, _ in tags] == ["p", "a", "img", "p", "em"]
    image = tags[2][1]
    assert image.keys() == {"src", "alt"}
    assert (REPOSITORY / str(image["src"])).is_file()
    assert str(image["alt"]).startswith("MLflow: Architecture. ")


@pytest.mark.parametrize(
    ("mode", "system", "expected"),
    [("auto", "light", "light"), ("auto", "dark", "dark"), ("dark", "light", "dark"), ("light", "dark", "light")],
)
def test_the_readme_can_be_read_in_every_colour_mode(
    tab: Tab, address: str, mode: str, system: str, expected: str
) -> None:
    tab.open(f"{address}{mode}.html", scheme=system, width=800)
    shown = Shown(tab, MLFLOW, IMAGE)
    assert shown.faults(expected, LEAST_PX) == []
    assert shown.fits_the_page


def test_all_pictures_of_the_readme_come_and_fit_the_column(tab: Tab, address: str) -> None:
    for width in (800, PHONE_PX):
        tab.open(f"{address}auto.html", width=width)
        sizes = tab.ask("[...document.images].map(e => [e.naturalWidth, e.getBoundingClientRect().right])")
        assert len(sizes) > 1
        assert tab.ask("[...document.images].every(e => e.parentNode.href == e.src)")  # a tap opens the picture
        assert all(natural > 0 and right <= width for natural, right in sizes)
        assert tab.ask("document.documentElement.scrollWidth") == width


def test_the_headers_change_nothing_in_a_picture_on_a_page(tab: Tab, folder: Path) -> None:
    seen = set()
    for headers in ({}, RAW, CAMO):
        with serve(folder, headers) as address:
            tab.open(f"{address}block.html")
            seen.add(Shown(tab, MLFLOW, IMAGE).image.tobytes())
    assert len(seen) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("headers", [RAW, CAMO], ids=["raw", "camo"])
def test_a_picture_that_is_opened_by_itself_can_be_read_though_its_font_is_forbidden(
    tab: Tab, folder: Path, headers: dict[str, str], scheme: str
) -> None:
    with serve(folder, headers) as address:
        tab.open(f"{address}output/mlflow.svg", scheme=scheme, width=PHONE_PX)
        picture = Measured("", scheme, found=tab.ask(f"(() => {{{SCRIPT}}})()"))
        fonts = tab.ask("[...document.fonts].map(e => e.status)")
    assert fonts
    assert set(fonts) == {"error"}
    assert set(picture.faults()) == set(picture.wrong_widths())
    assert picture.is_dark == (scheme == "dark")
    assert all(abs(text.rect.width - text.wanted) < 1 for text in picture.texts)
