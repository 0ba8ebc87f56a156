"""Hints are obeyed, or refused with what stands against them; never dropped."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from generated import specs
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from archgen.api import load_source, place_view
from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.layout.placement import Placement

SPEC = """archgen: 1
name: Demo
components:
  user: {kind: user}
  web: {kind: ui, in: cluster}
  api: {kind: server, in: cluster}
  auth: {kind: server}
  runs: {kind: metadata-db}
  files: {kind: artifact-store}
  cache: {kind: cache}
groups: {cluster: {}}
flows: [user -> web, web -> api, api -> auth, api -> runs, api -> files, api -> cache]
"""


def draw(text: str, view: str = "architecture") -> tuple[Placement, tuple[Diagnostic, ...]]:
    loaded = load_source("demo", Source("demo.yaml", text))
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    placement, found = place_view(loaded, view)
    assert placement is not None
    return placement, found


def hinted(hints: str, rest: str = "") -> tuple[dict[str, Any], list[str]]:
    """The cards by id, and what is said of hints."""
    placement, found = draw(f"{SPEC}hints: {hints}\n{rest}")
    return {card.id: card for card in placement.cards}, [d.message for d in found if d.code == "AG511"]


@pytest.mark.parametrize(
    ("hints", "holds"),
    [
        ("[{auth: {left_of: api}}]", lambda c: c["auth"].rect.right < c["api"].rect.x),
        ("[{auth: {right_of: api}}]", lambda c: c["auth"].rect.x > c["api"].rect.right),
        ("[{auth: {left_of: cluster}}]", lambda c: c["auth"].rect.right < min(c["api"].rect.x, c["web"].rect.x)),
        ("[{cluster: {left_of: auth}}]", lambda c: max(c["api"].rect.right, c["web"].rect.right) < c["auth"].rect.x),
        ("[{cache: {above: files}}]", lambda c: c["cache"].rect.bottom < c["files"].rect.y),
        ("[{cache: {below: [files, runs]}}]", lambda c: c["cache"].rect.y > max(c["files"].rect.bottom, c["runs"].rect.bottom)),
        ("[{user: {column: 1}}]", lambda c: c["user"].rect.x == min(card.rect.x for card in c.values())),
        ("[{user: {column: 3}}]", lambda c: c["user"].cell.column == 2),
        ("[{runs: {row: 2}}]", lambda c: c["runs"].rect.y > min(c["files"].rect.y, c["cache"].rect.y)),
        ("[{user: {align: cache}}]", lambda c: c["user"].rect.x == c["cache"].rect.x),
        ("[{runs: {align: files}}]", lambda c: c["runs"].cell.row == c["files"].cell.row),
        ("[{user: {near: runs}}]", lambda c: abs(c["user"].cell.column - c["runs"].cell.column) <= 1),
        ("[{files: {left_of: runs}}, {runs: {left_of: cache}}]", lambda c: c["files"].rect.x < c["runs"].rect.x < c["cache"].rect.x),
    ],
)  # fmt: skip
def test_a_hint_is_seen_in_the_picture(hints: str, holds: Any) -> None:
    cards, refused = hinted(hints)
    assert refused == []
    assert holds(cards)


@pytest.mark.parametrize(
    ("hints", "reason"),
    [
        ("[{runs: {left_of: files}}, {files: {left_of: runs}}]", "stands against it"),
        ("[{user: {below: api}}]", "lanes have one order in all pictures (here `people`, `services`)"),
        ("[{user: {column: 9}}]", "there are not so many columns"),
        ("[{auth: {row: 3}}]", "there are not so many rows in its lane"),
    ],
)
def test_a_refused_hint_says_what_stands_against_it(hints: str, reason: str) -> None:
    _, (message,) = hinted(hints)
    assert "is refused in the view `architecture`" in message
    assert reason in message


def test_a_view_with_fewer_columns_refuses_what_needs_more() -> None:
    views = "views: {architecture: {max_columns: 2}}\n"
    cards, refused = hinted("[{runs: {left_of: files}}, {files: {left_of: cache}}]", views)
    assert max(card.cell.column for card in cards.values()) == 1
    (message,) = refused
    assert "stands against it" in message
    _, (message,) = hinted("[{cache: {column: 3}}]", views)
    assert "the view has at most 2 columns" in message


def test_a_group_can_stand_against_a_hint() -> None:
    _, (message,) = hinted("[{auth: {above: api}}]", "views: {architecture: {max_columns: 1}}\n")
    assert "the group `cluster` stands against it" in message


@pytest.mark.parametrize("most", [1, 2, 3])
def test_a_view_has_no_more_columns_than_it_may(most: int) -> None:
    placement, _ = draw(f"{SPEC}views: {{architecture: {{max_columns: {most}}}}}\n")
    assert max(card.cell.column for card in placement.cards) < most


def test_hints_of_a_spec_hold_in_the_views_that_show_what_they_name() -> None:
    views = "views: {architecture: {}, data: {include: [api, runs, files]}, other: {include: [user, web]}}\n"
    text = f"{SPEC}hints: [{{files: {{left_of: runs}}}}]\n{views}"
    for view in ("architecture", "data"):
        cards = {card.id: card for card in draw(text, view)[0].cards}
        assert cards["files"].rect.x < cards["runs"].rect.x
    assert draw(text, "other")[1] == ()


def test_lanes_can_follow_each_other_to_the_right() -> None:
    text = f"{SPEC}hints: [{{files: {{below: runs}}}}]\nviews: {{architecture: {{direction: right}}}}\n"
    placement, found = draw(text)
    cards = {card.id: card for card in placement.cards}
    assert [d.code for d in found if d.code != "AG504"] == []
    lanes = ("user", "web", "api", "runs")
    assert sorted(cards[id].rect.x for id in lanes) == [cards[id].rect.x for id in lanes]
    assert cards["files"].rect.y > cards["runs"].rect.y
    starts = [lane.line.x for lane in placement.lanes]
    assert starts == sorted(starts)
    assert len({lane.line.baseline for lane in placement.lanes}) == 1


def test_a_table_refuses_lanes_to_the_right() -> None:
    text = SPEC.replace(
        "runs: {kind: metadata-db}",
        "runs: {kind: metadata-db, records: {t: {columns: [A long name of a column, Another long name], rows: [[a, b]]}}}",
    )
    placement, found = draw(f"{text}views: {{architecture: {{direction: right, records: [runs.t]}}}}\n")
    assert [d.code for d in found if d.code != "AG504"] == ["AG511"]
    assert len({lane.line.x for lane in placement.lanes}) == 1


RELATIONS = ("left_of", "right_of", "above", "below", "near", "align")


def holds(hint: dict[str, Any], cards: dict[str, Any]) -> bool:
    """Whether a placement shows a hint; in the words of the manual, from the rectangles."""
    ((id, asked),) = hint.items()
    ((relation, value),) = asked.items()
    a = cards[id]
    if relation == "column":
        columns = sorted({card.rect.x for card in cards.values()})
        return a.rect.x == columns[value - 1] if value <= len(columns) else False
    if relation == "row":
        rows = sorted({card.cell.row for card in cards.values() if card.lane == a.lane})
        return a.cell.row == rows[value - 1] if value <= len(rows) else False
    b = cards[value]
    columns, rows = abs(a.cell.column - b.cell.column), abs(a.cell.row - b.cell.row)
    return {
        "left_of": a.rect.right < b.rect.x,
        "right_of": b.rect.right < a.rect.x,
        "above": a.rect.bottom < b.rect.y,
        "below": b.rect.bottom < a.rect.y,
        "near": columns <= 1 and (rows <= 1 or a.lane != b.lane),
        "align": rows == 0 if a.lane == b.lane else columns == 0,
    }[relation]


@settings(deadline=None, max_examples=60)
@given(specs(most_components=7), st.data())
def test_any_set_of_hints_is_seen_or_reported(data: dict[str, Any], draws: st.DataObject) -> None:
    ids = list(data["components"])
    assume(len(ids) > 1)
    hints = []
    for _ in range(draws.draw(st.integers(1, 4))):
        id = draws.draw(st.sampled_from(ids))
        relation = draws.draw(st.sampled_from([*RELATIONS, "column", "row"]))
        other = draws.draw(st.sampled_from([other for other in ids if other != id]))
        hints.append({id: {relation: draws.draw(st.integers(1, 3)) if relation in ("column", "row") else other}})
    text = yaml.safe_dump({**data, "hints": hints}, allow_unicode=True, sort_keys=False)
    placement, found = draw(text)
    cards = {card.id: card for card in placement.cards}
    said = [d for d in found if d.code == "AG511"]
    refused = {d.source.position(d.span.start).line for d in said if d.source and d.span}
    lines = text.splitlines()
    first = lines.index("hints:") + 1
    for index, hint in enumerate(hints):
        # each hint is three lines: the id, the relation, and its value on the line of the relation
        line = first + 2 * index + 2
        assert holds(hint, cards) != (line in refused), (hint, text, [d.message for d in said])
