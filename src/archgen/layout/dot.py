"""The only file that writes DOT: a Placement as a positioned Graphviz graph.

``neato -n2`` and every other Graphviz tool draw it with the same geometry, in any of their formats. Graphviz counts y upwards
and in points; one px of ours is one point there.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from archgen.layout.corners import cut_corners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import graphviz

    from archgen.layout.free.types import FreeGraph
    from archgen.layout.geometry import Point, Rect
    from archgen.layout.placement import PlacedCard, PlacedFlow, PlacedGroup, Placement, TextLine
    from archgen.style.palettes import Palette

POINTS_PER_INCH = 72
ARROW_PX = 9
FREE_ARROW_SIZE = "0.95"  # in the free layout, the head of an arrow is as long as ours


def write_dot(placement: Placement, palette: Palette) -> str:
    """The placement as DOT text."""
    import graphviz

    graph = graphviz.Digraph(
        name=f"{placement.tool}-{placement.view}",
        graph_attr={
            "bb": f"0,0,{_number(placement.width)},{_number(placement.height)}",
            "bgcolor": palette.plate,
            "fontname": "Inter,Helvetica,Arial,sans-serif",
            "label": graphviz.escape(placement.title),
            "labelloc": "t",
            "notranslate": "true",
            "splines": "true",
        },
        node_attr={"shape": "box", "style": "rounded,filled", "fixedsize": "true", "fontname": "Inter,Helvetica,Arial"},
        edge_attr={"fontname": "Inter,Helvetica,Arial", "fontsize": "11", "arrowsize": "0.8"},
    )
    _write_groups(graph, placement, palette)
    for card in placement.cards:
        if not any(_holds(group, card) for group in placement.groups):
            _write_card(graph, card, placement, palette)
    for key, flow in zip(placement.flow_keys(), placement.flows, strict=True):
        _write_flow(graph, key, flow, placement, palette)
    return str(graph.source)


def _write_groups(graph: graphviz.Digraph, placement: Placement, palette: Palette) -> None:
    """Groups as clusters, each inside the smallest group around it, each card in its innermost one."""
    parents = {group.id: _innermost_around(group, placement) for group in placement.groups}
    homes = {card.id: _innermost_home(card, placement) for card in placement.cards}

    def write(target: graphviz.Digraph, group: PlacedGroup) -> None:
        with target.subgraph(name=f"cluster-{group.id}") as cluster:
            cluster.attr(
                bb=_box(group.rect, placement.height),
                label=_text([line.text for line in group.lines], " "),
                labeljust="l",
                style="rounded,filled" + (",dashed" if group.outline == "dashed" else ""),
                fillcolor=palette.group,
                color=palette.group_edge,
            )
            for inner in placement.groups:
                if parents[inner.id] == group.id:
                    write(cluster, inner)
            for card in placement.cards:
                if homes[card.id] == group.id:
                    _write_card(cluster, card, placement, palette)

    for group in placement.groups:
        if parents[group.id] is None:
            write(graph, group)


def _innermost_around(group: PlacedGroup, placement: Placement) -> str | None:
    around = [other for other in placement.groups if other.id != group.id and other.rect.holds(group.rect)]
    return min(around, key=lambda other: other.rect.width * other.rect.height).id if around else None


def _innermost_home(card: PlacedCard, placement: Placement) -> str | None:
    around = [group for group in placement.groups if _holds(group, card)]
    return min(around, key=lambda group: group.rect.width * group.rect.height).id if around else None


def _holds(group: PlacedGroup, card: PlacedCard) -> bool:
    return group.rect.holds(card.rect)


def _write_card(graph: graphviz.Digraph, card: PlacedCard, placement: Placement, palette: Palette) -> None:
    import graphviz

    middle = card.rect.middle
    graph.node(
        card.id,
        label=_text(_card_rows(card)),
        pos=_pair(middle, placement.height),
        width=_inches(card.rect.width),
        height=_inches(card.rect.height),
        style="rounded,filled,dashed" if card.optional else "rounded,filled",
        color=palette.kinds[card.kind],
        fillcolor=palette.card,
        fontsize="12",
        tooltip=graphviz.escape(card.summary),
    )


def _write_flow(graph: graphviz.Digraph, key: str, flow: PlacedFlow, placement: Placement, palette: Palette) -> None:
    import graphviz

    attributes = {
        "id": key,
        "pos": _spline(flow, placement.height),
        "color": palette.flow,
        "style": "dashed" if flow.optional else "solid",
        "tooltip": graphviz.escape(flow.summary),
        "dir": "both" if flow.both else "forward",
        **({"arrowsize": FREE_ARROW_SIZE} if flow.curve else {}),
    }
    if flow.label:
        attributes["label"] = _text([line.text for line in flow.label.lines])
        attributes["lp"] = _pair(flow.label.rect.middle, placement.height)
    elif flow.badges:
        attributes["label"] = ", ".join(badge.line.text for badge in flow.badges)
        attributes["lp"] = _pair(flow.badges[0].middle, placement.height)
    graph.edge(
        _node_at(flow.start, flow.points[0], placement), _node_at(flow.end, flow.points[-1], placement), **attributes
    )


def _node_at(id: str, tip: Point, placement: Placement) -> str:
    """The node of a component; of a group, the component in it that is nearest to where the flow ends."""
    members = next((group.members for group in placement.groups if group.id == id), (id,))
    cards = [card for card in placement.cards if card.id in members]
    return min(cards, key=lambda card: abs(card.rect.middle.x - tip.x) + abs(card.rect.middle.y - tip.y)).id


def _card_rows(card: PlacedCard) -> list[str]:
    """All the words of a card, those that stand on one line joined."""
    ties = (card.tie,) if card.tie else ()
    words = [*card.lines, *card.tie_lines, *(line for chip in (*card.chips, *ties) for line in chip.lines)]
    rows: dict[int, list[TextLine]] = {}
    for word in sorted(words, key=lambda word: (word.baseline, word.x)):
        rows.setdefault(round(word.baseline), []).append(word)
    return [" ".join(word.text for word in row) for row in rows.values()]


def _text(lines: Sequence[str], joint: str = "\n") -> str:
    """Lines as a label; what Graphviz would read as an escape or as HTML stays text."""
    import graphviz

    return str(graphviz.escape(joint.join(lines)))


def _spline(flow: PlacedFlow, height: float) -> str:
    """The path in Graphviz's form: arrow tips, then the control points of cubic curves.

    It has no gaps: of a double arrow in several pieces, Graphviz draws the heads askew.
    """
    tips = [f"e,{_pair(flow.points[-1], height)}"]
    if flow.both:
        tips.insert(0, f"s,{_pair(flow.points[0], height)}")
    controls = _leave_out_heads(flow) if flow.curve else cut_corners(_shorten_ends(flow))
    return " ".join((*tips, *(_pair(point, height) for point in controls)))


def _leave_out_heads(flow: PlacedFlow) -> Sequence[Point]:
    """A curve without the straight pieces under its arrow heads."""
    return flow.curve[3 if flow.both else 0 : -3]


def _shorten_ends(flow: PlacedFlow) -> list[Point]:
    points = list(flow.points)
    points[-1] = _shortened(points[-2], points[-1])
    if flow.both:
        points[0] = _shortened(points[1], points[0])
    return points


def _shortened(before: Point, tip: Point) -> Point:
    """Where the line ends so that the arrow head begins there."""
    dx, dy = tip.x - before.x, tip.y - before.y
    length = abs(dx) + abs(dy)
    share = max(0.0, length - ARROW_PX) / length if length else 0
    return type(tip)(before.x + dx * share, before.y + dy * share)


def _pair(point: Point, height: float) -> str:
    return f"{_number(point.x)},{_number(height - point.y)}"


def _box(rect: Rect, height: float) -> str:
    corners: Sequence[float] = (rect.x, height - rect.bottom, rect.right, height - rect.y)
    return ",".join(_number(value) for value in corners)


def _inches(px: float) -> str:
    return f"{px / POINTS_PER_INCH:.5f}"


def _number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_frame_dot(ends: Sequence[tuple[str, str]], cards: Mapping[str, Rect]) -> str:
    """Fixed cards and flows without routes, for Graphviz to run the flows around; names are positions in the author's order."""
    import graphviz

    height = max(card.bottom for card in cards.values())
    graph = graphviz.Digraph(
        graph_attr={"splines": "ortho", "notranslate": "true"},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
    )
    for index, card in enumerate(cards.values()):
        place = f"{_pair(card.middle, height)}!"
        graph.node(str(index), pos=place, width=_inches(card.width), height=_inches(card.height))
    order = {id: str(index) for index, id in enumerate(cards)}
    for start, end in ends:
        graph.edge(order[start], order[end])
    return str(graph.source)


