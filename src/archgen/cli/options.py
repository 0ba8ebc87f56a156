"""Options that more than one command has."""

from __future__ import annotations

import click

theme_option = click.option(
    "--theme",
    type=click.Choice(["adaptive", "light", "dark", "neutral", "contrast"]),
    default="adaptive",
    show_default=True,
    help="adaptive, neutral and contrast follow the reader's light or dark page; adaptive, light and dark are the project's own.",
)
