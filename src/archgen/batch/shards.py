"""Shards: a batch divided over machines, which need not know of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archgen.batch.digests import digest
from archgen.diagnostics.errors import UsageError
from archgen.values import NamedTuple

FORM = re.compile(r"(\d{1,6})/(\d{1,6})")


class Shard(NamedTuple):
    """One of ``parts``, counted from 1."""

    number: int
    parts: int


def read_shard(text: str) -> Shard:
    """A shard as it is written on the command line, like ``2/5``."""
    match = FORM.fullmatch(text)
    if match is None:
        raise UsageError(
            f"`--shard {text}` is no part of a whole", "write `--shard 2/5` for the second of five machines"
        )
    shard = Shard(int(match[1]), int(match[2]))
    if not 1 <= shard.number <= shard.parts:
        last = max(shard.parts, 1)
        raise UsageError(f"there is no shard {text}", f"of {last} there are 1/{last} to {last}/{last}")
    return shard


def choose_share(names: Sequence[str], shard: Shard) -> frozenset[str]:
    """The names that belong to a shard: as many as to any other, give or take one, and the same on every machine.

    They are cut in the order of their digests, so that few of them move to another shard where a name comes or goes.
    """
    ordered = sorted(set(names), key=_digest)
    begin, end = (len(ordered) * edge // shard.parts for edge in (shard.number - 1, shard.number))
    return frozenset(ordered[begin:end])


def _digest(name: str) -> str:
    return digest(name.encode(), 8)
