"""Which archgen this is, by its code: two versions, or two states of a source tree, never pass for each other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from archgen.batch.digests import digest
from archgen.packages import PACKAGE_FOLDER

CATALOGUE = "archgen/catalogue/"  # travels inside the package, but is no code
DIGEST_BYTES = 8


@cache
def digest_code(package: Path = PACKAGE_FOLDER) -> str:
    """A digest of the files of archgen's package."""
    files = sorted(_read_record(package) or _read_files(package))
    return digest("\n".join(f"{name} {known}" for name, known in files).encode(), DIGEST_BYTES)


def _read_record(package: Path) -> list[tuple[str, str]]:
    """The files of an installed package with their digests, as the installer has written them down; empty in a source tree."""
    records = sorted(package.parent.glob(f"{package.name}-*.dist-info/RECORD"))
    lines = records[0].read_text(encoding="utf-8").splitlines() if records else []
    rows = (line.split(",") for line in lines if line.startswith(f"{package.name}/"))
    return [(name, known) for name, known, *_ in rows if _is_code(name)]


def _read_files(package: Path) -> Iterator[tuple[str, str]]:
    """The files of a source tree, read and digested."""
    for folder, below, files in os.walk(package):
        below[:] = [name for name in below if name != "__pycache__"]
        for file in files:
            path = f"{folder}/{file}"
            name = f"{package.name}{path[len(str(package)) :]}".replace(os.sep, "/")
            if _is_code(name):
                with open(path, "rb") as stream:
                    yield name, digest(stream.read(), DIGEST_BYTES)


def _is_code(name: str) -> bool:
    return not name.startswith(CATALOGUE) and not name.endswith(".pyc")
