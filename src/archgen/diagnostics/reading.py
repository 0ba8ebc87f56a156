"""The stage "read": a file or standard input becomes a Source, or it is said why it cannot.

What is wrong with the world (no such file, no permission) is an ArchgenError; what is wrong with the content a diagnostic.
"""

from __future__ import annotations

import os
import re
import unicodedata
from codecs import BOM_UTF8
from itertools import islice
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

# Control characters other than tab and line breaks, what turns the direction of text around unseen, and what is no
# character at all. A carriage return alone breaks the line for YAML and for nobody who reads it.
HIDDEN = re.compile(
    "\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
# What Unicode's own table leaves without a name.
CONTROL_NAMES = {
    "\x00": "NUL",
    "\x07": "BELL",
    "\x08": "BACKSPACE",
    "\x0b": "VERTICAL TAB",
    "\x0c": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
}
# The longer marks first: the one of UTF-32 begins like the one of UTF-16.
BYTE_ORDER_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
BYTES_LOOKED_AT = 8192
MOST_NUL_SHARE = 0.1  # of the bytes looked at; what has more of them is not a text


def read_source(path: Path, name: str) -> tuple[Source, list[Diagnostic]]:
    """The text of a file under the name it is reported by; ArchgenError where there is no file to read."""
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            return _report_size(name) if size > MOST_BYTES else _read_bytes(stream, name)
    except FileNotFoundError as error:
        raise ArchgenError(f"there is no file {name}", _suggest_file(path)) from error
    except IsADirectoryError as error:
        raise ArchgenError(f"{name} is a folder, not a spec", _suggest_inside(path)) from error
    except OSError as error:
        raise ArchgenError(f"cannot read {name}: {error.strerror or error}") from error
    except ValueError as error:  # a NUL in the path itself
        raise ArchgenError(f"{name!r} cannot be the name of a file") from error


def read_stdin(stream: BinaryIO) -> tuple[Source, list[Diagnostic]]:
    """The text of standard input; ArchgenError where nothing can be read from it."""
    try:
        return _read_bytes(stream, STDIN_NAME)
    except OSError as error:
        raise ArchgenError(f"cannot read standard input: {error.strerror or error}") from error


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
        names = [name for name in names if name != "archgen.yaml"]
    except OSError:
        return ""
    return f"name a file in it, like `{(path / names[0]).as_posix()}`" if names else "name a .yaml file"


def _read_bytes(stream: BinaryIO, name: str) -> tuple[Source, list[Diagnostic]]:
    """The text; what has no size of its own, a pipe or a device, is read no further than to the limit."""
    data = stream.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _report_size(name)
    source = Source(name, "")
    if encoding := _recognise_encoding(data):
        return source, [Diagnostic("AG102", f"the file is {encoding}, not UTF-8", source, help="save it as UTF-8")]
    start = len(BOM_UTF8) if data.startswith(BOM_UTF8) else 0
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        return source, [_report_encoding(source, data, start + error.start)]
    if data.count(0) > max(1, MOST_NUL_SHARE * len(data)):
        help = f"the byte at offset {data.index(0)} is NUL"
        return source, [Diagnostic("AG102", "this is a binary file, not text", source, help=help)]
    source = Source(name, text)
    return source, find_hidden_characters(source)


def _report_size(name: str) -> tuple[Source, list[Diagnostic]]:
    source = Source(name, "")
    message = f"the file is larger than {MOST_BYTES // 1024} KiB"
    return source, [Diagnostic("AG103", message, source, help="a spec describes one system; is this another file?")]


def _recognise_encoding(data: bytes) -> str | None:
    """The name of another encoding that the bytes are in: by its mark, or by the zeros in Latin text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    head = data[:BYTES_LOOKED_AT]
    for zeros in (0, 1):  # the more significant byte of each unit comes first, or second
        if len(head) > 3 and not any(head[zeros::2]) and all(head[1 - zeros :: 2]):
            return "UTF-16"
    return None


def _report_encoding(source: Source, data: bytes, offset: int) -> Diagnostic:
    line = data.count(b"\n", 0, offset) + 1
    where = f"byte {data[offset]:#04x} at offset {offset} (line {line}) is not UTF-8"
    if b"\x00" in data[:BYTES_LOOKED_AT]:
        return Diagnostic("AG102", "this is a binary file, not text", source, help=where)
    return Diagnostic("AG102", "the file is not text in UTF-8", source, help=f"{where}; save the file as UTF-8")


def find_hidden_characters(source: Source) -> list[Diagnostic]:
    """A report for each control or bidirectional character, up to a number that anyone would read."""
    matches = islice(HIDDEN.finditer(source.text), MOST_CHARACTER_REPORTS)
    return [_report_character(source, match.group(), Span(*match.span())) for match in matches]


def _report_character(source: Source, character: str, span: Span) -> Diagnostic:
    name = CONTROL_NAMES.get(character) or unicodedata.name(character, "control character")
    message = f"U+{ord(character):04X} ({name}) may not stand in a spec"
    help = "delete it: it hides what the text says"
    if character == "\r":
        help = "end lines with a line feed, alone or behind a carriage return"
    return Diagnostic("AG104", message, source, span, help=help)


def show_path(path: Path) -> str:
    """The path as people know it: relative to where they are, if it lies below, with forward slashes."""
    try:
        return path.resolve().relative_to(path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
