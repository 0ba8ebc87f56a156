"""Orphans: files that archgen drew and no view makes any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.earlier import read_head
from archgen.batch.inputs import digest_output
from archgen.diagnostics.errors import ArchgenError
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.batch.ledger import Ledger


class Orphan(NamedTuple):
    """A picture that nothing makes any more, and what speaks against removing it."""

    path: Path
    spared: str = ""

    @property
    def reason(self) -> str:
        """Why it is one, and what can become of it."""
        return f"no view makes it any more; {self.spared or '--prune removes it'}"


EDITED = "it was edited, so remove it yourself"
UNKNOWN = "the manifest does not know it, so remove it yourself"


class Made(NamedTuple):
    """What a run has made: the files of views, and the systems whose pictures are all among them.

    ``others`` are the systems of the catalogue that may have more pictures; None where there may be systems beyond those, too.
    """

    files: frozenset[str]
    tools: frozenset[str]
    others: frozenset[str] | None


def find_orphans(ledger: Ledger, picture_format: str, made: Made) -> list[Orphan]:
    """What archgen drew in a folder and nothing makes any more, by name."""
    return [
        Orphan(path, _spare(path, ledger, gone=tool not in made.tools))
        for path, tool in _list_pictures(ledger, picture_format, made.files)
        if tool in made.tools or _is_gone(path, tool, made, ledger)
    ]


def _is_gone(path: Path, tool: str, made: Made, ledger: Ledger) -> bool:
    """Whether a picture shows a system that is not there any more."""
    return made.others is not None and tool not in made.others and not ledger.has_spec(path.name)


def _list_pictures(ledger: Ledger, picture_format: str, made: frozenset[str]) -> Iterator[tuple[Path, str]]:
    """The files of a format that archgen drew, and the systems that they show; other people's files are not among them."""
    folder = ledger.folder
    for path in sorted(folder.glob(f"*.{picture_format}")) if folder.is_dir() else ():
        if path.name in made or not path.is_file():
            continue
        entry = ledger.find(path.name)
        head = read_head(path) if path.suffix == ".svg" else None
        if head and not _is_comparison(*head) and path.name in {f"{head[0]}.svg", f"{head[0]}.{head[1]}.svg"}:
            yield path, head[0]
        elif entry and path.suffix != ".svg":
            yield path, Path(entry.spec).stem


def _is_comparison(tool: str, view: str) -> bool:
    """Whether a picture shows two systems: `archgen compare` draws those."""
    return "." in tool and view == "comparison"


def _spare(path: Path, ledger: Ledger, *, gone: bool) -> str:
    """Why a picture is not removed: somebody has worked on it, or its system is ``gone`` and may be that of another catalogue."""
    entry = ledger.find(path.name)
    if entry is None:
        return UNKNOWN if gone else ""
    return EDITED if digest_output(path.read_bytes()) != entry.own else ""


def remove_orphans(orphans: Iterable[Orphan]) -> list[Path]:
    """Remove orphans that nothing speaks for; ArchgenError where one cannot be removed."""
    removed = [orphan.path for orphan in orphans if not orphan.spared]
    for path in removed:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise ArchgenError(f"cannot remove {path}: {error.strerror or error}") from error
    return removed
