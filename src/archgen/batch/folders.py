"""The folders that a project file names, read without understanding the rest of it: work that is unchanged is recognised before
anything heavy is loaded.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from archgen.values import NamedTuple

PROJECT_FILE = "archgen.yaml"
SPECS_FOLDER = "specs"


class Folders(NamedTuple):
    """Where the specs of a project are, and where its pictures go, beside its file; None where it does not say."""

    specs: str | None = None
    output: str | None = None


def find_project_file(start: Path) -> Path | None:
    """The project file that holds in a folder: that of the nearest folder upwards that has one, or specs, where it has one."""
    around = find_root(start)
    return around / PROJECT_FILE if around and (around / PROJECT_FILE).is_file() else None


def find_root(start: Path) -> Path | None:
    """The nearest folder upwards with a project file or a folder of specs."""
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file() or (folder / SPECS_FOLDER).is_dir():
            return folder
    return None


def read_folders(path: Path) -> Folders:
    """The folders that a project file names; none where it cannot be read, which is said when it is loaded."""
    try:
        state = path.stat()
        return _read(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return Folders()


@lru_cache(maxsize=16)
def _read(path: Path, changed_ns: int, size: int) -> Folders:
    data = path.read_bytes()
    if not any(name.encode() in data for name in Folders._fields):  # neither is named: nothing to parse
        return Folders()
    from archgen.diagnostics.source import Source
    from archgen.yamltext.nodes import Scalar
    from archgen.yamltext.parse import parse_document

    document, _ = parse_document(Source(path.name, data.decode("utf-8-sig", errors="replace")))
    entries = [document.root.entry(name) if document else None for name in Folders._fields]
    values = [entry.value if entry else None for entry in entries]
    return Folders(*(value.text if isinstance(value, Scalar) and not value.is_null else None for value in values))
