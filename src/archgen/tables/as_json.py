"""A comparison as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from archgen.model.project import Column
    from archgen.tables.comparison import Cell, Comparison, FilledTable, Row

VERSION = 1


def write_json(comparison: Comparison) -> str:
    """Tables with columns and rows; a cell has the printed text, and what the spec says apart."""
    described = {
        "version": VERSION,
        "corrected": comparison.corrected,
        "tables": [_describe_table(table) for table in comparison.tables],
        "sources": [{"number": number, "source": source} for number, source in enumerate(comparison.sources, 1)],
    }
    return json.dumps(described, ensure_ascii=False, indent=2)


def _describe_table(table: FilledTable) -> dict[str, Any]:
    return {
        "title": table.title,
        "names": _describe_column(table.names),
        "columns": [_describe_column(column) for column in table.columns],
        "rows": [_describe_row(table, row) for row in table.rows],
    }


def _describe_column(column: Column) -> dict[str, str]:
    return {"key": column.key, "label": column.label}


def _describe_row(table: FilledTable, row: Row) -> dict[str, Any]:
    cells = zip(table.columns, row.cells, strict=True)
    return {"tool": row.tool, "name": row.name, "cells": [_describe_cell(column, cell) for column, cell in cells]}


def _describe_cell(column: Column, cell: Cell) -> dict[str, Any]:
    fact = cell.fact
    corrected = None
    if fact is not None and fact.corrected is not None:
        corrected = {"value": fact.corrected, "sources": list(cell.corrected_sources)}
    return {
        "column": column.key,
        "text": cell.text,
        "value": fact.value if fact else cell.text or None,
        "note": (fact.note or None) if fact else None,
        "confidence": fact.confidence if fact else None,
        "sources": list(cell.sources),
        "corrected": corrected,
        "numbers": list(cell.numbers),
    }
