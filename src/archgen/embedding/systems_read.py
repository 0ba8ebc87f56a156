"""The systems of the catalogue in force, each read once, however many blocks show it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.diagnostics.suggest import did_you_mean
from archgen.loading import load_file

if TYPE_CHECKING:
    from archgen.batch.catalogue import Catalogue
    from archgen.model.project import Table


class Systems:
    """Systems by name, or by the name of their file: what is called like a word of blocks is reached by ``table.yaml``."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.paths = catalogue.spec_paths()
        self.load = cache(load_file)

    def find(self, name: str) -> Path | None:
        """The spec of a system; None where there is none."""
        return next((path for path in self.paths if name in (path.stem, path.name)), None)

    def suggest(self, name: str, *others: str) -> str:
        """What was probably meant, also among other words; else where all names are."""
        return did_you_mean(name, [*self.names, *others]) or "`archgen list` shows all systems"

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the project file."""
        return self.catalogue.project.project.tables

    @property
    def names(self) -> tuple[str, ...]:
        """What the systems are called."""
        return tuple(path.stem for path in self.paths)
