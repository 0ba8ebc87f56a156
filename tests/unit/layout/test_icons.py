"""Which symbol stands on a card, and how icons are found."""

from __future__ import annotations

import pytest

from archgen.api import load_source, place_view
from archgen.cli.main import run
from archgen.diagnostics.source import Source
from archgen.style import brands


def symbol(keys: str) -> str:
    text = (
        f"archgen: 1\nname: X\ncomponents:\n  a: {{kind: server, {keys}}}\nignore: [{{rule: AG401, reason: alone}}]\n"
    )
    placement, _ = place_view(load_source("x", Source("x", text)), "architecture")
    assert placement is not None
    return placement.cards[0].icon.symbol


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("name: A", "kind:server"),
        ("technology: Flask on gunicorn", "brand:flask"),
        ("technology: [Flask, React]", "kind:server"),
        ("technology: MS SQL", "kind:server"),
        ("technology: Flask, icon: redis", "brand:redis"),
        ("icon: PostgreSQL", "brand:postgresql"),
        ("icon: Google Cloud Storage", "brand:googlecloudstorage"),
        ("icon: Home Assistant", "brand:homeassistant"),
        ("technology: Flask, icon: nosuchbrand", "kind:server"),
    ],
)
def test_the_icon_asked_for_comes_first_then_the_technology_then_the_kind(keys: str, expected: str) -> None:
    assert symbol(keys) == expected


def test_brands_that_the_package_no_longer_has_leave_the_kinds_glyph(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(brands, "read_brand", lambda slug: None)
    assert symbol("technology: Flask") == "kind:server"
    assert symbol("icon: redis") == "kind:server"


def test_icons_are_found_by_a_part_of_their_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "postgres"]) == 0
    assert capsys.readouterr().out == "postgresql  #4169e1  PostgreSQL\n"


def test_a_typo_finds_what_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "postgrsql"]) == 0
    assert "postgresql" in capsys.readouterr().out


def test_the_page_shows_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "redis", "-f", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<code>redis</code>" in page
    assert '<path d="' in page


def test_nothing_like_it_exits_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["icons", "zzzzqqqqxxxx"]) == 1
    assert "no brand icon" in capsys.readouterr().err
