"""The stage "read": a file or standard input becomes a Source, or it is said why it cannot."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.source import Source, Span
from archgen.diagnostics.suggest import suggest

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

MOST_BYTES = 1024 * 1024
MOST_CHARACTER_REPORTS = 20
STDIN_NAME = "stdin"

# Control characters other than tab and line breaks, and what turns the direction of text around unseen.
HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
CONTROL_NAMES = {"\x00": "NUL", "\x1b": "ESCAPE", "\x7f": "DELETE"}
BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def read_source(path: Path, name: str) -> tuple[Source, list[Diagnostic]]:
    """The text of a file under the name it is reported by; ArchgenError where there is no file to read."""
    try:
        with path.open("rb") as stream:
            return _read_bytes(stream, name)
    except FileNotFoundError as error:
        raise ArchgenError(f"there is no file {name}", _suggest_file(path)) from error
    except IsADirectoryError as error:
        raise ArchgenError(f"{name} is a folder, not a spec", _suggest_inside(path)) from error
    except OSError as error:
        raise ArchgenError(f"cannot read {name}: {error.strerror or error}") from error


def read_stdin(stream: BinaryIO) -> tuple[Source, list[Diagnostic]]:
    """The text of standard input."""
    return _read_bytes(stream, STDIN_NAME)


def _suggest_file(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.parent.iterdir() if entry.suffix in {".yaml", ".yml"})
    except OSError:
        return f"the folder {path.parent.as_posix()} does not exist or cannot be read"
    near = suggest(path.name, names)
    return f"did you mean `{(path.parent / near[0]).as_posix()}`?" if near else ""


def _suggest_inside(path: Path) -> str:
    try:
        names = sorted(entry.name for entry in path.iterdir() if entry.suffix in {".yaml", ".yml"})
    except OSError:
        return ""
    return f"name a file in it, like `{(path / names[0]).as_posix()}`" if names else "name a .yaml file"


def _read_bytes(stream: BinaryIO, name: str) -> tuple[Source, list[Diagnostic]]:
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        source = Source(name, "")
        message = f"the file is larger than {MOST_BYTES // 1024} KiB"
        return source, [Diagnostic("AG103", message, source, help="a spec describes one system; is this another file?")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        source = Source(name, "")
        return source, [_report_encoding(source, data, error)]
    source = Source(name, text)
    return source, find_hidden_characters(source)


def _report_encoding(source: Source, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    encoding = BYTE_ORDER_MARKS.get(data[:2])
    if encoding:
        return Diagnostic("AG102", f"the file is {encoding}, not UTF-8", source, help="save it as UTF-8")
    binary = b"\x00" in data[:8192]
    message = "this is a binary file, not text" if binary else "the file is not text in UTF-8"
    line = data.count(b"\n", 0, error.start) + 1
    where = f"byte {data[error.start]:#04x} at offset {error.start} (line {line}) is not UTF-8"
    return Diagnostic("AG102", message, source, help=where if binary else f"{where}; save the file as UTF-8")


def find_hidden_characters(source: Source) -> list[Diagnostic]:
    """A report for each control or bidirectional character, up to a number that anyone would read."""
    found: list[Diagnostic] = []
    for match in HIDDEN.finditer(source.text):
        if len(found) == MOST_CHARACTER_REPORTS:
            break
        character = match.group()
        named = CONTROL_NAMES.get(character) or unicodedata.name(character, "control character")
        message = f"U+{ord(character):04X} ({named}) may not stand in a spec"
        found.append(
            Diagnostic("AG104", message, source, Span(*match.span()), help="delete it: it hides what the text says")
        )
    return found
