"""For people at a terminal: place, excerpt, caret, help.

error[AG301]: flow points to unknown component `artifact-stor`
  --> specs/mlflow.yaml:24:9
   |
24 |   - client -> artifact-stor: artifacts
   |               ^^^^^^^^^^^^^ no component or group has this id
   = help: did you mean `artifact-store` (line 12)?

What it is about, too, follows below, each place behind `:::`.
"""

from __future__ import annotations

from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic, RelatedPlace
from archgen.diagnostics.render.excerpt import cut_excerpt
from archgen.diagnostics.render.places import find_region, write_place
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
    margin = _choose_margin(diagnostic)
    if diagnostic.span is None:
        lines.append(inks("faint", f"{margin[:-1]}--> ") + show_text(diagnostic.source.name))
    else:
        lines += _render_place(diagnostic, diagnostic.span, margin, inks)
    for other in diagnostic.related:
        lines += _render_place(other, other.span, margin, inks)
    if diagnostic.help:
        helped = show_text(diagnostic.help, keep_breaks=True).replace("\n", f"\n{margin}         ")
        lines.append(inks("faint", f"{margin} = ") + f"help: {helped}")
    return "\n".join(line.rstrip() for line in lines)


def _choose_margin(diagnostic: Diagnostic) -> str:
    """Room for the numbers of the lines that are shown."""
    regions = [find_region(diagnostic), *map(find_region, diagnostic.related)]
    return " " * max((len(str(region.line)) for region in regions if region), default=3)


def _render_place(item: Diagnostic | RelatedPlace, span: Span, margin: str, inks: _Inks) -> list[str]:
    """Where it is, the line there, and the carets with what is said there."""
    arrow, ink, text = (
        ("-->", item.severity, item.label) if isinstance(item, Diagnostic) else (":::", "faint", item.text)
    )
    excerpt = cut_excerpt(item.source, span)
    line = str(item.source.position(span.start).line).rjust(len(margin))
    return [
        inks("faint", f"{margin}{arrow} ") + show_text(write_place(item)),
        inks("faint", f"{margin} |"),
        inks("faint", f"{line} | ") + excerpt.text,
        inks("faint", f"{margin} | ") + inks(ink, f"{excerpt.carets} {show_text(text)}".rstrip()),
    ]
