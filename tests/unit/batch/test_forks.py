"""Work done side by side by forked copies: the same as done in turn, whatever happens to a copy."""

from __future__ import annotations

import os
import pickle
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.batch import forks
from archgen.batch.forks import CAN_FORK, PIPE_BYTES, Copy, map_forked, print_tickets, serve

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no process is forked here")
HERE = os.getpid()


def in_a_copy() -> bool:
    return os.getpid() != HERE


def double(number: int) -> int:
    return 2 * number


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_results_come_in_the_order_of_the_items(items: list[int], processes: int) -> None:
    assert list(map_forked(double, items, processes)) == [double(item) for item in items]


def test_there_may_be_more_items_than_tickets_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    assert forks.MOST_TICKETS * forks.NUMBER_BYTES <= select.PIPE_BUF, "or writing them could wait for ever"
    assert list(map_forked(double, range(20_000), 3)) == [*range(0, 40_000, 2)]
    monkeypatch.setattr(forks, "MOST_TICKETS", 7)
    assert list(map_forked(double, range(50), 3)) == [*range(0, 100, 2)]


def test_every_process_takes_part_and_this_one_is_one_of_them() -> None:
    def work(number: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    pids = set(map_forked(work, range(12), 3))
    assert len(pids) == 3
    assert os.getpid() in pids


def test_results_may_be_larger_than_a_pipe() -> None:
    def work(size: int) -> bytes:
        time.sleep(0 if in_a_copy() else 0.1)
        return bytes(size)

    sizes = [3 * PIPE_BYTES + number for number in range(6)]
    assert [len(found) for found in map_forked(work, sizes, 2)] == sizes


def test_pipes_may_have_high_numbers() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1200:
        pytest.skip("this system does not allow so many open files")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1200), hard))
    null = os.open(os.devnull, os.O_RDONLY)
    held = [os.dup(null) for _ in range(1100)]
    try:
        assert list(map_forked(double, range(9), 2)) == [*range(0, 18, 2)]
    finally:
        for file in (null, *held):
            os.close(file)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def die(number: int) -> int:
    if in_a_copy() and number % 3 == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def fail(number: int) -> int:
    if in_a_copy():
        raise ValueError("for want of memory")
    return number


def give_what_cannot_be_sent(number: int) -> object:
    return (lambda: number) if in_a_copy() else number


def slowly(work: Callable[[int], object]) -> Callable[[int], object]:
    """The same work, but so that copies get some of it."""

    def work_slowly(number: int) -> object:
        time.sleep(0.01)
        return work(number)

    return work_slowly


@pytest.mark.parametrize("work", [die, fail, give_what_cannot_be_sent])
def test_what_a_copy_leaves_undone_is_done_here(work: Callable[[int], object]) -> None:
    assert list(map_forked(slowly(work), range(12), 3)) == [*range(12)]


@pytest.mark.parametrize("hold_up", [lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: time.sleep(0.5)])
def test_few_results_wait_for_an_earlier_one(hold_up: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "AHEAD", 5)
    done: list[int] = []

    def work(number: int) -> int:
        time.sleep(0.005)
        done.append(number)
        if in_a_copy() and len(done) == 1:
            hold_up()
        return number

    results = map_forked(work, range(300), 2)
    assert list(islice(results, 2)) == [0, 1], "one of these two is the first that the copy takes"
    assert len(done) < 10
    assert list(results) == [*range(2, 300)]


@pytest.mark.parametrize("forked", [0, 1])
def test_where_no_more_processes_can_be_had_fewer_do_the_work(forked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = os.fork, iter([True] * forked)

    def fork() -> int:
        if next(left, False):
            return real()
        raise BlockingIOError(11, "Resource temporarily unavailable")

    before = os.listdir("/proc/self/fd")
    monkeypatch.setattr(os, "fork", fork)
    assert list(map_forked(double, range(9), 4)) == [*range(0, 18, 2)]
    assert os.listdir("/proc/self/fd") == before


INTERRUPTED = """
import os, signal
from pathlib import Path
from archgen.batch.forks import map_forked

real = os.fork

def fork():
    pid = real()
    os.kill(os.getpid(), signal.SIGINT)  # here and there, as by Ctrl-C
    return pid

os.fork = fork
try:
    print(list(map_forked(abs, range(9), 3)))
except KeyboardInterrupt:
    print("interrupted", Path(f"/proc/self/task/{os.getpid()}/children").read_text(), signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


def test_interrupts_are_for_this_process_and_reach_it_when_a_copy_is_known() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["interrupted", "set()"], ""), "no copy is left, no signal blocked"


def list_children() -> set[str]:
    """The processes that this one has begun."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())


def test_what_fails_here_too_is_raised() -> None:
    before = list_children()

    def work(number: int) -> int:
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        list(map_forked(work, range(3), 2))
    assert list_children() <= before


def test_no_copy_is_left_where_nobody_wants_the_rest() -> None:
    before = list_children()
    results = map_forked(double, range(1000), 3)
    assert list(islice(results, 2)) == [0, 2]
    assert len(list_children() - before) == 2
    assert isinstance(results, Iterator)
    results.close()  # type: ignore[attr-defined]
    assert list_children() <= before


def test_a_copy_says_what_it_takes_and_sends_what_comes_of_it() -> None:
    tickets = print_tickets(3)
    receiving, sending = os.pipe()
    serve(double, [5, 6, 7], tickets, sending)
    copy = Copy(0, receiving)
    assert [(number, pickle.loads(message)) for number, message in copy.read()] == [(0, 10), (1, 12), (2, 14)]
    assert copy.taken == set()
    forks.send(sending, 9)
    os.close(sending)
    assert (list(copy.read()), copy.taken) == ([], {9})
    assert (list(copy.read()), copy.is_open) == ([], False)
    os.close(receiving)
    os.close(tickets)
