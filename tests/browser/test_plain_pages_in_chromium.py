"""The catalogue's pictures in pages that are written by hand: what docs/embedding.md recommends, and what happens without."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from devtools import Tab
from recipes import read_recipe
from serving import serve
from shown import LEAST_PX, PHONE_PX, Shown, read_drawing

from archgen.layout.geometry import Rect

REPOSITORY = Path(__file__).resolve().parents[2]
PICTURES = sorted((REPOSITORY / "output").glob("*.svg"))
MLFLOW = read_drawing(REPOSITORY / "output" / "mlflow.svg")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures and the style sheet of the recipe, and a page that is nothing but the recipe."""
    folder = tmp_path_factory.mktemp("plain")
    shutil.copytree(REPOSITORY / "output", folder / "pictures")
    (folder / "pictures.css").write_text(read_recipe("Your own pages", "css"))
    write_page(folder, "recipe", read_recipe("Your own pages", "html"))
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as address:
        yield address


def write_page(folder: Path, name: str, body: str) -> None:
    (folder / f"{name}.html").write_text(f"<!doctype html>\n<meta charset='utf-8'>\n{body}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_picture_can_be_read_in_a_column_of_800_px(tab: Tab, site: Path, address: str, scheme: str) -> None:
    head = read_recipe("Your own pages", "html").partition("<figure>")[0] + "<style>body{margin:0}</style>"
    write_page(site, "all", head + "".join(f"<p><img src='pictures/{path.name}'></p>" for path in PICTURES))
    tab.open(f"{address}all.html", scheme=scheme, width=800)
    for path in PICTURES:
        shown = Shown(tab, read_drawing(path), f"img[src='pictures/{path.name}']")
        assert shown.faults(scheme, LEAST_PX) == [], path.name
        assert shown.fits_the_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [800, PHONE_PX])
def test_the_recipe_gives_a_page_that_can_be_read(tab: Tab, address: str, scheme: str, width: int) -> None:
    tab.open(f"{address}recipe.html", scheme=scheme, width=width)
    shown = Shown(tab, MLFLOW)
    assert shown.faults(scheme, LEAST_PX if width == 800 else 11.5) == []
    assert shown.fits_the_page
    assert (shown.look.reach > 0) == (width == PHONE_PX)


def test_without_the_style_sheet_a_phone_shows_texts_that_are_too_small(tab: Tab, site: Path, address: str) -> None:
    recipe = read_recipe("Your own pages", "html").replace('"pictures.css"', '"none.css"')
    write_page(site, "bare", recipe + "<style>img { max-width: 100%; height: auto }</style>")
    tab.open(f"{address}bare.html", width=PHONE_PX)
    found = "\n".join(Shown(tab, MLFLOW).faults("light", LEAST_PX))
    assert "its smallest text is 3." in found or "its smallest text is 4." in found
    assert "has contrast" in found


def test_a_picture_that_is_cut_off_is_found(tab: Tab, site: Path, address: str) -> None:
    write_page(site, "cut", "<div style='overflow: hidden'><p><img src='pictures/mlflow.svg'></p></div>")
    tab.open(f"{address}cut.html", width=800)
    assert any("can be reached" in fault for fault in Shown(tab, MLFLOW).faults("light", LEAST_PX))


@pytest.mark.parametrize(
    ("declared", "light", "dark"),
    [
        ("", "light", "dark"),
        ("<meta name=color-scheme content=light>", "light", "light"),
        ("<meta name=color-scheme content=dark>", "dark", "dark"),
        ("<meta name=color-scheme content='light dark'>", "light", "dark"),
    ],
    ids=["nothing", "light", "dark", "both"],
)
def test_the_picture_takes_its_scheme_from_the_page_that_declares_one(
    tab: Tab, site: Path, address: str, declared: str, light: str, dark: str
) -> None:
    write_page(site, "declared", f"{declared}<img src='pictures/mlflow.svg' style='max-width: 100%'>")
    for system, expected in (("light", light), ("dark", dark)):
        tab.open(f"{address}declared.html", scheme=system, width=800)
        shown = Shown(tab, MLFLOW)
        assert shown.faults(expected, LEAST_PX) == [], system
        assert shown.fits_the_page == (declared != "" or system == "light")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_picture_follows_a_switch_that_sets_the_property(tab: Tab, site: Path, address: str, system: str) -> None:
    css = read_recipe("A switch of your own", "css")
    root = "document.documentElement.dataset.theme"
    write_page(site, "switch", f"<style>{css}img {{ max-width: 100% }}</style><img src='pictures/mlflow.svg'>")
    tab.open(f"{address}switch.html", scheme=system, width=800)
    for chosen in ("dark", "light"):
        tab.ask(f"{root} = '{chosen}'")
        shown = Shown(tab, MLFLOW)
        assert shown.faults(chosen, LEAST_PX) == []
        assert shown.fits_the_page


@pytest.mark.parametrize(("scheme", "ground"), [("light", (255, 255, 255)), ("dark", (18, 18, 18))])
def test_a_picture_that_is_opened_by_itself_has_a_ground_of_its_scheme_around_it(
    tab: Tab, address: str, scheme: str, ground: tuple[int, int, int]
) -> None:
    tab.open(f"{address}pictures/mlflow.svg", scheme=scheme, width=1200)
    assert tab.shoot(Rect(1100, 20, 40, 40)).getcolors() == [(1600, ground)]
