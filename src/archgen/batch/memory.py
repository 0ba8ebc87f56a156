"""What this archgen has drawn on this machine, by its inputs and its bytes: kept in the user's cache folder.

A manifest that is committed tells who drew a picture first. Another archgen that draws the same bytes leaves that as it is (a
line for everyone who runs a batch would be noise in every commit), and remembers here that it need not draw them again.
"""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from archgen.batch.digests import digest
from archgen.caches import find_cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from archgen.batch.manifest import Drawer, Entry

KEY_BYTES = 12
MOST_DRAWERS = 8


class Memory:
    """The memory of one archgen; a folder that cannot be read or written is no trouble."""

    def __init__(self, drawer: Drawer) -> None:
        self._name = f"drawn-{digest('/'.join(drawer).encode(), KEY_BYTES)}.txt"

    @cached_property
    def _path(self) -> Path:
        return find_cache_folder() / self._name

    @cached_property
    def _keys(self) -> frozenset[str]:
        try:
            return frozenset(self._path.read_text(encoding="ascii").split())
        except (OSError, UnicodeDecodeError):
            return frozenset()

    def knows(self, entry: Entry) -> bool:
        """Whether this archgen has drawn these bytes from these inputs."""
        return _make_key(entry) in self._keys

    def remember(self, entries: Iterable[Entry]) -> None:
        """Keep that it has; a line for each, so that two runs at once do not lose each other's."""
        new = [key for entry in entries if (key := _make_key(entry)) not in self._keys]
        if not new:
            return
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            _forget_oldest(self._path)
            with self._path.open("a", encoding="ascii") as file:
                file.write("".join(f"{key}\n" for key in new))


def _make_key(entry: Entry) -> str:
    return digest(f"{entry.inputs} {entry.own}".encode(), KEY_BYTES)


def _forget_oldest(path: Path) -> None:
    """Room for one more archgen, where there are many: those of a source tree come and go."""
    others = [other for other in path.parent.glob("drawn-*.txt") if other != path]
    for other in sorted(others, key=lambda other: other.stat().st_mtime)[: -MOST_DRAWERS + 1]:
        other.unlink(missing_ok=True)
