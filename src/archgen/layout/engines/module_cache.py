"""The engine's compiled module, kept in the user's cache folder.

Compiling takes a second, loading back a few milliseconds. Whatever is wrong with the cache costs that second and nothing
else: a file counts only if its checksum holds, since handing broken code to the runtime could crash the process.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import sys
import tempfile
from pathlib import Path

from archgen.values import NamedTuple

MAGIC = b"archgen-module-1\n"
DIGEST_BYTES = 32


class ModuleCache(NamedTuple):
    """One cached module: the file's name holds everything that decides whether it can be used."""

    folder: Path
    key: str

    @property
    def path(self) -> Path:
        """The file of the compiled module."""
        return self.folder / f"graphviz-{self.key}.module"

    def read(self) -> bytes | None:
        """The module, or None where there is none that can be trusted."""
        try:
            if not _is_ours(self.path):
                return None
            data = self.path.read_bytes()
        except OSError:
            return None
        body = data[len(MAGIC) + DIGEST_BYTES :]
        expected = MAGIC + hashlib.sha256(body).digest()
        return body if body and data.startswith(expected) else None

    def write(self, body: bytes) -> None:
        """Keep the module, whole or not at all; a folder that cannot be written is no error."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=self.folder, prefix=".module-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(MAGIC + hashlib.sha256(body).digest() + body)
                os.replace(temporary, self.path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)


def make_key(wasm: bytes, runtime_version: str) -> str:
    """What a compiled module depends on: the code, the runtime, the machine."""
    parts = (hashlib.sha256(wasm).hexdigest(), runtime_version, sys.platform, platform.machine())
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]


def _is_ours(path: Path) -> bool:
    """Whether the file belongs to this user, where the system can tell."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()
