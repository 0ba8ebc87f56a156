"""The SVG contract: what people style, script and read."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from generated import specs
from hypothesis import HealthCheck, given, settings

from archgen.api import draw_placement, load_file, load_source, place_view
from archgen.diagnostics.source import Source
from archgen.svg.markup import element, format_number, text_element

SVG = "{http://www.w3.org/2000/svg}"


def draw(path: Path, view: str = "architecture", theme: str = "adaptive") -> str:
    placement, _ = place_view(load_file(path), view)
    assert placement is not None
    return draw_placement(placement, "svg", theme)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def svg(request: pytest.FixtureRequest) -> str:
    return draw(Path(request.config.rootpath, "specs/mlflow.yaml"))


@pytest.fixture(scope="module")
def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def test_the_picture_of_mlflow_is_the_committed_one(repository: Path, svg: str) -> None:
    assert svg == (repository / "output/mlflow.svg").read_text(encoding="utf-8"), "run `make accept`"


def test_the_root_says_what_it_is(svg: str) -> None:
    assert svg.startswith(
        '<svg xmlns="http://www.w3.org/2000/svg" class="archgen" data-archgen="1" data-tool="mlflow" '
        'data-view="architecture" viewBox="0 0 '
    )


def test_components_and_flows_have_ids_and_data(svg: str) -> None:
    assert (
        '<g class="component" id="mlflow-architecture-component-web-ui" data-id="web-ui" data-kind="ui" data-lane="access" data-cell="'
        in svg
    )
    assert (
        '<g class="flow" id="mlflow-architecture-flow-client--tracking-server" data-from="client" '
        'data-to="tracking-server" data-dir="forward"><path ' in svg
    )
    assert '<g class="group" id="mlflow-architecture-group-mlflow-server" data-id="mlflow-server">' in svg
    for name in ("lane", "legend", "heading", "footer", "tie"):
        assert f'<g class="{name}"' in svg


def test_two_flows_of_one_pair_have_two_ids(repository: Path) -> None:
    text = draw(repository / "tests/browser/specs/everything.yaml")
    assert 'id="everything-architecture-flow-console--api"' in text
    assert 'id="everything-architecture-flow-console--api--2"' in text
    assert 'data-dir="both"' in text


def test_ids_never_repeat(tree: ElementTree.Element) -> None:
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id.startswith("mlflow-architecture-") for id in ids)


def test_every_reference_is_answered(svg: str, tree: ElementTree.Element) -> None:
    check_references(svg, tree)


def check_references(svg: str, tree: ElementTree.Element) -> None:
    ids = {node.get("id") for node in tree.iter()}
    assert {node.get("href").lstrip("#") for node in tree.iter(f"{SVG}use") if node.get("href")} <= ids
    assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= ids
    assert set(tree.get("aria-labelledby").split()) <= ids


def test_it_is_self_contained_and_runs_nothing(svg: str) -> None:
    outside = re.sub(r"data:font/ttf;base64,[A-Za-z0-9+/=]+", "", svg)
    assert "foreignObject" not in svg
    assert "<script" not in svg
    assert "var(" not in outside
    assert "currentColor" not in outside
    assert re.findall(r'(?:href|src|url)[=(]"?(?!#|data:)[^"#)]', outside) == []
    assert [found for found in re.findall(r"https?://[^\"' <)]+", outside) if "w3.org" not in found] == []


def test_all_text_is_real_and_held_to_its_width(tree: ElementTree.Element) -> None:
    texts = list(tree.iter(f"{SVG}text"))
    assert len(texts) > 60
    assert all(node.text and node.get("textLength") and node.get("fill") and node.get("font-size") for node in texts)


def test_each_icon_is_drawn_once_and_used_as_often_as_needed(tree: ElementTree.Element) -> None:
    symbols = [node.get("id") for node in tree.iter(f"{SVG}symbol")]
    used = [node.get("href").lstrip("#") for node in tree.iter(f"{SVG}use")]
    assert sorted(set(used)) == sorted(symbols)
    assert len(used) > len(symbols)


def test_it_is_named_and_described(tree: ElementTree.Element) -> None:
    assert tree.get("role") == "img"
    assert tree.find(f"{SVG}title").text == "MLflow: Architecture"
    description = tree.find(f"{SVG}desc").text
    assert description.startswith("People: Users. Clients: Client API. ")
    assert "; Client API to MLflow Server; " in description


def test_it_is_small(svg: str) -> None:
    assert len(svg.encode()) < 60_000


def test_light_is_in_attributes_and_dark_in_a_media_query(svg: str) -> None:
    assert svg.count("prefers-color-scheme:dark") == 1
    classes = set(re.findall(r'class="([^" ]+)"', svg)) - {
        "archgen", "component", "flow", "group", "lane", "key", "legend", "heading", "footer", "tie",
    }  # fmt: skip
    rules = set(re.findall(r"\.([a-z0-9-]+)\{(?:fill|stroke)", svg))
    assert classes == rules


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_of_one_palette_has_no_media_query(repository: Path, theme: str) -> None:
    text = draw(repository / "specs/mlflow.yaml", theme=theme)
    assert "prefers-color-scheme" not in text
    assert ('fill="#ffffff"' in text) == (theme == "light")


def test_markup_in_names_stays_text(repository: Path) -> None:
    text = draw(repository / "tests/browser/specs/everything.yaml")
    assert "Everything &amp; &lt;More&gt;</text>" in text
    ElementTree.fromstring(text)


LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><script>alert(1)</script>
<defs><linearGradient id="title"><stop offset="0" stop-color="#111"/></linearGradient></defs>
<path id="architecture" fill="url(#title)" d="M0 0L9 9"/><use href="#architecture"/><use href="https://example.org/#x"/></svg>"""


