"""``archgen fmt``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import report_diagnostics, say
from archgen.cli.targets import Target, TargetArgument, choose_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archgen.batch.formatting import FormattedFile


@click.command("fmt", no_args_is_help=True)
@click.argument("specs", metavar="[TOOL|FILE|-]...", nargs=-1, type=TargetArgument())
@click.option("--all", "everything", is_flag=True, help="Every system of the catalogue in force.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a file is not formatted.")
@click.option("--diff", is_flag=True, help="Like --check, and print what would change, line by line.")
def fmt_command(specs: tuple[str, ...], everything: bool, check: bool, diff: bool) -> int:
    """Write spec files in one style: order of keys, indentation, spaces, empty lines. Comments are kept.

    What a spec says stays the same, and so does the order of components, groups, flows, views and facts. A file with syntax
    errors is left as it is. `-` formats standard input to standard output; archgen.yaml is formatted where it is named.
    """
    from archgen.batch.formatting import forbid_packaged

    targets = choose_targets(specs, everything)
    forbid_packaged([target.path for target in targets if target.path], Path.cwd(), check=check or diff)
    files = [_format(target) for target in targets]
    report_diagnostics(diagnostic for file in files for diagnostic in file.diagnostics)
    if diff:
        click.echo("".join(line for file in files if file.is_changed for line in _compare(file)), nl=False)
    return _check(files) if check or diff else _write(files)


def _format(target: Target) -> FormattedFile:
    from archgen.batch.formatting import format_file, format_stdin

    return format_file(target.path) if target.path else format_stdin(sys.stdin.buffer)


def _compare(file: FormattedFile) -> Iterator[str]:
    """The lines of a unified diff, as `patch` and `git apply` read it; none for standard input, which is gone."""
    from difflib import unified_diff

    if file.path is None or file.text is None:
        return
    before = file.path.read_bytes().decode("utf-8-sig").splitlines(keepends=True)
    lines = unified_diff(before, file.text.splitlines(keepends=True), f"a/{file.name}", f"b/{file.name}")
    yield from (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _check(files: list[FormattedFile]) -> int:
    changed = [file for file in files if file.is_changed]
    for file in changed:
        say(f"would format {file.name}; run `archgen fmt` on it")
    broken = sum(file.text is None for file in files)
    _sum_up(files, len(changed), "would change")
    return 1 if changed or broken else 0


def _write(files: list[FormattedFile]) -> int:
    from archgen.batch.formatting import write_formatted

    for file in files:
        if file.path is None and file.text is not None:
            click.echo(file.text.encode(), nl=False)
    changed = [file for file in files if file.path and file.is_changed]
    write_formatted(changed)
    for file in changed:
        say(f"formatted {file.name}")
    if any(file.path for file in files):
        _sum_up(files, len(changed), "changed")
    return 1 if any(file.text is None for file in files) else 0


def _sum_up(files: list[FormattedFile], changed: int, verb: str) -> None:
    broken = sum(file.text is None for file in files)
    same = len(files) - changed - broken
    counts = [
        (changed, verb),
        (same, "formatted already"),
        (broken, "left as it is" if broken == 1 else "left as they are"),
    ]
    parts = [f"{count} {'file' if count == 1 else 'files'} {what}" for count, what in counts if count]
    say(", ".join(parts))
