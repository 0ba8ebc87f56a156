"""Draws how the layout works: MLflow's picture with the grid behind it, as `docs/pictures/layout/how.svg`.

python benchmarks/explain_layout.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archgen.api import draw_placement, load_file
from archgen.layout.paths import trace_paths
from archgen.layout.place import choose_scene, place_graph
from archgen.layout.scene import Scene, make_room
from archgen.layout.size import size_graph
from archgen.views.select import select_view

REPOSITORY = Path(__file__).resolve().parent.parent
TARGET = REPOSITORY / "docs" / "pictures" / "layout" / "how.svg"
BAND = '<rect x="{:g}" y="{:g}" width="{:g}" height="{:g}" fill="{}" fill-opacity="0.16"/>'
TRACK = '<path d="M{:g} {:g}{}{:g}" stroke="{}" stroke-opacity="0.5" stroke-dasharray="2 3"/>'
ROWS, COLUMNS = "#0f766e", "#b45309"


def draw_bands(scene: Scene) -> Iterator[str]:
    """The gutters between rows and between columns of cards, and the tracks in them."""
    rows, columns = scene.rows, scene.columns
    left, right = columns.starts[0], columns.starts[-1] + columns.card_width
    top, bottom = rows.starts[0], rows.starts[-1] + rows.heights[-1]
    for start, height, after in zip(rows.starts, rows.heights, rows.starts[1:], strict=False):
        yield BAND.format(left - 30, start + height, right - left + 60, after - start - height, ROWS)
    for start, after in zip(columns.starts, columns.starts[1:], strict=False):
        yield BAND.format(
            start + columns.card_width, top - 20, after - start - columns.card_width, bottom - top + 40, COLUMNS
        )
    yield from (TRACK.format(left - 30, y, "H", right + 30, ROWS) for y in rows.tracks.values())
    yield from (TRACK.format(x, top - 20, "V", bottom + 20, COLUMNS) for x in columns.tracks.values())


def main() -> None:
    """Draw and write."""
    loaded = load_file(REPOSITORY / "specs" / "mlflow.yaml")
    assert loaded.architecture is not None
    graph, _ = select_view(loaded.architecture, "architecture", "mlflow")
    assert graph is not None
    sized = size_graph(graph)
    scene = make_room(sized, choose_scene(sized), trace_paths)
    picture = draw_placement(place_graph(sized), "svg", "light")
    TARGET.write_text(picture.replace("</svg>", f"<g>{''.join(draw_bands(scene))}</g></svg>"), encoding="utf-8")


if __name__ == "__main__":
    main()
