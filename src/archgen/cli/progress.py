"""How far a batch is: a bar on a terminal; elsewhere the lines tell."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

LEAST = 8  # what is done before one can read a bar needs none


@contextmanager
def show_progress(length: int) -> Iterator[Callable[[], None] | None]:
    """What to call when one more is done; None where there is no bar, since nobody sees it."""
    if length < LEAST or not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    with click.progressbar(length=length, label="drawing", show_pos=True, file=sys.stderr) as bar:
        yield lambda: bar.update(1)
