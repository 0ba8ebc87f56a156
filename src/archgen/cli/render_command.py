"""``archgen render``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.contact_sheet import check_sheet_name, draw_contact_sheet
from archgen.cli.delivering import deliver
from archgen.cli.options import theme_option
from archgen.cli.reporting import reaches, report_diagnostics, report_layout, say
from archgen.cli.targets import STDIN, TargetArgument, choose_targets
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from archgen.api import Loaded
    from archgen.batch.outputs import Output
    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.layout.placement import Placement


@click.command("render", no_args_is_help=True)
@click.argument("specs", metavar="[TOOL|FILE]...", nargs=-1, type=TargetArgument())
@click.option("--all", "everything", is_flag=True, help="Every system of the catalogue in force.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if a picture on disk is missing or stale.")
@click.option(
    "-o", "--output", metavar="DIR", help="Folder to write to; - is stdout. Default: the project file's, else output."
)
@click.option("--view", metavar="VIEW", help="Only this view; default: all views.")
@click.option(
    "-f",
    "--format",
    "picture_format",
    type=click.Choice(["svg", "dot", "json"]),
    default="svg",
    show_default=True,
    help="svg; dot: a positioned Graphviz graph; json: the placement.",
)
@click.option(
    "--engine",
    type=click.Choice(["embedded", "native"]),
    default="embedded",
    show_default=True,
    help="The Graphviz that lays out, or routes flows, where a view asks for it.",
)
@theme_option
@click.option(
    "--fresh", is_flag=True, help="Arrange anew, even where a picture to replace shows an arrangement to keep."
)
@click.option(
    "--contact-sheet",
    metavar="FILE",
    callback=check_sheet_name,
    help="Also draw one page with all these pictures, small, as an SVG file.",
)
@click.option("-v", "--verbose", is_flag=True, help="Tell how good each picture is: faults, crossings, sizes.")
def render_command(
    specs: tuple[str, ...],
    everything: bool,
    check: bool,
    output: str | None,
    view: str | None,
    picture_format: str,
    engine: str,
    theme: str,
    fresh: bool,
    contact_sheet: Path | None,
    verbose: bool,
) -> int:
    """Draw the pictures of systems or spec files.

    output/mlflow.svg is the view `architecture` (or, where there is none, the first); output/mlflow.VIEW.svg are the others.
    Components stay where they stand in a picture that is replaced.
    """
    from archgen.api import Request, draw_pictures, place_spec
    from archgen.batch.catalogue import choose_output_folder

    if contact_sheet and output == STDIN:
        raise UsageError("--contact-sheet writes files: it does not go with -o -")
    folder = choose_output_folder(Path.cwd()) if output is None else Path(output)
    earlier = None if fresh else choose_output_folder(Path.cwd()) if output == STDIN else folder
    request = Request(folder, view, picture_format, theme, engine, say, earlier)  # type: ignore[arg-type]  # click checked them
    outputs: list[Output] = []
    found: list[Diagnostic] = []
    shown: list[tuple[Loaded, list[Placement]]] = []
    for target in choose_targets(specs, everything):
        target.refuse_project_file()
        loaded = target.load()
        if verbose:
            report_layout(loaded, view, earlier)
        placements, loaded = place_spec(loaded, request)
        outputs += draw_pictures(placements, loaded, request)
        shown.append((loaded, placements))
        found += loaded.diagnostics
    if contact_sheet and outputs:
        outputs.append(draw_contact_sheet(shown, contact_sheet, request.theme))
    report_diagnostics(found)
    status = 1 if reaches(found, "error") else 0
    return max(status, deliver(outputs, to_stdout=output == STDIN, check=check))
