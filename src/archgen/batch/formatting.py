"""Spec files and project files in one style: read, formatted, written back."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.folders import PROJECT_FILE
from archgen.batch.outputs import write_files
from archgen.diagnostics.errors import UsageError
from archgen.diagnostics.reading import read_source, read_stdin, show_path
from archgen.values import NamedTuple
from archgen.yamltext.formatting.format import format_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.diagnostics.source import Source
    from archgen.yamltext.formatting.order import KeyOrder


class FormattedFile(NamedTuple):
    """A file (or standard input, where there is no path), what it would be in one style, and what is wrong with it.

    ``text`` is None where it has errors; ``is_changed`` says that the file holds other bytes.
    """

    path: Path | None
    name: str
    text: str | None
    diagnostics: Sequence[Diagnostic]
    is_changed: bool


def format_file(path: Path) -> FormattedFile:
    """A file in one style; ArchgenError where it cannot be read."""
    source, diagnostics = read_source(path, show_path(path))
    file = _format(path, source, diagnostics, path.name == PROJECT_FILE)
    # A byte order mark is not in the text, and is dropped.
    return file._replace(is_changed=file.text is not None and path.read_bytes() != file.text.encode())


def format_stdin(stream: BinaryIO) -> FormattedFile:
    """Standard input, which is a spec, in one style."""
    return _format(None, *read_stdin(stream), is_project=False)


def _format(path: Path | None, source: Source, diagnostics: Sequence[Diagnostic], is_project: bool) -> FormattedFile:
    if diagnostics:
        return FormattedFile(path, source.name, None, diagnostics, False)
    text, found = format_source(source, _order(is_project))
    return FormattedFile(path, source.name, text, found, text is not None and text != source.text)


@cache
def _order(is_project: bool) -> KeyOrder:
    from archgen.model.key_order import order_keys

    if is_project:
        from archgen.model.project_file import ProjectFile

        return order_keys(ProjectFile)
    from archgen.model.spec import Spec

    return order_keys(Spec)


def write_formatted(files: Sequence[FormattedFile]) -> None:
    """Write files back, each whole or not at all; behind a symbolic link, the file that it leads to."""
    outputs = [(file.path.resolve(), file.text.encode()) for file in files if file.path and file.text is not None]
    write_files(outputs, help="nothing of this file is changed")


def forbid_packaged(paths: Sequence[Path], start: Path, *, check: bool) -> None:
    """UsageError where a file of the catalogue inside the package would be written."""
    from archgen.batch.catalogue import find_catalogue

    catalogue = find_catalogue(start)
    if catalogue.is_packaged and not check and any(path.parent == catalogue.folder for path in paths):
        raise UsageError(
            "the catalogue in force is the one inside archgen's package, which is not written to",
            "name a file, like ./ours.yaml, or go to a folder with specs/",
        )
