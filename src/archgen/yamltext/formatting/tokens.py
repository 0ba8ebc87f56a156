"""The tokens of a text, each with the comments and the empty lines around it."""

from __future__ import annotations

import re
from typing import Any

from archgen.values import NamedTuple

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")  # what ends a line, and a comment, for libyaml
BLOCK_STYLES = {"|", ">"}


class Above(NamedTuple):
    """A line of its own above a token: a comment and its column, or an empty line."""

    column: int
    comment: str


class Token(NamedTuple):
    """A token of libyaml's scanner: its kind, its text, what a scalar says or an anchor is called, and where it stands.

    Those that only open or close a block have no text. ``above`` are the lines between it and the token before, ``behind``
    is the comment that follows on its line, with the spaces before it.
    """

    kind: str
    text: str
    value: str
    start: int
    column: int
    above: tuple[Above, ...] = ()
    behind: str = ""
    starts_line: bool = False

    @property
    def end(self) -> int:
        """The offset behind its text."""
        return self.start + len(self.text)

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text whose line breaks count (``|``) or are folded (``>``)."""
        return self.kind == "Scalar" and self.text[:1] in BLOCK_STYLES

    @property
    def keeps_breaks(self) -> bool:
        """Whether it is a block text to which the empty lines at its end belong."""
        return self.is_block_text and "+" in BREAK.split(self.text, 1)[0].partition("#")[0]


class _Gap(NamedTuple):
    """What stands between two tokens: the end of the first one's line, and lines of their own."""

    behind: str
    above: tuple[Above, ...]
    has_break: bool


NARROW = _Gap("", (), False)


def read_tokens(text: str) -> list[Token]:
    """The tokens of a text that libyaml can read; the last one stands for its end."""
    import yaml

    bare = [_read_token(text, raw) for raw in yaml.scan(text, Loader=yaml.CLoader)][1:]
    gaps: dict[int, _Gap] = {}
    last = 0
    shown = [index for index, token in enumerate(bare) if token.text or token.kind == "StreamEnd"]
    for index in shown:
        token = bare[index]
        gap = text[last : len(text) if token.kind == "StreamEnd" else token.start]
        gaps[index] = _split_gap(gap, index == shown[0], token.kind == "StreamEnd")
        last = token.end
    for index, following in zip(shown, [*shown[1:], None], strict=True):
        behind = gaps[following].behind if following is not None else ""
        _, above, has_break = gaps[index]
        bare[index] = bare[index]._replace(above=above, behind=behind, starts_line=has_break)
    return bare


def _read_token(text: str, raw: Any) -> Token:
    kind = type(raw).__name__.removesuffix("Token")
    start = raw.start_mark.index
    shown = text[start : raw.end_mark.index]
    token = Token(kind, shown, str(getattr(raw, "value", "")), start, raw.start_mark.column)
    if token.is_block_text and not token.keeps_breaks:  # the empty lines behind it are counted in
        return token._replace(text=_trim(shown))
    return token._replace(text=shown.removesuffix("\n")) if token.is_block_text else token


def _trim(text: str) -> str:
    """A block text without the empty lines at its end; spaces beyond its indentation are a part of it."""
    header, *body = text.rstrip("\n").split("\n")
    full = [line for line in body if line.strip(" ")]
    is_explicit = any(sign.isdigit() for sign in header.partition("#")[0])
    indent = len(full[0]) - len(full[0].lstrip(" ")) if full and not is_explicit else 0
    while body and not body[-1].strip(" ") and len(body[-1]) <= indent:
        body.pop()
    return "\n".join([header, *body])


def _split_gap(gap: str, is_first: bool, is_last: bool) -> _Gap:
    if gap in {"", " "} and not is_first:
        return NARROW
    first, *rest = BREAK.split(gap)
    lines = [first, *rest] if is_first else rest
    above = tuple(_read_line(line) for line in (lines if is_last else lines[:-1]))
    if is_last and above and not above[-1].comment:
        above = above[:-1]
    behind = "" if is_first else first.rstrip()
    spaces = behind[: len(behind) - len(behind.lstrip())]
    return _Gap(behind.replace("\t", "  ", 1) if "\t" in spaces else behind, above, is_first or bool(rest))


def _read_line(line: str) -> Above:
    return Above(len(line) - len(line.lstrip()), line.strip())
