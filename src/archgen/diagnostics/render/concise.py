"""One line for each diagnostic: ``file:line:column: error[AG301] message; file:line:column: what is there (help)``."""

from __future__ import annotations

from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.places import write_place
from archgen.diagnostics.render.visible import show_text


def render_concise(diagnostics: Sequence[Diagnostic]) -> str:
    """A line for each diagnostic."""
    return "".join(f"{_render_one(diagnostic)}\n" for diagnostic in diagnostics)


def _render_one(diagnostic: Diagnostic) -> str:
    helped = f" ({diagnostic.help})" if diagnostic.help else ""
    related = "".join(f"; {write_place(other)}: {other.text}" for other in diagnostic.related)
    message = f"{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}{related}{helped}"
    return show_text(f"{write_place(diagnostic)}: {message}")
