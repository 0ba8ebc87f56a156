"""What commands say to people: diagnostics and summaries, to stderr, in colour only on a terminal that wants it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from archgen.diagnostics.codes import Severity
    from archgen.diagnostics.diagnostic import Diagnostic


def wants_colour(stream: TextIO) -> bool:
    """Whether colour codes may be written: a terminal, and nobody has set ``NO_COLOR``."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def report_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """The diagnostics in full, to stderr."""
    found = list(diagnostics)
    if found:
        from archgen.diagnostics.render import render_diagnostics

        click.echo(render_diagnostics(found, "full", colour=wants_colour(sys.stderr)), err=True, nl=False)


def reaches(diagnostics: Iterable[Diagnostic], least: Severity) -> bool:
    """Whether one of the diagnostics is at or above a severity."""
    counted = {"error"} if least == "error" else {"error", "warning"}
    return any(diagnostic.severity in counted for diagnostic in diagnostics)


def say(message: str) -> None:
    """A line to stderr."""
    click.echo(message, err=True)
