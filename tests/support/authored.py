"""Specs as people could type them: keys in any order, comments and empty lines anywhere, braces or blocks, quotes, CR LF."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import strategies as st

FIELDS = {"archgen", "kind", "from", "title", "value", "include", "flow", "left_of", "table", "columns", "name", "rule"}
COMMENTS = ["# a remark", "#close", "# - [a, {b: c", "# key: value", "# 日本語", "#", '# "quoted', "# a remark"]
GAPS = [" ", " ", " ", "  ", "\t", "      "]


@st.composite
def authored(draw: st.DrawFn, data: Mapping[str, Any]) -> str:
    """A spec (as data) as a text that somebody typed."""
    author = Author(Random(draw(st.integers(0, 2**32))))
    text = author.write(data)
    return draw(
        st.sampled_from(["", "", "# yaml-language-server: $schema=x.json\n", "# About\n\n", "---\n", "\n\n"])
    ) + (text if draw(st.booleans()) else text.replace("\n", "\r\n"))


class Author:
    """Somebody with habits of their own, who changes them on every line."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def write(self, data: Mapping[str, Any]) -> str:
        """The whole text."""
        return "".join(f"{line}\n" for line in self._mapping(data, 0))

    def _mapping(self, data: Mapping[str, Any], indent: int) -> list[str]:
        keys = list(data)
        if FIELDS & set(keys):  # the keys of the language stand in any order, those of authors in theirs
            self._random.shuffle(keys)
        lines: list[str] = []
        for key in keys:
            lines += self._around(indent)
            lines += self._entry(f"{' ' * indent}{self._key(key)}:", data[key], indent, dash=False)
        return lines + self._around(indent)

    def _entry(self, head: str, value: Any, indent: int, *, dash: bool) -> list[str]:
        if self._is_block(value):
            deeper = indent + self._random.choice([1, 2, 2, 3, 4])
            if isinstance(value, list):
                column = deeper if dash else self._random.choice([indent, deeper])
                return [head + self._behind().replace("\t", " "), *self._items(value, column)]
            if dash and self._chance(0.7):
                first, *rest = self._plain_mapping(value, indent + 2)
                return [f"{head} {first.lstrip()}", *rest]
            return [head + self._behind().replace("\t", " "), *self._mapping(value, deeper)]
        if isinstance(value, str) and " " in value and self._chance(0.2):
            return self._folded(head, value, indent)
        gap = " " if dash else self._random.choice(GAPS)  # libyaml takes no tab behind a dash
        return [f"{head}{gap}{self._flow(value)}{self._behind()}"]

    def _plain_mapping(self, data: Mapping[str, Any], indent: int) -> list[str]:
        """A mapping that begins without comments: it stands behind a dash."""
        lines = self._mapping(data, indent)
        while not lines[0].strip() or lines[0].lstrip().startswith("#"):
            lines.pop(0)
        return lines

    def _items(self, items: list[Any], indent: int) -> list[str]:
        lines: list[str] = []
        for item in items:
            lines += self._around(indent) + self._entry(f"{' ' * indent}-", item, indent, dash=True)
        return lines + self._around(indent + 1)

    def _is_block(self, value: Any) -> bool:
        return bool(value) and isinstance(value, dict | list) and self._chance(0.6)

    def _flow(self, value: Any) -> str:
        space, wide = (
            self._random.choice(["", "", " "]),
            self._random.choice([" ", "  ", "\n          ", " # in it\n          "]),
        )
        comma = f",{wide if self._chance(0.3) else ' '}"
        if isinstance(value, dict):
            keys = list(value)
            if FIELDS & set(keys):
                self._random.shuffle(keys)
            return "{" + space + comma.join(f"{key}: {self._flow(value[key])}" for key in keys) + space + "}"
        if isinstance(value, list):
            return "[" + space + comma.join(self._flow(item) for item in value) + space + "]"
        return self._scalar(str(value))

    def _folded(self, head: str, text: str, indent: int) -> list[str]:
        """A text over two lines, each way in which that can be written."""
        first, rest = text.split(" ", 1)
        inner = " " * (indent + self._random.choice([1, 3, 5]))
        return self._random.choice(
            [
                [f"{head} >-", inner + first, inner + rest, ""],
                [f"{head} '{first}", f"{inner}{rest}'" + self._behind()],
                [head + self._behind().replace("\t", " "), f"{inner}{self._scalar(text)}{self._behind()}"],
            ]
        )

    def _scalar(self, text: str) -> str:
        plain = bool(text) and not set(text) & set("#:,[]{}&*!|>'\"%@`") and text.strip() == text
        return text if plain and self._chance(0.7) else json.dumps(text, ensure_ascii=False)

    def _key(self, key: str) -> str:
        return f'"{key}"' if self._chance(0.1) else key

    def _behind(self) -> str:
        return (
            self._random.choice([" ", "  ", "\t"]) + self._random.choice(COMMENTS[:1])
            if self._chance(0.15)
            else self._random.choice(["", "", " ", "   "])
        )

    def _around(self, indent: int) -> list[str]:
        """Comments and empty lines, at the entry's column mostly."""
        lines: list[str] = []
        while self._chance(0.25):
            column = max(0, indent + self._random.choice([0, 0, 0, -1, 2]))
            lines.append(self._random.choice(["", " " * indent, " " * column + self._random.choice(COMMENTS)]))
        return lines

    def _chance(self, share: float) -> bool:
        return self._random.random() < share
