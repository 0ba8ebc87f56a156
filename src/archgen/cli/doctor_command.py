"""``archgen doctor``."""

from __future__ import annotations

import click


@click.command("doctor")
def doctor_command() -> int:
    """Tell what archgen runs on, and what is missing; exit 3 if a picture cannot be drawn here."""
    from archgen.batch.doctor import examine_environment

    examinations = examine_environment()
    width = max(len(item.subject) for item in examinations)
    for item in examinations:
        click.echo(f"{'ok ' if item.ok else 'NOT'} {item.subject:{width}}  {item.finding}")
    return 0 if all(item.ok for item in examinations) else 3
