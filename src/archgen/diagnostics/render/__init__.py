"""Diagnostics as text: for people, for other programs, and for the services that show them beside the code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.as_json import render_json
from archgen.diagnostics.render.concise import render_concise
from archgen.diagnostics.render.full import render_full
from archgen.diagnostics.render.github import render_github
from archgen.diagnostics.render.gitlab import render_gitlab
from archgen.diagnostics.render.sarif import render_sarif

ReportFormat = Literal["full", "concise", "json", "github", "gitlab", "sarif"]

RENDERERS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "full": render_full,
    "concise": render_concise,
    "json": render_json,
    "github": render_github,
    "gitlab": render_gitlab,
    "sarif": render_sarif,
}


def render_diagnostics(diagnostics: Sequence[Diagnostic], report_format: str, *, colour: bool = False) -> str:
    """The diagnostics, sorted by place, in a format; ends with a line break unless it is empty.

    Only the format ``full`` knows colours.
    """
    ordered = sort_diagnostics(diagnostics)
    if report_format == "full":
        return render_full(ordered, colour=colour)
    return RENDERERS[report_format](ordered)


def sort_diagnostics(diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
    """By file in the order given, then by place and code; what says the same of the same place stands once."""
    files = {name: index for index, name in enumerate(dict.fromkeys(item.source.name for item in diagnostics))}

    def key(item: Diagnostic) -> tuple[int, int, int, str, str]:
        start, end = item.span or (-1, -1)
        return files[item.source.name], start, end, item.code, item.message

    unique: dict[object, Diagnostic] = {}
    for item in diagnostics:
        unique.setdefault((key(item), item.label, item.help), item)
    return sorted(unique.values(), key=key)
