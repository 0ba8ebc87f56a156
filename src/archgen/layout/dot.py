"""The only file that writes DOT: a Placement as a positioned Graphviz graph.

``neato -n2`` and every other Graphviz tool draw it with the same geometry, in any of their formats. Graphviz counts y upwards
and in points; one px of ours is one point there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.layout.corners import cut_corners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import graphviz

    from archgen.layout.geometry import Point, Rect
    from archgen.layout.placement import PlacedCard, PlacedFlow, PlacedGroup, Placement, TextLine
    from archgen.style.palettes import Palette

POINTS_PER_INCH = 72
ARROW_PX = 9


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
    points = list(flow.points)
    tips = [f"e,{_pair(points[-1], height)}"]
    points[-1] = _shortened(points[-2], points[-1])
    if flow.both:
        tips.insert(0, f"s,{_pair(points[0], height)}")
        points[0] = _shortened(points[1], points[0])
    controls = cut_corners(points)
    return " ".join((*tips, *(_pair(point, height) for point in controls)))


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
