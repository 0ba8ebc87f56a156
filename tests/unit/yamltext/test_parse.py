from __future__ import annotations

import pytest
import yaml

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.source import Source
from archgen.yamltext.locate import find_span, locate_findings
from archgen.yamltext.nodes import Document, Mapping, Scalar, Sequence
from archgen.yamltext.parse import MOST_DEPTH, MOST_NODES, parse_document


def parse(text: str) -> Document:
    document, found = parse_document(Source("x.yaml", text))
    assert found == []
    assert document is not None
    return document


def codes(text: str) -> list[str]:
    return [diagnostic.code for diagnostic in parse_document(Source("x.yaml", text))[1]]


def test_scalars_keep_their_text_exactly() -> None:
    texts = ["0.770", "3.10", "5:30", "on", "yes", "0x1F", "1e3", "2020-12-13", ".inf", "=", "No"]
    document = parse("".join(f"k{i}: {text}\n" for i, text in enumerate(texts)))
    assert [entry.value.text for entry in document.root.entries if isinstance(entry.value, Scalar)] == texts


@pytest.mark.parametrize("text", ["a:", "a: ~", "a: null", "a: Null", "a: NULL"])
def test_the_core_schema_nulls_are_nothing(text: str) -> None:
    value = parse(text).root.entries[0].value
    assert isinstance(value, Scalar)
    assert value.is_null


def test_a_quoted_null_is_a_text() -> None:
    value = parse('a: "null"').root.entries[0].value
    assert isinstance(value, Scalar)
    assert not value.is_null


def test_libyaml_decides_what_is_valid() -> None:
    assert codes("a: [a?b]") == []
    assert codes("a: {v: No?}") == []


def test_spans_count_code_points_also_behind_emoji() -> None:
    document = parse("é😀: 日本\nb: {x: [c, 'd']}\n")
    text = document.source.text
    key, value = document.root.entries[0].key, document.root.entries[0].value
    assert text[slice(*key.span)] == "é😀"
    assert text[slice(*value.span)] == "日本"
    inner = document.root.entries[1].value
    assert text[slice(*inner.span)] == "{x: [c, 'd']}"
    assert isinstance(inner, Mapping)
    items = inner.entries[0].value
    assert isinstance(items, Sequence)
    assert text[slice(*items.items[1].span)] == "'d'"


def test_an_alias_has_a_place_of_its_own() -> None:
    document = parse("a: &x {k: v}\nb: *x\n")
    assert document.source.text[slice(*document.root.entries[1].value.span)] == "*x"
    assert document.source.text[slice(*document.root.entries[0].value.span)] == "{k: v}"


def test_depth_through_aliases_counts() -> None:
    deep = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, MOST_DEPTH + 5))
    assert "AG108" in codes(deep)


def test_as_many_nodes_as_allowed_are_fine() -> None:
    assert codes("a: [" + "x, " * (MOST_NODES - 10) + "x]") == []
    assert codes("a: [" + "x, " * MOST_NODES + "x]") == ["AG109"]


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    assert codes("a: &x [*x]") == ["AG105"]


def test_a_key_that_is_no_text_is_refused_and_the_rest_read_on() -> None:
    document, found = parse_document(Source("x", "? [a, b]\n: c\nd: e\nd: f\n"))
    assert [d.code for d in found] == ["AG111", "AG107"]
    assert document is not None
    assert [entry.key.text for entry in document.root.entries] == ["d"]


def test_standard_tags_are_allowed_and_others_are_not() -> None:
    assert codes("a: !!str 5") == []
    assert codes("a: ! x") == []
    assert codes("a: !mine {b: c}") == ["AG113"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: %x", "AG105"),
        ("a: `x`", "AG105"),
        ("a: 'x", "AG105"),
        ('a: "x\\q"', "AG105"),
        ("a: ]", "AG105"),
        ("a:\n- b\nc\n", "AG105"),
        ("a: b\n c: d\n", "AG105"),
        ("a: 1\nfoo\nb: 2\n", "AG105"),
        ('a: "b" c\n', "AG105"),
        ("a: [b\nc: d\n", "AG105"),
        ("%YAML 3.0\n---\na: b", "AG105"),
        ("a: \x00", "AG104"),
        ("- a", "AG203"),
        ("just a text", "AG203"),
        ("--- \n...\n", "AG101"),
    ],
)
def test_broken_yaml_is_explained(text: str, code: str) -> None:
    assert code in codes(text)


def test_without_libyaml_nothing_stands_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CLoader")
    with pytest.raises(ArchgenError, match="libyaml"):
        parse_document(Source("x", "a: b"))


def text_at(document: Document, place: Place) -> str:
    return document.source.text[slice(*find_span(document, place))]


def test_places_are_found_by_path() -> None:
    document = parse("components:\n  client: {kind: clinet}\nflows:\n  - a -> b: x\n  - c -> d\n")
    assert text_at(document, Place(("components", "client", "kind"))) == "clinet"
    assert text_at(document, Place(("components", "client"), "key")) == "client"
    assert text_at(document, Place(("flows", 0, "a -> b"), "key", (5, 6))) == "b"
    assert text_at(document, Place(("flows", 1), within=(0, 1))) == "c"
    assert text_at(document, Place(())) == "components:"


def test_a_missing_item_is_placed_at_what_should_hold_it() -> None:
    document = parse("components:\n  client: {}\nflows:\n  - from: x\n")
    assert text_at(document, Place(("components", "client", "kind"))) == "client"
    assert text_at(document, Place(("flows", 0, "to"))) == "from: x"
    assert text_at(document, Place(("nothing", "here"))) == "components:"


def test_a_place_inside_a_text_with_escapes_is_the_whole_text() -> None:
    document = parse('a: "x\\ty z"\n')
    assert text_at(document, Place(("a",), within=(0, 1))) == '"x\\ty z"'


def test_a_place_inside_a_short_form_is_the_text() -> None:
    assert text_at(parse("facts: {x: yes}"), Place(("facts", "x", "value"))) == "yes"


@pytest.mark.parametrize(
    ("help_text", "expected"),
    [("", "see line 2"), ("did you mean `b`?", "did you mean `b` (line 2)?"), ("rename it", "rename it (line 2)")],
)
def test_the_help_names_the_line_it_speaks_of(help_text: str, expected: str) -> None:
    document = parse("a: x\nb: y\n")
    finding = Finding("AG301", "m", Place(("a",)), help=help_text, see=Place(("b",), "key"))
    (diagnostic,) = locate_findings([finding], document)
    assert diagnostic.help == expected
