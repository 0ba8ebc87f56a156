"""``archgen schema``."""

from __future__ import annotations

import click


@click.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of the spec language, for editors with a YAML language server."""
    from archgen.model.schema import write_schema

    click.echo(write_schema(), nl=False)
