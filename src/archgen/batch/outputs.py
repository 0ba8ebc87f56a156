"""Outputs: checked for clashes, written whole or not at all, or compared with what stands on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from archgen.diagnostics.errors import ArchgenError, UsageError


class Output(NamedTuple):
    """A text and the file it belongs in."""

    path: Path
    text: str

    @property
    def data(self) -> bytes:
        """The bytes of the file: UTF-8, line feeds."""
        return self.text.encode()


class StaleOutput(NamedTuple):
    """A file that is not what archgen would write now."""

    path: Path
    reason: Literal["missing", "different"]


def forbid_clashes(paths: Iterable[tuple[Path, str]]) -> None:
    """UsageError where two pictures (path, what it shows) would be written to one file."""
    seen: dict[Path, str] = {}
    for path, shown in paths:
        if path in seen:
            raise UsageError(
                f"two pictures for {path}: {seen[path]} and {shown}", "rename a spec or a view, or render them apart"
            )
        seen[path] = shown


def write_outputs(outputs: Sequence[Output], help: str = "choose another folder with -o") -> None:
    """Write every file atomically; ArchgenError (with a help) where a folder or file cannot be written."""
    for output in outputs:
        try:
            output.path.parent.mkdir(parents=True, exist_ok=True)
            _replace(output.path, output.data)
        except OSError as error:
            raise ArchgenError(f"cannot write {output.path}: {error.strerror or error}", help) from error


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then rename over it: a reader sees the old bytes or the new ones, never half."""
    if path.is_file() and path.read_bytes() == data:
        return
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, _mode_for(path))
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _mode_for(path: Path) -> int:
    """The mode of the file that is replaced, else what the user's umask gives a new one."""
    if path.exists():
        return path.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def find_stale(outputs: Sequence[Output]) -> list[StaleOutput]:
    """The outputs whose files are missing or hold other bytes; nothing is written."""
    stale: list[StaleOutput] = []
    for output in outputs:
        try:
            if output.path.read_bytes() != output.data:
                stale.append(StaleOutput(output.path, "different"))
        except FileNotFoundError:
            stale.append(StaleOutput(output.path, "missing"))
        except OSError as error:
            raise ArchgenError(f"cannot read {output.path}: {error.strerror or error}") from error
    return stale
