"""SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from archgen import __version__
from archgen.diagnostics.codes import CODES
from archgen.diagnostics.diagnostic import Diagnostic, RelatedPlace
from archgen.diagnostics.render.places import find_region

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with a result for each diagnostic, and the rules they break."""
    import json

    used = sorted({diagnostic.code for diagnostic in diagnostics})
    rules = [_describe_rule(code) for code in used]
    driver = {"name": "archgen", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_describe(diagnostic, used.index(diagnostic.code)) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _describe_rule(code: str) -> dict[str, Any]:
    severity, meaning = CODES[code]
    return {"id": code, "shortDescription": _write_message(meaning), "defaultConfiguration": {"level": severity}}


def _describe(diagnostic: Diagnostic, rule: int) -> dict[str, Any]:
    text = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity,
        "message": _write_message(text),
        "locations": [_locate(diagnostic)],
    }
    if diagnostic.related:
        related = [
            {"id": number, **_locate(other), "message": _write_message(other.text)}
            for number, other in enumerate(diagnostic.related)
        ]
        result["relatedLocations"] = related
    return result


def _write_message(text: str) -> dict[str, str]:
    """A message; braces stand in pairs there, since single ones are places for arguments (section 3.11.5 of the standard)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


def _locate(item: Diagnostic | RelatedPlace) -> dict[str, Any]:
    from urllib.parse import quote

    location: dict[str, Any] = {"artifactLocation": {"uri": quote(item.source.name)}}
    region = find_region(item)
    if region:
        location["region"] = {
            "startLine": region.line,
            "startColumn": region.column,
            "endLine": region.end_line,
            "endColumn": region.end_column,
        }
    return {"physicalLocation": location}
