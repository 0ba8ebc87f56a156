"""Which archgen this is, by its code: two versions, or two states of a source tree, never pass for each other."""

from __future__ import annotations

import hashlib
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent.parent
CATALOGUE = "archgen/catalogue/"  # travels inside the package, but is no code
DIGEST_BYTES = 8


@cache
def digest_code(package: Path = PACKAGE_FOLDER) -> str:
    """A digest of the files of archgen's package, the same whether it is installed or a source tree."""
    whole = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for name, digest in sorted(_read_record(package) or _read_files(package)):
        whole.update(f"{name} {digest}\n".encode())
    return whole.hexdigest()


def _read_record(package: Path) -> list[tuple[str, str]]:
    """The files of an installed package with their digests, as the installer has written them down; empty in a source tree."""
    records = sorted(package.parent.glob(f"{package.name}-*.dist-info/RECORD"))
    lines = records[0].read_text(encoding="utf-8").splitlines() if records else []
    rows = (line.split(",") for line in lines if line.startswith(f"{package.name}/"))
    return [(name, digest.removeprefix("sha256=")) for name, digest, *_ in rows if _is_code(name)]


def _read_files(package: Path) -> Iterator[tuple[str, str]]:
    """The same of a source tree, read from the files themselves."""
    for folder, _, files in os.walk(package):
        for file in files:
            path = f"{folder}/{file}"
            name = f"{package.name}{path[len(str(package)) :]}".replace(os.sep, "/")
            if _is_code(name):
                with open(path, "rb") as stream:
                    digest = urlsafe_b64encode(hashlib.sha256(stream.read()).digest())
                yield name, digest.decode().rstrip("=")


def _is_code(name: str) -> bool:
    return not name.startswith(CATALOGUE) and not name.endswith(".pyc")
