"""Icons are seen: in their tiles, on light and on dark pages, where a picture is an image."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import ask_page

from archgen.api import draw_placement, load_file, place_view
from archgen.layout.placement import PlacedCard, Placement
from archgen.style.colour import contrast, luminance

SPEC = Path(__file__).resolve().parent / "specs" / "icons.yaml"
LEAST_CONTRAST = 3.0
LEAST_SEEN = 12  # px of a tile that stand out from its ground
LIGHT_GROUND = 0.6

SCRIPT = """
const image = new Image();
image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(document.querySelector('svg').outerHTML);
document.body.append(image);
await image.decode();
const canvas = document.createElement('canvas');
canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
const context = canvas.getContext('2d');
context.drawImage(image, 0, 0);
const read = ([x, y, width, height]) => Array.from(context.getImageData(x, y, width, height).data);
return TILES.map(read);
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def placement() -> Placement:
    found, _ = place_view(load_file(SPEC), "architecture")
    assert found is not None
    return found


def read_tiles(placement: Placement, theme: str, scheme: str) -> dict[str, list[str]]:
    """The colours of all pixels inside each tile, row by row, by card; the heading's has no name."""
    tiles = {card.id: card.tile for card in placement.cards}
    if placement.heading_tile:
        tiles[""] = placement.heading_tile
    rects = [
        [round(tile.x) + 2, round(tile.y) + 2, round(tile.width) - 4, round(tile.height) - 4] for tile in tiles.values()
    ]
    svg = draw_placement(placement, "svg", theme)  # type: ignore[arg-type]
    pixels = ask_page(svg, SCRIPT.replace("TILES", str(rects)), scheme=scheme)
    return {id: [_hex(data[i : i + 3]) for i in range(0, len(data), 4)] for id, data in zip(tiles, pixels, strict=True)}


def _hex(channels: list[int]) -> str:
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def find_ground(colours: list[str]) -> str:
    """The colour that stands at the tile's left edge, where no icon reaches."""
    side = round(len(colours) ** 0.5)
    return colours[side * (side // 2)]


def test_all_forms_of_icons_are_in_the_picture(placement: Placement) -> None:
    signs = {card.id: _name(card) for card in placement.cards}
    assert signs == {
        "user": "世", "cli": "C", "ui": "NT", "api": "diagrams:onprem.mlops.Polyaxon", "worker": "brand:redis", "jobs": "WM",
        "files": "diagrams:aws.storage.SimpleStorageServiceS3", "code": "diagrams:onprem.vcs.Github", "runs": "file:dark",
        "cache": "file:wide", "index": "P", "bus": "brand:apachekafka",
    }  # fmt: skip


def _name(card: PlacedCard) -> str:
    if card.icon is None:
        return card.monogram.text if card.monogram else ""
    return card.icon.symbol.rpartition("-")[0] if card.icon.symbol.startswith("file:") else card.icon.symbol


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("theme", ["adaptive", "neutral", "contrast"])
def test_every_icon_and_monogram_stands_out_from_its_tile(placement: Placement, theme: str, scheme: str) -> None:
    tiles = read_tiles(placement, theme, scheme)
    for id, colours in tiles.items():
        ground = find_ground(colours)
        seen = sum(contrast(colour, ground) >= LEAST_CONTRAST for colour in colours)
        assert seen >= LEAST_SEEN, (id, ground, seen)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_artwork_has_a_light_tile_and_the_others_follow_the_page(placement: Placement, scheme: str) -> None:
    tiles = read_tiles(placement, "adaptive", scheme)
    light = {id for id, colours in tiles.items() if luminance(find_ground(colours)) > LIGHT_GROUND}
    artwork = {card.id for card in placement.cards if card.icon and card.icon.symbol in placement.artwork}
    assert artwork == {"api", "files", "code", "runs", "cache"}
    assert light == (artwork if scheme == "dark" else tiles.keys() - {""})
