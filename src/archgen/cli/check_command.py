"""``archgen check``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import reaches, say, wants_colour
from archgen.cli.targets import TargetArgument, choose_targets

if TYPE_CHECKING:
    from archgen.diagnostics.diagnostic import Diagnostic


@click.command("check", no_args_is_help=True)
@click.argument("specs", metavar="[TOOL|FILE]...", nargs=-1, type=TargetArgument())
@click.option("--all", "everything", is_flag=True, help="Every system of the catalogue in force.")
@click.option(
    "-f",
    "--format",
    "report_format",
    type=click.Choice(["full", "concise", "json", "github", "sarif"]),
    default="full",
    show_default=True,
    help="How to print what is found; it goes to stdout.",
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning"]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
def check_command(specs: tuple[str, ...], everything: bool, report_format: str, fail_on: str) -> int:
    """Report everything that is wrong with specs, with its place and what to write instead."""
    from archgen.diagnostics.render import render_diagnostics

    targets = choose_targets(specs, everything)
    found: list[Diagnostic] = []
    for target in targets:
        found += target.load().diagnostics
    found = list(dict.fromkeys(found))  # what is wrong with the project file comes with every spec
    colour = report_format == "full" and wants_colour(sys.stdout)
    if found or report_format in {"json", "sarif"}:
        click.echo(render_diagnostics(found, report_format, colour=colour), nl=False)
    if not found:
        say(f"{len(targets)} {'spec' if len(targets) == 1 else 'specs'} checked, nothing is wrong")
    return 1 if reaches(found, fail_on) else 0  # type: ignore[arg-type]  # click checked it
