"""Diagnostics for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archgen.diagnostics.diagnostic import Diagnostic, RelatedPlace
from archgen.diagnostics.render.places import Region, find_region


def render_json(diagnostics: Sequence[Diagnostic]) -> str:
    """``{"version": 1, "diagnostics": [...]}``; lines and columns count from 1, null for a whole file."""
    import json

    document = {"version": 1, "diagnostics": [_describe(diagnostic) for diagnostic in diagnostics]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _describe(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        **_describe_place(diagnostic),
        "label": diagnostic.label,
        "help": diagnostic.help,
        "related": [{**_describe_place(other), "message": other.text} for other in diagnostic.related],
    }


def _describe_place(item: Diagnostic | RelatedPlace) -> dict[str, Any]:
    region = find_region(item)
    return {"file": item.source.name, **(region._asdict() if region else dict.fromkeys(Region._fields))}
