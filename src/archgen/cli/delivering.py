"""What becomes of finished pictures: written, printed, or compared with what stands on disk; and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import say
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from archgen.batch.differences import Difference
    from archgen.batch.outputs import Output


def deliver(outputs: Sequence[Output], theme: str, *, check: bool, command: str) -> int:
    """Write or compare pictures that are no batch; ``command`` is what draws them again."""
    from archgen.batch.differences import find_differences
    from archgen.batch.earlier import spare_foreign
    from archgen.batch.outputs import write_outputs

    if check:
        return tell_differences(list(find_differences(outputs, theme)), len(outputs), command)
    spare_foreign(output.path for output in outputs)
    write_outputs(outputs)
    tell_written(outputs)
    return 0


def print_picture(outputs: Sequence[Output]) -> int:
    """Print a picture; UsageError where there are several."""
    if len(outputs) > 1:
        raise UsageError(f"-o - prints one picture, not {len(outputs)}", "name one system, and one view with --view")
    for output in outputs:
        click.echo(output.data, nl=False)
    return 0


def tell_written(outputs: Iterable[Output]) -> None:
    """A line for each file that was written."""
    for output in outputs:
        say(f"wrote {output.path.as_posix()} ({len(output.data) / 1000:.0f} kB)")


def tell_differences(found: Sequence[Difference], pictures: int, command: str) -> int:
    """What is not as archgen would write it, with the reasons, and what to do; the exit status."""
    for difference in found:
        say(f"{difference.state}: {difference.path.as_posix()} ({difference.reason})")
    if found:
        command += " --prune" if any("--prune" in difference.reason for difference in found) else ""
        say(f"  help: run `archgen {command}`, look at what it changes, and commit that")
        return 1
    say(f"{pictures} of {pictures} pictures are current")
    return 0
