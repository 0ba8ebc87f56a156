"""``archgen list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archgen.cli.columns import write_columns
from archgen.cli.reporting import reaches, report_diagnostics

if TYPE_CHECKING:
    from archgen.api import Loaded


EXAMPLES = """\b
Examples:
  archgen list --where kind=metadata-db --where technology=PostgreSQL
  archgen list --where from=client --where to=artifact-store
  archgen list --where fact.model_registry=yes -f json
"""


@click.command("list", epilog=EXAMPLES)
@click.option(
    "--where",
    "asked",
    metavar="KEY=VALUE",
    multiple=True,
    help="Only systems for which this holds, and what in them makes it hold; repeatable, all must hold. "
    "Like kind=metadata-db, technology=PostgreSQL, kubernetes=required, fact.KEY=yes.",
)
@click.option("-f", "--format", "list_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_command(asked: tuple[str, ...], list_format: str) -> int:
    """Name the systems of the catalogue in force, with their views; or find them by what they are made of and by their facts."""
    from archgen.api import load_file
    from archgen.batch.catalogue import find_catalogue

    catalogue = find_catalogue(Path.cwd())
    loaded = [load_file(path) for path in catalogue.spec_paths()]
    if asked:
        from archgen.cli.answers import answer

        answer(asked, loaded, catalogue.project.project.kinds, list_format)
    else:
        _print_systems(loaded, list_format)
    broken = [diagnostic for spec in loaded for diagnostic in spec.diagnostics if diagnostic.severity == "error"]
    report_diagnostics(broken)
    return 1 if reaches(broken, "error") else 0


def _print_systems(loaded: list[Loaded], list_format: str) -> None:
    rows = [_describe(spec) for spec in loaded]
    if list_format == "json":
        import json

        click.echo(json.dumps({"version": 1, "systems": rows}, ensure_ascii=False, indent=2))
    else:
        cells = [(row["tool"], row["name"] or "(does not load)", ", ".join(row["views"])) for row in rows]
        click.echo(write_columns([("TOOL", "NAME", "VIEWS"), *cells]))


def _describe(loaded: Loaded) -> dict[str, Any]:
    architecture = loaded.architecture
    if architecture is None:
        return {"tool": loaded.tool, "name": None, "as_of": None, "components": 0, "flows": 0, "views": []}
    return {
        "tool": loaded.tool,
        "name": architecture.name,
        "as_of": architecture.as_of.isoformat() if architecture.as_of else None,
        "components": len(architecture.components),
        "flows": len(architecture.flows),
        "views": [view.id for view in architecture.views],
    }
