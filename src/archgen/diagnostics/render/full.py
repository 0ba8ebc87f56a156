"""For people at a terminal: place, excerpt, caret, help.

error[AG301]: flow points to unknown component `artifact-stor`
  --> specs/mlflow.yaml:24:9
   |
24 |   - client -> artifact-stor: artifacts
   |               ^^^^^^^^^^^^^ no component or group has this id
   = help: did you mean `artifact-store` (line 12)?
"""

from __future__ import annotations

from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.excerpt import cut_excerpt
from archgen.diagnostics.render.visible import show_text
from archgen.diagnostics.source import Span

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
    title = inks(diagnostic.severity, f"{diagnostic.severity}[{diagnostic.code}]")
    lines = [title + inks("bold", f": {show_text(diagnostic.message)}")]
    if diagnostic.span is None:
        margin = "   "
        lines.append(inks("faint", "  --> ") + show_text(diagnostic.source.name))
    else:
        margin = " " * len(str(diagnostic.source.position(diagnostic.span.start).line))
        lines += _render_place(diagnostic, diagnostic.span, inks)
    if diagnostic.help:
        helped = show_text(diagnostic.help, keep_breaks=True).replace("\n", f"\n{margin}         ")
        lines.append(inks("faint", f"{margin} = ") + f"help: {helped}")
    return "\n".join(line.rstrip() for line in lines)


def _render_place(diagnostic: Diagnostic, span: Span, inks: _Inks) -> list[str]:
    """Where it is, the line there, and the carets with the label."""
    line, column = diagnostic.source.position(span.start)
    margin = " " * len(str(line))
    excerpt = cut_excerpt(diagnostic.source, span)
    label = f"{excerpt.carets} {show_text(diagnostic.label)}".rstrip()
    return [
        inks("faint", f"{margin}--> ") + f"{show_text(diagnostic.source.name)}:{line}:{column}",
        inks("faint", f"{margin} |"),
        inks("faint", f"{line} | ") + excerpt.text,
        inks("faint", f"{margin} | ") + inks(diagnostic.severity, label),
    ]
