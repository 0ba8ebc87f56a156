"""``archgen table``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import reaches, report_diagnostics
from archgen.cli.targets import TargetArgument, choose_targets

if TYPE_CHECKING:
    from archgen.api import Loaded
    from archgen.tables.comparison import Comparison

FORMATS = {"markdown": "markdown", "csv": "as_csv", "html": "as_html", "json": "as_json"}


EXAMPLES = """\b
Examples:
  archgen table
  archgen table mlflow trains --column model_registry --column bypass_server
  archgen table --table Features -f csv
  archgen table --corrected -f html
"""


@click.command("table", epilog=EXAMPLES)
@click.argument("specs", metavar="[TOOL|FILE]...", nargs=-1, type=TargetArgument())
@click.option(
    "-f",
    "--format",
    "table_format",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    show_default=True,
    help="html is a fragment for a page; json has values, notes and sources apart.",
)
@click.option("--corrected", is_flag=True, help="Print corrected facts, with their sources by number below.")
@click.option(
    "--table",
    "titles",
    metavar="TITLE",
    multiple=True,
    help="Only tables with this title, or with this before or behind its colon; repeatable.",
)
@click.option(
    "--column", "columns", metavar="KEY", multiple=True, help="Only this column, by key or label; repeatable."
)
def table_command(
    specs: tuple[str, ...], table_format: str, corrected: bool, titles: tuple[str, ...], columns: tuple[str, ...]
) -> int:
    """Print the comparison: the tables of archgen.yaml, filled with the facts of all systems, or of some."""
    from archgen.systems import Wanted, compare_chosen, find_errors

    loaded = _load(specs)
    broken = find_errors(loaded)
    comparison = compare_chosen(loaded, Wanted(titles, columns, corrected), everything=not specs)
    if any(spec.architecture for spec in loaded):
        click.echo(_find_writer(table_format)(comparison))
    report_diagnostics(broken)
    return 1 if reaches(broken, "error") else 0


def _load(specs: tuple[str, ...]) -> list[Loaded]:
    targets = choose_targets(specs, everything=not specs)
    for target in targets:
        target.refuse_project_file()
    return [target.load() for target in targets]


def _find_writer(table_format: str) -> Callable[[Comparison], str]:
    """The function that writes a format; only its module is imported."""
    module = import_module(f"archgen.tables.{FORMATS[table_format]}")
    writer: Callable[[Comparison], str] = getattr(module, f"write_{table_format}")
    return writer