FREE_ATTRIBUTES = {"newrank": "true", "compound": "true"}
FREE_CARD_GAP_PX = 18
FREE_RANK_GAP_PX = 60
FREE_MARGIN_PX = 12
TITLE_LETTER_PX = 12.4  # the width of the letter M in a title, as Graphviz counts it
SOUGHT_CARDS = 300  # with more cards, dot's two long searches (for few crossings, for short flows) are cut
SHORT_SEARCH = {"nslimit": "2", "searchsize": "10"}


def write_free_dot(graph: FreeGraph) -> str:
    """Cards, groups and flows without places, for dot to find some; names are positions in the author's order.


    Titles are given as letters of their size. Bands are held below each other by invisible stops between them.
    """
    import graphviz

    share = SOUGHT_CARDS / max(1, len(graph.cards))
    cut = {"mclimit": f"{share:.2f}", **SHORT_SEARCH} if share < 1 else {}
    gaps = {"nodesep": _inches(FREE_CARD_GAP_PX * graph.spread), "ranksep": _inches(FREE_RANK_GAP_PX * graph.spread)}
    dot = graphviz.Digraph(
        graph_attr=FREE_ATTRIBUTES | gaps | cut | {"splines": "true" if graph.curved else "polyline"},
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowsize": FREE_ARROW_SIZE},
    )
    names = {id: str(index) for index, id in enumerate(graph.cards)}
    clusters: dict[str | None, str] = {group.id: f"cluster-{index}" for index, group in enumerate(graph.groups)}
    grouped = {id for group in graph.groups for id in group.members}
    _write_free_groups(dot, graph, names)
    for id in graph.cards:
        if id not in grouped:
            _write_free_card(dot, graph, id, names)
    for index, edge in enumerate(graph.edges):
        sides = {"tailport": "s", "headport": "n"} if edge.upright else {}
        ends = {"ltail": clusters.get(edge.upper_group), "lhead": clusters.get(edge.lower_group)}
        cut = {key: cluster for key, cluster in ends.items() if cluster}
        dot.edge(names[edge.upper], names[edge.lower], id=str(index), dir=edge.heads, **sides, **cut)
    _write_stops(dot, graph, names)
    return str(dot.source)


