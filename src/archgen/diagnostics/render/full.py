"""For people at a terminal: place, excerpt, caret, help.

error[AG301]: flow points to unknown component `artifact-stor`
  --> specs/mlflow.yaml:24:9
   |
24 |   - client -> artifact-stor: artifacts
   |               ^^^^^^^^^^^^^ no component or group has this id
   = help: did you mean `artifact-store` (line 12)?
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Span

WIDEST_EXCERPT = 100
CONTEXT_BEFORE = 30
TAB_WIDTH = 4
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "bold": "\x1b[1m", "faint": "\x1b[36m", "off": "\x1b[0m"}


def render_full(diagnostics: Sequence[Diagnostic], *, colour: bool = False) -> str:
    """Each diagnostic with its excerpt, and how many there are; empty where there is none."""
    if not diagnostics:
        return ""
    blocks = [_render_one(diagnostic, _Inks(colour)) for diagnostic in diagnostics]
    return "\n\n".join((*blocks, count_severities(diagnostics))) + "\n"


def count_severities(diagnostics: Sequence[Diagnostic]) -> str:
    """``2 errors, 1 warning``."""
    counts = {"error": 0, "warning": 0}
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return ", ".join(f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items() if count)


class _Inks:
    """Colour codes, or nothing."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, ink: str, text: str) -> str:
        return f"{COLOURS[ink]}{text}{COLOURS['off']}" if self._colour and text else text


def _render_one(diagnostic: Diagnostic, inks: _Inks) -> str:
    severity = diagnostic.severity
    title = inks(severity, f"{severity}[{diagnostic.code}]") + inks("bold", f": {show_text(diagnostic.message)}")
    if diagnostic.span is None:
        lines = [title, inks("faint", "  --> ") + diagnostic.source.name]
        margin = "   "
    else:
        line, column = diagnostic.source.position(diagnostic.span.start)
        margin = " " * len(str(line))
        place = f"{diagnostic.source.name}:{line}:{column}"
        excerpt, caret = _excerpt(diagnostic, diagnostic.span, line)
        label = inks(severity, f"{caret} {show_text(diagnostic.label)}".rstrip())
        lines = [
            title,
            inks("faint", f"{margin}--> ") + place,
            inks("faint", f"{margin} |"),
            inks("faint", f"{line} | ") + excerpt,
            inks("faint", f"{margin} | ") + label,
        ]
    if diagnostic.help:
        helped = show_text(diagnostic.help, keep_breaks=True).replace("\n", f"\n{margin}         ")
        lines.append(inks("faint", f"{margin} = ") + f"help: {helped}")
    return "\n".join(line.rstrip() for line in lines)


def _excerpt(diagnostic: Diagnostic, span: Span, line: int) -> tuple[str, str]:
    """The line (or the part of it around the span) as it is shown, and the carets below it."""
    source = diagnostic.source
    text = source.line_text(line)
    start = span.start - source.line_starts[line - 1]
    end = max(start + 1, min(span.end - source.line_starts[line - 1], len(text)))
    first = max(0, start - CONTEXT_BEFORE) if len(text) > WIDEST_EXCERPT else 0
    last = min(len(text), first + WIDEST_EXCERPT)
    head = "…" if first else ""
    tail = "…" if last < len(text) else ""
    shown = head + show_text(text[first:last], tabs=True) + tail
    before = measure_cells(head + show_text(text[first:start], tabs=True))
    marked = measure_cells(show_text(text[start : min(end, last)], tabs=True))
    return shown, " " * before + "^" * max(1, marked)


def show_text(text: str, *, tabs: bool = False, keep_breaks: bool = False) -> str:
    """The text with everything that a terminal would act on made visible."""
    return "".join(_show_character(character, tabs, keep_breaks) for character in text)


def _show_character(character: str, tabs: bool, keep_breaks: bool) -> str:
    if character == "\t" and tabs:
        return " " * TAB_WIDTH
    if character == "\n" and keep_breaks:
        return character
    if character != "\u200d" and unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}:
        return f"<U+{ord(character):04X}>"
    return character


def measure_cells(text: str) -> int:
    """How many columns of a terminal a text takes: wide East Asian characters take two, combining marks none."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
        for character in text
    )
