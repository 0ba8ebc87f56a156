"""Diagnostics as text: for people, for other programs, and for the services that show them beside the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Literal

from archgen.diagnostics.diagnostic import Diagnostic

ReportFormat = Literal["full", "concise", "json", "github", "sarif"]

MODULES: dict[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "as_json",
    "github": "github",
    "sarif": "sarif",
}


def render_diagnostics(diagnostics: Sequence[Diagnostic], report_format: str, *, colour: bool = False) -> str:
    """The diagnostics, sorted by place, in a format; ends with a line break unless it is empty."""
    module = import_module(f"archgen.diagnostics.render.{MODULES[report_format]}")
    ordered = sort_diagnostics(diagnostics)
    if report_format == "full":
        return str(module.render_full(ordered, colour=colour))
    render: Callable[[Sequence[Diagnostic]], str] = getattr(module, f"render_{report_format}")
    return render(ordered)


def sort_diagnostics(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """By file in the order given, then by place and code; each once."""
    files = {name: index for index, name in enumerate(dict.fromkeys(item.source.name for item in diagnostics))}

    def key(item: Diagnostic) -> tuple[int, int, str, str]:
        return files[item.source.name], item.span.start if item.span else -1, item.code, item.message

    unique = {(key(item), item.label, item.help): item for item in diagnostics}
    return sorted(unique.values(), key=key)
