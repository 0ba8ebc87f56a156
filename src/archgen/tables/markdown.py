"""A comparison as Markdown: tables that are read as well in a terminal as on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archgen.diagnostics.render.visible import measure_cells

if TYPE_CHECKING:
    from archgen.tables.comparison import Comparison, FilledTable

# What Markdown would not show as it is written: a `|` ends a cell, a tag or an entity is not text, `\` takes what follows.
MEANT = re.compile(r"\||\\(?=[!-/:-@\[-`{-~])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=[^\]]*\]\()")
PAIRED = {"*": r"\*", "`": "`", "~": "~"}  # what has a meaning where there are two of it
UNDERSCORES = re.compile(r"(?<!\w)_+|_++(?!\w)")  # at an end of a word, as in `__init__`; not in `snake_case`
WEB = ("https://", "http://")


def write_markdown(comparison: Comparison) -> str:
    """The tables under their headings, and the sources of corrections below; one table alone has no headings."""
    return "\n\n".join(_list_alone(comparison) if len(comparison.tables) == 1 else _list_blocks(comparison))


def _list_alone(comparison: Comparison) -> list[str]:
    """One table, and the sources that its numbers lead to."""
    table = "\n".join(_write_table(comparison.tables[0]))
    return [table, _write_sources(comparison)] if comparison.sources else [table]


def _list_blocks(comparison: Comparison) -> list[str]:
    """Headings and tables, and the sources under a heading of their own."""
    blocks: list[str] = []
    heading = ""
    for table in comparison.tables:
        if table.heading != heading or not table.part:
            heading = table.heading
            blocks.append(f"## {escape(heading)}")
        blocks += [f"### {escape(table.part)}"] if table.part else []
        blocks.append("\n".join(_write_table(table)))
    return [*blocks, "## Sources", _write_sources(comparison)] if comparison.sources else blocks


def _write_sources(comparison: Comparison) -> str:
    return "\n".join(f"- [{number}] {_show_source(source)}" for number, source in enumerate(comparison.sources, 1))


def _show_source(source: str) -> str:
    """An address of the web, which readers of Markdown make a link of; others as code, since `__init__.py` would be bold."""
    if source.startswith(WEB):
        return source
    return escape(source) if "`" in source else f"`{source}`"


def _write_table(table: FilledTable) -> Iterator[str]:
    head = [table.names.label, *(column.label for column in table.columns)]
    body = [[row.name, *(cell.marked for cell in row.cells)] for row in table.rows]
    rows = [[escape(text) for text in row] for row in (head, *body)]
    widths = [max(3, *(measure_cells(row[place]) for row in rows)) for place in range(len(head))]
    lines = [
        "| "
        + " | ".join(f"{text}{' ' * (width - measure_cells(text))}" for text, width in zip(row, widths, strict=True))
        + " |"
        for row in rows
    ]
    yield lines[0]
    yield f"|{'|'.join('-' * (width + 2) for width in widths)}|"
    yield from lines[1:]


def escape(text: str) -> str:
    """A text that Markdown shows as it is; a backslash only where something would be lost without it."""
    text = MEANT.sub(lambda match: f"\\{match[0]}", text)
    for mark, pattern in PAIRED.items():
        if len(re.findall(pattern, text)) > 1:
            text = re.sub(pattern, f"\\\\{mark}", text)
    if len(UNDERSCORES.findall(text)) > 1:
        text = UNDERSCORES.sub(lambda match: "\\_" * len(match[0]), text)
    return text
