"""The manifest of a folder of pictures: what archgen drew there, and from what. It only saves work: all that is decided with its
help is decided without it, too.

Below the numbers of the drawing and of archgen's code stands a line for each output, sorted by name: the file, the digest of its
bytes, the digest of its inputs (``-``: draw it again in any case), the theme, how many warnings there were, and the inputs, the
spec first, each with a digest of its own.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from archgen import __version__
from archgen.batch.own_code import PACKAGE_FOLDER, digest_code

MANIFEST = "archgen.manifest"
DRAWING = 2  # raised when the same spec gives other bytes than before
UNKNOWN = "-"
ORPHAN = "orphan"  # instead of the digest of inputs: no view makes it any more
HEAD = "# What `archgen render` drew here, and from what, so that it need not draw it again. Safe to delete."
PACKAGED = "archgen:"
QUOTED = {"%": "%25", " ": "%20", "\t": "%09", "\n": "%0A", "\r": "%0D"}


class Entry(NamedTuple):
    """An output: its file, the digests of its bytes and of its inputs, and those inputs with their own digests."""

    name: str
    own: str
    inputs: str
    theme: str
    warnings: int
    files: tuple[tuple[str, str], ...]

    @property
    def spec(self) -> str:
        """The spec that it was drawn from, as it is written down."""
        return self.files[0][0] if self.files else ""


class Manifest(NamedTuple):
    """What is known of the outputs of a folder, by the names of their files, and which archgen drew them."""

    entries: Mapping[str, Entry] = {}
    drawing: str = ""
    code: str = ""

    @property
    def is_own(self) -> bool:
        """Whether it was this archgen, to the letter."""
        return self.code == name_code()


def name_code() -> str:
    """The archgen that runs: its version, and a digest of its code."""
    return f"{__version__} {digest_code()}"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder; what of it cannot be read is not known."""
    try:
        lines = (folder / MANIFEST).read_text(encoding="utf-8").replace("\r\n", "\n").split("\n")
    except (OSError, UnicodeDecodeError):
        return Manifest()
    heads = dict(line.split(" ", 1) for line in lines if line.startswith(("drawing ", "archgen ")))
    entries = [entry for line in lines if (entry := _read_line(line)) is not None]
    return Manifest({entry.name: entry for entry in entries}, heads.get("drawing", ""), heads.get("archgen", ""))


def _read_line(line: str) -> Entry | None:
    parts = line.split(" ")
    if len(parts) < 6 or line.startswith("#") or not parts[4].isascii() or not parts[4].isdigit():
        return None
    name, own, inputs, theme, warnings, *files = parts
    pairs = [file.rpartition("=") for file in files]
    known = tuple((_unquote(path), digest) for path, _, digest in pairs)
    return Entry(_unquote(name), own, inputs, theme, int(warnings[:9]), known)


def write_manifest(entries: Iterable[Entry]) -> str:
    """The text of a manifest."""
    lines = sorted(_write_line(entry) for entry in entries)
    return "\n".join((HEAD, f"drawing {DRAWING}", f"archgen {name_code()}", *lines, ""))


def _write_line(entry: Entry) -> str:
    files = [f"{_quote(path)}={digest}" for path, digest in entry.files]
    return " ".join((_quote(entry.name), entry.own, entry.inputs, entry.theme, str(entry.warnings), *files))


def _quote(text: str) -> str:
    return "".join(QUOTED.get(character, character) for character in text)


def _unquote(text: str) -> str:
    if "%" not in text:
        return text
    for character, quoted in reversed(QUOTED.items()):
        text = text.replace(quoted, character)
    return text


def name_file(path: Path, folder: Path) -> str:
    """How an input is written down: by its way from the folder, or as part of archgen; never by where this machine has it."""
    if path.is_relative_to(PACKAGE_FOLDER):
        return PACKAGED + path.relative_to(PACKAGE_FOLDER).as_posix()
    try:
        return Path(os.path.relpath(path, folder)).as_posix()
    except ValueError:  # on another drive
        return path.as_posix()


def find_file(name: str, folder: Path) -> Path:
    """The input that is written down so, absolute."""
    if name.startswith(PACKAGED):
        return PACKAGE_FOLDER / name.removeprefix(PACKAGED)
    return Path(os.path.normpath(folder / name))
