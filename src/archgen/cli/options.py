"""Options that more than one command has."""

from __future__ import annotations

import click

theme_option = click.option(
    "--theme",
    type=click.Choice(["adaptive", "light", "dark", "neutral", "contrast"]),
    default="adaptive",
    help="Default: adaptive, the project's colours; like neutral and contrast it is light or dark as the reader's page is.",
)
