"""Batches: many specs, drawn in turn or in workers, and written one by one.

What has not changed is left as it is, and no failure of one stops the others.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.earlier import spare_foreign
from archgen.batch.forks import CAN_FORK, map_forked
from archgen.batch.inputs import Input, digest_file
from archgen.batch.ledger import Current, Ledger
from archgen.batch.outputs import forbid_clashes, write_outputs
from archgen.batch.workers import open_workers
from archgen.diagnostics.errors import ArchgenError, UsageError
from archgen.diagnostics.reading import show_path
from archgen.request import Drawn, Failure, Request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

    from archgen.batch.differences import Difference
    from archgen.batch.orphans import Orphan

BUG_HELP = "run again with ARCHGEN_DEBUG=1 for the trace, and please report it"
COLLECT_EVERY = 50
DRAWN = count(1)  # specs, by this process
AHEAD = 64  # specs that are handed to an executor before the first of them is done: memory stays flat


def draw_file(path: Path | None, request: Request) -> Drawn:
    """The pictures of a spec file (None: standard input), or why there are none; raises only bugs that are looked for."""
    tool = path.stem if path else "stdin"
    if not _can_be_written(tool):
        return Drawn(tool, failure=Failure("environment", f"the name of {tool!r} is not UTF-8", "rename the file"))
    if next(DRAWN) % COLLECT_EVERY == 0:
        gc.collect()  # the program runs without, and what a thousand specs leave behind would be too much
    try:
        from archgen.drawing import render_spec
        from archgen.loading import load_file, load_stdin

        return render_spec(load_file(path) if path else load_stdin(sys.stdin.buffer), request)
    except UsageError as error:
        return Drawn(tool, failure=Failure("usage", str(error), error.help))
    except ArchgenError as error:
        return Drawn(tool, failure=Failure("environment", str(error), error.help))
    except Exception as error:
        if os.environ.get("ARCHGEN_DEBUG"):
            raise
        return Drawn(tool, failure=Failure("bug", f"{type(error).__name__}: {error}", BUG_HELP))


def draw_files(
    specs: Sequence[Path | None], request: Request, executor: Executor | None = None, processes: int = 1
) -> Iterator[Drawn]:
    """What comes of specs, in their order: drawn by an executor, by so many processes of this machine, or one after the other."""
    if executor is not None:
        yield from _draw_ahead(specs, request, executor)
    elif processes > 1 and CAN_FORK and None not in specs:  # only this process can read standard input
        yield from map_forked(partial(draw_file, request=request), specs, processes)
    else:
        with open_workers(processes) as workers:
            yield from _draw_ahead(specs, request, workers) if workers else (draw_file(s, request) for s in specs)


def _draw_ahead(specs: Iterable[Path | None], request: Request, executor: Executor) -> Iterator[Drawn]:
    """What comes of specs, in their order, while an executor draws some ahead."""
    pending: deque[tuple[Path | None, Future[Drawn] | None]] = deque()
    for spec in specs:
        pending.append((spec, _hand_out(spec, request, executor)))
        if len(pending) >= AHEAD:
            yield _collect(*pending.popleft(), request)
    while pending:
        yield _collect(*pending.popleft(), request)


def _hand_out(spec: Path | None, request: Request, executor: Executor) -> Future[Drawn] | None:
    """A spec's work with the executor; None where that has broken down, or the spec is standard input, which only we can read."""
    from concurrent.futures import BrokenExecutor

    try:
        return executor.submit(draw_file, spec, request) if spec else None
    except BrokenExecutor:
        return None


def _collect(spec: Path | None, future: Future[Drawn] | None, request: Request) -> Drawn:
    """What came of a spec; where its worker has died, perhaps for want of memory, it is drawn here."""
    from concurrent.futures import BrokenExecutor

    try:
        return future.result() if future else draw_file(spec, request)
    except BrokenExecutor:
        return draw_file(spec, request)


