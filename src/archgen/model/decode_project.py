"""A Document becomes a ProjectFile, or all that is wrong with its shape is said."""

from __future__ import annotations

from typing import Any

from archgen.diagnostics.diagnostic import Finding
from archgen.model.decode import to_plain
from archgen.model.project_file import ProjectFile
from archgen.model.shapes import Unreadable, read_fields
from archgen.yamltext.nodes import Document


def decode_project(document: Document) -> tuple[ProjectFile, list[Finding]]:
    """The project file and everything that is wrong with its shape.

    Where something is wrong, the project file is what is left without the keys in which it stands.
    """
    data = {key: _spell_out(key, value) for key, value in to_plain(document.root).items()}
    findings: list[Finding] = []
    try:
        return read_fields(ProjectFile, data), findings
    except Unreadable:
        from archgen.model.explaining import explain_errors

        errors = explain_errors(ProjectFile, "the project file", data)
        broken = {location[0] for _, location in errors}
        sound = {"archgen": "1", **{key: value for key, value in data.items() if key not in broken}}
        return read_fields(ProjectFile, sound), [finding for finding, _ in errors]


def _spell_out(key: str, value: Any) -> Any:
    """A section in its long form: a plain text says what a theme, or a kind, is like, and which key a column has."""
    if key == "theme" and isinstance(value, str):
        return {"like": value}
    if key == "kinds" and isinstance(value, dict):
        return {id: {"like": kind} if isinstance(kind, str) else kind for id, kind in value.items()}
    if key == "tables" and isinstance(value, list):
        return [_spell_out_columns(table) for table in value]
    return value


def _spell_out_columns(table: Any) -> Any:
    if not isinstance(table, dict) or not isinstance(table.get("columns"), list):
        return table
    columns = [{"key": column} if isinstance(column, str) else column for column in table["columns"]]
    return {**table, "columns": columns}
