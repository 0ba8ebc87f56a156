"""Pictures measured where people look at them: in a real browser, light and dark."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from chromium import ask_page
from picture import Measured

from archgen.api import draw_placement, load_file, place_view

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
SPECS = [path for folder in (REPOSITORY, HERE, HERE / "house") for path in sorted((folder / "specs").glob("*.yaml"))]
PICTURES = [(path, view.id) for path in SPECS for view in load_file(path).architecture.views]

pytestmark = pytest.mark.browser


def draw(path: Path, view: str, theme: str = "adaptive") -> str:
    loaded = load_file(path)
    placement, found = place_view(loaded, view)
    assert placement is not None, found
    return draw_placement(placement, "svg", theme, loaded.project.house)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "view"), PICTURES, ids=[f"{path.stem}.{view}" for path, view in PICTURES])
def test_a_picture_has_no_fault_that_a_browser_can_see(path: Path, view: str, scheme: str) -> None:
    measured = Measured(draw(path, view), scheme)
    assert measured.is_dark == (scheme == "dark")
    assert measured.texts
    assert measured.cards
    assert measured.faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["neutral", "contrast"])
def test_every_theme_can_be_read(theme: str, scheme: str) -> None:
    assert Measured(draw(HERE / "specs" / "everything.yaml", "architecture", theme), scheme).faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_differ_in_every_text_colour(scheme: str) -> None:
    svg = draw(REPOSITORY / "specs" / "mlflow.yaml", "architecture")
    light, dark = Measured(svg, "light"), Measured(svg, "dark")
    assert all(a.fill != b.fill for a, b in zip(light.texts, dark.texts, strict=True))


def test_a_flow_is_interrupted_where_another_passes_over_it() -> None:
    placement, _ = place_view(load_file(HERE / "specs" / "flows.yaml"), "architecture")
    assert placement is not None
    keys = placement.flow_keys()
    gaps = [(key, gap) for key, flow in zip(keys, placement.flows, strict=True) for gap in flow.gaps]
    assert len(gaps) > 3
    asked = [[f"flows-architecture-flow-{key}", gap.start.x, (gap.start.y + gap.end.y) / 2] for key, gap in gaps]
    script = f"""return {json.dumps(asked)}.map(([id, x, y]) => {{
      const point = document.querySelector('svg').createSVGPoint(), hits = [];
      [point.x, point.y] = [x, y];
      for (const path of document.querySelectorAll('g.flow > path')) if (path.isPointInStroke(point)) hits.push(path.parentNode.id);
      return [hits.includes(id), hits.length]; }})"""
    for own, lines in ask_page(draw(HERE / "specs" / "flows.yaml", "architecture"), script):
        assert not own
        assert lines <= 1  # none where the other is dashed


def test_the_measuring_finds_the_faults_it_is_there_for() -> None:
    svg = draw(REPOSITORY / "specs" / "mlflow.yaml", "architecture")
    broken = svg.replace('fill="#536277"', 'fill="#d0d0d0"').replace('font-size="11.5"', 'font-size="8"')
    broken = broken.replace(">Users</text>", ">Users everywhere</text>").replace('d="M', 'd="M0 0L900 1200M')
    found = "\n".join(Measured(broken, "light").faults())
    for fault in (
        "has contrast",
        "px at 800 px",
        "'Users everywhere' is drawn",
        "through mlflow-architecture-component",
    ):
        assert fault in found


def test_a_text_that_lies_on_another_is_found() -> None:
    svg = draw(REPOSITORY / "specs" / "mlflow.yaml", "architecture")
    sound = Measured(svg, "light")
    client = next(text for text in sound.texts if text.text == "Client API")
    users = next(text for text in sound.texts if text.text == "Users")
    dx, dy = users.rect.x - client.rect.x, users.rect.y - client.rect.y
    lift = f' transform="translate({dx} {dy})">Client API</text>'
    found = Measured(svg.replace(">Client API</text>", lift), "light").faults()
    assert "'Users' over 'Client API'" in found
    assert any("'Client API' outside" in fault for fault in found)
