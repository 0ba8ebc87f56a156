"""The files that pictures are drawn from, known by digests of their content; time stamps say nothing."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from archgen.batch.digests import digest
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

INPUT_BYTES = 8  # of each file, to tell which one has changed
WHOLE_BYTES = 16  # of what decides whether a picture is drawn again


class Input(NamedTuple):
    """A file, absolute, and the digest of what was read from it."""

    path: Path
    digest: str


def digest_text(text: str) -> str:
    """The digest of a file by the text that was read from it, without its byte order mark."""
    return digest(text.encode(errors="surrogatepass"), INPUT_BYTES)


def digest_file(path: Path) -> str | None:
    """The same by the file; None where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return digest(data.removeprefix(BOM_UTF8), INPUT_BYTES)


def digest_output(data: bytes) -> str:
    """The digest of a picture."""
    return digest(data, WHOLE_BYTES)


def digest_inputs(options: str, inputs: Iterable[tuple[str, str]]) -> str:
    """The digest of all that a picture is drawn from: options, and the files (as they are written down) with theirs."""
    whole = "\n".join((options, *(f"{name} {known}" for name, known in inputs)))
    return digest(whole.encode(errors="surrogateescape"), WHOLE_BYTES)
