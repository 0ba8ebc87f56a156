"""Whatever a spec looks like: formatted, it says the same, has the same comments, and is formatted already."""

from __future__ import annotations

from typing import Any

import pytest
from authored import authored
from generated import specs
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.diagnostics.source import Source
from archgen.model.decode import decode_spec
from archgen.model.key_order import order_keys
from archgen.model.spec import Spec
from archgen.yamltext.formatting import format
from archgen.yamltext.formatting.format import count_comments, format_source
from archgen.yamltext.formatting.tokens import read_tokens
from archgen.yamltext.parse import parse_document

PIECES = [
    *"\"'[]{}:,#&*!|>?-\t\n ",
    ": ",
    "- ",
    "\n  ",
    " # c\n",
    "&c ",
    "*c",
    "? ",
    "!!str ",
    "|+\n  x\n\n",
    "---\n",
    "\r\n",
    "a -> b",
]
ORDER = order_keys(Spec)

MORE: dict[str, Any] = {
    "homepage": "https://example.org/#there",
    "sources": {"default": "https://example.org", "more": "a: b"},
    "ignore": [{"rule": "AG401", "reason": "it stands for itself"}],
    "absent": {"registry": "No registry"},
    "hints": [{"c0": {"left_of": ["c1"], "row": 1}}],
    "views": {
        "all": {"title": "All of it", "include": ["c0"], "steps": [{"c0 -> c1": "calls it"}], "bundle": "yes"},
        "rest": {"title": "The rest", "exclude": ["c0"]},
    },
    "facts": {
        "web_ui": "yes",
        "fee": {"value": "Free", "note": "for now", "corrected": {"value": "Paid", "sources": ["default"]}},
    },
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    spec = draw(specs(most_components=4))
    spec |= {key: MORE[key] for key in draw(st.lists(st.sampled_from(list(MORE)), unique=True))}
    if draw(st.booleans()):
        spec["flows"] = [
            {f"{flow['from']} -> {flow['to']}": flow.get("label", ""), "optional": "yes"} for flow in spec["flows"]
        ]
    return draw(authored(spec))


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    text = draw(texts())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + draw(st.one_of(st.sampled_from(PIECES), st.just(""), st.text(max_size=2))) + text[end:]
    return text


def decode(text: str) -> Spec:
    document, found = parse_document(Source("x.yaml", text))
    assert document is not None, found
    spec, findings = decode_spec(document)
    assert spec is not None, findings
    return spec


@given(texts())
@settings(deadline=None)
def test_a_formatted_spec_is_the_same_spec(text: str) -> None:
    formatted, found = format_source(Source("x.yaml", text), ORDER)
    assert found == []
    assert formatted is not None
    assert decode(formatted) == decode(text)
    assert list(decode(formatted).components) == list(decode(text).components)


@given(texts())
@settings(deadline=None)
def test_every_comment_is_kept(text: str) -> None:
    formatted = format_source(Source("x.yaml", text), ORDER).text
    assert formatted is not None
    assert count_comments(read_tokens(formatted)) == count_comments(read_tokens(text.replace("\r\n", "\n")))
    assert formatted.count("# a remark") == text.count("# a remark")


@given(texts())
@settings(deadline=None)
def test_what_is_formatted_stays_as_it_is(text: str) -> None:
    formatted = format_source(Source("x.yaml", text), ORDER).text
    assert formatted is not None
    assert format_source(Source("x.yaml", formatted), ORDER).text == formatted


@given(st.one_of(broken_texts(), st.text(), st.lists(st.sampled_from([*PIECES, "a", "b"]), max_size=30).map("".join)))
@settings(deadline=None)
def test_any_text_is_formatted_once_and_for_all_or_its_errors_are_told(text: str) -> None:
    formatted, found = format_source(Source("x.yaml", text), ORDER)
    if formatted is None:
        assert found
        assert "AG621" not in {item.code for item in found}
    else:
        assert format_source(Source("x.yaml", formatted), ORDER).text == formatted


def test_a_writer_that_would_lose_something_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "name: x  # a remark\narchgen: 1\ncomponents: {a: {kind: user}, b: {kind: ui}}\n"
    for wrong in (
        text.replace("  # a remark", ""),
        text.replace("x", "y"),
        text.replace("archgen: 1\n", ""),
        text.replace("a: {kind: user}, b: {kind: ui}", "b: {kind: ui}, a: {kind: user}"),
        text + "- \n",
    ):
        monkeypatch.setattr(format, "write_lines", lambda _, wrong=wrong: wrong.splitlines())
        formatted, found = format_source(Source("x.yaml", text), ORDER)
        assert formatted is None
        assert [item.code for item in found] == ["AG621"]
