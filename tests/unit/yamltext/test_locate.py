"""Places narrowed inside texts, and lines that helps speak of."""

from __future__ import annotations

import pytest

from archgen.diagnostics.diagnostic import Finding, Place, Related
from archgen.diagnostics.source import Source
from archgen.yamltext.locate import find_span, locate_findings, span_of
from archgen.yamltext.nodes import Document
from archgen.yamltext.parse import parse_document


def parse(text: str) -> Document:
    document, found = parse_document(Source("x.yaml", text))
    assert found == []
    assert document is not None
    return document


def text_at(text: str, place: Place) -> str:
    document = parse(text)
    return document.source.text[slice(*find_span(document, place))]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: hello", "ell"),
        ("a: 'hello'", "ell"),
        ('a: "hello"', "ell"),
        ("a: !!str hello", "ell"),
        ("a: &x hello\nb: *x", "ell"),
        ('a: "h\\x65llo"', '"h\\x65llo"'),
        ("a: 'it''s'", "'it''s'"),
        ("a: hel\n  lo", "hel"),
        ("a: |\n  hello\n", "|"),
        ("a: 日本語日本", "本語日"),
    ],
)
def test_a_place_within_is_exact_where_the_text_stands_letter_by_letter(text: str, shown: str) -> None:
    assert text_at(text, Place(("a",), within=(1, 4))) == shown


def test_a_place_within_a_quoted_key_is_exact() -> None:
    assert text_at("flows:\n- 'a -> bc': x\n", Place(("flows", 0, "a -> bc"), "key", (5, 7))) == "bc"


@pytest.mark.parametrize("within", [(-5, 99), (99, 120), (3, 1), (0, 0)])
def test_a_range_outside_of_the_text_stays_inside_of_it(within: tuple[int, int]) -> None:
    document = parse("a: hello\nb: c\n")
    start, end = find_span(document, Place(("a",), within=within))
    assert 3 <= start <= end <= 8


def test_an_alias_is_no_text_to_narrow() -> None:
    assert text_at("a: &x hello\nb: *x\n", Place(("b",), within=(1, 3))) == "*x"


def test_what_is_missing_is_placed_at_the_nearest_key_above() -> None:
    text = "a: {b: {c: d}}\nl:\n- x: y\n  z: w\n"
    assert text_at(text, Place(("a", "b", "no", "more"))) == "b"
    assert text_at(text, Place(("l", 7))) == "l"
    assert text_at(text, Place(("l", 0, "no"))) == "x: y"
    assert text_at(text, Place(("l", "no"))) == "l"
    assert text_at(text, Place((5,))) == "a: {b: {c: d}}"


def test_the_whole_of_a_collection_is_its_first_line() -> None:
    assert text_at("l:\n- x: y\n  z: w\n", Place(("l",))) == "- x: y"
    assert text_at("l:\n- x: y\n  z: w\n", Place(("l", 0), "key")) == "x: y"


def test_the_span_of_what_is_not_there_is_none() -> None:
    document = parse("a: {b: c}\n")
    assert span_of(document, Place(("a", "x"))) is None
    assert span_of(document, Place(("a", "b"))) == (7, 8)
    assert span_of(document, Place(("a", "b"), "key")) == (4, 5)


def test_a_help_names_no_line_of_what_is_not_there() -> None:
    finding = Finding("AG301", "m", Place(("a",)), help="did you mean `z`?", see=Place(("z",), "key"))
    (found,) = locate_findings([finding], parse("a: b\n"))
    assert found.help == "did you mean `z`?"
    assert (found.label, found.span) == ("", (3, 4))


def test_what_stands_below_an_alias_is_placed_at_its_anchor() -> None:
    text = "a: &a {b: c}\nd: *a\n"
    assert text_at(text, Place(("d",))) == "*a"
    assert text_at(text, Place(("d", "b"))) == "c"
    assert find_span(parse(text), Place(("d", "b"))) == (10, 11)


def test_what_a_finding_is_about_too_is_found_in_its_own_text_a_base_or_another_spec() -> None:
    own, base, other = parse("extends: b\na: 1\n"), parse("c: 2\n"), parse("\nd: 3\n")
    related = (Related(Place(("a",)), "own"), Related(Place(("c",)), "base"), Related(Place(("d",)), "other", 1))
    gone = (Related(Place(("nowhere",)), "gone"), Related(Place(("d",)), "not in this chain"))
    finding = Finding("AG401", "m", Place(("a",)), related=(*related, *gone))
    (found,) = locate_findings([finding], own, [base], [[own, base], [other]])
    assert [(place.source.text[slice(*place.span)], place.text) for place in found.related] == [
        ("1", "own"),
        ("2", "base"),
        ("3", "other"),
    ]


def test_what_a_spec_has_from_its_base_is_found_at_extends_and_in_the_base() -> None:
    own, base = parse("archgen: 1\nextends: b\n"), parse("c: {d: 2}\n")
    (found,) = locate_findings([Finding("AG401", "m", Place(("c", "d"), "key"))], own, [base])
    assert found.span is not None
    assert own.source.text[slice(*found.span)] == "b"
    assert [place.source.text[slice(*place.span)] for place in found.related] == ["d"]
