"""Pictures measured where people look at them: in a real browser, light and dark."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from picture import Measured  # noqa: E402

from archgen.api import draw_placement, load_file, place_view  # noqa: E402

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SPECS = [*sorted((REPOSITORY / "specs").glob("*.yaml")), *sorted((HERE / "specs").glob("*.yaml"))]
PICTURES = [(path, view.id) for path in SPECS for view in load_file(path).architecture.views]

pytestmark = pytest.mark.browser


def draw(path: Path, view: str) -> str:
    placement, found = place_view(load_file(path), view)
    assert placement is not None, found
    return draw_placement(placement, "svg", "adaptive")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "view"), PICTURES, ids=[f"{path.stem}.{view}" for path, view in PICTURES])
def test_a_picture_has_no_fault_that_a_browser_can_see(path: Path, view: str, scheme: str) -> None:
    measured = Measured(draw(path, view), scheme)
    assert measured.is_dark == (scheme == "dark")
    assert measured.texts
    assert measured.cards
    assert measured.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_differ_in_every_text_colour(scheme: str) -> None:
    svg = draw(REPOSITORY / "specs" / "mlflow.yaml", "architecture")
    light, dark = Measured(svg, "light"), Measured(svg, "dark")
    assert all(a.fill != b.fill for a, b in zip(light.texts, dark.texts, strict=True))


def test_the_measuring_finds_the_faults_it_is_there_for() -> None:
    svg = draw(REPOSITORY / "specs" / "mlflow.yaml", "architecture")
    sound = Measured(svg, "light")
    name = next(text for text in sound.texts if text.text == "Client API")
    moved = svg.replace(f'x="{name.rect.x:g}"', 'x="5"', 1)
    broken = svg.replace('fill="#536277"', 'fill="#d0d0d0"').replace('font-size="11.5"', 'font-size="8"')
    found = "\n".join(Measured(broken, "light").faults())
    assert "contrast" in found
    assert "px at 800 px" in found
    assert moved != svg
    through = svg.replace('d="M', 'd="M0 0L900 1200M', 40)
    assert "through" in "\n".join(Measured(through, "light").faults())
