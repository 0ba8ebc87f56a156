"""``archgen check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import reaches, say, wants_colour
from archgen.cli.targets import TargetArgument, choose_targets

if TYPE_CHECKING:
    from archgen.api import MeasuredView
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
@click.option("--layout", is_flag=True, help="Place every view, too: report faults and figures of the pictures.")
def check_command(specs: tuple[str, ...], everything: bool, report_format: str, fail_on: str, layout: bool) -> int:
    """Report everything that is wrong with specs, with its place and what to write instead."""
    from archgen.api import measure_views
    from archgen.batch.catalogue import choose_output_folder

    targets = choose_targets(specs, everything)
    found: list[Diagnostic] = []
    views: list[MeasuredView] = []
    for target in targets:
        loaded = target.load()
        if layout:
            measured, loaded = measure_views(loaded, earlier_folder=choose_output_folder(Path.cwd()))
            views += measured
        found += loaded.diagnostics
    _print(found, views if layout else None, report_format)
    if not found:
        say(f"{len(targets)} {'spec' if len(targets) == 1 else 'specs'} checked, nothing is wrong")
    return 1 if reaches(found, fail_on) else 0  # type: ignore[arg-type]  # click checked it


def _print(found: list[Diagnostic], views: list[MeasuredView] | None, report_format: str) -> None:
    """What was found; with it the figures of the pictures, where the format has a place for them."""
    from archgen.cli.layout_report import describe_views, write_report
    from archgen.diagnostics.render import render_diagnostics

    text = render_diagnostics(found, report_format, colour=report_format == "full" and wants_colour(sys.stdout))
    if report_format == "json" and views is not None:
        import json

        document = {**json.loads(text), "layout": describe_views(views)}
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if found or report_format in {"json", "sarif"}:
        click.echo(text, nl=False)
    if views and report_format == "full":
        click.echo(write_report(views), nl=False)
