"""Valid YAML that means something else than its author thinks."""

from __future__ import annotations

import pytest

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.yamltext.nodes import Document, Mapping, Scalar
from archgen.yamltext.parse import parse_document


def parse(text: str) -> tuple[Document | None, list[Diagnostic]]:
    return parse_document(Source("x.yaml", text))


def only(text: str) -> Diagnostic:
    document, (found,) = parse(text)
    assert document is not None
    return found


def marked(found: Diagnostic) -> str:
    assert found.span is not None
    return found.source.text[slice(*found.span)]


def test_a_comma_in_braces_that_begins_a_key_is_reported_there_and_the_key_dropped() -> None:
    text = "tracking: {kind: server, technology: Flask, gunicorn, ports: [5000]}\n"
    document, (found,) = parse(text)
    assert (found.code, marked(found)) == ("AG112", "gunicorn")
    assert '"Flask, gunicorn"' in found.help
    assert document is not None
    tracking = document.root.entries[0].value
    assert isinstance(tracking, Mapping)
    assert [entry.key.text for entry in tracking.entries] == ["kind", "technology", "ports"]


def test_several_commas_in_one_text_are_one_report() -> None:
    assert '"Flask, gunicorn, nginx"' in only("a: {technology: Flask, gunicorn, nginx, ports: [1]}").help


@pytest.mark.parametrize(
    "text", ["a: {b, c}", "a: {b: c, d: }", "a: {b: 'c', d}", "a: {b: [c], d}", "a:\n  b: c\n  d:\n"]
)
def test_a_key_without_a_value_elsewhere_is_no_comma_key(text: str) -> None:
    assert parse(text)[1] == []


@pytest.mark.parametrize(
    ("line", "lost", "fix"),
    [
        ("a -> b: fixes issue #12", "#12", '"fixes issue #12"'),
        ("a -> b: fixes #12 and #13", "#12 and #13", '"fixes #12 and #13"'),
        ("a -> b: #12", "#12", '"#12"'),
        ("a -> b #2", "#2", "a label behind a colon"),
        ("{from: a, to: b, label: x #c\n    }", "#c", '"x #c"'),
    ],
)
def test_a_comment_that_swallows_a_label_is_an_error(line: str, lost: str, fix: str) -> None:
    found = only(f"flows:\n  - {line}\n")
    assert (found.code, marked(found)) == ("AG113", lost)
    assert fix in found.help


@pytest.mark.parametrize(
    "text",
    [
        "flows:\n  - a -> b: x # a comment\n",
        "flows:\n  - a -> b: x #- - -\n",
        "flows:\n  - a -> b: 'x' #12\n",
        "flows:\n  - a -> b: x\n    optional: yes #why\n",
        "flows:\n  - a -> b: x #\n",
        "flows:\n  - a -> b: x\n  #12\n",
        "flows:\n  - a -> b: C#12\n",
        "flows:\n  - [a, b] #12\n",
        "flows: text #12\n",
        "name: x #12\n",
        "k: &k x\nflows:\n  - a -> b: *k #12\n",
        "views: #12\n",
        "views: {v: w}\n",
        "flows:\n  - ? a -> b\n",
    ],
)
def test_other_comments_are_comments(text: str) -> None:
    assert parse(text)[1] == []


def test_steps_of_views_follow_the_rule_of_flows() -> None:
    assert marked(only("views:\n  v:\n    steps:\n      - upload: stores #3\n")) == "#3"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("!important note", "!important"),
        ("!!! x", "!!!"),
        ("!!binary x", "!!binary"),
        ("!!map x", "!!map"),
        ("&co x", "&co"),
    ],
)
def test_a_tag_or_an_anchor_that_begins_a_label_is_an_error(value: str, word: str) -> None:
    found = only(f"flows:\n  - a -> b: {value}\n")
    assert (found.code, marked(found)) == ("AG113", word)
    assert f'"{value}"' in found.help


@pytest.mark.parametrize(
    "text", ["a: !!int 5", "a: !!map {b: c}", "a: &x !!seq [b]\nc: *x", "a: &x b\nc: *x", "&x a: b"]
)
def test_standard_tags_and_anchors_in_use_are_fine(text: str) -> None:
    assert parse(text)[1] == []


@pytest.mark.parametrize("text", ["a: &x !y b\nc: *x", "a: !y &x b\nc: *x", "a: !y [b]", "a: &x 'b'\nc: !y\n"])
def test_a_tag_is_found_beside_an_anchor(text: str) -> None:
    assert marked(only(text)) == "!y"


def test_a_tagged_text_is_a_text() -> None:
    document, _ = parse("a: !!str null\n")
    assert document is not None
    value = document.root.entries[0].value
    assert isinstance(value, Scalar)
    assert not value.is_null
    assert document.source.text[slice(*value.span)] == "null"


def test_merge_keys_are_reported_and_read_as_they_were_meant() -> None:
    document, (found,) = parse("a: &a {b: 1, c: 2}\nd: {<<: *a, c: 3}\ne: {<<: x}\n".replace("e: {<<: x}\n", ""))
    assert (found.code, marked(found)) == ("AG111", "<<")
    assert document is not None
    merged = document.root.entries[1].value
    assert isinstance(merged, Mapping)
    values = {entry.key.text: entry.value.text for entry in merged.entries if isinstance(entry.value, Scalar)}
    assert values == {"b": "1", "c": "3"}


def test_a_merge_of_a_text_merges_nothing() -> None:
    assert only("a: {<<: x, b: c}\n").code == "AG111"


def test_a_second_key_is_reported_there_and_the_first_is_kept() -> None:
    document, (found,) = parse("a: 1\nb: 2\na: 3\n")
    assert (found.code, found.span, found.label) == ("AG107", (10, 11), "first on line 1")
    assert document is not None
    assert [entry.value.text for entry in document.root.entries if isinstance(entry.value, Scalar)] == ["1", "2"]


def test_a_long_key_does_not_flood_the_message() -> None:
    key = "k" * 900
    assert len(only(f"{key}: 1\n{key}: 2\n").message) < 150
