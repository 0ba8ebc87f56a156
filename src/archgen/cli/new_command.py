"""``archgen new``."""

from __future__ import annotations

from pathlib import Path

import click

from archgen.cli.reporting import say


@click.command("new", no_args_is_help=True)
@click.argument("name", metavar="NAME|FILE")
def new_command(name: str) -> int:
    """Write a first spec with comments, to be changed: into the catalogue in force, or a file. Nothing is written over."""
    from archgen.batch.new_spec import make_spec
    from archgen.batch.outputs import write_outputs

    spec = make_spec(name, Path.cwd())
    write_outputs([spec])
    called = spec.path.as_posix() if spec.path.parts[1:] else f"./{spec.path}"
    say(f"wrote {spec.path}; draw it with `archgen render {called}`")
    return 0
