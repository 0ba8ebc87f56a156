"""Work done side by side by forked copies: the same as done in turn, whatever happens to a copy."""

from __future__ import annotations

import os
import pickle
import time
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.batch import forks
from archgen.batch.forks import CAN_FORK, PIPE_BYTES, map_forked, serve

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="no process is forked here")
HERE = os.getpid()


def double(number: int) -> int:
    return 2 * number


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(), max_size=30), st.integers(1, 5))
def test_results_come_in_the_order_of_the_items(items: list[int], processes: int) -> None:
    assert list(map_forked(double, items, processes)) == [double(item) for item in items]


def test_every_process_takes_part_and_this_one_is_one_of_them() -> None:
    def work(number: int) -> int:
        time.sleep(0.05)
        return os.getpid()

    pids = set(map_forked(work, range(12), 3))
    assert len(pids) == 3
    assert os.getpid() in pids


def in_a_copy() -> bool:
    return os.getpid() != HERE


def test_results_may_be_larger_than_a_pipe() -> None:
    def work(size: int) -> bytes:
        time.sleep(0 if in_a_copy() else 0.1)
        return bytes(size)

    sizes = [3 * PIPE_BYTES + number for number in range(6)]
    assert [len(found) for found in map_forked(work, sizes, 2)] == sizes


def die(number: int) -> int:
    if in_a_copy() and number % 3 == 1:
        os.kill(os.getpid(), 9)
    return number


def fail(number: int) -> int:
    if in_a_copy():
        raise ValueError("for want of memory")
    return number


def give_what_cannot_be_sent(number: int) -> object:
    return (lambda: number) if in_a_copy() else number


@pytest.mark.parametrize("work", [die, fail, give_what_cannot_be_sent])
def test_what_a_copy_leaves_undone_is_done_here(work, capfd: pytest.CaptureFixture[str]) -> None:
    def slowly(number: int) -> object:
        time.sleep(0.01)  # or the copies would not get any
        return work(number)

    assert list(map_forked(slowly, range(12), 3)) == [*range(12)]


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
    results.close()  # type: ignore[attr-defined]
    assert list_children() <= before


def test_a_copy_sends_a_message_for_each_item_that_it_takes() -> None:
    tickets = forks._print_tickets(3)
    receiving, sending = os.pipe()
    serve(double, [5, 6, 7], tickets, sending)
    os.close(sending)
    copy = forks._Copy(0, receiving)
    messages = list(copy.read())
    assert [pickle.loads(message) for message in messages] == [(0, 10), (1, 12), (2, 14)]
    assert (list(copy.read()), copy.is_open) == ([], False)
    os.close(receiving)
    os.close(tickets)
