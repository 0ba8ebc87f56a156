"""``archgen check``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import reaches, say, wants_colour
from archgen.cli.targets import TargetArgument, choose_targets

if TYPE_CHECKING:
    from archgen.api import Loaded, MeasuredView
    from archgen.diagnostics.diagnostic import Diagnostic


@click.command("check", no_args_is_help=True)
@click.argument("specs", metavar="[TOOL|FILE]...", nargs=-1, type=TargetArgument())
@click.option("--all", "everything", is_flag=True, help="Every system of the catalogue in force.")
@click.option(
    "-f",
    "--format",
    "report_format",
    type=click.Choice(["full", "concise", "json", "github", "gitlab", "sarif"]),
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
    targets = choose_targets(specs, everything)
    systems = [target.load() for target in targets]
    views: list[MeasuredView] = []
    found: list[Diagnostic] = []
    for system in systems:
        measured, loaded = _measure(system) if layout else ([], system)
        views += measured
        found += loaded.diagnostics
    if everything:
        found = _add_whole(systems, found)
    _print(found, views if layout else None, report_format)
    if not found:
        say(f"{len(targets)} {'spec' if len(targets) == 1 else 'specs'} checked, nothing is wrong")
    return 1 if reaches(found, fail_on) else 0  # type: ignore[arg-type]  # click checked it


def _measure(loaded: Loaded) -> tuple[list[MeasuredView], Loaded]:
    from archgen.api import measure_views
    from archgen.batch.catalogue import choose_output_folder

    return measure_views(loaded, earlier_folder=choose_output_folder(Path.cwd()))


def _add_whole(systems: list[Loaded], found: list[Diagnostic]) -> list[Diagnostic]:
    """With what is not consistent over the whole catalogue, file by file in its order."""
    from archgen.batch.catalogue import find_catalogue
    from archgen.systems import check_systems

    found = [*found, *check_systems(systems, find_catalogue(Path.cwd()).project)]
    order = {loaded.document.source.name: number for number, loaded in enumerate(systems) if loaded.document}
    return sorted(found, key=lambda diagnostic: order.get(diagnostic.source.name, -1))


def _print(found: list[Diagnostic], views: list[MeasuredView] | None, report_format: str) -> None:
    """What was found; with it the figures of the pictures, where the format has a place for them."""
    from archgen.cli.layout_report import describe_views, write_report
    from archgen.diagnostics.render import render_diagnostics

    text = render_diagnostics(found, report_format, colour=report_format == "full" and wants_colour(sys.stdout))
    if report_format == "json" and views is not None:
        import json

        document = {**json.loads(text), "layout": describe_views(views)}
        text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if found or report_format in {"json", "gitlab", "sarif"}:
        click.echo(text, nl=False)
    if views and report_format == "full":
        click.echo(write_report(views), nl=False)
