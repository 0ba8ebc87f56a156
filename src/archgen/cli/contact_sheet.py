"""``archgen render --contact-sheet FILE``: all pictures of a run, small, on one page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from archgen.cli.targets import STDIN
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import click

    from archgen.batch.outputs import Output
    from archgen.request import Drawn
    from archgen.style.themes import ThemeName

DEFAULT_NAME = "contact-sheet.svg"


def check_sheet_name(ctx: click.Context, param: click.Parameter, value: str | None) -> Path | None:
    """The file that the sheet goes to; UsageError where that cannot hold an SVG."""
    if value is None:
        return None
    path = Path(value)
    if path.suffix == ".svg" and not path.is_dir():
        return path
    better = (
        path / DEFAULT_NAME if path.is_dir() else path.with_suffix(".svg") if value != STDIN else Path(DEFAULT_NAME)
    )
    help = f"write `--contact-sheet {better.as_posix()}`"
    raise UsageError(f"a contact sheet is an SVG file, and `{value}` is no name of one", help)


def draw_contact_sheet(results: Sequence[Drawn], path: Path, theme: ThemeName) -> Output:
    """The sheet of the specs' pictures, in their order; its colours are those of the first one's project."""
    from archgen.batch.outputs import Output
    from archgen.layout.sheet import place_sheet
    from archgen.model.project import join_houses
    from archgen.style.themes import load_theme
    from archgen.svg.sheet import draw_sheet

    sheet = place_sheet([placement for drawn in results for placement in drawn.placements])
    house = join_houses([drawn.house for drawn in results if drawn.house])
    return Output(path, draw_sheet(sheet, load_theme(theme, house)))
