"""What of a foreign SVG comes into a picture: shapes and paint, and nothing that runs or leads elsewhere."""

from __future__ import annotations

import re
from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archgen.style.icons.svg_allowed import ELEMENTS, GEOMETRY, PAINT
from archgen.style.icons.svg_clean import Clean, clean_svg
from archgen.style.icons.svg_tree import Unusable

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def draw(inner: str, root: str = "") -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} viewBox="0 0 24 24" {root}>{inner}</svg>'


def clean(inner: str, root: str = "") -> Clean:
    return clean_svg(draw(inner, root))


def test_shapes_stay_as_they_are() -> None:
    path = '<path d="M0 0L1 1" fill="#e11" stroke-width="2"/>'
    assert clean(path) == Clean(path, "0 0 24 24", ())


def test_the_paint_of_the_root_goes_around_what_is_in_it() -> None:
    assert clean('<path d="M0 0"/>', 'fill="none" stroke="red"').markup == (
        '<g fill="none" stroke="red"><path d="M0 0"/></g>'
    )


def test_ids_become_numbers_and_references_follow() -> None:
    found = clean(
        '<defs><linearGradient id="my id"/><linearGradient id="b" xlink:href="#my id"/></defs>'
        """<path id="shape" fill="url( '#b' )" d="M0 0"/><use href="#shape"/>"""
    )
    assert '<linearGradient id="@2" href="#@1"/>' in found.markup
    assert '<path id="@3" fill="url(#@2)" d="M0 0"/><use href="#@3"/>' in found.markup
    assert found.left_out == ()


def test_a_style_attribute_becomes_attributes_of_its_own_over_the_others() -> None:
    found = clean(
        '<path fill="blue" style="fill:red !important; stroke-width: 2px; marker:none; font-size:3px" d="M0 0"/>'
    )
    assert found.markup == '<path fill="red" d="M0 0" stroke-width="2px"/>'
    assert found.left_out == ()


def test_the_current_colour_is_that_of_the_elements_around_it_else_black() -> None:
    assert clean('<path fill="currentColor" d="M0 0"/>').markup == '<path fill="#000" d="M0 0"/>'
    found = clean(
        '<g color="#e11"><path fill="currentColor" d="M0 0"/></g><path style="color:url(#a)" fill="CurrentColor" d="M1 1"/>'
    )
    assert found.markup == '<g><path fill="#e11" d="M0 0"/></g><path fill="#000" d="M1 1"/>'


@pytest.mark.parametrize(
    ("inner", "left_out"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<style>path{fill:red}</style>", "<style>"),
        ('<foreignObject><b xmlns="http://www.w3.org/1999/xhtml">x</b></foreignObject>', "<foreignObject>"),
        ('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>', "<script>"),
        ('<image href="data:image/png;base64,AAAA"/>', "<image>"),
        ('<a href="javascript:alert(1)"><path d="M0 0"/></a>', "<a>"),
        ('<set attributeName="href" to="javascript:alert(1)"/>', "<set>"),
        ('<g onclick="alert(1)"/>', "onclick"),
        ('<g ONLOAD="alert(1)"/>', "ONLOAD"),
        ('<use href="https://example.org/a.svg#b"/>', "href"),
        ('<use xlink:href="data:image/svg+xml,x#b"/>', "href"),
        ('<use href="#nowhere"/>', "href"),
        ('<path href="#ok" d="M0 0"/>', "href"),
        ('<path fill="url(https://example.org/a)"/>', "fill"),
        ('<path fill="url(#nowhere)"/>', "fill"),
        ('<path style="fill:url(//example.org/a#b)"/>', "fill"),
        (r'<path style="fill:u\72l(//example.org)"/>', "fill"),
        ('<path style="background:url(//example.org)"/>', "style:background"),
        ('<path style="transform:scale(2)"/>', "style:transform"),
        ('<path filter="url(#ok)"/>', "filter"),
        ('<path fill="var(--x)"/>', "fill"),
        ('<path fill="image-set(x)"/>', "fill"),
        ('<path d="@1"/>', "d"),
    ],
)
def test_what_is_not_on_the_list_is_left_out_and_named(inner: str, left_out: str) -> None:
    found = clean(f'<path id="ok" d="M0 0"/>{inner}')
    assert found.left_out == (left_out,)
    check_harmless(found.markup)


def test_what_draws_nothing_is_left_out_without_a_word() -> None:
    found = clean(
        '<title>x</title><metadata><a/></metadata><i:view xmlns:i="http://www.inkscape.org/"/>'
        '<path i:label="x" xmlns:i="http://www.inkscape.org/" class="a" data-x="1" aria-label="x" d="M0 0"/>'
    )
    assert found == Clean('<path d="M0 0"/>', "0 0 24 24", ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not XML"),
        ("hello", "not XML"),
        ("<svg", "not XML"),
        ("<html/>", "not SVG"),
        ('<svg xmlns="http://www.w3.org/1999/xhtml"/>', "not SVG"),
        ('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>', "DOCTYPE"),
        ("<! doctype svg><svg/>", "DOCTYPE"),
        ("<svg><path/></svg>", "viewBox"),
        ('<svg viewBox="0 0 0 5"><path/></svg>', "viewBox"),
        ('<svg viewBox="0 0 nan 5"><path/></svg>', "viewBox"),
        ('<svg viewBox="0 0 1e99 5"><path/></svg>', "viewBox"),
        ('<svg width="10mm" height="10mm"><path/></svg>', "viewBox"),
        ('<svg viewBox="0 0 1 1"><text>x</text></svg>', "nothing in it"),
        (draw("<g>" * 33 + "</g>" * 33), "nested"),
        (draw("<g/>" * 2001), "2000 elements"),
        (draw('<g id="a"><use href="#a"/></g>'), "circle"),
        (draw('<mask id="a"><path mask="url(#b)"/></mask><mask id="b"><path mask="url(#a)"/></mask>'), "circle"),
        (
            draw(
                "".join(f'<g id="a{i}">' + f'<use href="#a{i + 1}"/>' * 10 + "</g>" for i in range(9))
                + '<path id="a9"/>'
            ),
            "10000",
        ),
        (draw("".join(f'<g id="a{i}"><use href="#a{i + 1}"/></g>' for i in range(500)) + '<path id="a500"/>'), "deep"),
    ],
)
def test_what_cannot_be_an_icon_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        clean_svg(text)


