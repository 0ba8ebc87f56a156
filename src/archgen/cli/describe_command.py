"""``archgen describe``."""

from __future__ import annotations

import click

from archgen.cli.reporting import reaches, report_diagnostics
from archgen.cli.targets import TargetArgument, choose_targets


@click.command("describe", no_args_is_help=True)
@click.argument("specs", metavar="TOOL|FILE...", nargs=-1, type=TargetArgument())
@click.option("--view", metavar="VIEW", help="Only the view of this name; default: all.")
def describe_command(specs: tuple[str, ...], view: str | None) -> int:
    """Print pictures as text: what stands where, and what flows."""
    from archgen.describe import describe_spec

    told: list[str] = []
    status = 0
    for target in choose_targets(specs, everything=False):
        target.refuse_project_file()
        texts, loaded = describe_spec(target.load(), view)
        report_diagnostics(loaded.diagnostics)
        told += texts
        status = max(status, 1 if reaches(loaded.diagnostics, "error") else 0)
    click.echo("\n".join(told), nl=False)
    return status
