"""``archgen list``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from archgen.cli.reporting import reaches, report_diagnostics

if TYPE_CHECKING:
    from archgen.api import Loaded


@click.command("list")
@click.option("-f", "--format", "list_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_command(list_format: str) -> int:
    """Name the systems of the catalogue in force, with their views."""
    from archgen.api import load_file
    from archgen.batch.catalogue import find_catalogue

    loaded = [load_file(path) for path in find_catalogue(Path.cwd()).spec_paths()]
    rows = [_describe(spec) for spec in loaded]
    if list_format == "json":
        import json

        click.echo(json.dumps({"version": 1, "systems": rows}, ensure_ascii=False, indent=2))
    else:
        _print_table(rows)
    broken = [diagnostic for spec in loaded for diagnostic in spec.diagnostics if diagnostic.severity == "error"]
    report_diagnostics(broken)
    return 1 if reaches(broken, "error") else 0


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


def _print_table(rows: list[dict[str, Any]]) -> None:
    """Tool, name and views in columns."""
    cells = [(row["tool"], row["name"] or "(does not load)", ", ".join(row["views"])) for row in rows]
    table = [("TOOL", "NAME", "VIEWS"), *cells]
    widths = [max(len(row[column]) for row in table) for column in range(2)]
    for tool, name, views in table:
        click.echo(f"{tool:{widths[0]}}  {name:{widths[1]}}  {views}".rstrip())
