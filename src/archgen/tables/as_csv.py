"""A comparison as CSV: one table alone is a plain file of rows; several stand below each other, each under its title."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.tables.comparison import Comparison, FilledTable


def write_csv(comparison: Comparison) -> str:
    """The tables with an empty line between them, and the sources of corrections below."""
    blocks = [list(_list_rows(table)) for table in comparison.tables]
    if len(blocks) > 1:
        blocks = [[[table.title], *block] for table, block in zip(comparison.tables, blocks, strict=True)]
    if comparison.sources:
        blocks.append([["Sources"], *([f"[{number}]", source] for number, source in enumerate(comparison.sources, 1))])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for number, block in enumerate(blocks):
        writer.writerows(block if number == 0 else [[], *block])
    return text.getvalue().removesuffix("\n")


def _list_rows(table: FilledTable) -> Iterator[list[str]]:
    yield [table.names.label, *(column.label for column in table.columns)]
    for row in table.rows:
        yield [row.name, *(cell.marked for cell in row.cells)]
