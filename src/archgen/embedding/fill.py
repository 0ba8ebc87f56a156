"""Filling: what stands between the markers of blocks is replaced, everything else stays to the byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from archgen.diagnostics.source import Source
    from archgen.embedding.blocks import Block


def fill_blocks(source: Source, blocks: Sequence[Block], contents: Mapping[int, Sequence[str]]) -> str:
    """The text with the lines of each block; ``contents`` are those of blocks by their number, others stay as they are."""
    lines = source.text.split("\n")
    for number, block in reversed(list(enumerate(blocks))):
        if number in contents:
            ending = "\r" if lines[block.begin.line].endswith("\r") else ""
            filled = [_indent(line, block.begin.indent) + ending for line in contents[number]]
            lines[block.begin.line + 1 : block.end_line] = filled
    return "\n".join(lines)


def _indent(line: str, indent: str) -> str:
    """A line as far in as its markers; an empty one without trailing spaces."""
    return f"{indent}{line}" if line else indent.rstrip()
