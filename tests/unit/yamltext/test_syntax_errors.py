"""What is said of broken YAML: the place, and what to type."""

from __future__ import annotations

import pytest

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.yamltext.nodes import Document, Mapping, Scalar, Sequence
from archgen.yamltext.parse import MOST_REPAIRS, parse_document
from archgen.yamltext.syntax import Break, explain_break


def parse(text: str) -> tuple[Document | None, list[Diagnostic]]:
    return parse_document(Source("x.yaml", text))


def only(text: str) -> Diagnostic:
    (found,) = parse(text)[1]
    return found


# text, code, what the span covers, a part of the help
TROUBLES = {
    "a colon in a label": ("flows:\n- a -> b: REST: JSON # x\n", "AG115", ":", '- a -> b: "REST: JSON"'),
    "two colons in a value": ("name: a: b: c\n", "AG115", ":", 'name: "a: b: c"'),
    "a colon behind a quote": ('name: "a": b\n', "AG115", ":", "name: '\"a\": b'"),
    "a colon in a text in braces": ("a: {b: c: d, e: f}\n", "AG115", ":", 'quote the text: "c: d"'),
    "no space, then keys": ("a: 1\nflows:\n  - c -> d:x\n    optional: true\n", "AG114", ":", "`c -> d: x`"),
    "no space on the first line": ("name:MLflow\narchgen: 1\n", "AG114", ":", "`name: MLflow`"),
    "no space on a later line": ("archgen: 1\nname:MLflow\nb: c\n", "AG114", ":", "`name: MLflow`"),
    "no space on the last line": ("archgen: 1\nname:MLflow\n", "AG114", ":", "`name: MLflow`"),
    "no space on the only line": ("name:MLflow\n", "AG114", ":", "a space behind the colon"),
    "no colon": ("archgen: 1\nname MLflow\nb: c\n", "AG105", "name MLflow", "`name: ...`"),
    "an arrow without a colon, then keys": ("- a -> b\n  optional: yes\n", "AG105", "- a -> b", "`a -> b:`"),
    "at": ("name: @x y # z\n", "AG105", "@", 'quote it: "@x y"'),
    "at, in brackets": ("name: [@x y, z]\n", "AG105", "@", 'quote it: "@x y"'),
    "backtick": ("name: `x`\n", "AG105", "`", 'quote it: "`x`"'),
    "percent": ("name: %x\n", "AG105", "%", 'quote it: "%x"'),
    "percent first": ("%x: y\n", "AG105", "%", "Quote it"),
    "a directive": ("%YAML 3.0\n---\na: b\n", "AG105", "%", "delete the line"),
    "a tag directive": ("%TAG x\n---\na: b\n", "AG105", "%", "delete the line"),
    "an unknown alias": ("name: *x\n", "AG105", "*x", '"*x"'),
    "an unknown alias, and more": ("name: *x y\n", "AG105", "y", '"*x y"'),
    "stars around a word": ("name: *x* y\n", "AG105", "*", '"*x* y"'),
    "an ampersand": ("name: & co\n", "AG105", "&", '"& co"'),
    "an entity": ("name: &nbsp;x\n", "AG105", "&", '"&nbsp;x"'),
    "a tag with two marks": ("name: !a!b x\n", "AG113", "!a!b", '"!a!b x"'),
    "a tag that is not closed": ("name: !<a x\n", "AG113", "!<a", '"!<a x"'),
    "text behind a bracket": ("name: [draft] first\n", "AG105", "f", '"[draft] first"'),
    "text behind quotes": ('name: "Flask" on x\n', "AG105", "o", "'\"Flask\" on x'"),
    "text behind quotes in a list": ("a:\n  - 'x' y\n", "AG105", "y", "\"'x' y\""),
    "text behind quotes in braces": ('a: {b: "x" y, c: d}\n', "AG105", "y", "'\"x\" y'"),
    "text behind quotes at the top": ('"x" y\n', "AG105", "y", "'\"x\" y'"),
    "an apostrophe": ("name: 'it's'\n", "AG105", "s", '"it\'s"'),
    "quotes that are not closed": ('name: "x\na: b\n', "AG105", '"', 'end it with "'),
    "quotes closed by the next": ('name: "x\na: "b"\n', "AG105", '"', 'end it with "'),
    "a document inside quotes": ('a: "x\n---\n"\n', "AG105", '"', "end it"),
    "a bracket that is not closed": ("a: [x\nb: c\n", "AG105", "[", "`]` before line 2"),
    "a bracket open at the end": ("a: [", "AG105", "[", "close what is open"),
    "a brace that is not closed on its line": ("a: {b: [c] [d]}\n", "AG105", "{", "close it with `}`, or"),
    "the wrong bracket": ("a: [x, y}\n", "AG105", "}", "write `]`"),
    "a bracket too many": ("a: [x]]\n", "AG105", "]", "delete it"),
    "a bracket alone": ("a: ]\n", "AG105", "]", "Delete it"),
    "two commas": ("a: [x,, y]\n", "AG105", ",", "delete the comma"),
    "a comma first": ("a: , x\n", "AG105", ",", "Quote it"),
    "a tab": ("a:\n\tb: c\n", "AG106", "\t", "spaces"),
    "a tab behind spaces": ("a:\n  b: c\n \t\td: e\n", "AG106", "\t\t", "spaces"),
    "a key below a text": ("a: b\n  c: d\n", "AG105", ":", "indentation"),
    "a key too far left": ("a:\n    b: c\n  d: e\n", "AG105", "d", "exactly like"),
    "a key left of the first": ("  a: b\nc: d\n", "AG105", "c", "exactly like"),
    "an item too far left": ("a:\n  - b\n - c\n", "AG105", "-", "same indentation"),
    "an item without a dash": ("a:\n  - b\n  c: d\n", "AG105", "c", "begin it with `- `"),
    "a list on the line of its key": ("a: - b\n", "AG105", "-", '"- b"'),
    "no key": (": b\n", "AG111", ":", "a word before the colon"),
    "no key in braces": ("a: {: b}\n", "AG111", ":", "a word before the colon"),
    "a backslash": ('a: "C:\\data"\n', "AG105", "\\", "single quotes"),
    "an escape that is none": ('a: "\\ud800"\n', "AG105", "\\", "the character itself"),
    "a text behind a bar": ("label: | REST\n", "AG105", "|", '"| REST"'),
    "a text behind an angle": ("name: >5 GB\n", "AG105", ">", '">5 GB"'),
    "a key that is too long": ("x" * 1030 + ": a\n", "AG105", "x", "colon"),
    "a later key that is too long": ("a: b\n" + "x" * 1030 + ": a\n", "AG105", "x", "colon"),
    "a key of two lines in quotes": ('"a\nb": c\n', "AG105", ":", "indentation"),
    "a second document": ("a: b\n---\nc: d\n", "AG110", "---", "delete this line"),
    "a text behind the end": ("a: b\n...\nc: d\n", "AG110", "c", "delete the line"),
    "a list as a key": ("[a?b]: c\n", "AG111", "[a?b]", "a word"),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_a_broken_text_is_explained_at_its_place_with_a_fix(name: str) -> None:
    text, code, marked, fix = TROUBLES[name]
    found = only(text)
    assert found.code == code
    assert found.span is not None
    assert text[slice(*found.span)] == marked
    assert fix in found.help
    assert "not YAML" not in found.message


def test_the_other_lines_with_tabs_are_counted() -> None:
    assert only("a:\n\tb: c\n\td: e\n\tf: g\n").label == "and 2 more lines begin with a tab"
    assert only("a:\n\tb: c\n\td: e\n").label == "and 1 more line begins with a tab"


def test_an_error_that_nobody_knows_is_told_in_the_words_of_libyaml() -> None:
    source = Source("x", "a: b\n")
    found = explain_break(Break(source, source.text, "while dreaming", "a sheep", 5, 0, None, False)).diagnostic
    assert found.message == "this is not YAML: a sheep"
    assert found.span == (3, 4)


def test_a_key_expected_behind_nothing_known_is_said_plainly() -> None:
    source = Source("x", "a b")
    broken = Break(source, source.text, "while parsing a block mapping", "did not find expected key", 2, 0, None, False)
    assert explain_break(broken).diagnostic.message == "here a key like `name:` is expected"


def test_a_missing_value_is_said_outside_of_brackets() -> None:
    source = Source("x", "a: ")
    broken = Break(
        source, source.text, "while parsing a block node", "did not find expected node content", 3, 3, None, False
    )
    assert explain_break(broken).diagnostic.message == "a value is missing here"


def test_what_should_have_been_quoted_is_read_as_a_text() -> None:
    text = "name: @me\nnote: 'it's'\npath: \"C:\\data\"\nflows:\n  - a -> b: REST: JSON\n"
    document, found = parse(text)
    assert [item.code for item in found] == ["AG105", "AG105", "AG105", "AG115"]
    assert document is not None
    texts = {entry.key.text: entry.value.text for entry in document.root.entries if isinstance(entry.value, Scalar)}
    assert texts == {"name": "@me", "note": "'it's'", "path": "C:\\data"}
    flows = document.root.entries[3].value
    assert isinstance(flows, Sequence)
    flow = flows.items[0]
    assert isinstance(flow, Mapping)
    assert isinstance(flow.entries[0].value, Scalar)
    assert flow.entries[0].value.text == "REST: JSON"
    assert text[slice(*flow.entries[0].value.span)] == "REST: JSON"


def test_a_text_that_had_to_be_left_out_gives_no_document_but_its_other_errors() -> None:
    document, found = parse("archgen: 1\nname MLflow\na: @x\nb: 1\nb: 2\n")
    assert document is None
    assert sorted(item.code for item in found) == ["AG105", "AG105", "AG107"]


def test_what_was_found_before_the_reading_broke_off_is_reported_too() -> None:
    document, found = parse("flows:\n- a -> b: x #1\nb: 1\nb: {c: d, e}\nf: [g\n")
    assert document is None
    assert sorted(item.code for item in found) == ["AG105", "AG107", "AG112", "AG113"]


def test_a_bracket_that_is_not_closed_makes_no_comma_wrong() -> None:
    assert only("a: {b: c, d\n").code == "AG105"


def test_a_second_error_on_a_mended_line_is_not_reported() -> None:
    assert only("a: @x: [y\nb: [c: d: e\n").code == "AG105"


def test_mending_stops_after_a_number_of_lines() -> None:
    document, found = parse("".join(f"k{i}: @x\n" for i in range(100)))
    assert document is None
    assert len(found) == MOST_REPAIRS + 1


def test_a_text_of_private_characters_can_be_mended_but_is_no_document() -> None:
    every = "".join(map(chr, range(0xE000, 0xF8FF)))
    document, found = parse(f"a: {every}\nb: @x\nc: @y\n")
    assert document is None
    assert [item.code for item in found] == ["AG105", "AG105"]


def test_the_first_of_two_documents_is_read() -> None:
    document, found = parse("a: b\n---\nc: d\n")
    assert [item.code for item in found] == ["AG110"]
    assert document is not None
    assert [entry.key.text for entry in document.root.entries] == ["a"]


def test_characters_that_yaml_refuses_are_reported_at_their_place_behind_wide_ones() -> None:
    found = only("a: 日本\x00\n")
    assert (found.code, found.span) == ("AG104", (5, 6))
    assert only("a: \ud800\n").span == (3, 4)
    assert only("a: \ufffe\n").code == "AG104"


def test_a_byte_order_mark_in_front_moves_no_place() -> None:
    document, found = parse("\ufeffname: x\n")
    assert found == []
    assert document is not None
    assert document.source.text[slice(*document.root.entries[0].value.span)] == "x"
