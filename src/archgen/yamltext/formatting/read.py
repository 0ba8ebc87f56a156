"""From tokens to a text as its author wrote it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from archgen.yamltext.formatting.order import Marked
from archgen.yamltext.formatting.tokens import Token
from archgen.yamltext.formatting.written import Block, Brackets, Entry, Node, Text, Words

OPENING = {"FlowMappingStart", "FlowSequenceStart"}
CLOSING = {"FlowMappingEnd", "FlowSequenceEnd"}
PROPERTIES = {"Anchor", "Tag"}
BEFORE_ROOT = {"Directive", "DocumentStart"}
MARKS = {"Anchor", "Alias"}


def read_written(text: str, tokens: Sequence[Token]) -> Text:
    """The text of a sound document, as its author wrote it."""
    return _Reader(text, tokens).read()


def find_marks(tokens: Iterable[Token]) -> tuple[Marked, ...]:
    """The anchors and aliases among tokens."""
    return tuple(Marked(token.kind, token.value, token.start) for token in tokens if token.kind in MARKS)


class _Reader:
    """Reads the tokens one after the other."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._at = 0
        self._following = _find_shown(tokens)
        self._taken: dict[int, int] = {}  # how many of the lines above a token have an owner already

    def read(self) -> Text:
        """The whole text."""
        preamble: list[str] = []
        while self._next.kind in BEFORE_ROOT:
            preamble += self._take_whole()
        preamble += self._take_head()
        while self._next.kind in PROPERTIES:  # those of the root
            preamble += self._take_whole()
        if self._next.kind in OPENING:
            preamble += self._take_above()
        node = self._read_node()
        root = Entry((), "", node, value_behind="" if isinstance(node, Block) else self._last.behind)
        end: list[str] = []
        while self._at < len(self._tokens):
            end += self._take_whole()
        return Text(tuple(preamble), root, tuple(end))

    def _take_head(self) -> tuple[str, ...]:
        """The comments above all: the file's, not its first key's. A licence stays on top, whatever key comes first."""
        return self._take_lines(len(self._tokens[self._shown].above))

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    @property
    def _shown(self) -> int:
        """The index of the next token that shows in the text, or of the end."""
        return self._following[self._at]

    @property
    def _last(self) -> Token:
        """The last token read that shows in the text."""
        return next(self._tokens[i] for i in range(self._at - 1, -1, -1) if self._tokens[i].text)

    def _take(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take_whole(self) -> list[str]:
        """A token as a line, below those above it."""
        above = self._take_above()
        token = self._take()
        return [*above, *([token.text + token.behind] if token.text else [])]

    def _take_above(self) -> tuple[str, ...]:
        """The lines above the next token that have no owner yet."""
        return self._take_lines(len(self._tokens[self._shown].above))

    def _take_lines(self, end: int) -> tuple[str, ...]:
        shown = self._shown
        start = self._taken.get(shown, 0)
        self._taken[shown] = max(start, end)
        return tuple(line.comment for line in self._tokens[shown].above[start:end])

    def _take_tail(self, column: int) -> tuple[str, ...]:
        """The comments at the end of a block: those that stand as far to the right as its entries, or farther."""
        above = self._tokens[self._shown].above
        start = self._taken.get(self._shown, 0)
        end = start
        for i, line in enumerate(above[start:], start):
            if line.comment and line.column < column:
                break
            end = i + 1 if line.comment else end
        return self._take_lines(end)

    def _take_following(self) -> tuple[str, ...]:
        """The comments directly below an entry, where an empty line parts them from the next one."""
        above = self._tokens[self._shown].above
        start = self._taken.get(self._shown, 0)
        return self._take_lines(next((i for i, line in enumerate(above) if i >= start and not line.comment), start))

    def _read_node(self, is_value: bool = True) -> Node:
        """What stands here; ``is_value``: it may be a list that is not indented."""
        token = self._next
        if token.kind in {"Scalar", "Alias"}:
            self._take()
            return Words(tuple(token.text.split("\n")), token.keeps_breaks)
        if token.kind in OPENING:
            return self._read_brackets()
        if token.kind == "BlockMappingStart":
            return self._read_block(True, "Key")
        if token.kind == "BlockSequenceStart":
            return self._read_block(False, "BlockEntry")
        if token.kind == "BlockEntry" and is_value:
            return self._read_flat_list()
        return None

    def _read_brackets(self) -> Brackets:
        start, depth = self._at, 0
        while True:
            kind = self._take().kind
            depth += (kind in OPENING) - (kind in CLOSING)
            if depth == 0:
                return Brackets(tuple(self._tokens[start : self._at]))

    def _read_block(self, is_mapping: bool, begin: str) -> Block:
        column = self._take().column
        entries: list[Entry] = []
        while self._next.kind == begin:
            entries.append(self._read_entry(is_mapping))
            if self._next.kind == begin:
                entries[-1] = entries[-1]._replace(following=self._take_following())
        assert self._take().kind == "BlockEnd"
        return Block(is_mapping, column, tuple(entries), self._take_tail(column))

    def _read_flat_list(self) -> Block:
        """A list whose dashes stand below the first letter of its key; nothing marks its end."""
        column = self._next.column
        entries: list[Entry] = []
        while self._next.kind == "BlockEntry":
            entries.append(self._read_entry(False))
        return Block(False, column, tuple(entries), self._take_tail(column + 1))

    def _read_entry(self, is_mapping: bool) -> Entry:
        above, first = self._take_above(), self._shown
        start = self._at
        key, is_odd = self._read_key() if is_mapping else (None, False)
        marker = self._take() if self._next.kind in {"Value", "BlockEntry"} else None
        head = self._text[self._tokens[first].start : self._last.end] if marker else ""
        if marker and is_mapping:
            head = head.removesuffix(":").rstrip()
            head += " :" if self._tokens[first].kind == "Alias" else ":"
        entry = self._read_value(Entry(above, head, None, key), is_mapping)
        entry = entry._replace(marks=find_marks(self._tokens[start : self._at]))
        if is_odd or marker is None or entry.is_odd:
            return self._read_as_typed(entry, first)
        return entry

    def _read_key(self) -> tuple[str | None, bool]:
        """The key, as far as it is a text, and whether it is written in an odd way (``? key``)."""
        is_odd = bool(self._take().text)
        is_odd = bool(self._take_properties()) or is_odd
        key = self._next.value if self._next.kind == "Scalar" else None
        self._read_node()
        return key, is_odd

    def _take_properties(self) -> list[Token]:
        found: list[Token] = []
        while self._next.kind in PROPERTIES:
            found.append(self._take())
        return found

    def _read_value(self, entry: Entry, is_mapping: bool) -> Entry:
        """The entry with what stands behind its colon or dash."""
        properties = self._take_properties()
        head_end, first = self._last, self._tokens[self._shown]
        is_odd = any(token.starts_line for token in properties) or any(token.behind for token in properties[:-1])
        entry = entry._replace(properties=" ".join(token.text for token in properties))
        is_block = self._next.kind in {"BlockMappingStart", "BlockSequenceStart", "BlockEntry"}
        if is_block or self._next.kind in {"Key", "BlockEnd", "DocumentEnd", "StreamEnd"}:
            node = self._read_node(is_mapping)
            return entry._replace(node=node, behind=head_end.behind, is_odd=is_odd)
        above = self._take_above()
        node = self._read_node()
        if not first.starts_line:
            return entry._replace(node=node, value_behind=self._last.behind, is_odd=is_odd)
        return entry._replace(
            node=node,
            behind=head_end.behind,
            is_below=True,
            value_above=above,
            value_behind=self._last.behind,
            is_odd=is_odd or bool(properties),
        )

    def _read_as_typed(self, entry: Entry, first: int) -> Entry:
        """An entry in a form that nobody writes: it stays as it is typed, with the comments inside it."""
        last = self._last
        typed = self._text[self._tokens[first].start : last.end]
        following = self._shown
        self._taken.pop(following, None)
        words = Words(tuple(typed.split("\n")), last.keeps_breaks)
        return Entry(entry.above, "", words, entry.key, value_behind=last.behind, marks=entry.marks)


def _find_shown(tokens: Sequence[Token]) -> list[int]:
    """For each token, the index of the first from there on that shows in the text; the last one stands for the end."""
    found = [len(tokens) - 1] * len(tokens)
    for index in range(len(tokens) - 2, -1, -1):
        found[index] = index if tokens[index].text else found[index + 1]
    return found
