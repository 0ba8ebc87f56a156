"""The catalogue in force: the nearest folder upwards with ``archgen.yaml`` or ``specs/``, else the one inside the package."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.folders import PROJECT_FILE, SPECS_FOLDER, find_project_file, find_root, read_folders
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean, suggest
from archgen.packages import PACKAGE_FOLDER
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.batch.projects import LoadedProject

SUFFIXES = (".yaml", ".yml")
OUTPUT_FOLDER = "output"


class Catalogue(NamedTuple):
    """A folder with one spec for each system, and the project file (None: there is none) that says what holds for all of them."""

    folder: Path
    is_packaged: bool
    project_file: Path | None = None

    @property
    def project(self) -> LoadedProject:
        """What the project file says."""
        from archgen.batch.projects import NO_PROJECT, load_project

        return load_project(self.project_file) if self.project_file else NO_PROJECT

    def spec_paths(self) -> tuple[Path, ...]:
        """The spec files, by name."""
        found = [path for path in self.folder.iterdir() if _is_spec(path)]
        return tuple(sorted(found, key=lambda path: path.name))

    def names(self) -> tuple[str, ...]:
        """What the systems are called on the command line."""
        return tuple(path.stem for path in self.spec_paths())

    def find(self, name: str) -> Path:
        """The spec of a system; UsageError with the nearest names where there is none."""
        path = find_spec(self.folder, name)
        if path:
            return path
        raise UsageError(f"no spec is called `{name}`", _suggest_name(name, self))


def _is_spec(path: Path) -> bool:
    return path.suffix in SUFFIXES and path.name != PROJECT_FILE and path.is_file()


def find_spec(folder: Path, name: str) -> Path | None:
    """The spec of a system in a folder; asked for by its name, since a list of a thousand files takes its time."""
    if "/" in name or "\\" in name:
        return None
    return next((path for suffix in SUFFIXES if _is_spec(path := folder / f"{name}{suffix}")), None)


def _suggest_name(name: str, catalogue: Catalogue) -> str:
    near = suggest(name, catalogue.names())
    hint = f"did you mean `{near[0]}`? " if near else ""
    return f"{hint}`archgen list` shows all; a file is given with its ending or a slash, like ./{name}.yaml"


def find_catalogue(start: Path) -> Catalogue:
    """The catalogue in force for a folder."""
    return _find_around(start) or packaged_catalogue()


def find_project(folder: Path) -> LoadedProject:
    """The project file that holds for the specs in a folder: that of the catalogue around it, where there is one."""
    from archgen.batch.projects import NO_PROJECT, load_project

    path = find_project_file(folder)
    return load_project(path) if path else NO_PROJECT


def open_folder(folder: Path) -> Catalogue:
    """The specs of a folder: of the catalogue whose root it is, else those that lie in it."""
    is_root = (folder / PROJECT_FILE).is_file() or (folder / SPECS_FOLDER).is_dir()
    return _open_catalogue(folder) if is_root else Catalogue(folder, is_packaged=False)


def _find_around(start: Path) -> Catalogue | None:
    """The nearest catalogue upwards from a folder."""
    root = find_root(start)
    return _open_catalogue(root) if root else None


def _open_catalogue(root: Path, *, is_packaged: bool = False) -> Catalogue:
    """The catalogue of a folder: its specs are where the project file says, else in ``specs``, else right here."""
    path = root / PROJECT_FILE
    if not path.is_file():
        return Catalogue(root / SPECS_FOLDER, is_packaged)
    specs = root / (read_folders(path).specs or SPECS_FOLDER)
    return Catalogue(specs if specs.is_dir() else root, is_packaged, path)


def choose_output_folder(start: Path) -> Path:
    """Where pictures go that nobody gave a folder: where the project file says, beside it, else to ``output`` right here."""
    path = find_project_file(start)
    output = read_folders(path).output if path else None
    if path is None or output is None:
        return Path(OUTPUT_FOLDER)
    return Path(os.path.relpath(path.parent / output, start))


def find_base(name: str, folder: Path) -> tuple[Path | None, str]:
    """The file of a spec that another one in a folder extends: beside it, else in the catalogue; else what was meant."""
    places = (folder, find_catalogue(folder.resolve()).folder, packaged_catalogue().folder)
    found = next((path for place in places if (path := find_spec(place, name))), None)
    if found:
        return found, ""
    known = [name for place in places if place.is_dir() for name in Catalogue(place, is_packaged=False).names()]
    return None, did_you_mean(name, known)


def packaged_catalogue() -> Catalogue:
    """The catalogue that travels inside the package (in a source tree: the one beside ``src``)."""
    installed, source_tree = PACKAGE_FOLDER / "catalogue", PACKAGE_FOLDER.parent.parent
    return _open_catalogue(installed if installed.is_dir() else source_tree, is_packaged=True)


def looks_like_file(argument: str) -> bool:
    """Whether a command-line argument means a file and not a system's name."""
    return "/" in argument or "\\" in argument or Path(argument).suffix in SUFFIXES
