"""Outputs: checked for clashes, written whole or not at all, or compared with what stands on disk."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

from archgen.diagnostics.errors import ArchgenError, UsageError
from archgen.values import NamedTuple


class Output(NamedTuple):
    """A text and the file it belongs in."""

    path: Path
    text: str

    @property
    def data(self) -> bytes:
        """The bytes of the file: UTF-8, line feeds."""
        return self.text.encode()


def forbid_clashes(paths: Iterable[tuple[Path, str]]) -> None:
    """UsageError where two pictures (path, what it shows) would be written to one file."""
    seen: dict[Path, str] = {}
    for path, shown in paths:
        if path in seen:
            raise UsageError(
                f"two pictures for {path}: {seen[path]} and {shown}", "rename a spec or a view, or render them apart"
            )
        seen[path] = shown


def write_outputs(outputs: Iterable[Output]) -> None:
    """Write every output atomically; ArchgenError where a folder or file cannot be written."""
    write_files((output.path, output.data) for output in outputs)


def write_files(files: Iterable[tuple[Path, bytes]], help: str = "choose another folder with -o") -> None:
    """The same for bytes; ``help`` is for the error."""
    for path, data in files:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data)
        except OSError as error:
            raise ArchgenError(f"cannot write {path}: {error.strerror or error}", help) from error


def _replace(path: Path, data: bytes) -> None:
    """Write beside the file, then rename over it: a reader sees the old bytes or the new ones, never half."""
    path = path.resolve() if path.is_symlink() else path  # a link stays one
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


def read_output(path: Path) -> bytes | None:
    """What stands on disk; None where there is no such file, ArchgenError where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchgenError(f"cannot read {path}: {error.strerror or error}") from error
