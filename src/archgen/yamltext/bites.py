"""YAML that bites: texts that are valid YAML and mean something else than their author thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Items

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.nodes import Entry, Mapping, Node, Scalar, Sequence

# Lists whose items are lines of text with arrows, where a comment is likely to be part of a label.
LABELLED_LISTS = ("flows", "steps")
SWALLOWED = re.compile(r"[ \t]+(#[^\s#][^\n]*)")


def split_comma_keys(source: Source, entries: Items[Entry], span: Span) -> tuple[list[Entry], list[Diagnostic]]:
    """The entries of a mapping without the keys that only an unquoted comma made.

    In ``{technology: Flask, gunicorn, ports: [5000]}`` the word ``gunicorn`` is a key without a value.
    """
    if source.text[span.start : span.start + 1] != "{":
        return list(entries), []
    kept: list[Entry] = []
    diagnostics: list[Diagnostic] = []
    for entry in entries:
        if kept and _is_comma_key(source, entry) and isinstance(kept[-1].value, Scalar) and kept[-1].value.plain:
            key, value = kept[-1].key.text, kept[-1].value.text
            help = f'quote the text: {key}: "{value}, {entry.key.text}"'
            message = f"the comma before `{entry.key.text}` ends the text and begins a new key"
            diagnostics.append(Diagnostic("AG112", message, source, entry.key.span, "read as a key", help))
        else:
            kept.append(entry)
    return kept, diagnostics


def _is_comma_key(source: Source, entry: Entry) -> bool:
    """Whether a key has neither a value nor a colon."""
    value = entry.value
    empty = isinstance(value, Scalar) and value.plain and value.span.start == value.span.end
    return empty and not source.text[entry.key.span.end :].lstrip().startswith(":")


def find_swallowed_comments(source: Source, root: Mapping) -> list[Diagnostic]:
    """Labels whose end is read as a comment: ``fixes issue #12``.

    A ``#`` behind a space begins a comment in YAML. On a flow line one that is followed directly by a letter or digit is taken
    for part of the label and reported; a real comment there is written with a space: ``# like this``.
    """
    return [_report_comment(source, scalar, match) for scalar, match in _swallowed(source, root)]


def _swallowed(source: Source, root: Mapping) -> Iterator[tuple[Scalar, re.Match[str]]]:
    for scalar in _labels(root):
        match = SWALLOWED.match(source.text, scalar.span.end)
        if scalar.plain and scalar.text and match:
            yield scalar, match


def _labels(node: Node, inside: bool = False) -> Iterator[Scalar]:
    """The texts in lists of flows or steps, at the top or in a view."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from _labels(entry.value, inside or entry.key.text in LABELLED_LISTS)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _labels(item, inside)
    elif inside:
        yield node


def _report_comment(source: Source, scalar: Scalar, match: re.Match[str]) -> Diagnostic:
    whole = f"{scalar.text} {match.group(1).rstrip()}"
    message = f"`{match.group(1).rstrip()}` is read as a comment, and is lost from the text"
    help = f'quote the text: "{whole}"; a comment has a space behind its #'
    start = match.start(1)
    return Diagnostic("AG113", message, source, Span(start, start + len(match.group(1).rstrip())), "", help)
