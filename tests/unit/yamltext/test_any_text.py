"""Any text gives a document or diagnostics, never an exception, and all places lie inside of it."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.diagnostics.render import RENDERERS, render_diagnostics
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.locate import locate_findings
from archgen.yamltext.nodes import Mapping, Node, Sequence
from archgen.yamltext.parse import parse_document

SPEC = """\
archgen: 1
name: MLflow
sources: {default: "github:x"}
components:
  client: &c {kind: client, technology: [Python, R], note: 'it''s'}
  server:
    kind: server
    note: |
      two
      lines
flows:
  - client -> server: logs | REST
    optional: yes  # a comment
  - {from: client, to: server, label: "x\\ty"}
views:
  v: {include: [client]}
copy: *c
"""
PIECES = [
    *"\"'[]{}:,#&*!|>%@`?-\t\n \\~<.",
    ": ",
    "- ",
    "\n  ",
    " #1",
    "---\n",
    "...\n",
    "<<: *c",
    "😀",
    "日",
    "\u2028",
    "\x85",
]
YAMLISH = st.lists(st.one_of(st.sampled_from([*PIECES, "a", "b: ", "a -> b"]), st.text(max_size=3)), max_size=25)


@st.composite
def mutated_specs(draw: st.DrawFn) -> str:
    text = SPEC
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + draw(st.one_of(st.sampled_from(PIECES), st.just(""))) + text[end:]
    return text


def walk(node: Node) -> Iterator[Span]:
    yield node.span
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield entry.key.span
            yield from walk(entry.value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from walk(item)


def check(text: str) -> None:
    document, found = parse_document(Source("x.yaml", text))
    assert document is not None or found
    spans = [item.span for item in found if item.span] + (list(walk(document.root)) if document else [])
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    if document:
        finding = Finding("AG201", "m", Place(("components", "client", "kind")), see=Place(("flows", 0)))
        found += locate_findings([finding], document)
    for report_format in RENDERERS:
        assert render_diagnostics(found, report_format) or not found


def test_the_spec_that_is_mutated_is_a_valid_one() -> None:
    assert parse_document(Source("x.yaml", SPEC))[1] == []


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(), max_size=80))
@example("\x00")
@example("\ud800")
@example("a: \ud800\x00")
@example("\ufeff\ufeffa: b")
@example("a: \ufeff@")
def test_any_text_is_a_document_or_diagnostics(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=400)
@given(YAMLISH.map("".join))
def test_any_pieces_of_yaml_are_a_document_or_diagnostics(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=300)
@given(mutated_specs())
def test_any_damage_to_a_spec_is_a_document_or_diagnostics(text: str) -> None:
    check(text)


@settings(deadline=None, max_examples=100)
@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"), max_size=30
    )
)
def test_a_text_in_quotes_is_read_as_it_is(text: str) -> None:
    document, found = parse_document(Source("x.yaml", f"a: '{text.replace(chr(39), chr(39) * 2)}'\n"))
    assert found == []
    assert document is not None
    value = document.root.entries[0].value
    assert not isinstance(value, Mapping | Sequence)
    assert value.text == text
