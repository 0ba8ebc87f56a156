"""Workflow commands: GitHub shows each diagnostic beside its line."""

from __future__ import annotations

import os
from collections.abc import Sequence

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.places import find_region, write_place

MESSAGE_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY_ESCAPES = {**MESSAGE_ESCAPES, ":": "%3A", ",": "%2C"}


def render_github(diagnostics: Sequence[Diagnostic]) -> str:
    """A command for each diagnostic."""
    return "".join(f"{_render_one(diagnostic)}\n" for diagnostic in diagnostics)


def _render_one(diagnostic: Diagnostic) -> str:
    properties: dict[str, str | int] = {"file": _find_path(diagnostic.source.name)}
    region = find_region(diagnostic)
    if region:
        properties |= {"line": region.line, "endLine": region.end_line}
        if region.line == region.end_line:  # columns hold only within one line
            properties |= {"col": region.column, "endColumn": region.end_column}
    properties["title"] = f"archgen {diagnostic.code}"
    written = ",".join(f"{name}={_escape(str(value), PROPERTY_ESCAPES)}" for name, value in properties.items())
    related = [f"{write_place(other)}: {other.text}" for other in diagnostic.related]  # an annotation has one place
    message = "\n".join((diagnostic.message, *related, *([diagnostic.help] if diagnostic.help else [])))
    return f"::{diagnostic.severity} {written}::{_escape(message, MESSAGE_ESCAPES)}"


def _find_path(name: str) -> str:
    """The path of a file from the root of the repository: a step of a workflow may run in a folder below."""
    workspace = os.environ.get("GITHUB_WORKSPACE")
    if not workspace:
        return name
    root, path = os.path.join(os.path.realpath(workspace), ""), os.path.abspath(name)
    return path.removeprefix(root).replace(os.sep, "/") if path.startswith(root) else name


def _escape(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in text)
