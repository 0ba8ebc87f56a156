"""The stage "place" for two systems in one picture: two halves, what stands around them, and the facts that differ."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from archgen.layout.beside import Half, find_end_above, lay_beside
from archgen.layout.fact_table import set_facts
from archgen.layout.frame import PAGE_MARGIN_PX
from archgen.layout.gaps import add_gaps
from archgen.layout.geometry import Point
from archgen.layout.place import (
    BOTTOM_PX,
    Numbered,
    Parts,
    collect_artwork,
    describe_scene,
    number_badges,
    place_parts,
)
from archgen.layout.placement import Comparison, KeyEntry, LaneMark, PlacedRecord, Placement, Rule, TextLine
from archgen.layout.setting import set_line
from archgen.layout.surroundings import (
    HEADING_TOP_PX,
    SECTION_GAP_PX,
    set_heading,
    set_key,
    set_lane,
    set_legend,
)
from archgen.style.typography import LINE_HEIGHT_PX
from archgen.views.telling import list_lanes_briefly
from archgen.views.words import list_some, say_date

if TYPE_CHECKING:
    from archgen.views.comparing import Difference
    from archgen.views.graph import ViewGraph

VIEW = "comparison"


def place_comparison(graphs: Sequence[ViewGraph], differences: Sequence[Difference]) -> Placement:
    """Two systems side by side, lane beside lane, as finished geometry."""
    halves = lay_beside(graphs)
    numbered = _number(halves)
    parts = _place_parts(halves, numbered)
    width = halves[-1].scene.columns.page_width
    bottom = max(half.scene.rows.bottom for half in halves)
    key, bottom = _set_keys(halves, numbered, bottom)
    divider = Rule(Point(halves[1].scene.strip.left, HEADING_TOP_PX), Point(halves[1].scene.strip.left, bottom))
    legend, bottom = set_legend(_join(graphs), bottom, width)
    facts, bottom = _set_facts(graphs, differences, bottom, width)
    footer, bottom = _set_footer(graphs, bottom)
    heading = set_heading(_title(graphs[0]), divider.start.x, PAGE_MARGIN_PX)
    second = set_heading(_title(graphs[1]), width, divider.start.x + PAGE_MARGIN_PX)
    return add_gaps(
        Placement(
            tool=".".join(graph.tool for graph in graphs),
            view=VIEW,
            width=width,
            height=ceil(bottom + BOTTOM_PX),
            title=f"{' and '.join(graph.name for graph in graphs)} compared",
            description=_describe(graphs, differences),
            heading_icon=heading.icon,
            heading_tile=heading.tile,
            heading_monogram=heading.monogram,
            heading=heading.lines,
            lanes=_set_lanes(halves, width - PAGE_MARGIN_PX),
            groups=parts.groups,
            cards=parts.cards,
            flows=parts.flows,
            key=key,
            legend=legend,
            footer=footer,
            artwork={symbol: art for graph in graphs for symbol, art in collect_artwork(graph).items()},
            comparison=Comparison(second.icon, second.tile, second.monogram, second.lines, divider, facts),
        )
    )


def _number(halves: Sequence[Half]) -> list[list[Numbered]]:
    """The badges of all halves, counted through."""
    numbered: list[list[Numbered]] = []
    for half in halves:
        numbered.append(number_badges(half.sized, describe_scene(half.scene), sum(map(len, numbered))))
    return numbered


def _place_parts(halves: Sequence[Half], numbered: Sequence[list[Numbered]]) -> Parts:
    """The boxes and lines of all halves."""
    parts = [
        _rename(place_parts(half.sized, describe_scene(half.scene), signs), half.sized.graph.tool)
        for half, signs in zip(halves, numbered, strict=True)
    ]
    return Parts(*(tuple(item for items in sort for item in items) for sort in zip(*parts, strict=True)))


def _rename(parts: Parts, tool: str) -> Parts:
    """The boxes and lines with ids that begin with their system."""
    return Parts(
        tuple(
            group._replace(id=f"{tool}.{group.id}", members=tuple(f"{tool}.{id}" for id in group.members))
            for group in parts.groups
        ),
        tuple(card._replace(id=f"{tool}.{card.id}") for card in parts.cards),
        tuple(flow._replace(start=f"{tool}.{flow.start}", end=f"{tool}.{flow.end}") for flow in parts.flows),
    )


def _set_keys(
    halves: Sequence[Half], numbered: Sequence[list[Numbered]], top: float
) -> tuple[tuple[KeyEntry, ...], float]:
    """What the numbers of each half stand for, below it; and where both keys end."""
    entries: list[KeyEntry] = []
    bottom = top
    for half, signs in zip(halves, numbered, strict=True):
        left, width = half.scene.strip.left + PAGE_MARGIN_PX, half.scene.width - 2 * PAGE_MARGIN_PX
        key, end = set_key([(sign, text) for sign, _, _, text in signs], left, top + SECTION_GAP_PX, width)
        entries += key
        bottom = max(bottom, end) if key else bottom
    return tuple(entries), bottom


def _set_facts(
    graphs: Sequence[ViewGraph], differences: Sequence[Difference], top: float, width: float
) -> tuple[PlacedRecord | None, float]:
    """The facts that differ, over the whole width, and where they end; nothing where all are the same."""
    if not differences:
        return None, top
    names = [graph.name for graph in graphs]
    facts = set_facts(differences, names, PAGE_MARGIN_PX, top + SECTION_GAP_PX, width - 2 * PAGE_MARGIN_PX)
    assert facts.frame is not None  # it is a table
    return facts, facts.frame.bottom


def _set_lanes(halves: Sequence[Half], right: float) -> tuple[LaneMark, ...]:
    """The name of each lane that one of the halves has, and a line above it through both."""
    scenes = [half.scene for half in halves]
    marks: list[LaneMark] = []
    for lane in sorted({lane for scene in scenes for lane in scene.grid.lanes}):
        own = [(scene.rows, scene.grid.lanes.index(lane)) for scene in scenes if lane in scene.grid.lanes]
        ends = [end for scene in scenes if (end := find_end_above(scene, lane)) is not None]
        middle = min(rows.middle(row) for rows, row in own)
        rows, row = own[0]
        marks.append(set_lane(lane, middle, max(ends, default=None), rows.starts[row], right))
    return tuple(marks)


def _title(graph: ViewGraph) -> ViewGraph:
    """The graph with what stands below its name in a comparison: where the system is at home."""
    return graph._replace(title=graph.homepage.split("://")[-1].rstrip("/")) if graph.homepage else graph


def _join(graphs: Sequence[ViewGraph]) -> ViewGraph:
    """One graph that uses what the graphs use, for their legend."""
    first, second = graphs
    return first._replace(
        components=(*first.components, *second.components),
        groups=(*first.groups, *second.groups),
        flows=(*first.flows, *second.flows),
    )


def _set_footer(graphs: Sequence[ViewGraph], top: float) -> tuple[tuple[TextLine, ...], float]:
    """The day for which the picture holds; where the two hold for different days, both."""
    days = {graph.as_of: f"{graph.name} as of {say_date(graph.as_of)}" for graph in graphs if graph.as_of}
    if not days:
        return (), top
    y = top + SECTION_GAP_PX - 4
    text = (
        f"As of {say_date(next(iter(days)))}"
        if len({graph.as_of for graph in graphs}) == 1
        else ", ".join(days.values())
    )
    return (set_line(text, PAGE_MARGIN_PX, y, "footer"),), y + LINE_HEIGHT_PX["footer"]


def _describe(graphs: Sequence[ViewGraph], differences: Sequence[Difference]) -> str:
    """The whole picture in words."""
    parts = [f"{graph.name}. {list_lanes_briefly(graph)}" for graph in graphs]
    first, second = (graph.name for graph in graphs)
    rows = [f"{row.label}: {first} {row.texts[0] or '-'}, {second} {row.texts[1] or '-'}" for row in differences]
    return " ".join((*parts, f"{list_some('Facts that differ:', rows, '; ')}." if rows else "")).strip()
