"""Blocks: the stretches of a Markdown file between a begin and an end marker, each marker alone in its line.

A marker is a comment of Markdown, ``<!-- archgen:begin mlflow view=architecture -->``, or of MDX, ``{/* archgen:end */}``. In
fenced code, and between backticks, it is text. Fences are read as CommonMark 0.31 (section 4.5) has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source, Span
from archgen.diagnostics.suggest import did_you_mean
from archgen.embedding.words import Word, read_words
from archgen.values import NamedTuple

MARKER = re.compile(
    r"\ufeff?(?P<indent>[ \t>]*)(?:(?P<html><!--)|\{/\*)\s*archgen:(?P<word>[\w-]*)(?P<rest>.*?)(?(html)-->|\*/\})[ \t]*"
)
BEGINNING = re.compile(r"(?:<!--|\{/\*)\s*archgen:(?:begin|end)\b.*")
CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)*(?P<fence>`{3,}|~{3,})(?P<info>[^\r\n]*)")
WORDS = ("begin", "end")
HALF = "half a line"  # stands for the word of a marker that is not alone in its line


class Marker(NamedTuple):
    """A begin or an end: its line counted from 0, what stands before it, and the words of what it asks for."""

    line: int
    word: str
    indent: str
    words: tuple[Word, ...]
    span: Span


class Block(NamedTuple):
    """A begin marker, and the line of its end marker, counted from 0."""

    begin: Marker
    end_line: int


def find_blocks(source: Source) -> tuple[list[Block], list[Diagnostic]]:
    """The blocks in their order, and what is wrong with markers: one that is none; if all are, one without its other."""
    markers = list(_list_markers(source))
    blocks, alone = _pair(source, [marker for marker in markers if marker.word in WORDS])
    wrong = [_report_marker(source, marker) for marker in markers if marker.word not in WORDS]
    return blocks, wrong or alone


def _pair(source: Source, markers: Sequence[Marker]) -> tuple[list[Block], list[Diagnostic]]:
    """Each begin with the end that follows it, and what has no other."""
    blocks: list[Block] = []
    found: list[Diagnostic] = []
    opened: Marker | None = None
    for marker in markers:
        if marker.word == "begin":
            found += [_report_open(source, opened)] if opened else []
            opened = marker
        elif opened is None:
            found.append(_report_end(source, marker))
        else:
            blocks.append(Block(opened, marker.line))
            opened = None
    found += [_report_open(source, opened)] if opened else []
    return blocks, found


def _list_markers(source: Source) -> Iterator[Marker]:
    """All markers outside fenced code."""
    fence = ""
    for line, start in enumerate(source.line_starts):
        text = source.line_text(line + 1)
        bar = FENCE.match(text)
        if fence:
            if bar and bar["fence"].startswith(fence) and not bar["info"].strip():
                fence = ""
        elif bar and not (bar["fence"][0] == "`" and "`" in bar["info"]):
            fence = bar["fence"]
        elif match := MARKER.fullmatch(text):
            yield _read_marker(match, line, start)
        elif half := BEGINNING.search(CODE_SPAN.sub(lambda span: " " * len(span[0]), text)):
            yield Marker(line, HALF, "", (), Span(start + half.start(), start + half.end()))


def _read_marker(match: re.Match[str], line: int, start: int) -> Marker:
    words = read_words(match["rest"], start + match.start("rest"))
    return Marker(line, match["word"], match["indent"], words, Span(start + match.end("indent"), start + match.end()))


def _report_marker(source: Source, marker: Marker) -> Diagnostic:
    if marker.word == HALF:
        message = "a marker that is not alone in its line"
        help = "write the whole comment in a line of its own, in a list as far in as the text; between backticks it is text"
    else:
        message = f"`archgen:{marker.word}` is no marker"
        help = did_you_mean(marker.word, WORDS) or "write `archgen:begin` or `archgen:end`"
    return Diagnostic("AG601", message, source, marker.span, help=help)


def _report_open(source: Source, marker: Marker) -> Diagnostic:
    form = "{/* archgen:end */}" if source.text[marker.span.start] == "{" else "<!-- archgen:end -->"
    return Diagnostic(
        "AG602", "a block without its end", source, marker.span, help=f"write `{form}` in a line of its own below it"
    )


def _report_end(source: Source, marker: Marker) -> Diagnostic:
    help = "take it away, or write its `archgen:begin TOOL` above it"
    return Diagnostic("AG602", "an end without its begin", source, marker.span, help=help)
