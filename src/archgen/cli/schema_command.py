"""``archgen schema``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("schema")
@click.argument("file", type=click.Choice(["spec", "project"]), default="spec")
def schema_command(file: str) -> None:
    """Print the JSON Schema of specs (or of the project file), for editors with a YAML language server.

    That of specs has the kinds of the catalogue in force.
    """
    from archgen.batch.catalogue import find_project
    from archgen.model.schema import make_project_schema, make_schema, write_schema

    schema = make_project_schema() if file == "project" else make_schema(find_project(Path.cwd()).project.kinds)
    click.echo(write_schema(schema), nl=False)