def _write_free_card(dot: graphviz.Digraph, graph: FreeGraph, id: str, names: Mapping[str, str]) -> None:
    width, height = graph.cards[id]
    dot.node(names[id], width=_inches(width), height=_inches(height))


def _write_free_groups(
    dot: graphviz.Digraph, graph: FreeGraph, names: Mapping[str, str], parent: str | None = None
) -> None:
    """The groups in a group (or in none) as clusters, with what is in them."""
    for index, group in enumerate(graph.groups):
        if group.parent != parent:
            continue
        with dot.subgraph(name=f"cluster-{index}") as cluster:
            letters = "M" * -int(-group.title_width // TITLE_LETTER_PX)
            cluster.attr(label="\\n".join([letters] * group.title_lines), margin=str(FREE_MARGIN_PX))
            _write_free_groups(cluster, graph, names, group.id)
            for id in group.members:
                _write_free_card(cluster, graph, id, names)


def _write_stops(dot: graphviz.Digraph, graph: FreeGraph, names: Mapping[str, str]) -> None:
    """A stop above each band and one below the last; the first cards of a band hang on the one, its last on the next."""
    bands = graph.bands
    if not bands:
        return
    within = [edge for edge in graph.edges if bands.get(edge.upper, -1) == bands.get(edge.lower, -2)]
    below, above = {edge.lower for edge in within}, {edge.upper for edge in within}
    stops = [f"stop-{band}" for band in range(max(bands.values()) + 2)]
    for stop in stops:
        dot.node(stop, shape="point", width="0.01", height="0.01", style="invis")
    held = [(stops[band], names[id]) for id, band in bands.items() if id not in below]
    held += [(names[id], stops[band + 1]) for id, band in bands.items() if id not in above]
    for upper, lower in (*pairwise(stops), *held):
        dot.edge(upper, lower, style="invis", weight="0")
