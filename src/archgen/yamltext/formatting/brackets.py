"""Mappings and lists in brackets: the spaces in them, their order, and how one that is too long becomes a block."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from archgen.yamltext.formatting.order import KeyOrder, sort_keyed
from archgen.yamltext.formatting.read import CLOSING, OPENING, PROPERTIES, find_marks
from archgen.yamltext.formatting.tokens import Token
from archgen.yamltext.formatting.written import Block, Brackets, Entry, Node, Words

Tokens = Sequence[Token]


def sort_brackets(tokens: Tokens, order: KeyOrder) -> list[Token]:
    """The tokens with keys in their order; each entry takes the place of another, also on its line.

    A mapping with comments in it stays as it is: nobody could say what they belong to.
    """
    is_mapping = tokens[0].kind == "FlowMappingStart"
    parts = [_sort_inside(part, order, is_mapping) for part in split_parts(tokens)]
    if is_mapping and not _has_comments(tokens):
        filled = [part for part in parts if part]
        ordered = sort_keyed(filled, order, find_key, find_marks)
        moved = [_take_place(part, place) for part, place in zip(ordered, filled, strict=True)]
        parts = [*moved, *parts[len(filled) :]]
    commas = [token for token in _top_level(tokens) if token.kind == "FlowEntry"]
    if not parts[-1] and not any(token.starts_line for token in tokens[1:]):
        commas = commas[:-1]  # the one before the end of a line
    found = [tokens[0]]
    for number, part in enumerate(parts):
        found += [*part, *commas[number : number + 1]]
    return [*found, tokens[-1]]


def split_parts(tokens: Tokens) -> list[list[Token]]:
    """What stands between the commas; behind a comma at the end there is nothing."""
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens[1:-1]:
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        if token.kind == "FlowEntry" and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def find_key(part: Tokens) -> str | None:
    """The key of a part of a mapping, where it is a text."""
    return next((token.value for token in part[:2] if token.kind == "Scalar"), None)


def write_brackets(tokens: Tokens) -> Words:
    """The text of a collection, with the lines that its author made."""
    shown = [token for token in tokens if token.text]
    text = shown[0].text
    for before, token in pairwise(shown):
        text += _glue(before, token) + token.text
    return Words(tuple(text.split("\n")))


def break_up(tokens: Tokens) -> Block | None:
    """A mapping as a block with a line for each entry; None where it has entries that are no key with a value."""
    entries = [_make_entry(part) for part in split_parts(tokens) if part]
    whole = [entry for entry in entries if entry is not None]
    if tokens[0].kind != "FlowMappingStart" or not whole or len(whole) < len(entries):
        return None
    return Block(True, 0, tuple(whole))


def _make_entry(part: Tokens) -> Entry | None:
    if [token.kind for token in part[:3]] != ["Key", "Scalar", "Value"] or part[0].text or not part[2].text:
        return None
    values = list(part[3:])
    properties = [token for token in values if token.kind in PROPERTIES][: _count_properties(values)]
    node = _make_node(values[len(properties) :])
    head, names = f"{part[1].text}:", " ".join(token.text for token in properties)
    return Entry((), head, node, part[1].value, names, marks=find_marks(part))


def _count_properties(values: Tokens) -> int:
    return next((number for number, token in enumerate(values) if token.kind not in PROPERTIES), len(values))


def _make_node(values: Tokens) -> Node:
    if not values:
        return None
    return Brackets(tuple(values)) if values[0].kind in OPENING else Words((values[0].text,))


def _top_level(tokens: Tokens) -> list[Token]:
    found: list[Token] = []
    depth = 0
    for token in tokens[1:-1]:
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        found += [token] if depth == 0 else []
    return found


def _sort_inside(part: list[Token], order: KeyOrder, is_mapping: bool) -> list[Token]:
    """A part with what is inside it in order."""
    start = next((number for number, token in enumerate(part) if token.kind in OPENING), None)
    if start is None or not _spans(part, start):
        return part
    below = order.below(find_key(part)) if is_mapping else order.item()
    return [*part[:start], *sort_brackets(part[start:], below)]


def _spans(part: Tokens, start: int) -> bool:
    """Whether the brackets that open at a token close with the last one."""
    depth = 0
    for number, token in enumerate(part[start:], start):
        depth += (token.kind in OPENING) - (token.kind in CLOSING)
        if depth == 0:
            return number == len(part) - 1
    return False


def _has_comments(tokens: Tokens) -> bool:
    return any(token.behind for token in tokens[:-1]) or any(
        line.comment for token in tokens[1:] for line in token.above
    )


def _take_place(part: list[Token], place: list[Token]) -> list[Token]:
    """A part with the line break (or none) that stood before another one."""
    here, there = (next(number for number, token in enumerate(tokens) if token.text) for tokens in (part, place))
    old = place[there]
    new = part[here]._replace(above=old.above, starts_line=old.starts_line, column=old.column)
    return [*part[:here], new, *part[here + 1 :]]


def _glue(before: Token, token: Token) -> str:
    """What stands between two tokens: nothing, a space, or the author's line break with the comments there."""
    if token.starts_line:
        lines: list[str] = []
        for line in token.above:
            if line.comment or (lines and lines[-1]):
                lines.append(" " * line.column + line.comment if line.comment else "")
        return "\n".join([before.behind, *lines, " " * token.column])
    if before.kind in OPENING or token.kind in {*CLOSING, "FlowEntry"}:
        return " " if before.kind in {"Value", *PROPERTIES} else ""
    if token.kind == "Value":
        return " " if before.kind == "Alias" else ""
    return " "
