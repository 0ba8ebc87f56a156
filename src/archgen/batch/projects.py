"""The project file: read, decoded, resolved, and its colours looked at."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.folders import PROJECT_FILE
from archgen.model.project import PLAIN_PROJECT, Project
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archgen.diagnostics.diagnostic import Diagnostic, Finding
    from archgen.yamltext.nodes import Document


class LoadedProject(NamedTuple):
    """What a catalogue decides for its specs, where its file is (None: there is none), and what is wrong with that.

    ``document`` is the file's text in parts, for those who find something in it later.
    """

    project: Project
    path: Path | None
    diagnostics: tuple[Diagnostic, ...]
    document: Document | None = None

    @property
    def folder(self) -> Path:
        """The folder of its file."""
        return self.path.parent if self.path else Path()


NO_PROJECT = LoadedProject(PLAIN_PROJECT, None, ())


def load_project(path: Path) -> LoadedProject:
    """Read and understand a project file, as far as its errors allow; ArchgenError where it cannot be read."""
    state = path.stat()
    return _load(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=16)
def _load(path: Path, changed_ns: int, size: int) -> LoadedProject:
    """The project file; a batch of specs asks for it many times."""
    from archgen.diagnostics.reading import read_source, show_path
    from archgen.model.decode_project import decode_project
    from archgen.model.resolve_project import resolve_project
    from archgen.yamltext.locate import locate_findings
    from archgen.yamltext.parse import parse_document

    source, diagnostics = read_source(path, show_path(path))
    document, parsing = (None, []) if diagnostics else parse_document(source)
    if document is None:
        return LoadedProject(PLAIN_PROJECT, path, (*diagnostics, *parsing))
    file, findings = decode_project(document)
    project, resolving = resolve_project(file)
    findings += [*resolving, *_check_folder(project, path)]
    findings += [] if findings or parsing else _check_looks(project)
    located = locate_findings(findings, document)
    return LoadedProject(project, path, (*parsing, *located), document)


def _check_folder(project: Project, path: Path) -> Iterator[Finding]:
    from archgen.diagnostics.diagnostic import Finding, Place

    if project.specs is not None and not (path.parent / project.specs).is_dir():
        message = f"there is no folder `{project.specs}` beside {PROJECT_FILE}"
        yield Finding("AG315", message, Place(("specs",)), help="create it, or name the folder of the specs")


def _check_looks(project: Project) -> list[Finding]:
    """What of the theme cannot be read; the palettes are looked into only where a project changes them."""
    house = project.house
    if not (house.light or house.dark or house.light_kinds or house.dark_kinds):
        return []
    from archgen.style.legibility import find_illegible

    return list(find_illegible(house))
