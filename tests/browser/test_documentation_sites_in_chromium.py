"""Pictures in sites of MkDocs Material, PyData and Furo: the recipes of docs/embedding.md, built and read as a reader does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from devtools import Tab
from serving import serve
from shown import LEAST_PX, PHONE_PX, PLATES, Shown, read_drawing
from sites import FURO, MATERIAL, PYDATA, Host, build_site

REPOSITORY = Path(__file__).resolve().parents[2]
MLFLOW = read_drawing(REPOSITORY / "output" / "mlflow.svg")
IMAGE = "img[alt^='MLflow: Architecture']"
OTHER = {"light": "dark", "dark": "light"}

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def open_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Host], str]]:
    """Gives the address of a host's page; the site is built and served from the first time on."""
    with ExitStack() as stack:

        @cache
        def open_site(host: Host) -> str:
            folder = tmp_path_factory.mktemp(host.module)
            build_site(host, folder)
            return stack.enter_context(serve(folder)) + host.page

        yield open_site


def name(host: Host) -> str:
    return host.module


each_host = pytest.mark.parametrize("host", [MATERIAL, PYDATA, FURO], ids=name)
each_sphinx = pytest.mark.parametrize("host", [PYDATA, FURO], ids=name)
WITHOUT_RECIPE = "document.querySelector('link[href*=\"pictures.css\"]').disabled = true"


@each_host
@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_picture_can_be_read_and_follows_the_system_and_then_the_switch(
    tab: Tab, open_site: Callable[[Host], str], host: Host, system: str
) -> None:
    tab.open(open_site(host), scheme=system, width=800)
    for scheme in (system, OTHER[system]):
        if scheme != system:
            host.switch(tab, scheme, 800)
        shown = Shown(tab, MLFLOW, IMAGE)
        assert shown.faults(scheme, LEAST_PX) == []
        assert shown.fits_the_page
        assert shown.look.reach == 0


@each_host
@pytest.mark.parametrize("system", ["light", "dark"])
def test_a_phone_shows_the_picture_in_natural_size_and_lets_it_scroll(
    tab: Tab, open_site: Callable[[Host], str], host: Host, system: str
) -> None:
    tab.open(open_site(host), scheme=system, width=PHONE_PX)
    shown = Shown(tab, MLFLOW, IMAGE)
    assert shown.faults(system, 11.5) == []
    assert shown.fits_the_page
    assert shown.look.reach > 0


@each_sphinx
@pytest.mark.parametrize("width", [800, PHONE_PX])
def test_a_figure_in_restructured_text_can_be_read_too(
    tab: Tab, open_site: Callable[[Host], str], host: Host, width: int
) -> None:
    tab.open(open_site(host).replace("index", "rest"), scheme="dark", width=width)
    shown = Shown(tab, MLFLOW, IMAGE)
    assert shown.faults("dark", LEAST_PX if width == 800 else 11.5) == []
    assert (shown.look.reach > 0) == (width == PHONE_PX)


@each_host
def test_without_their_recipes_only_material_shows_the_picture_as_it_is_meant_in_the_dark(
    tab: Tab, open_site: Callable[[Host], str], host: Host
) -> None:
    tab.open(open_site(host), scheme="light", width=800)
    host.switch(tab, "dark", 800)
    tab.ask(WITHOUT_RECIPE)
    assert (Shown(tab, MLFLOW, IMAGE).plate == PLATES["dark"]) == (host is MATERIAL)


@each_host
def test_without_the_recipe_a_phone_shows_texts_that_are_too_small(
    tab: Tab, open_site: Callable[[Host], str], host: Host
) -> None:
    tab.open(open_site(host), width=PHONE_PX)
    tab.ask(WITHOUT_RECIPE)
    assert Shown(tab, MLFLOW, IMAGE).smallest_text < 5


def test_material_gives_a_picture_more_room_on_a_page_with_one_side_bar(
    tab: Tab, open_site: Callable[[Host], str]
) -> None:
    widths = []
    for page in ("index", "wide"):
        tab.open(open_site(MATERIAL).replace("index", page), width=1280)
        widths.append(Shown(tab, MLFLOW, IMAGE).look.column.width)
    assert widths == [688, 938]
