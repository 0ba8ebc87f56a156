"""What would exhaust the machine is reported with its place."""

from __future__ import annotations

import time

import pytest

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.yamltext.nodes import Document, Scalar
from archgen.yamltext.parse import MOST_DEPTH, parse_document


def parse(text: str) -> tuple[Document | None, list[Diagnostic]]:
    return parse_document(Source("x.yaml", text))


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- ", "? "])
def test_nesting_10000_deep_is_one_error_with_a_place(bracket: str) -> None:
    document, found = parse(bracket * 10_000)
    assert document is None
    assert [item.code for item in found] == ["AG108"]
    assert found[0].span is not None


def test_nesting_to_the_limit_is_read_and_one_more_is_not() -> None:
    def nest(depth: int) -> str:
        return "a: " + "[" * depth + "]" * depth

    assert parse(nest(MOST_DEPTH - 1))[1] == []
    (found,) = parse(nest(MOST_DEPTH))[1]
    assert (found.code, found.span) == ("AG108", (3 + MOST_DEPTH - 1, 3 + MOST_DEPTH))


def test_an_alias_bomb_is_refused_at_the_alias_that_goes_too_far() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{n}: &{n} [{', '.join([f'*{before}'] * 9)}]" for before, n in zip("abcdefgh", "bcdefghi", strict=True)]
    document, (found,) = parse("\n".join(lines))
    assert document is None
    assert found.code == "AG109"
    assert found.span is not None
    assert found.source.text[slice(*found.span)] == "*d"


def test_a_label_of_10000_characters_is_read() -> None:
    document, found = parse(f"a: {'x' * 10_000}\n")
    assert found == []
    assert document is not None
    assert isinstance(document.root.entries[0].value, Scalar)
    assert document.root.entries[0].value.span == (3, 10_003)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{i}: v\n" for i in range(9_000)),
        "a: b\n" * 150_000,
        "".join(f"a{i}: @b\n" for i in range(9_000)),
        "a\n" + "\n" * 500_000 + " b: c",
        "a: {b: c" + ", d" * 9_000 + "}",
        '"' * 500_000 + "\na: b: c",
        "a: " + "b:" * 300_000 + " c",
        "flows:\n- a: " + "b " * 400_000 + "#c",
    ],
    ids=["keys", "one key", "errors", "empty lines", "commas", "quotes", "colons", "long label"],
)
def test_time_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 3


def test_empty_texts_are_empty_files() -> None:
    for text in ("", "\n\n", "# only\n# comments\n", "---\n", "~\n", "\ufeff"):
        document, (found,) = parse(text)
        assert (document, found.code, found.span) == (None, "AG101", None)


def test_a_list_at_the_top_is_marked_on_its_first_line() -> None:
    _, (found,) = parse("# x\n- a\n- b\n")
    assert (found.code, found.span) == ("AG203", (4, 7))
