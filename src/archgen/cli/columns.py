"""Columns of text for a terminal."""

from __future__ import annotations

from archgen.diagnostics.render.visible import measure_cells, show_text


def write_columns(rows: list[tuple[str, ...]]) -> str:
    """Rows of cells in columns, as wide as their cells."""
    shown = [[show_text(cell) for cell in row] for row in rows]
    widths = [max(measure_cells(row[column]) for row in shown) for column in range(len(shown[0]))]
    lines = (
        "  ".join(cell + " " * (w - measure_cells(cell)) for cell, w in zip(row, widths, strict=True)) for row in shown
    )
    return "\n".join(line.rstrip() for line in lines)
