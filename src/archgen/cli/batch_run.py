"""A run of ``archgen render`` over specs: drawn, told, and summed up."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import click

from archgen.batch.workers import count_workers
from archgen.batching import Batch
from archgen.cli.contact_sheet import draw_contact_sheet
from archgen.cli.delivering import deliver, tell_differences, tell_written
from archgen.cli.progress import show_progress
from archgen.cli.reporting import reaches, report_diagnostics, say
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from archgen.batch.differences import Difference
    from archgen.batch.outputs import Output
    from archgen.request import Drawn, Failure, Request

STATUSES = {"usage": 2, "environment": 3, "bug": 70}


class Run(NamedTuple):
    """What is asked of a run; ``catalogue`` are the systems of which all are drawn, over all shards (None: some were named).

    ``command`` is what a user types to write what --check finds.
    """

    request: Request
    catalogue: frozenset[str] | None
    check: bool
    report: Path | None
    prune: bool
    contact_sheet: Path | None
    jobs: int | None
    command: str

    def start(self, specs: Sequence[Path | None], whole: Sequence[Path | None]) -> int:
        """Draw the specs, which may be a share of a whole; the exit status."""
        batch = Batch(specs, self.request, self.contact_sheet, whole)
        signal.signal(signal.SIGTERM, _end)
        if not self.check:
            batch.leave_unchanged()
        processes = count_workers(self.jobs, len(batch.todo))
        return self._check(batch, processes) if self.check else self._render(batch, processes)

    def _render(self, batch: Batch, processes: int) -> int:
        """Write what is drawn, and tell of it."""
        results: list[Drawn] = []
        try:
            with show_progress(len(batch.todo)) as advance:
                for drawn in batch.render(processes=processes):
                    results.append(_shorten(drawn))
                    _tell_one(drawn, advance)
            self._look_for_orphans(batch)
        finally:
            batch.close()
        sheets = self._draw_sheet(batch, results)
        status = tell_found(results)
        if sheets:
            deliver(sheets, self.request.theme, check=False, command=self.command)
        _sum_up(results)
        return status

    def _look_for_orphans(self, batch: Batch) -> None:
        from archgen.batch.orphans import remove_orphans

        orphans = batch.find_orphans(self.catalogue)
        removed = remove_orphans(orphans) if self.prune else []
        for path in removed:
            say(f"removed {path.as_posix()}")
        for orphan in orphans:
            if orphan.path not in removed:
                say(f"orphaned: {orphan.path.as_posix()} ({orphan.reason})")

    def _check(self, batch: Batch, processes: int) -> int:
        """Hold what is drawn against what stands on disk, and tell what is not the same."""
        from archgen.batch.differences import find_differences, list_orphans

        results: list[Drawn] = []
        found: list[Difference] = []
        count = 0
        with show_progress(len(batch.todo)) as advance:
            for drawn, differences in batch.check(processes):
                results.append(_shorten(drawn))
                count += len(drawn.outputs)
                found += differences
                if advance:
                    advance()
        sheets = self._draw_sheet(batch, results)
        found += [*find_differences(sheets, self.request.theme), *list_orphans(batch.find_orphans(self.catalogue))]
        status = tell_found(results)
        broken = sum(not drawn.is_whole for drawn in results)
        if broken:
            say(f"{broken} of {_count_systems(len(results))} cannot be drawn, so their pictures are not looked at")
        if self.report:
            _write_report(found, self.report)
        return max(status, tell_differences(found, count + len(sheets), self.command))

    def _draw_sheet(self, batch: Batch, results: Sequence[Drawn]) -> list[Output]:
        """The contact sheet, where one is asked for and there is something to show."""
        if self.contact_sheet is None or not any(drawn.placements for drawn in results):
            return []
        batch.forbid_clash(self.contact_sheet)
        return [draw_contact_sheet(results, self.contact_sheet, self.request.theme)]


def _end(number: int, frame: object) -> None:
    """A program that is told to end writes down what it has drawn, as one that is interrupted does."""
    raise KeyboardInterrupt


def _shorten(drawn: Drawn) -> Drawn:
    """What is still needed when the pictures are delivered: a thousand texts are not."""
    return drawn._replace(outputs=tuple(output._replace(text="") for output in drawn.outputs))


def _tell_one(drawn: Drawn, advance: Callable[[], None] | None) -> None:
    """A line for each picture; on a terminal with a bar that has moved on."""
    if drawn.left:
        return
    if advance:
        advance()
    else:
        tell_written(drawn.outputs)


def tell_found(results: Iterable[Drawn]) -> int:
    """Everything that was found on the way: measures, diagnostics, failures; the exit status."""
    results = list(results)
    if any(drawn.measured for drawn in results):
        from archgen.cli.layout_report import write_report

        click.echo(write_report(view for drawn in results for view in drawn.measured), err=True, nl=False)
    diagnostics = [diagnostic for drawn in results for diagnostic in drawn.diagnostics]
    report_diagnostics(diagnostics)
    failures = [(drawn.tool, drawn.failure) for drawn in results if drawn.failure]
    for tool, failure in failures:
        _tell_failure(tool, failure)
    return max((int(reaches(diagnostics, "error")), *(STATUSES[failure.sort] for _, failure in failures)))


def _tell_failure(tool: str, failure: Failure) -> None:
    if failure.sort == "bug":
        say(f"{tool}: this is a bug in archgen, not in your spec ({failure.message})")
    else:
        say(f"error: {failure.message}")
    if failure.help:
        say(f"  help: {failure.help}")


def _sum_up(results: Sequence[Drawn]) -> None:
    """How many pictures there are now, how many had to be drawn, and which are known to have warnings."""
    drawn = sum(len(result.outputs) for result in results)
    left = sum(len(result.left) for result in results)
    broken = sum(not result.is_whole for result in results)
    if len(results) > 1 or left:
        more = f", {broken} of them not drawn" if broken else ""
        pictures = f"{drawn + left} {'picture' if drawn + left == 1 else 'pictures'}"
        say(f"{pictures} of {_count_systems(len(results))}{more}: {drawn} drawn, {left} unchanged")
    if not results:
        say("there is no system in this part of the batch")
    warned = [result.tool for result in results if result.told]
    if warned:
        command = "archgen check --layout " + (warned[0] if len(warned) == 1 else "--all")
        say(f"{_count_systems(len(warned))} left unchanged {'has' if len(warned) == 1 else 'have'} warnings: {command}")


def _count_systems(count: int) -> str:
    return f"{count} {'system' if count == 1 else 'systems'}"


def _write_report(found: Sequence[Difference], folder: Path) -> None:
    """The page that shows what is not current."""
    from archgen.batch.earlier import spare_foreign
    from archgen.batch.outputs import write_files
    from archgen.batch.report_page import make_report

    spare_foreign([folder / "index.html"])
    write_files(make_report(found, folder))
    say(f"wrote {(folder / 'index.html').as_posix()}")
