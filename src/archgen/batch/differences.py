"""What stands on disk, held against what archgen would write there now: what is missing, stale, edited or orphaned, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from archgen.batch.earlier import is_foreign
from archgen.batch.inputs import digest_output
from archgen.batch.manifest import name_self
from archgen.batch.outputs import read_output
from archgen.diagnostics.reading import show_path
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from archgen.batch.ledger import Ledger
    from archgen.batch.manifest import Drawer, Entry
    from archgen.batch.orphans import Orphan
    from archgen.batch.outputs import Output

State = Literal["missing", "stale", "edited", "orphaned"]


class Difference(NamedTuple):
    """An output that is not what it should be: why, its bytes on disk (None: missing) and those of now (None: orphaned)."""

    path: Path
    state: State
    reason: str
    before: bytes | None
    after: bytes | None


def find_differences(outputs: Sequence[Output], theme: str, ledger: Ledger | None = None) -> Iterable[Difference]:
    """The outputs whose files are missing or hold other bytes; nothing is written. ArchgenError where one cannot be read."""
    for output in outputs:
        before = read_output(output.path)
        if before is None:
            yield Difference(output.path, "missing", "there is no such file yet", None, output.data)
        elif before != output.data:
            state, reason = _explain(before, output, theme, ledger)
            yield Difference(output.path, state, reason, before, output.data)


def list_orphans(orphans: Iterable[Orphan]) -> list[Difference]:
    """What no view makes any more is not what should be there, either."""
    return [Difference(orphan.path, "orphaned", orphan.reason, read_output(orphan.path), None) for orphan in orphans]


def _explain(before: bytes, output: Output, theme: str, ledger: Ledger | None) -> tuple[State, str]:
    """Why a file holds other bytes, as far as the manifest tells."""
    if before.replace(b"\r\n", b"\n") == output.data:
        return "edited", "its line ends were changed: write `*.svg -text` into .gitattributes"
    if is_foreign(output.path):
        return "edited", "archgen did not draw this file: rename or remove it"
    entry = ledger.find(output.path.name) if ledger else None
    if ledger is None or entry is None:
        return "stale", "it is not what archgen draws now"
    edited = digest_output(before) != entry.own
    why = _explain_change(entry, theme, ledger)
    if edited:
        return "edited", f"the file was changed after archgen drew it{f'; also {why}' if why else ''}"
    return "stale", why or "its arrangement was kept from an earlier picture, or another archgen drew it"


def _explain_change(entry: Entry, theme: str, ledger: Ledger) -> str:
    """What is not as it was when a picture was drawn; nothing where all is."""
    if changed := ledger.find_changed(entry):
        return f"{' and '.join(show_path(path) for path in changed)} {'has' if len(changed) == 1 else 'have'} changed"
    if entry.theme != theme:
        return f"it was drawn with --theme {entry.theme}"
    return "" if entry.drawer == name_self() else _name_drawer(entry.drawer)


def _name_drawer(drawer: Drawer) -> str:
    """That another archgen drew something, with what sets it apart."""
    own = name_self()
    if drawer.version != own.version:
        return f"it was drawn by archgen {drawer.version}, and this is {own.version}"
    if drawer.drawing != own.drawing:
        return f"it was drawn by another version of archgen (drawing {drawer.drawing}, now {own.drawing})"
    return "it was drawn by another version of archgen"
