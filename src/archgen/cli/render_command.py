"""``archgen render``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.contact_sheet import check_sheet_name
from archgen.cli.options import theme_option
from archgen.cli.reporting import say
from archgen.cli.targets import STDIN, TargetArgument, choose_share, choose_targets
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from archgen.request import Request


@click.command("render", no_args_is_help=True)
@click.argument("specs", metavar="[TOOL|FILE]...", nargs=-1, type=TargetArgument())
@click.option("--all", "everything", is_flag=True, help="Every system of the catalogue in force.")
@click.option(
    "--check", is_flag=True, help="Write nothing; tell what on disk is not current and why, and exit 1 if anything."
)
@click.option(
    "--report", type=click.Path(path_type=Path), metavar="DIR", help="With --check: leave a page there that shows it."
)
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
    "--fresh",
    is_flag=True,
    help="Draw all, and arrange anew even where a picture to replace shows an arrangement to keep.",
)
@click.option(
    "--contact-sheet",
    metavar="FILE",
    callback=check_sheet_name,
    help="Also draw one page with all these pictures, small, as an SVG file.",
)
@click.option("-j", "--jobs", type=click.IntRange(1), metavar="N", help="Processes that draw. Default: as many as pay.")
@click.option("--shard", metavar="I/N", help="Only the I-th of N parts of the specs: a batch divided over machines.")
@click.option("--prune", is_flag=True, help="Remove pictures that archgen drew there and no view makes any more.")
@click.option("--dry-run", is_flag=True, hidden=True)
@click.option("-v", "--verbose", is_flag=True, help="Tell how good each picture is: faults, crossings, sizes.")
def render_command(
    specs: tuple[str, ...],
    everything: bool,
    check: bool,
    report: Path | None,
    output: str | None,
    view: str | None,
    picture_format: str,
    engine: str,
    theme: str,
    fresh: bool,
    contact_sheet: Path | None,
    jobs: int | None,
    shard: str | None,
    prune: bool,
    dry_run: bool,
    verbose: bool,
) -> int:
    """Draw the pictures of systems or spec files.

    output/mlflow.svg is the view `architecture` (or, where there is none, the first); output/mlflow.VIEW.svg are the others.
    What has not changed is left as it is. Components stay where they stand in a picture that is replaced.
    """
    from archgen.batch.catalogue import choose_output_folder
    from archgen.request import Request

    _refuse(
        (contact_sheet and output == STDIN, "--contact-sheet writes files: it does not go with -o -"),
        (check and output == STDIN, "--check compares files: it does not go with -o -"),
        (dry_run, "what a run would change is told by --check, which writes nothing"),
        (report and not check, "--report shows what --check finds: give both"),
        (prune and check, "--prune removes files, and --check changes nothing: give one of them"),
        (prune and view, "--prune has to see all views: leave out --view"),
    )
    targets = choose_targets(specs, everything)
    for target in targets:
        target.refuse_project_file()
    usual = choose_output_folder(Path.cwd())
    folder = usual if output is None else Path(output)
    earlier = None if fresh else usual if output == STDIN else folder
    keep = contact_sheet is not None
    request = Request(folder, view, picture_format, theme, engine, say, earlier, verbose, keep)  # type: ignore[arg-type]  # click checked them
    paths = [target.path for target in targets]
    if output == STDIN:
        return _print(paths, request)
    from archgen.cli.batch_run import Run

    catalogue = frozenset(path.stem for path in paths if path) if everything else None
    sheet = contact_sheet.as_posix() if contact_sheet else None
    told = {
        "--contact-sheet": sheet,
        "-o": output,
        "-f": picture_format,
        "--theme": theme,
        "--view": view,
        "--shard": shard,
    }
    command = _write_command(specs, everything, fresh, told)
    run = Run(request, catalogue, check, report, prune, contact_sheet, jobs, command)
    return run.start(choose_share(paths, shard), paths)


def _write_command(specs: tuple[str, ...], everything: bool, fresh: bool, told: dict[str, str | None]) -> str:
    """What one types to write what a check has found."""
    options = (
        word for option, value in told.items() if value not in {None, "svg", "adaptive"} for word in (option, value)
    )
    flags = [*(["--all"] if everything else specs), *(["--fresh"] if fresh else [])]
    words = ["render", *flags, *(str(word) for word in options)]
    if all(word.isascii() and word.replace("-", "").isalnum() for word in words):  # as nearly always
        return " ".join(words)
    from shlex import join

    return join(words)


def _refuse(*problems: tuple[object, str]) -> None:
    """UsageError for the first problem that there is."""
    for is_there, message in problems:
        if is_there:
            raise UsageError(message)


def _print(paths: list[Path | None], request: Request) -> int:
    """One picture to standard output."""
    from archgen.batching import draw_files
    from archgen.cli.batch_run import tell_found
    from archgen.cli.delivering import print_picture

    drawn = list(draw_files(paths, request))
    status = tell_found(drawn)
    return max(status, print_picture([output for item in drawn for output in item.outputs]))
