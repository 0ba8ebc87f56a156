"""A comparison as a fragment of HTML: real tables, to be put into a page and styled there."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.tables.comparison import Cell, Comparison, FilledTable

WEB = ("https://", "http://")
SOURCE_ID = "archgen-source-{}"


def write_html(comparison: Comparison) -> str:
    """The tables with their titles as captions, and the sources of corrections below."""
    lines = [line for table in comparison.tables for line in _write_table(table)]
    return "\n".join((*lines, *(_write_sources(comparison.sources) if comparison.sources else ())))


def _write_table(table: FilledTable) -> Iterator[str]:
    yield '<table class="archgen-table">'
    yield f"<caption>{escape(table.title)}</caption>"
    labels = (table.names.label, *(column.label for column in table.columns))
    heads = "".join(f'<th scope="col">{escape(label)}</th>' for label in labels)
    yield f"<thead>\n<tr>{heads}</tr>\n</thead>\n<tbody>"
    for row in table.rows:
        cells = "".join(f"<td>{_write_cell(cell)}</td>" for cell in row.cells)
        yield f'<tr><th scope="row">{escape(row.name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>"


def _write_cell(cell: Cell) -> str:
    marks = "".join(f'<a href="#{SOURCE_ID.format(number)}">[{number}]</a>' for number in cell.numbers)
    return " ".join(part for part in (_link(cell.text), f"<sup>{marks}</sup>" if marks else "") if part)


def _write_sources(sources: tuple[str, ...]) -> Iterator[str]:
    yield '<ol class="archgen-sources">'
    for number, source in enumerate(sources, 1):
        yield f'<li id="{SOURCE_ID.format(number)}">{_link(source)}</li>'
    yield "</ol>"


def _link(text: str) -> str:
    """A text; where it is a web address, one that can be followed."""
    shown = escape(text)
    return f'<a href="{shown}">{shown}</a>' if text.startswith(WEB) and " " not in text else shown
