"""Tags and anchors: what may stand before a value, and what was meant as its text."""

from __future__ import annotations

import re

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.nodes import Scalar
from archgen.yamltext.wording import cut_value, quote_text, shorten_text

STANDARD_TAG = "tag:yaml.org,2002:"
# The tags of YAML's core schema. They change nothing: a text keeps its text.
SCALAR_TAGS = frozenset(STANDARD_TAG + name for name in ("str", "int", "float", "bool", "null"))
COLLECTION_TAGS = frozenset(STANDARD_TAG + name for name in ("map", "seq"))
NON_SPECIFIC_TAG = "!"
PROPERTIES = re.compile(r"(?:[!&]\S*\s*|#[^\n]*\s*)*")
WORD = re.compile(r"[^\s,\[\]{}]+")


def skip_properties(text: str, start: int, end: int) -> int:
    """Where a node's own text begins, behind its tag and anchor."""
    if not text.startswith(("!", "&"), start):
        return start
    match = PROPERTIES.match(text, start, end)
    return match.end() if match else start


def check_tag(source: Source, tag: str | None, start: int, in_flow: bool, is_scalar: bool) -> Diagnostic | None:
    """A report for a tag that is none of the standard ones; ``start`` is where tag and value begin."""
    allowed = SCALAR_TAGS if is_scalar else COLLECTION_TAGS
    if tag is None or tag == NON_SPECIFIC_TAG or tag in allowed:
        return None
    mark = start if source.text.startswith("!", start) else max(start, source.text.find("!", start))
    return report_property(source, mark, in_flow, "a YAML tag")


def check_unused_anchor(source: Source, start: int, in_flow: bool, node: Scalar) -> Diagnostic | None:
    """A report for an anchor before a plain text that no alias repeats: rather a text like ``&co``."""
    mark = source.text.find("&", start)
    if not node.plain or mark < 0:
        return None
    return report_property(source, mark, in_flow, "a YAML anchor")


def report_property(source: Source, start: int, in_flow: bool, read_as: str) -> Diagnostic:
    """The report that a word is no part of the text that it begins."""
    match = WORD.match(source.text, start)
    word = match.group() if match else source.text[start : start + 1]
    message = f"`{shorten_text(word)}` is read as {read_as}, and is lost from the text"
    whole = shorten_text(quote_text(cut_value(source.text, start, in_flow) or word))
    return Diagnostic("AG113", message, source, Span(start, start + len(word)), "", f"quote the whole text: {whole}")
