"""The files that pictures are drawn from, known by digests of their content; time stamps say nothing."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8
from typing import TYPE_CHECKING, NamedTuple

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
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=INPUT_BYTES).hexdigest()


def digest_file(path: Path) -> str | None:
    """The same by the file; None where it cannot be read."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return hashlib.blake2b(data.removeprefix(BOM_UTF8), digest_size=INPUT_BYTES).hexdigest()


def digest_output(data: bytes) -> str:
    """The digest of a picture."""
    return hashlib.blake2b(data, digest_size=WHOLE_BYTES).hexdigest()


def digest_inputs(options: str, inputs: Iterable[tuple[str, str]]) -> str:
    """The digest of all that a picture is drawn from: options, and the files (as they are written down) with theirs."""
    whole = "\n".join((options, *(f"{name} {digest}" for name, digest in inputs)))
    return hashlib.blake2b(whole.encode(), digest_size=WHOLE_BYTES).hexdigest()