@pytest.fixture
def with_icons(tmp_path: Path) -> str:
    """A picture with icons of all forms, some of them twice."""
    (tmp_path / "logo.svg").write_text(LOGO)
    (tmp_path / "demo.yaml").write_text(
        """archgen: 1
name: Demo
components:
  a: {kind: server, icon: "diagrams:aws.storage.S3"}
  b: {kind: server, icon: ./logo.svg}
  c: {kind: server, icon: "diagrams:aws.storage.SimpleStorageServiceS3"}
  d: {kind: client, icon: ./logo.svg}
  e: {kind: client, icon: Nobody Knows}
  f: {kind: client, icon: redis}
flows: [a -> b: x, c -> d: x, e -> f: x]
"""
    )
    return draw(tmp_path / "demo.yaml")


def test_artwork_is_embedded_once_and_used_as_often_as_needed(with_icons: str) -> None:
    assert with_icons.count("data:image/png;base64,") == 1
    assert with_icons.count('href="#demo-architecture-diagrams-aws-storage-SimpleStorageServiceS3"') == 2
    (name,) = re.findall(r'<symbol id="demo-architecture-(file-logo-[0-9a-f]{8})"', with_icons)
    assert with_icons.count(f'href="#demo-architecture-{name}"') == 2
    assert f'<linearGradient id="demo-architecture-{name}.1">' in with_icons
    assert f'fill="url(#demo-architecture-{name}.1)"' in with_icons
    assert ">NK</text>" in with_icons


def test_a_picture_with_icons_of_all_forms_keeps_the_contract(with_icons: str) -> None:
    tree = ElementTree.fromstring(with_icons)
    check_references(with_icons, tree)
    ids = [node.get("id") for node in tree.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(id.startswith("demo-architecture-") for id in ids)
    outside = re.sub(r"data:(font/ttf|image/png);base64,[A-Za-z0-9+/=]+", "", with_icons)
    assert not re.search(r"<script|onload|example\.org|alert", outside)
    assert [name for node in tree.iter() for name in node.attrib if name.lower().startswith("on")] == []


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(specs(most_components=6))
def test_any_spec_gives_the_same_well_formed_picture_twice(data) -> None:
    source = Source("demo.yaml", yaml.safe_dump(data, allow_unicode=True))
    placement, _ = place_view(load_source("demo", source), "architecture")
    again, _ = place_view(load_source("demo", source), "architecture")
    assert placement is not None
    assert again is not None
    text = draw_placement(placement, "svg", "adaptive")
    assert text == draw_placement(again, "svg", "adaptive")
    found = ElementTree.fromstring(text)
    assert len(found.findall(f"{SVG}g[@class='component']")) == len(data["components"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (-0.0, "0"),
        (-0.001, "0"),
        (1.0, "1"),
        (1.255, "1.25"),
        (0.1 + 0.2, "0.3"),
        (1e-9, "0"),
        (123456.789, "123456.79"),
    ],
)
def test_numbers_have_one_form(value: float, text: str) -> None:
    assert format_number(value) == text


def test_attributes_keep_their_order_and_none_is_left_out() -> None:
    assert element("a", {"z": 1, "b": None, "a": '"<&'}) == '<a z="1" a="&quot;&lt;&amp;"/>'
    assert text_element("t", {}, "a < b & 'c'") == "<t>a &lt; b &amp; 'c'</t>"
