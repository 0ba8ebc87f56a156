"""What a system lacks, what is not published, what was corrected, what is ignored."""

from __future__ import annotations

from archgen.api import draw_placement, load_source, place_view
from archgen.diagnostics.source import Source

SPEC = """archgen: 1
name: Demo
components:
  cli: {kind: client}
  files: {kind: artifact-store}
  lone: {kind: cache}
absent: {server: No server}
unpublished: [metadata-db]
ignore: [{rule: AG401, reason: drawn on purpose}]
flows:
  - cli -> files: writes
facts:
  web_ui: {value: yes, corrected: {value: no, sources: [https://example.org]}}
  cli: yes
views:
  architecture: {}
  part: {include: [cli, files]}
  asked: {include: [cli, absent-server]}
"""


def load():
    loaded = load_source("demo", Source("demo.yaml", SPEC))
    assert loaded.diagnostics == ()
    assert loaded.architecture is not None
    return loaded


def test_what_is_absent_or_unpublished_is_drawn_as_a_ghost_in_its_lane() -> None:
    placement, _ = place_view(load(), "architecture")
    assert placement is not None
    cards = {card.id: card for card in placement.cards}
    assert cards["absent-server"].lane == "services"
    assert cards["absent-server"].presence == "absent"
    assert [line.text for line in cards["absent-server"].lines] == ["No server"]
    assert [line.text for line in cards["unpublished-metadata-db"].lines] == ["Metadata DB", "not published"]
    meanings = [entry.line.text for entry in placement.legend]
    assert "not part of the system" in meanings
    assert "not published" in meanings
    assert "Server" not in meanings
    svg = draw_placement(placement, "svg", "adaptive")
    assert svg.count('class="ghost"') == 4


def test_views_show_ghosts_when_they_show_everything_or_name_them() -> None:
    loaded = load()
    shown = {}
    for view in ("architecture", "part", "asked"):
        placement, _ = place_view(loaded, view)
        assert placement is not None
        shown[view] = {card.id for card in placement.cards}
    assert "absent-server" in shown["architecture"]
    assert shown["part"] == {"cli", "files"}
    assert shown["asked"] == {"cli", "absent-server"}


def test_a_corrected_fact_keeps_both_values() -> None:
    facts = {fact.key: fact for fact in load().architecture.facts}
    assert (facts["web_ui"].value, facts["web_ui"].truth) == ("yes", "no")
    assert facts["web_ui"].corrected_sources == ("https://example.org",)
    assert facts["cli"].truth == "yes"
