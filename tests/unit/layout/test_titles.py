"""A group's title stands between the flows that enter the group, and never breaks inside a word where these can make way."""

from __future__ import annotations

from archgen.layout.channels.route import route_edges
from archgen.layout.channels.tracks import assign_tracks
from archgen.layout.frame import frame_groups, lay_columns, line_x
from archgen.layout.grid.types import Cell
from archgen.layout.titles import TITLE_CLEARANCE_PX, make_way, set_title

CELLS = {"user": Cell(0, 0), "server": Cell(1, 0)}


def set_up(name: str, card_width: float):
    routes = assign_tracks(CELLS, route_edges(CELLS, 1, [("user", "server")]))
    frames = frame_groups([("g", name, None, True)], {"g": ["server"]}, {id: [cell] for id, cell in CELLS.items()})
    return frames, lay_columns(1, card_width, frames, routes, {}), routes


def test_a_flow_makes_way_for_a_title() -> None:
    frames, columns, routes = set_up("Kubernetes Cluster", 158)
    before = set_title(frames[0], columns, routes)
    assert " ".join(line.text for line in before.lines) != "Kubernetes Cluster"
    moved = make_way(frames, columns, routes)
    title = set_title(frames[0], moved, routes)
    assert [line.text for line in title.lines] == ["Kubernetes", "Cluster"]
    flow = line_x(moved, routes, 0, 0)
    assert max(line.x + line.width for line in title.lines) + TITLE_CLEARANCE_PX <= flow < moved.starts[0] + 158 - 10


def test_a_flow_stays_where_the_title_fits_anyway() -> None:
    frames, columns, routes = set_up("Cluster", 228)
    assert make_way(frames, columns, routes) == columns


def test_a_flow_stays_on_its_card_whatever_the_title_is() -> None:
    frames, columns, routes = set_up("Supercalifragilisticexpialidocious", 132)
    assert make_way(frames, columns, routes) == columns
    assert set_title(frames[0], columns, routes).lines
