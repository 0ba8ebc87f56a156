"""The same work for many items, done side by side: by copies of this process, and by this process itself.

A forked copy has at once all that is loaded here, and nothing has to be sent to it. Each process takes the next item when it is
free; a copy says which, and sends what came of it, through a pipe. The standard library's pools do that on every system, but
loading one takes as long as drawing a picture, and the process that opens it only waits.

A copy ends when there is nothing left to take, when it is told to, or when nobody reads any more what it has to say. This process
reads between its own items: where one of these takes very long, copies that have much to say wait for it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

CAN_FORK = sys.platform == "linux"  # elsewhere what the system's own libraries have begun may not survive it
AHEAD = 64  # results that wait here for an earlier one: memory stays flat
NUMBER_BYTES = 4
HEAD_BYTES = 2 * NUMBER_BYTES  # the item's number, and how many bytes follow; where none do, it is only taken
MOST_TICKETS = 4096 // NUMBER_BYTES  # what any pipe can hold, also that of a user who has very many
PIPE_BYTES = 1 << 20  # what a copy can send while this process is at work itself
INTERRUPTS = (signal.SIGINT, signal.SIGTERM)

Item = TypeVar("Item")
Result = TypeVar("Result")


def map_forked(work: Callable[[Item], Result], items: Sequence[Item], processes: int) -> Iterator[Result]:
    """What comes of the items, in their order, done by so many processes of which this is one; by fewer, where the system has no
    room for more.

    Results must be picklable. What a copy leaves undone, because it has died or its work has raised, is done here again.
    """
    for start in range(0, len(items), MOST_TICKETS):
        team = _Team(work, items[start : start + MOST_TICKETS])
        try:
            team.fork(processes - 1)
            yield from team.collect()
        finally:
            team.end()


class _Team(Generic[Item, Result]):
    """A process and its copies, and the results that wait for earlier ones."""

    def __init__(self, work: Callable[[Item], Result], items: Sequence[Item]) -> None:
        self._work, self._items = work, items
        self._tickets = print_tickets(len(items))
        self._copies: list[Copy] = []
        self._done: dict[int, Result] = {}

    def fork(self, count: int) -> None:
        """Make so many copies, as far as the system lets us."""
        with contextlib.suppress(OSError):
            while len(self._copies) < count:
                self._fork()

    def _fork(self) -> None:
        receiving, sending = os.pipe()
        # An interrupt in between would be a copy's, which knows nothing of it yet, or find a copy that nobody knows of.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, INTERRUPTS)
        try:
            pid = os.fork()
            if pid == 0:
                self._be_a_copy(receiving, sending, before)
            self._copies.append(Copy(pid, receiving))
        except OSError:
            os.close(receiving)
            raise
        finally:
            os.close(sending)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _be_a_copy(self, receiving: int, sending: int, signals: set[int | signal.Signals]) -> None:
        """What happens in a copy; it does not return. Interrupts are for the process that it was made by."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, signals)
            for pipe in (receiving, *(other.pipe for other in self._copies)):
                os.close(pipe)  # or nobody would notice that the reader is gone
            serve(self._work, self._items, self._tickets, sending)
        finally:
            os._exit(0)

    def collect(self) -> Iterator[Result]:
        """All results, in the order of the items."""
        for number in range(len(self._items)):
            while number not in self._done:
                self._go_on(number)
            yield self._done.pop(number)

    def _go_on(self, wanted: int) -> None:
        """Do what brings the result that is wanted nearer: work, or wait for copies; what one has left undone comes first."""
        holder = next((copy for copy in self._copies if wanted in copy.taken), None)
        listening = [copy for copy in self._copies if copy.is_open]
        if holder and not holder.is_open:
            self._do(wanted)
        elif holder and len(self._done) >= AHEAD:
            self._receive([holder], wait=True)  # the others wait, too, as soon as their pipes are full
        elif len(self._done) < AHEAD and (mine := take(self._tickets)) is not None:
            self._do(mine)
            self._receive(listening, wait=False)
        elif listening:
            self._receive(listening, wait=True)
        else:
            self._do(wanted)

    def _do(self, number: int) -> None:
        self._done[number] = self._work(self._items[number])

    def _receive(self, copies: Sequence[Copy], *, wait: bool) -> None:
        """Note what copies have sent; ``wait`` for the next thing that any of them does."""
        from select import POLLIN, poll

        asking = poll()
        by_pipe = {copy.pipe: copy for copy in copies}
        for pipe in by_pipe:
            asking.register(pipe, POLLIN)
        for pipe, _ in asking.poll(None if wait else 0):
            for number, message in by_pipe[pipe].read():
                from pickle import loads

                self._done[number] = loads(message)

    def end(self) -> None:
        """Whatever copies do now, nobody waits for."""
        for copy in self._copies:
            copy.end()
        os.close(self._tickets)


class Copy:
    """A copy of this process: the items that it has taken and not done yet, and what it has begun to send."""

    def __init__(self, pid: int, pipe: int) -> None:
        self.pid, self.pipe, self.is_open = pid, pipe, True
        self.taken: set[int] = set()
        self._begun = bytearray()

    def read(self) -> Iterator[tuple[int, bytes]]:
        """The results that are here by now, with the numbers of their items."""
        received = os.read(self.pipe, PIPE_BYTES)
        self.is_open = bool(received)
        self._begun += received
        while len(self._begun) >= HEAD_BYTES:
            number, size = (int.from_bytes(self._begun[at : at + NUMBER_BYTES], "little") for at in (0, NUMBER_BYTES))
            if len(self._begun) < HEAD_BYTES + size:
                break
            message = bytes(self._begun[HEAD_BYTES : HEAD_BYTES + size])
            del self._begun[: HEAD_BYTES + size]
            if size:
                self.taken.discard(number)
                yield number, message
            else:
                self.taken.add(number)

    def end(self) -> None:
        """Stop it, and wait until it has gone."""
        os.close(self.pipe)
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)


def print_tickets(count: int) -> int:
    """A pipe with the numbers of all items: whoever reads from it takes the next one, and nobody else has it."""
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(NUMBER_BYTES, "little") for number in range(count)))
    os.close(writing)
    return reading


def take(tickets: int) -> int | None:
    """The number of the next item; None where all are taken."""
    ticket = os.read(tickets, NUMBER_BYTES)
    return int.from_bytes(ticket, "little") if ticket else None


def serve(work: Callable[[Item], Result], items: Sequence[Item], tickets: int, pipe: int) -> None:
    """What a copy does: take items as long as there are any, say so, and send what comes of them."""
    from fcntl import F_SETPIPE_SZ, fcntl
    from pickle import HIGHEST_PROTOCOL, dumps

    with contextlib.suppress(OSError):  # more than this user may have
        fcntl(pipe, F_SETPIPE_SZ, PIPE_BYTES)
    while (number := take(tickets)) is not None:
        send(pipe, number)
        send(pipe, number, dumps(work(items[number]), HIGHEST_PROTOCOL))


def send(pipe: int, number: int, message: bytes = b"") -> None:
    """A message about an item; an empty one says that it is taken."""
    head = (part.to_bytes(NUMBER_BYTES, "little") for part in (number, len(message)))
    rest = memoryview(b"".join((*head, message)))
    while rest:
        rest = rest[os.write(pipe, rest) :]
