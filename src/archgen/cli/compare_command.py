"""``archgen compare``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.cli.delivering import deliver, print_picture
from archgen.cli.options import theme_option
from archgen.cli.reporting import reaches, report_diagnostics
from archgen.cli.targets import STDIN, TargetArgument, choose_targets
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from archgen.api import Loaded, PictureFormat
    from archgen.batch.outputs import Output


@click.command("compare", no_args_is_help=True)
@click.argument("specs", metavar="TOOL|FILE TOOL|FILE", nargs=-1, type=TargetArgument())
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the picture on disk is missing or stale.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="File to write, or a folder; - is stdout. Default: compare.TOOL.TOOL.svg where pictures go.",
)
@click.option("--view", metavar="VIEW", help="The view of this name of both; default: each one's own picture.")
@click.option(
    "-f",
    "--format",
    "picture_format",
    type=click.Choice(["svg", "json"]),
    default="svg",
    show_default=True,
    help="svg; json: the placement.",
)
@theme_option
def compare_command(
    specs: tuple[str, ...], check: bool, output: str | None, view: str | None, picture_format: PictureFormat, theme: str
) -> int:
    """Draw two systems side by side, lane beside lane, and the facts that differ below them.

    What one has and the other lacks is an empty place with a dotted outline in the other. Facts are those of the specs,
    corrected where there is a correction.
    """
    from archgen.api import draw_placement
    from archgen.batch.outputs import Output
    from archgen.compare import compare_specs, name_comparison
    from archgen.model.project import join_houses

    if check and output == STDIN:
        raise UsageError("--check compares files: it does not go with -o -")
    left, right = _load_both(specs)
    placement = None
    found = [*left.diagnostics, *right.diagnostics]
    if left.architecture and right.architecture:
        placement, more = compare_specs(left, right, view)
        found += more
    report_diagnostics(dict.fromkeys(found))
    if placement is None:
        return 1
    house = join_houses([left.project.house, right.project.house])
    text = draw_placement(placement, picture_format, theme, house)  # type: ignore[arg-type]  # click checked it
    pictures: list[Output] = [Output(_choose_path(output, name_comparison(left, right, picture_format)), text)]
    status = 1 if reaches(found, "error") else 0
    if output == STDIN:
        return max(status, print_picture(pictures))
    return max(status, deliver(pictures, theme, check=check, command=_write_command(specs, output)))


def _write_command(specs: tuple[str, ...], output: str | None) -> str:
    """What one types to write what a check has found."""
    import shlex

    return shlex.join(("compare", *specs, *(("-o", output) if output else ())))


def _load_both(specs: tuple[str, ...]) -> tuple[Loaded, Loaded]:
    """Two different specs."""
    if len(specs) != 2:
        raise UsageError(f"two systems are compared, not {len(specs)}", "like `archgen compare mlflow trains`")
    targets = choose_targets(specs, everything=False)
    if len({target.path and target.path.resolve() for target in targets}) < 2:
        raise UsageError(f"`{specs[1]}` cannot be compared with itself", "name two different systems or files")
    for target in targets:
        target.refuse_project_file()
    left, right = (target.load() for target in targets)
    return left, right


def _choose_path(output: str | None, name: str) -> Path:
    """The file asked for; in a folder, and where none is asked for, the comparison's own name."""
    from archgen.batch.catalogue import choose_output_folder

    if output is None:
        return choose_output_folder(Path.cwd()) / name
    path, ending = Path(output), Path(name).suffix
    if path.is_dir():
        return path / name
    if output != STDIN and path.suffix != ending:
        raise UsageError(
            f"`{output}` is no folder, and does not end in {ending}",
            f"write `-o {path.with_suffix(ending).as_posix()}`",
        )
    return path