@pytest.mark.parametrize(
    ("root", "view_box"),
    [
        ('viewBox="-1,-2 3 4.5"', "-1 -2 3 4.5"),
        ('width="10px" height="5"', "0 0 10 5"),
        ('viewBox="?" width="1" height="2"', "0 0 1 2"),
    ],
)
def test_the_box_is_the_roots_or_made_of_its_size(root: str, view_box: str) -> None:
    assert clean_svg(f'<svg {root}><path d="M0 0"/></svg>').view_box == view_box


def test_an_encoding_that_the_text_only_claims_is_not_believed() -> None:
    assert clean_svg('<?xml version="1.0" encoding="utf-16"?>' + draw('<path d="M0 0"/>')).markup == '<path d="M0 0"/>'


def check_harmless(markup: str) -> None:
    """Whether markup has only elements and attributes of the list, and only references into itself."""
    tree = ElementTree.fromstring(f"<g>{markup}</g>")
    ids = {node.get("id") for node in tree.iter()}
    for node in tree.iter():
        assert node.tag in ELEMENTS
        assert not (node.text or "").strip()
        assert not (node.tail or "").strip()
        for name, value in node.attrib.items():
            assert name in GEOMETRY | PAINT | {"href", "id"}
            assert not name.lower().startswith("on")
            if name == "href":
                assert value.removeprefix("#") in ids
            for reference in re.findall(r"url\s*\(([^)]*)\)", value, re.IGNORECASE):
                assert reference.removeprefix("#") in ids
            assert not re.search(r"[:\\<>\"'&]|//", value)


BITS = st.sampled_from(
    [
        "script", "g", "path", "use", "svg", "style", "image", "foreignObject", "a", "animate", "defs", "mask", "x:script", "linearGradient",
        "iframe", "set", "symbol", "feImage", "text",
    ]
)  # fmt: skip
NAMES = st.sampled_from(
    [
        "onload", "onclick", "OnLoad", "href", "xlink:href", "x:onload", "x:href", "style", "fill", "stroke", "d", "id", "mask", "clip-path",
        "class", "filter", "transform", "color", "points", "viewBox", "src", "xml:base",
    ]
)  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(
        [
            "javascript:alert(1)", "#a", "#b", "url(#a)", "url(#b)", "url(//e.org/#a)", "url('https://e.org')", "fill:url(#a)",
            "fill:url(http://e.org)", "a", "b", "fill:red;stroke:url(#a);onload:x", "currentColor", "rgb(0,0,0)", "@1", "url(@1)", "#@1",
            "data:text/html,x", "expression(alert(1))", "rotate(1)url(#a)rl(x)", "urgb(1)rl(#a)", "color:url(#a)", "/*", "*/", "\\75rl(x)",
            "&#106;avascript:x", "1 1 1 1", "none", "u\nrl(x)",
        ]
    ),
    st.text(alphabet="url(#a)@:/;'\\ %-!01", max_size=24),
)  # fmt: skip


@st.composite
def elements(draw_: st.DrawFn, depth: int = 3) -> str:
    tag = draw_(BITS)
    attributes = draw_(st.dictionaries(NAMES, VALUES, max_size=4))
    written = "".join(f' {name}="{escape_value(value)}"' for name, value in attributes.items())
    inner = (
        "".join(draw_(st.lists(elements(depth - 1), max_size=3))) if depth else draw_(st.sampled_from(["", "alert(1)"]))
    )
    return f"<{tag}{written}>{inner}</{tag}>"


def escape_value(value: str) -> str:
    """The value in quotes; a reference to a character stays one."""
    return re.sub("&(?!#)", "&amp;", value).replace("<", "&lt;").replace('"', "&quot;")


@settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(elements(), min_size=1, max_size=4), st.dictionaries(NAMES, VALUES, max_size=3))
def test_no_svg_brings_a_script_a_handler_or_an_outside_reference(parts: list[str], root: dict[str, str]) -> None:
    attributes = "".join(f' {name}="{escape_value(value)}"' for name, value in root.items() if name != "viewBox")
    text = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {XLINK} xmlns:x="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9"{attributes}>'
        f'<path id="z"/>{"".join(parts)}</svg>'
    )
    try:
        found = clean_svg(text)
    except Unusable:
        return
    check_harmless(found.markup)


@settings(deadline=None, max_examples=300)
@example("<svg viewBox='0 0 1 1'>\x00</svg>")
@example("script")  # a word that no attribute can run
@given(st.text(max_size=200))
def test_any_text_is_either_clean_or_unusable(text: str) -> None:
    for attempt in (
        text,
        f"<svg viewBox='0 0 1 1'>{text}<path/></svg>",
        f"<svg viewBox='0 0 1 1'><path d='{text}'/></svg>",
    ):
        with suppress(Unusable):
            check_harmless(clean_svg(attempt).markup)
