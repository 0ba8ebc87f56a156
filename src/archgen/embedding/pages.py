"""Pages: Markdown files with blocks, filled with what the catalogue says now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import show_path
from archgen.diagnostics.source import Source
from archgen.embedding.asks import Ask
from archgen.embedding.blocks import Block, find_blocks
from archgen.embedding.fill import fill_blocks
from archgen.embedding.picture_blocks import TABLE, fill_picture
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.embedding.asks import Filled
    from archgen.embedding.systems_read import Systems


class Page(NamedTuple):
    """A Markdown file as it is, as it should be, how many blocks it has, and what is wrong with them."""

    path: Path
    text: str
    filled: str
    blocks: int
    diagnostics: tuple[Diagnostic, ...]


def fill_page(path: Path, systems: Systems, pictures: Path) -> Page:
    """A page with its blocks filled; a block that something is wrong with stays as it is."""
    source = _read_page(path)
    blocks, found = find_blocks(source)
    contents: dict[int, Sequence[str]] = {}
    for number, block in enumerate(blocks):
        lines, wrong = _fill_block(source, block, path, pictures, systems)
        contents.update({number: lines} if lines else {})
        found += wrong
    filled = fill_blocks(source, blocks, contents)
    return Page(path, source.text, filled, len(blocks), tuple(found))


def _read_page(path: Path) -> Source:
    try:
        return Source(show_path(path), path.read_bytes().decode())
    except OSError as error:
        help = f"name its files: `archgen embed {path.as_posix()}/*.md`" if path.is_dir() else ""
        raise ArchgenError(f"cannot read {path}: {error.strerror or error}", help) from error
    except UnicodeDecodeError as error:
        raise ArchgenError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error


def _fill_block(source: Source, block: Block, page: Path, pictures: Path, systems: Systems) -> Filled:
    """The lines of a block; its first word says of which sort it is."""
    if not block.begin.words:
        help = "name a system: `archgen:begin mlflow`, or write `archgen:begin table`"
        return [], [Diagnostic("AG603", "a block that asks for nothing", source, block.begin.span, help=help)]
    subject, *words = block.begin.words
    ask = Ask(source, subject, tuple(words), page, pictures, systems)
    if subject.text == TABLE:
        from archgen.embedding.table_blocks import fill_table

        return fill_table(ask)
    return fill_picture(ask)
