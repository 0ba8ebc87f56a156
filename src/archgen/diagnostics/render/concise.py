"""One line for each diagnostic: ``file:line:column: error[AG301] message (help)``."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.visible import show_text


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """A line for each diagnostic."""
    return "".join(f"{_render_one(diagnostic)}\n" for diagnostic in diagnostics)


def _render_one(diagnostic: Diagnostic) -> str:
    place = diagnostic.source.name
    if diagnostic.span:
        line, column = diagnostic.source.position(diagnostic.span.start)
        place = f"{place}:{line}:{column}"
    helped = f" ({diagnostic.help})" if diagnostic.help else ""
    return show_text(f"{place}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}{helped}")
