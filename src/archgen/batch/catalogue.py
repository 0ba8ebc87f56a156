"""The catalogue in force: the nearest folder upwards with ``archgen.yaml`` or ``specs/``, else the one inside the package."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.suggest import did_you_mean, suggest

SUFFIXES = (".yaml", ".yml")
PROJECT_FILE = "archgen.yaml"
SPECS_FOLDER = "specs"
PACKAGE_FOLDER = Path(__file__).resolve().parent.parent


class Catalogue(NamedTuple):
    """A folder with one spec for each system."""

    folder: Path
    is_packaged: bool

    def spec_paths(self) -> tuple[Path, ...]:
        """The spec files, by name."""
        found = [path for path in self.folder.iterdir() if _is_spec(path)]
        return tuple(sorted(found, key=lambda path: path.name))

    def names(self) -> tuple[str, ...]:
        """What the systems are called on the command line."""
        return tuple(path.stem for path in self.spec_paths())

    def find(self, name: str) -> Path:
        """The spec of a system; UsageError with the nearest names where there is none."""
        for path in self.spec_paths():
            if path.stem == name:
                return path
        raise UsageError(f"no spec is called `{name}`", _suggest_name(name, self))


def _is_spec(path: Path) -> bool:
    return path.suffix in SUFFIXES and path.name != PROJECT_FILE and path.is_file()


def _suggest_name(name: str, catalogue: Catalogue) -> str:
    near = suggest(name, catalogue.names())
    hint = f"did you mean `{near[0]}`? " if near else ""
    return f"{hint}`archgen list` shows all; a file is given with its ending or a slash, like ./{name}.yaml"


def find_catalogue(start: Path) -> Catalogue:
    """The catalogue in force for a folder."""
    for folder in (start, *start.parents):
        if (folder / SPECS_FOLDER).is_dir():
            return Catalogue(folder / SPECS_FOLDER, is_packaged=False)
        if (folder / PROJECT_FILE).is_file():
            return Catalogue(folder, is_packaged=False)
    return packaged_catalogue()


def find_base(name: str, folder: Path) -> tuple[Path | None, str]:
    """The file of a spec that another one in a folder extends: beside it, else in the catalogue; else what was meant."""
    beside = Catalogue(folder, is_packaged=False) if folder.is_dir() else None
    known: list[str] = []
    for catalogue in (beside, find_catalogue(folder.resolve()), packaged_catalogue()):
        for path in catalogue.spec_paths() if catalogue else ():
            if path.stem == name:
                return path, ""
            known.append(path.stem)
    return None, did_you_mean(name, known)


def packaged_catalogue() -> Catalogue:
    """The catalogue that travels inside the package (in a source tree: the one beside ``src``)."""
    installed = PACKAGE_FOLDER / "catalogue" / SPECS_FOLDER
    source_tree = PACKAGE_FOLDER.parent.parent / SPECS_FOLDER
    return Catalogue(installed if installed.is_dir() else source_tree, is_packaged=True)


def looks_like_file(argument: str) -> bool:
    """Whether a command-line argument means a file and not a system's name."""
    return "/" in argument or "\\" in argument or Path(argument).suffix in SUFFIXES
