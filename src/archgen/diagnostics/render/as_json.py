"""Diagnostics for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.places import find_region


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """``{"version": 1, "diagnostics": [...]}``; lines and columns count from 1, null for a whole file."""
    import json

    document = {"version": 1, "diagnostics": [_describe(diagnostic) for diagnostic in diagnostics]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _describe(diagnostic: Diagnostic) -> dict[str, Any]:
    region = find_region(diagnostic)
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": diagnostic.source.name,
        "line": region.line if region else None,
        "column": region.column if region else None,
        "end_line": region.end_line if region else None,
        "end_column": region.end_column if region else None,
        "label": diagnostic.label,
        "help": diagnostic.help,
    }
