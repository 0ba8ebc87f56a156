"""Writes a text that is in order: indentation, and where lines are empty."""

from __future__ import annotations

from collections.abc import Iterable

from archgen.yamltext.formatting.settle import INDENT, is_compact
from archgen.yamltext.formatting.written import Block, Entry, Text, Words


def write_lines(text: Text) -> list[str]:
    """The lines of a text."""
    return _Writer().write(text)


class _Writer:
    """Writes line after line."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._held = 0  # an empty line behind so many lines would belong to the text before it

    def write(self, text: Text) -> list[str]:
        """All lines."""
        self._comments(text.preamble, 0)
        if isinstance(text.root.node, Block):
            self._sections(text.root.node)
        else:
            self._entry(text.root, 0, "", 0)
        self._comments(text.end, 0)
        while len(self._lines) > self._held and not self._lines[-1]:
            self._lines.pop()
        return self._lines

    def _sections(self, root: Block) -> None:
        """The top level: what takes more than a line is a section, with an empty line before and behind it."""
        follows_section = False
        for number, entry in enumerate(root.entries):
            if number and (follows_section or _is_section(entry)):
                self._empty()
            self._comments(entry.above, 0, is_first=not number)
            self._entry(entry, 0, "", -root.column)
            self._comments(entry.following, 0)
            follows_section = _is_section(entry)
        self._comments(root.tail, 0)

    def _block(self, block: Block, indent: int, lead: str) -> None:
        """A block; ``lead`` is what its first line begins with."""
        for number, entry in enumerate(block.entries):
            self._comments(entry.above, indent, is_first=not number)
            self._entry(entry, indent, " " * indent if number else lead, indent - block.column)
            self._comments(entry.following, indent)
        self._comments(block.tail, indent)

    def _entry(self, entry: Entry, indent: int, lead: str, moved: int) -> None:
        """An entry; ``moved`` is how far it moves to the right."""
        head = f"{lead}{entry.head} {entry.properties}".rstrip() if entry.head else lead
        below = " " * (indent + INDENT)
        node = entry.node
        if isinstance(node, Block):
            if is_compact(entry):
                self._block(node, indent + INDENT, f"{head} ")
            else:
                self._lines.append(head + entry.behind)
                self._block(node, indent + INDENT, below)
        elif isinstance(node, Words) and entry.is_below:
            self._lines.append(head + entry.behind)
            self._comments(entry.value_above, indent + INDENT, is_first=True)
            self._words(below, node, moved, entry.value_behind)
        elif isinstance(node, Words):
            self._words(f"{head} " if entry.head else head, node, moved, entry.value_behind)
        else:
            self._lines.append(head + entry.behind)

    def _words(self, before: str, words: Words, moved: int, behind: str) -> None:
        first, *rest = words.lines
        lines = [before + first, *(_move(line, moved) for line in rest)]
        lines[-1] += behind
        self._lines += lines
        if words.keeps_breaks:
            self._held = len(self._lines)

    def _comments(self, lines: Iterable[str], indent: int, *, is_first: bool = False) -> None:
        """Comments and empty lines; ``is_first``: with no empty line before them."""
        for line in lines:
            if line:
                self._lines.append(" " * indent + line)
                is_first = False
            elif not is_first:
                self._empty()

    def _empty(self) -> None:
        if self._lines and self._lines[-1] and len(self._lines) != self._held:
            self._lines.append("")


def _is_section(entry: Entry) -> bool:
    return isinstance(entry.node, Block) or (isinstance(entry.node, Words) and len(entry.node.lines) > 1)


def _move(line: str, by: int) -> str:
    """A line moved to the right, or to the left as far as there are spaces."""
    if by >= 0:
        return " " * by + line if line else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]
