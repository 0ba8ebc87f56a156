"""Workers: how many processes draw, and the standard library's pool of them, where none is forked (`batch/forks.py`)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from concurrent.futures import Executor

MOST = 61  # what Windows can wait for
LEAST_SHARE = 2  # specs that a process should have to draw, or many would start for next to nothing
QUOTA = Path("/sys/fs/cgroup/cpu.max")


def count_workers(jobs: int | None, specs: int) -> int:
    """How many processes draw: as many as asked for, else as there are cores, as far as there is work for each."""
    wanted = min(jobs if jobs is not None else _count_cores(), MOST)
    return max(1, min(wanted, specs if jobs is not None else ceil(specs / LEAST_SHARE)))


def _count_cores() -> int:
    """The cores that this process may use; a container's share of the machine's time counts as many as it is worth."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _read_quota(QUOTA) or cores)


def _read_quota(file: Path) -> int | None:
    """The quota of a Linux control group (version 2: microseconds, and in how many of them), in cores; None without one."""
    try:
        share, period = file.read_text(encoding="ascii").split()
        return max(1, ceil(int(share) / int(period)))
    except (OSError, ValueError, ZeroDivisionError):  # not Linux, an older kernel, or `max`
        return None


@contextmanager
def open_workers(count: int) -> Iterator[Executor | None]:
    """An executor with so many processes; None for one, which is this one."""
    if count < 2:
        yield None
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=_begin_work) as executor:
        try:
            yield executor
        except BaseException:
            workers = list((executor._processes or {}).values())
            executor.shutdown(wait=False, cancel_futures=True)
            for worker in workers:  # what they draw now, nobody waits for
                worker.terminate()
            raise


def _begin_work() -> None:
    """A worker leaves interrupts to the process that it works for, and ends when that is gone, however it went."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
