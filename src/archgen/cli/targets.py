"""Which specs a command works on: systems of the catalogue, files, standard input, or all."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from archgen.batch.catalogue import SUFFIXES, Catalogue, find_catalogue, find_spec, looks_like_file, open_folder
from archgen.batch.folders import PROJECT_FILE
from archgen.cli.reporting import say
from archgen.diagnostics.errors import UsageError
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from archgen.api import Loaded

STDIN = "-"


class Target(NamedTuple):
    """A spec to load: a path, or standard input where there is none."""

    path: Path | None

    def load(self) -> Loaded:
        """Read and understand the spec (or the project file, which can be checked like one)."""
        from archgen.api import load_file, load_project_file, load_stdin

        if self.path and self.path.name == PROJECT_FILE:
            return load_project_file(self.path)
        return load_file(self.path) if self.path else load_stdin(sys.stdin.buffer)

    def refuse_project_file(self) -> None:
        """UsageError where the path is that of a project file: there is nothing in it to draw."""
        if self.path and self.path.name == PROJECT_FILE:
            raise UsageError(f"{PROJECT_FILE} is the project file, not a spec", "`archgen check` looks at it")


class TargetArgument(click.ParamType[str]):
    """A command-line argument that names a system or a file; completes both."""

    name = "tool"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The systems of the catalogue in force, and files."""
        from click.shell_completion import CompletionItem

        names = find_catalogue(Path.cwd()).names()
        found = [CompletionItem(name) for name in names if name.startswith(incomplete)]
        return found or [CompletionItem(incomplete, type="file")]


def choose_targets(arguments: Sequence[str], everything: bool) -> list[Target]:
    """The specs asked for, each once, in the order given."""
    catalogue = find_catalogue(Path.cwd())
    if everything and arguments:
        raise UsageError("name systems or use --all, not both")
    if everything:
        if catalogue.is_packaged:
            say("there is neither specs/ nor archgen.yaml here or above: this is the catalogue that comes with archgen")
        return _all_targets(catalogue)
    if arguments.count(STDIN) > 1:
        raise UsageError("standard input can be read only once")
    targets = [target for argument in arguments for target in _list_targets(argument, catalogue)]
    return list({target.path and os.path.abspath(target.path): target for target in targets}.values())


def choose_share(paths: list[Path | None], shard: str | None) -> list[Path | None]:
    """The specs of a part of a batch, as `2/5` tells it; all where nothing is told."""
    if shard is None:
        return paths
    from archgen.batch.shards import choose_share, read_shard

    share = choose_share([path.stem if path else STDIN for path in paths], read_shard(shard))
    return [path for path in paths if (path.stem if path else STDIN) in share]


def _all_targets(catalogue: Catalogue) -> list[Target]:
    paths = catalogue.spec_paths()
    if not paths:
        raise UsageError(f"there is no spec in {catalogue.folder.name}/")
    return [Target(path) for path in paths]


def _list_targets(argument: str, catalogue: Catalogue) -> list[Target]:
    """What an argument names: standard input, a system, a file, or a folder with several."""
    if argument == STDIN:
        return [Target(None)]
    path = Path(argument)
    if path.is_dir() and path.suffix not in SUFFIXES and find_spec(catalogue.folder, argument) is None:
        return _list_folder(argument)
    return [Target(path if looks_like_file(argument) else catalogue.find(argument))]


def _list_folder(argument: str) -> list[Target]:
    paths = open_folder(Path(argument)).spec_paths()
    if not paths:
        raise UsageError(f"there is no spec in the folder {argument}", "a spec is a file that ends in .yaml or .yml")
    return [Target(path) for path in paths]