def _can_be_written(name: str) -> bool:
    """Whether a name can stand in a text."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


class Batch:
    """Specs (paths; None is standard input) whose pictures go to one folder; ``beside`` is a file that is written, too.

    ``whole`` are all specs, where these are only a share of them. UsageError where two pictures would go to one file.
    """

    def __init__(
        self,
        specs: Sequence[Path | None],
        request: Request,
        beside: Path | None = None,
        whole: Sequence[Path | None] = (),
    ) -> None:
        forbid_clashes([*_name_pictures(whole or specs, request), *_name_beside(beside)])
        self.specs = specs
        self.request = request
        self.ledger = Ledger(request.folder)
        self.left: dict[Path, Current] = {}
        self.made: set[str] = set()
        self.tools: set[str] = set()

    def leave_unchanged(self) -> None:
        """Look for the specs that need not be drawn: their pictures are there, and what they come from has not changed."""
        if not self.request.can_leave:
            return
        for spec in self.specs:
            current = spec and self.ledger.find_current(spec, self.request.picture_format, self.request.theme)
            if spec and current:
                self.left[spec] = current

    @property
    def todo(self) -> list[Path | None]:
        """The specs to draw."""
        return [spec for spec in self.specs if spec not in self.left]

    def draw(self, executor: Executor | None = None, processes: int = 1) -> Iterator[Drawn]:
        """What comes of all specs, in their order, drawn as `draw_files` says."""
        drawn = draw_files(self.todo, self.request, executor, processes)
        for spec in self.specs:
            current = self.left.get(spec) if spec else None
            result = Drawn(spec.stem, left=current.names, told=current.warnings) if spec and current else next(drawn)
            self._count(result)
            yield result

    def _count(self, drawn: Drawn) -> None:
        self.made.update(output.path.name for output in drawn.outputs)
        self.made.update(drawn.left)
        if drawn.is_whole:
            self.tools.add(drawn.tool)

    def render(self, executor: Executor | None = None, processes: int = 1) -> Iterator[Drawn]:
        """The same, and every spec's pictures are written as soon as it is drawn."""
        for spec, result in zip(self.specs, self.draw(executor, processes), strict=True):
            drawn = self._write(result)
            if spec and drawn.outputs and self.request.view is None:
                settled = drawn.is_whole and self.request.engine == "embedded" and not _lacks_icon(drawn)
                inputs = (*drawn.inputs, *self._list_arrangements(drawn))
                self.ledger.record(drawn.outputs, inputs, self.request.theme, len(drawn.diagnostics), settled=settled)
            yield drawn

    def _write(self, drawn: Drawn) -> Drawn:
        """A spec's pictures, written; or why they are not, which does not stop the others."""
        try:
            spare_foreign(output.path for output in drawn.outputs)
            write_outputs(drawn.outputs)
        except ArchgenError as error:
            return drawn._replace(outputs=(), failure=Failure("environment", str(error), error.help))
        return drawn

    def _list_arrangements(self, drawn: Drawn) -> list[Input]:
        """Pictures in other formats are arranged like the SVG beside them: that is one of their inputs."""
        if self.request.picture_format == "svg":
            return []
        beside = [Path(os.path.abspath(output.path)).with_suffix(".svg") for output in drawn.outputs]
        return [Input(path, digest_file(path) or "") for path in beside]

    def check(self, processes: int = 1) -> Iterator[tuple[Drawn, list[Difference]]]:
        """The same, held against what stands on disk; nothing is written."""
        from archgen.batch.differences import find_differences

        for drawn in self.draw(processes=processes):
            try:
                yield drawn, list(find_differences(drawn.outputs, self.request.theme, self.ledger))
            except ArchgenError as error:
                yield drawn._replace(failure=Failure("environment", str(error), error.help)), []

    def forbid_clash(self, path: Path) -> None:
        """UsageError where a picture of this batch has the path."""
        made = [(self.request.folder / name, "a view") for name in sorted(self.made)]
        forbid_clashes([*made, *_name_beside(path)])

    def find_orphans(self, others: Iterable[str] | None) -> list[Orphan]:
        """What no view makes any more, when all is drawn; ``others`` are all systems of the catalogue, where it is whole."""
        from archgen.batch.orphans import Made, find_orphans

        if self.request.view is not None:
            return []
        made = Made(frozenset(self.made), frozenset(self.tools), None if others is None else frozenset(others))
        orphans = find_orphans(self.ledger, self.request.picture_format, made)
        self.ledger.disown(orphan.path.name for orphan in orphans)
        return orphans

    def close(self) -> None:
        """Write down what is known now."""
        if self.request.view is None and self.made and self.ledger.has_news:
            write_outputs([self.ledger.close()])


def _lacks_icon(drawn: Drawn) -> bool:
    """Whether there was an icon that could not be had: it may be there next time, with a package that is installed then."""
    return any(diagnostic.code == "AG506" for diagnostic in drawn.diagnostics)


def _name_pictures(specs: Sequence[Path | None], request: Request) -> Iterator[tuple[Path, str]]:
    """The files that can clash: each spec's own picture, and views beside a spec that is called like one of them."""
    stems = {spec.stem: spec for spec in specs if spec}
    for spec in specs:
        name, shown = (spec.stem, show_path(spec)) if spec else ("stdin", "standard input")
        yield request.folder / f"{name}.{request.picture_format}", shown
        owner, _, view = name.rpartition(".")
        if owner in stems and view in _list_views(stems[owner]):
            yield request.folder / f"{name}.{request.picture_format}", f"the view `{view}` of {show_path(stems[owner])}"


def _name_beside(path: Path | None) -> list[tuple[Path, str]]:
    return [(path, "the contact sheet")] if path else []


def _list_views(spec: Path) -> list[str]:
    """The views of a spec whose pictures are called after them."""
    from archgen.loading import load_file
    from archgen.views.select import default_view

    found = load_file(spec).architecture
    return [view.id for view in found.views if view.id != default_view(found)] if found else []


def render_all(specs: Sequence[Path], request: Request, executor: Executor | None = None) -> Iterator[Drawn]:
    """Render spec files into a folder and tell of each what came of it, in their order; what has not changed is left.

    Any ``concurrent.futures`` executor can do the work, also one of a cluster whose machines see the same files: tasks and
    results are plain values that can be pickled. Nothing raises for one spec: ``Drawn.failure`` and ``Drawn.diagnostics`` tell.
    A folder that cannot be written raises ArchgenError, two specs for one picture UsageError.
    """
    with closing(Batch(specs, request)) as batch:
        batch.leave_unchanged()
        yield from batch.render(executor)
