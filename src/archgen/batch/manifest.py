"""The manifest of a folder of pictures: what archgen drew there, and from what. It only saves work: all that is decided with its
help is decided without it, too.

Below the number of the drawing and archgen's version and code stands a line for each output, sorted by name: the file, the
digest of its bytes, the digest of its inputs (``-``: draw it again in any case), the theme, how many warnings there were, by whom
it was drawn where that was another archgen, and the inputs, the spec first, each with a digest of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from archgen import __version__
from archgen.batch.own_code import digest_code
from archgen.packages import PACKAGE_FOLDER, find_diagrams
from archgen.values import NamedTuple

MANIFEST = "archgen.manifest"
DRAWING = 3  # raised when the same spec gives other bytes than before
UNKNOWN = "-"
ORPHAN = "orphan"  # instead of the digest of inputs: no view makes it any more
HEAD = "# What `archgen render` drew here, and from what, so that it need not draw it again. Safe to delete."
PACKAGED = "archgen:"
OF_DIAGRAMS = "diagrams:"
OF_DIAGRAMS_SUFFIXES = (".py", ".png")  # no other input has one of these
BY = "by:"
QUOTED = {"%": "%25", "#": "%23", " ": "%20", "\t": "%09", "\n": "%0A", "\r": "%0D"}


class Drawer(NamedTuple):
    """An archgen: the number of its drawing, its version, and a digest of its code."""

    drawing: str
    version: str
    code: str


@cache
def name_self() -> Drawer:
    """The archgen that runs."""
    return Drawer(str(DRAWING), __version__, digest_code())


class Entry(NamedTuple):
    """An output: its file, the digests of its bytes and of its inputs, who drew it, and the inputs with their own digests."""

    name: str
    own: str
    inputs: str
    theme: str
    warnings: int
    drawer: Drawer
    files: tuple[tuple[str, str], ...]

    @property
    def spec(self) -> str:
        """The spec that it was drawn from, as it is written down."""
        return self.files[0][0] if self.files else ""


def read_manifest(folder: Path) -> dict[str, Entry]:
    """What is known of the outputs of a folder, by the names of their files; what cannot be read is not known."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").replace("\r\n", "\n").split("\n")
    except (OSError, UnicodeDecodeError):
        return {}
    if sum(line.startswith(("drawing ", "archgen ")) for line in lines) > 2:
        return {}  # merged from two, and nobody knows whose the lines are
    drawer = _read_drawer(lines)
    entries = [entry for line in lines if (entry := _read_line(line, drawer)) is not None]
    return {entry.name: entry for entry in entries}


def _read_drawer(lines: Iterable[str]) -> Drawer:
    """Who drew what does not say otherwise."""
    heads = dict(line.split(" ", 1) for line in lines if line.startswith(("drawing ", "archgen ")))
    version, _, code = heads.get("archgen", "").partition(" ")
    return Drawer(heads.get("drawing", ""), version, code)


def _read_line(line: str, drawer: Drawer) -> Entry | None:
    parts = line.split(" ")
    if len(parts) < 6 or line.startswith("#") or not parts[4].isascii() or not parts[4].isdigit():
        return None
    name, own, inputs, theme, warnings, *files = parts
    if files[0].startswith(BY):
        drawing, version, code = f"{files.pop(0).removeprefix(BY)}//".split("/")[:3]
        drawer = Drawer(drawing, version, code)
    pairs = [file.rpartition("=") for file in files]
    known = tuple((_unquote(path), digest) for path, _, digest in pairs)
    return Entry(_unquote(name), own, inputs, theme, int(warnings[:9]), drawer, known)


def write_manifest(entries: Iterable[Entry]) -> str:
    """The text of a manifest; above stands who drew most."""
    entries = list(entries)
    drawers = [entry.drawer for entry in entries]
    drawer = max(sorted(set(drawers)), key=drawers.count, default=name_self())
    lines = sorted(_write_line(entry, drawer) for entry in entries)
    return "\n".join((HEAD, f"drawing {drawer.drawing}", f"archgen {drawer.version} {drawer.code}", *lines, ""))


def _write_line(entry: Entry, drawer: Drawer) -> str:
    other = [] if entry.drawer == drawer else [BY + "/".join(entry.drawer)]
    files = [f"{_quote(path)}={digest}" for path, digest in entry.files]
    return " ".join((_quote(entry.name), entry.own, entry.inputs, entry.theme, str(entry.warnings), *other, *files))


def _quote(text: str) -> str:
    return "".join(QUOTED.get(character, character) for character in text)


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    for character, quoted in reversed(QUOTED.items()):
        text = text.replace(quoted, character)
    return text


def name_file(path: Path, folder: Path) -> str:
    """How an input is written down: by its way from the folder, or as part of a package; never by where this machine has it."""
    if path.is_relative_to(PACKAGE_FOLDER):
        return PACKAGED + path.relative_to(PACKAGE_FOLDER).as_posix()
    diagrams = find_diagrams() if path.suffix in OF_DIAGRAMS_SUFFIXES else None
    if diagrams and path.is_relative_to(diagrams):
        return OF_DIAGRAMS + path.relative_to(diagrams).as_posix()
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def find_file(name: str, folder: Path) -> Path:
    """The input that is written down so, absolute."""
    if name.startswith(PACKAGED):
        return PACKAGE_FOLDER / name.removeprefix(PACKAGED)
    if name.startswith(OF_DIAGRAMS) and (diagrams := find_diagrams()):
        return diagrams / name.removeprefix(OF_DIAGRAMS)
    return Path(os.path.normpath(folder / name))
