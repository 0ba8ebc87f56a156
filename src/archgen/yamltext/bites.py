"""YAML that bites: texts that are valid YAML and mean something else than their author thinks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Items
from itertools import groupby

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.yamltext.nodes import Entry, Mapping, Node, Scalar, Sequence
from archgen.yamltext.wording import quote_text, shorten_text

# A `#` behind white space begins a comment. Directly before a letter or digit it is taken for part of a label.
SWALLOWED = re.compile(r"[ \t]+(?P<lost>#\w[^\r\n]*)")
COLON = re.compile(r"\s*:")


def split_comma_keys(source: Source, entries: Items[Entry]) -> tuple[list[Entry], list[Diagnostic]]:
    """The entries of a mapping in braces without the keys that only an unquoted comma made.

    In ``{technology: Flask, gunicorn, ports: [5000]}`` the word ``gunicorn`` is a key without colon and value, behind a plain
    text. Several of them behind one text are reported once, at the first.
    """
    kept: list[Entry] = []
    diagnostics: list[Diagnostic] = []
    for is_lone, group in groupby(entries, lambda entry: _is_lone_key(source, entry)):
        found = list(group)
        if is_lone and kept and _is_plain_text(kept[-1].value):
            diagnostics.append(_report_comma(source, kept[-1], [entry.key for entry in found]))
        else:
            kept += found
    return kept, diagnostics


def _is_lone_key(source: Source, entry: Entry) -> bool:
    value = entry.value
    empty = isinstance(value, Scalar) and value.plain and not value.text
    return empty and not COLON.match(source.text, entry.key.span.end)


def _is_plain_text(node: Node) -> bool:
    return isinstance(node, Scalar) and node.plain and bool(node.text)


def _report_comma(source: Source, before: Entry, keys: list[Scalar]) -> Diagnostic:
    assert isinstance(before.value, Scalar)
    whole = ", ".join((before.value.text, *(key.text for key in keys)))
    message = f"the comma before `{shorten_text(keys[0].text)}` ends the text and begins a new key"
    help = f"quote the text: {shorten_text(before.key.text)}: {shorten_text(quote_text(whole))}"
    return Diagnostic("AG112", message, source, keys[0].span, "read as a key", help)


def find_swallowed_comments(source: Source, root: Mapping) -> list[Diagnostic]:
    """Labels whose end is read as a comment: ``- client -> server: fixes issue #12``.

    The rule: on the line of a flow or step (and behind its ``label:``), a comment whose ``#`` is directly followed by a letter
    or digit is taken for part of the label and is an error; a comment there is written with a space, ``# like this``.
    Everywhere else both are comments.
    """
    return [
        _report_comment(source, key, scalar, match)
        for key, scalar in _labels(root)
        if (match := _match_comment(source, key, scalar))
    ]


def _labels(root: Mapping) -> Iterator[tuple[Scalar | None, Scalar]]:
    """The texts of flows and steps, each with its key."""
    for items in _labelled_lists(root):
        for item in items.items:
            if isinstance(item, Scalar):
                yield None, item
            elif isinstance(item, Mapping):
                texts = [entry for i, entry in enumerate(item.entries) if i == 0 or entry.key.text == "label"]
                yield from ((entry.key, entry.value) for entry in texts if isinstance(entry.value, Scalar))


def _labelled_lists(root: Mapping) -> Iterator[Sequence]:
    """The list of flows, and the list of steps of each view."""
    views = root.entry("views")
    holders = [(root, "flows")]
    if views and isinstance(views.value, Mapping):
        holders += [(entry.value, "steps") for entry in views.value.entries if isinstance(entry.value, Mapping)]
    for holder, key in holders:
        entry = holder.entry(key)
        if entry and isinstance(entry.value, Sequence):
            yield entry.value


def _match_comment(source: Source, key: Scalar | None, scalar: Scalar) -> re.Match[str] | None:
    if not scalar.plain or source.text.startswith("*", scalar.span.start):  # quoted, a block, or an alias
        return None
    if scalar.text or key is None:
        return SWALLOWED.match(source.text, scalar.span.end)
    colon = COLON.match(source.text, key.span.end)  # the comment swallows the whole label
    return SWALLOWED.match(source.text, colon.end()) if colon else None


def _report_comment(source: Source, key: Scalar | None, scalar: Scalar, match: re.Match[str]) -> Diagnostic:
    lost = match["lost"].rstrip()
    message = f"`{shorten_text(lost)}` is read as a comment, and is lost from the text"
    fix = f"quote the text: {shorten_text(quote_text(f'{scalar.text} {lost}'.strip()))}"
    help = f"{fix if key else 'write a label behind a colon'}; a comment has a space behind its #"
    return Diagnostic("AG113", message, source, Span(match.start("lost"), match.start("lost") + len(lost)), "", help)
