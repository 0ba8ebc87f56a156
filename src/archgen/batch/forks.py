"""The same work for many items, done side by side: by copies of this process, and by this process itself.

A forked copy has at once all that is loaded here, and nothing has to be sent to it. Each process takes the next item when it is
free; a copy sends what came of it through a pipe. The standard library's pools do that on every system, but loading one takes as
long as drawing a picture, and the process that opens it only waits.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CAN_FORK = sys.platform == "linux"  # elsewhere what the system's own libraries have begun may not survive it
NUMBER_BYTES = 4
PIPE_BYTES = 1 << 20  # what a copy can send while this process is at work itself

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_forked(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """What comes of the items, in their order, done by so many processes of which this is one.

    Results must be picklable. What a copy leaves undone, because it has died or its work has raised, is done here again.
    """
    tickets = _print_tickets(len(items))
    copies: list[_Copy] = []
    try:
        while len(copies) < processes - 1:
            copies.append(_fork(work, items, tickets, copies))
        yield from _gather(work, items, tickets, copies)
    finally:
        for copy in copies:
            copy.end()
        os.close(tickets)


def _gather(
    work: Callable[[Item], Result], items: Sequence[Item], tickets: int, copies: Sequence[_Copy]
) -> Iterator[Result]:
    done: dict[int, Result] = {}
    for number, item in enumerate(items):
        while number not in done:
            mine = _take(tickets)
            if mine is not None:
                done[mine] = work(items[mine])
                _receive(copies, done, wait=False)
            elif any(copy.is_open for copy in copies):
                _receive(copies, done, wait=True)
            else:
                done[number] = work(item)
        yield done.pop(number)


def _print_tickets(count: int) -> int:
    """A file with the numbers of all items; all processes share the place up to which it is read."""
    tickets = os.memfd_create("tickets")
    with open(tickets, "wb", closefd=False) as file:
        file.writelines(number.to_bytes(NUMBER_BYTES, "little") for number in range(count))
    os.lseek(tickets, 0, os.SEEK_SET)
    return tickets


def _take(tickets: int) -> int | None:
    """The number of the next item; None where all are taken."""
    ticket = os.read(tickets, NUMBER_BYTES)
    return int.from_bytes(ticket, "little") if ticket else None


class _Copy:
    """A copy of this process, and what it has sent so far."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid, self.pipe, self.is_open = pid, pipe, True
        self._begun = bytearray()

    def read(self) -> Iterator[bytes]:
        """The messages that are whole by now."""
        received = os.read(self.pipe, PIPE_BYTES)
        self.is_open = bool(received)
        self._begun += received
        while len(self._begun) >= NUMBER_BYTES:
            end = NUMBER_BYTES + int.from_bytes(self._begun[:NUMBER_BYTES], "little")
            if len(self._begun) < end:
                break
            yield bytes(self._begun[NUMBER_BYTES:end])
            del self._begun[:end]

    def end(self) -> None:
        """What it draws now, nobody waits for."""
        os.close(self.pipe)
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def _receive(copies: Sequence[_Copy], done: dict[int, Result], *, wait: bool) -> None:
    """Note what copies have sent; ``wait`` for the next thing that any of them does."""
    from select import select

    listening = {copy.pipe: copy for copy in copies if copy.is_open}
    ready, _, _ = select(listening, [], [], None if wait else 0)
    for pipe in ready:
        for message in listening[pipe].read():
            from pickle import loads

            number, result = loads(message)
            done[number] = result


def _fork(work: Callable[[Item], Result], items: Sequence[Item], tickets: int, others: Sequence[_Copy]) -> _Copy:
    receiving, sending = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            for pipe in (receiving, *(other.pipe for other in others)):
                os.close(pipe)  # or nobody would notice that this process is gone
            # Interrupts are for this process; a copy ends when it cannot send any more.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            serve(work, items, tickets, sending)
        finally:
            os._exit(0)
    os.close(sending)
    return _Copy(pid, receiving)


def serve(work: Callable[[Item], Result], items: Sequence[Item], tickets: int, pipe: int) -> None:
    """What a copy does: take items as long as there are any, and send what comes of them."""
    from fcntl import F_SETPIPE_SZ, fcntl
    from pickle import HIGHEST_PROTOCOL, dumps

    with contextlib.suppress(OSError):  # more than this user may have
        fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)
    while (number := _take(tickets)) is not None:
        message = dumps((number, work(items[number])), HIGHEST_PROTOCOL)
        rest = memoryview(len(message).to_bytes(NUMBER_BYTES, "little") + message)
        while rest:
            rest = rest[os.write(pipe, rest) :]
