"""``archgen table``."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

import click

from archgen.cli.reporting import reaches, report_diagnostics
from archgen.cli.targets import TargetArgument, choose_targets
from archgen.diagnostics.errors import UsageError

if TYPE_CHECKING:
    from archgen.api import Loaded
    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.model.project import Table
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
    from archgen.tables.choosing import choose_tables, drop_empty
    from archgen.tables.comparison import System, compare_systems

    loaded = _load(specs)
    tables = choose_tables(_find_tables(loaded), titles, columns)
    systems = [System(spec.tool, spec.architecture) for spec in loaded if spec.architecture is not None]
    broken = _find_errors(loaded)
    if systems:
        comparison = compare_systems(tables, systems, corrected)
        click.echo(_find_writer(table_format)(drop_empty(comparison) if specs else comparison))
    report_diagnostics(broken)
    return 1 if reaches(broken, "error") else 0


def _load(specs: tuple[str, ...]) -> list[Loaded]:
    targets = choose_targets(specs, everything=not specs)
    for target in targets:
        target.refuse_project_file()
    return [target.load() for target in targets]


def _find_tables(loaded: list[Loaded]) -> tuple[Table, ...]:
    """The tables of the catalogue of the first system."""
    tables = loaded[0].project.tables
    if not tables and not _find_errors(loaded):
        help = "write `tables:` into archgen.yaml, like `- {title: Licences, columns: [licence]}`"
        raise UsageError("the catalogue has no tables", help)
    return tables


def _find_errors(loaded: list[Loaded]) -> list[Diagnostic]:
    """The errors of all specs and of their project file, each once."""
    found = dict.fromkeys(diagnostic for spec in loaded for diagnostic in spec.diagnostics)
    return [diagnostic for diagnostic in found if diagnostic.severity == "error"]


def _find_writer(table_format: str) -> Callable[[Comparison], str]:
    """The function that writes a format; only its module is imported."""
    module = import_module(f"archgen.tables.{FORMATS[table_format]}")
    writer: Callable[[Comparison], str] = getattr(module, f"write_{table_format}")
    return writer
