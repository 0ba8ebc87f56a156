"""Loading: a spec from its file to its architecture, with the icons that it asks for and everything that is wrong with it.

read -> parse -> decode -> resolve -> check
"""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from archgen.batch.catalogue import find_project
from archgen.batch.inputs import Input, digest_file, digest_text
from archgen.batch.projects import NO_PROJECT, LoadedProject, load_project
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import read_source, read_stdin, show_path
from archgen.model.project import PLAIN_PROJECT, Project
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import BinaryIO

    from archgen.diagnostics.diagnostic import Diagnostic, Finding
    from archgen.diagnostics.source import Source
    from archgen.model.architecture import Architecture
    from archgen.yamltext.nodes import Document

NO_FOLDERS: Mapping[str, Path] = MappingProxyType({})


class Loaded(NamedTuple):
    """A spec after all stages that need no view; ``architecture`` is None where an error stands in the way.

    ``data`` is what another spec extends, where one asked for it; ``icon_folders`` says beside which file each component's icon
    was asked for; ``bases`` are the texts of the specs that it extends, ``inputs`` all files that its pictures come from.
    """

    tool: str
    diagnostics: tuple[Diagnostic, ...]
    architecture: Architecture | None
    document: Document | None
    data: Mapping[str, Any] | None = None
    project: Project = PLAIN_PROJECT
    icon_folders: Mapping[str, Path] = NO_FOLDERS
    bases: tuple[Document, ...] = ()
    inputs: tuple[Input, ...] = ()

    @property
    def texts(self) -> tuple[Document, ...]:
        """Its text, and those of the specs that it extends."""
        return (self.document, *self.bases) if self.document else ()


def load_file(path: Path) -> Loaded:
    """Read and understand a spec file; ArchgenError where it cannot be read."""
    source, diagnostics = read_source(path, show_path(path))
    project = find_project(path.resolve().parent)
    return load_source(path.stem, source, diagnostics, path.parent, (_locate(path),), project)


def _locate(path: Path) -> Path:
    """Where a file is asked for: absolute, but for a link the link, which can come to lead elsewhere."""
    return Path(os.path.abspath(path))


def load_stdin(stream: BinaryIO) -> Loaded:
    """Read and understand a spec from standard input."""
    source, diagnostics = read_stdin(stream)
    return load_source("stdin", source, diagnostics, project=find_project(Path.cwd()))


def load_project_file(path: Path) -> Loaded:
    """What is wrong with a project file; ArchgenError where it cannot be read."""
    try:
        project = load_project(path)
    except OSError as error:
        raise ArchgenError(f"cannot read {show_path(path)}: {error.strerror or error}") from error
    diagnostics = (*project.diagnostics, *_check_house_icons(project))
    return Loaded(path.stem, diagnostics, None, None, project=project.project)


def load_source(
    tool: str,
    source: Source,
    diagnostics: Sequence[Diagnostic] = (),
    folder: Path = Path(),
    trail: tuple[Path, ...] = (),
    project: LoadedProject = NO_PROJECT,
    *,
    extended: bool = False,
) -> Loaded:
    """Parse, decode, resolve and check a text, as far as its errors allow.

    ``folder`` is where a spec that it extends is looked for first; ``trail`` are the files that led here; ``project`` is what
    holds for the whole catalogue, and what is wrong with that; ``extended`` asks for the data that another spec builds on.
    """
    from archgen.checks import check_architecture
    from archgen.model.decode import decode_spec, read_base
    from archgen.model.extending import find_asking, is_inherited
    from archgen.model.resolve import resolve_spec
    from archgen.yamltext.locate import locate_findings
    from archgen.yamltext.parse import parse_document

    document, parsing = (None, []) if diagnostics else parse_document(source)
    if document is None:
        return Loaded(tool, (*project.diagnostics, *diagnostics, *parsing), None, None)
    base, inherited = _load_base(document, folder, trail)
    if inherited:
        return Loaded(tool, (*project.diagnostics, *parsing, *inherited), None, document)
    spec, findings = decode_spec(document, base.data if base else None)
    folders = {**(base.icon_folders if base else {}), **dict.fromkeys(find_asking(document), folder)}
    architecture = None
    of_house: list[Diagnostic] = []
    if spec is not None:
        architecture, resolving = resolve_spec(spec, project.project)
        if _has_error(project.diagnostics):  # perhaps the kind that is unknown here is one that could not be read there
            resolving = [finding for finding in resolving if finding.code != "AG205"]
        findings = [*findings, *resolving, *_check_views(architecture, tool)]
        if not findings and not parsing and not extended:  # what is broken would break the rules, too
            architecture, missing, of_house = _fetch_icons(architecture, folders, project)
            checked = check_architecture(architecture, project.project.rules, project.project.tables)
            findings = [*(finding for finding in checked if not is_inherited(finding, document)), *missing]
    bases = base.texts if base else ()
    inputs = (
        *_list_texts(document, trail, project),
        *(base.inputs if base else ()),
        *_list_icons(architecture, folders, project),
    )
    own = sorted((*parsing, *locate_findings(findings, document, bases)), key=_find_start)
    found = (*project.diagnostics, *of_house, *own)
    broken = _has_error(found)
    data = read_base(document, base.data if base else None) if extended and not broken else None
    return Loaded(
        tool, found, None if broken else architecture, document, data, project.project, folders, bases, inputs
    )


