"""The ledger of a run: a folder's manifest, held against the files as they are now.

It tells which specs need not be drawn again, why a picture is not what would be drawn now, and becomes the next manifest. What is
asked here imports neither the model nor the engine.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from archgen.batch.catalogue import SUFFIXES, find_base
from archgen.batch.folders import PROJECT_FILE, find_project_file
from archgen.batch.inputs import Input, digest_file, digest_inputs, digest_output
from archgen.batch.manifest import (
    MANIFEST,
    ORPHAN,
    UNKNOWN,
    Entry,
    find_file,
    name_file,
    name_self,
    read_manifest,
    write_manifest,
)
from archgen.batch.memory import Memory
from archgen.batch.outputs import Output
from archgen.values import NamedTuple


class Current(NamedTuple):
    """The files of a spec whose pictures need not be drawn, and how many warnings there were when they were."""

    names: tuple[str, ...]
    warnings: int


class Ledger:
    """What is known of the pictures in a folder; every input is read once in a run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._base = folder.resolve()
        self.entries = read_manifest(folder)
        self._digests: dict[Path, str | None] = {}
        self._by_spec: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries.values():
            self._by_spec.setdefault((entry.spec, Path(entry.name).suffix), []).append(entry)
        self._drawn: dict[str, Entry] = {}
        self._learnt: list[Entry] = []

    @cached_property
    def _memory(self) -> Memory:
        return Memory(name_self())

    def find_current(self, spec: Path, picture_format: str, theme: str) -> Current | None:
        """A spec's pictures, where all of them are what would be drawn now; None where one has to look."""
        known = self._by_spec.get((name_file(Path(os.path.abspath(spec)), self._base), f".{picture_format}"), [])
        entries = [entry for entry in known if entry.inputs != ORPHAN]
        if not entries or not all(map(self._is_own, entries)) or not self._follow(entries[0]):
            return None
        files = [(name, self._digest(name)) for name, _ in entries[0].files]
        options = _list_options(theme, [entry.name for entry in entries])
        inputs = digest_inputs(options, [(name, digest or "") for name, digest in files])
        if all(entry.inputs == inputs and self._is_untouched(entry) for entry in entries):
            return Current(tuple(entry.name for entry in entries), entries[0].warnings)
        return None

    def _is_own(self, entry: Entry) -> bool:
        """Whether this archgen, to the letter of its code, draws the same."""
        return entry.drawer == name_self() or self._memory.knows(entry)

    def _follow(self, entry: Entry) -> bool:
        """Whether the same files are found as inputs now: another one could have come to stand before them."""
        paths = [find_file(name, self._base) for name, _ in entry.files]
        bases = [path for path in paths[1:] if path.suffix in SUFFIXES and path.name != PROJECT_FILE]
        specs = [paths[0], *bases]
        projects = {path for path in paths if path.name == PROJECT_FILE}
        extended = all(_is_same(find_base(base.stem, spec.parent)[0], base) for spec, base in pairwise(specs))
        return extended and {find_project_file(spec.resolve().parent) for spec in specs} - {None} == projects

    def _digest(self, name: str) -> str | None:
        path = find_file(name, self._base)
        if path not in self._digests:
            self._digests[path] = digest_file(path)
        return self._digests[path]

    def _is_untouched(self, entry: Entry) -> bool:
        """Whether a file holds what archgen wrote there."""
        try:
            return digest_output((self.folder / entry.name).read_bytes()) == entry.own
        except OSError:
            return False

    def find(self, name: str) -> Entry | None:
        """What the manifest says of an output."""
        return self.entries.get(name)

    def has_spec(self, name: str) -> bool:
        """Whether the spec that an output was drawn from is still there."""
        entry = self.find(name)
        return entry is not None and entry.spec != "" and find_file(entry.spec, self._base).is_file()

    def find_changed(self, entry: Entry) -> list[Path]:
        """The inputs of an output that are not what they were when it was drawn."""
        changed = [name for name, digest in entry.files if (self._digest(name) or "") != digest]
        return [find_file(name, self._base) for name in changed]

    def record(
        self, outputs: Sequence[Output], inputs: Sequence[Input], theme: str, warnings: int, *, settled: bool
    ) -> None:
        """Note the pictures of a spec, drawn from these files; where that does not settle what they are, they are drawn again in
        any case.
        """
        files = tuple((name_file(path, self._base), digest) for path, digest in dict.fromkeys(inputs))
        names = [output.path.name for output in outputs]
        whole = digest_inputs(_list_options(theme, names), files) if settled else UNKNOWN
        for output in outputs:
            name = output.path.name
            entry = Entry(name, digest_output(output.data), whole, theme, warnings, name_self(), files)
            self._drawn[name] = self._keep_drawer(entry)

    def _keep_drawer(self, entry: Entry) -> Entry:
        """What is known of an output already, where another archgen has drawn the same."""
        former = self.entries.get(entry.name)
        if former is None or former.drawer == entry.drawer or former._replace(drawer=entry.drawer) != entry:
            return entry
        self._learnt.append(entry)
        return former

    def disown(self, names: Iterable[str]) -> None:
        """Note that no view makes these outputs any more."""
        known = [self.entries[name] for name in names if name in self.entries]
        self._drawn.update({entry.name: entry._replace(inputs=ORPHAN) for entry in known})

    @property
    def has_news(self) -> bool:
        """Whether there is anything to write down."""
        return bool(self._drawn) or any(not (self.folder / name).is_file() for name in self.entries)

    def close(self) -> Output:
        """The next manifest; what is not there any more is forgotten. Another run may have written its own lines meanwhile."""
        if self._learnt:
            self._memory.remember(self._learnt)
        entries = {**read_manifest(self.folder), **self._drawn}.values()
        text = write_manifest(entry for entry in entries if (self.folder / entry.name).is_file())
        return Output(self.folder / MANIFEST, text)


def _is_same(path: Path | None, other: Path) -> bool:
    return path is not None and Path(os.path.abspath(path)) == other


def _list_options(theme: str, names: Iterable[str]) -> str:
    """What else decides a spec's pictures: the theme; and which pictures these are, so that none can be missing unseen."""
    return "\n".join((theme, *sorted(names)))
