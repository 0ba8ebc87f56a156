"""What becomes of finished pictures: written, printed, or compared with what stands on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import say
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from archgen.batch.outputs import Output


def deliver(outputs: list[Output], *, to_stdout: bool, check: bool, command: str = "render") -> int:
    """Write, print or compare the pictures; ``command`` is what draws them."""
    from archgen.batch.outputs import find_stale, forbid_clashes, write_outputs

    if to_stdout:
        return _print(outputs, check=check)
    forbid_clashes((output.path, "one picture") for output in outputs)
    if check:
        stale = find_stale(outputs)
        for item in stale:
            say(f"stale: {item.path.as_posix()} ({item.reason}); run archgen {command} again and commit it")
        if not stale:
            say(f"{len(outputs)} of {len(outputs)} pictures are current")
        return 1 if stale else 0
    write_outputs(outputs)
    for output in outputs:
        say(f"wrote {output.path.as_posix()} ({len(output.data) / 1000:.0f} kB)")
    return 0


def _print(outputs: list[Output], *, check: bool) -> int:
    if check:
        raise UsageError("--check compares files: it does not go with -o -")
    if len(outputs) > 1:
        raise UsageError(f"-o - prints one picture, not {len(outputs)}", "name one system, and one view with --view")
    for output in outputs:
        click.echo(output.data, nl=False)
    return 0