def _list_texts(document: Document, trail: tuple[Path, ...], project: LoadedProject) -> Iterator[Input]:
    """The file of a spec (none where it is standard input), and the project file that holds for it."""
    if trail:
        yield Input(trail[-1], digest_text(document.source.text))
    if project.path and project.document:
        yield Input(project.path, digest_text(project.document.source.text))


def _list_icons(
    architecture: Architecture | None, folders: Mapping[str, Path], project: LoadedProject
) -> Iterator[Input]:
    """The files of icons that a spec and its project ask for."""
    for component in architecture.components if architecture else ():
        asked = (component.icon, folders.get(component.id)), (component.house and component.house.icon, project.folder)
        icon, folder = next((pair for pair in asked if pair[0]), (None, None))
        if icon and folder:
            yield from (Input(path, digest_file(path) or "") for path in _find_icon_files(icon, folder))


def _find_icon_files(icon: str, folder: Path) -> list[Path]:
    """The files that an icon is read from; a brand's is part of what archgen is made of."""
    from archgen.style.icons.ask import find_files

    return [_locate(path) for path in find_files(icon, folder)]


def _has_error(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(diagnostic.severity == "error" for diagnostic in diagnostics)


def _find_start(diagnostic: Diagnostic) -> int:
    """Where a diagnostic's place begins, so that people read them in the order of the text."""
    return diagnostic.span.start if diagnostic.span else 0


def _fetch_icons(
    architecture: Architecture, folders: Mapping[str, Path], project: LoadedProject
) -> tuple[Architecture, list[Finding], list[Diagnostic]]:
    """The architecture with the icons that it asks for, and what there is to tell of them in the spec and in the project file.

    Nothing is looked into where a spec asks for none.
    """
    if not any(item.icon for c in architecture.components for item in (c, c.house) if item):
        return architecture, [], []
    from archgen.style.icons.fetch import fetch_icons

    fetched = fetch_icons(architecture, folders, project.folder)
    return fetched.architecture, fetched.in_spec, _locate_in_project(fetched.in_project, project)


def _check_house_icons(project: LoadedProject) -> list[Diagnostic]:
    """What there is to tell of the icons of a sound project file."""
    if _has_error(project.diagnostics):
        return []
    from archgen.style.icons.fetch import check_house_icons

    return _locate_in_project(check_house_icons(project.project, project.folder), project)


def _locate_in_project(findings: Sequence[Finding], project: LoadedProject) -> list[Diagnostic]:
    from archgen.yamltext.locate import locate_findings

    return locate_findings(findings, project.document) if project.document else []


def _load_base(
    document: Document, folder: Path, trail: tuple[Path, ...]
) -> tuple[Loaded | None, tuple[Diagnostic, ...]]:
    """The spec that a document extends (None where it extends none), or why it cannot be had."""
    from archgen.batch.catalogue import find_base
    from archgen.diagnostics.diagnostic import Finding, Place
    from archgen.yamltext.locate import locate_findings
    from archgen.yamltext.nodes import Scalar

    entry = document.root.entry("extends")
    if entry is None or not isinstance(entry.value, Scalar) or entry.value.is_null:
        return None, ()
    name, place = entry.value.text, Place(("extends",))
    path, hint = find_base(name, folder)
    if path is None:
        finding = Finding("AG308", f"there is no spec `{name}` to extend", place, help=hint)
    elif path.resolve() in {step.resolve() for step in trail}:
        around = " extends ".join(f"`{step.stem}`" for step in (*trail, path))
        finding = Finding("AG309", f"a spec cannot extend itself: {around}", place, help="delete one `extends:`")
    else:
        source, diagnostics = read_source(path, show_path(path))
        project = find_project(path.resolve().parent)._replace(diagnostics=())  # the catalogue in force tells its own
        here = (*trail, _locate(path))
        loaded = load_source(path.stem, source, diagnostics, path.parent, here, project, extended=True)
        errors = tuple(diagnostic for diagnostic in loaded.diagnostics if diagnostic.severity == "error")
        return loaded, errors
    return None, tuple(locate_findings([finding], document))


def _check_views(architecture: Architecture, tool: str) -> list[Finding]:
    from archgen.views.select import select_view

    if not architecture.components:  # said already; every view would be empty
        return []
    return [finding for view in architecture.views for finding in select_view(architecture, view.id, tool)[1]]


def locate(findings: Sequence[Finding], loaded: Loaded) -> tuple[Diagnostic, ...]:
    """Findings with the place in the text that they speak of."""
    from archgen.yamltext.locate import locate_findings

    assert loaded.document is not None
    return tuple(locate_findings(findings, loaded.document, loaded.bases))
