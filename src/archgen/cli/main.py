"""``archgen``: the program, its commands by name, and what every ending means.

Commands are imported only when they run: ``archgen --help`` loads click and this file.
"""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from archgen import __version__
from archgen.diagnostics.errors import ArchgenError, UsageError

EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_BUG = 70
EXIT_INTERRUPTED = 130

COMMANDS: dict[str, str] = {
    "render": "Draw the pictures of systems or spec files.",
    "new": "Write a first spec, to be changed.",
    "check": "Report everything that is wrong with specs.",
    "fmt": "Write specs in one style; comments are kept.",
    "compare": "Draw two systems side by side, with the facts that differ.",
    "table": "Print the comparison of all systems: Markdown, CSV, HTML or JSON.",
    "list": "Name the systems of the catalogue in force.",
    "describe": "Print pictures as text: what stands where, and what flows.",
    "embed": "Fill the blocks of Markdown files with pictures.",
    "icons": "Find icons by name, and show them.",
    "schema": "Print the JSON Schema of specs, or of the project file.",
    "doctor": "Tell what archgen runs on, and what is missing.",
}

EPILOG = """\b
Examples:
  archgen render mlflow                 draw a system of the catalogue into output/
  archgen render ./ours.yaml -o docs    draw your own spec into docs/
  archgen render --all --check          exit 1 if a committed picture is stale
  archgen compare mlflow trains         draw two systems side by side
  archgen table --corrected -f html     compare all systems in tables
  archgen check --all --format github   annotate errors in a GitHub workflow

\b
Exit status:
  0 done; 1 something is wrong with a spec, or a picture is stale; 2 wrong usage;
  3 the environment (a file or folder that cannot be read or written); 70 a bug in archgen

\b
Shell completion:
  bash  eval "$(_ARCHGEN_COMPLETE=bash_source archgen)"
  zsh   eval "$(_ARCHGEN_COMPLETE=zsh_source archgen)"
  fish  _ARCHGEN_COMPLETE=fish_source archgen | source
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called; their help lines stand in a table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the table's order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"archgen.cli.{cmd_name}_command"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table as help, without importing a command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command called, or a usage error with the nearest name."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from archgen.diagnostics.suggest import did_you_mean

            hint = did_you_mean(name, COMMANDS)
            raise click.UsageError(f"no command is called `{name}`" + (f": {hint}" if hint else ""), ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", message="archgen %(version)s")
def archgen() -> None:
    """Draw consistent architecture diagrams from one YAML spec per system.

    A TOOL is a system of the catalogue in force: the nearest folder upwards that has specs/ or archgen.yaml, else the
    catalogue that comes with archgen.
    """


def main(args: list[str] | None = None) -> NoReturn:
    """Run the program and exit with its status."""
    import gc

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would search every installed package for them
    gc.disable()  # a run is short and makes few cycles: collecting costs a tenth of it and frees next to nothing
    _fill_closed_streams()
    _leave(run(args))


def _fill_closed_streams() -> None:
    """What is said to a stream that the caller has closed goes nowhere, and not into the next file that is opened."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # for as long as the program runs


def _leave(status: int) -> NoReturn:
    """Exit at once: what Python would give back piece by piece, a tenth of a run, the system takes back whole.

    Where somebody looks on (a debugger, a profiler, coverage), Python ends as it usually does.
    """
    if sys.gettrace() or sys.getprofile():
        sys.exit(status)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # the reader may be gone, the stream closed
            stream.flush()
    os._exit(status)


def run(args: list[str] | None = None) -> int:
    """Run the program; the exit status says how it ended."""
    try:
        result = archgen.main(args=args, prog_name="archgen", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except UsageError as error:
        return _say(error, EXIT_USAGE)
    except ArchgenError as error:
        return _say(error, EXIT_ENVIRONMENT)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else error.format_message())
        return EXIT_USAGE
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return _close_quietly()
    except OSError as error:  # what we write to is full, for one
        return _say(ArchgenError(error.strerror or str(error)), EXIT_ENVIRONMENT)
    except Exception as error:  # a bug: said in one line, the trace on request
        return _confess(error)


def _say(error: ArchgenError, status: int) -> int:
    click.echo(f"error: {error}", err=True)
    if error.help:
        click.echo(f"  help: {error.help}", err=True)
    return status


def _close_quietly() -> int:
    """The reader of our output went away: nothing to say, nothing more to flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _confess(error: Exception) -> int:
    if os.environ.get("ARCHGEN_DEBUG"):
        raise error
    kind: Any = type(error).__name__
    click.echo(f"archgen: this is a bug in archgen, not in your spec ({kind}: {error})", err=True)
    click.echo("  help: run again with ARCHGEN_DEBUG=1 for the trace, and please report it", err=True)
    return EXIT_BUG
