"""Decides: in which order keys stand, and which mappings in brackets are too long for a line."""

from __future__ import annotations

from archgen.yamltext.formatting.brackets import break_up, sort_brackets, write_brackets
from archgen.yamltext.formatting.order import KeyOrder, sort_keyed
from archgen.yamltext.formatting.written import Block, Brackets, Entry

WIDTH = 120
INDENT = 2


def settle_entry(entry: Entry, order: KeyOrder, indent: int) -> Entry:
    """The entry with its value in order; ``indent`` is where it will stand."""
    node = entry.node
    if isinstance(node, Block):
        block = settle_block(node, order, indent + INDENT if entry.head else indent)
        return _lift_comments(entry, block) if is_compact(entry) else entry._replace(node=block)
    if not isinstance(node, Brackets):
        return entry
    tokens = sort_brackets(node.tokens, order)
    words = write_brackets(tokens)
    start = indent + INDENT if entry.is_below else indent + len(f"{entry.head} {entry.properties}".rstrip()) + 1
    if len(words.lines) > 1 or start + len(words.lines[0]) <= WIDTH or not entry.head:
        return entry._replace(node=words)
    block_or_none = break_up(tokens)
    if block_or_none is None:
        return entry._replace(node=words)
    return settle_entry(_hang(entry, block_or_none), order, indent)


def settle_block(block: Block, order: KeyOrder, indent: int) -> Block:
    """The block with its keys in order, and all below them."""
    entries = block.entries
    if block.is_mapping:
        entries = tuple(sort_keyed(entries, order, lambda entry: entry.key, lambda entry: entry.marks))
    settled = (
        settle_entry(entry, order.below(entry.key) if block.is_mapping else order.item(), indent) for entry in entries
    )
    return block._replace(entries=tuple(settled))


def is_compact(entry: Entry) -> bool:
    """Whether an item is a block that begins on the line of its dash."""
    return entry.head == "-" and isinstance(entry.node, Block) and not entry.properties and not entry.behind


def _lift_comments(item: Entry, block: Block) -> Entry:
    """The comments above the first entry of a block stand above the dash on whose line that is."""
    first, *rest = block.entries
    lifted = tuple(line for line in first.above if line)
    entries = (first._replace(above=()), *rest)
    return item._replace(above=(*item.above, *lifted), node=block._replace(entries=entries))


def _hang(entry: Entry, block: Block) -> Entry:
    """The entry with a block below it, instead of the brackets; a comment behind those stands behind the head."""
    above = (*entry.above, *(line for line in entry.value_above if line))
    if entry.behind and entry.value_behind:
        above, behind = (*above, entry.behind.strip()), entry.value_behind
    else:
        behind = entry.behind or entry.value_behind
    return entry._replace(node=block, above=above, behind=behind, is_below=False, value_above=(), value_behind="")
