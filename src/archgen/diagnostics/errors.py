"""The world is wrong: an unreadable file, an unwritable folder, a missing engine."""

from __future__ import annotations


class ArchgenError(Exception):
    """Something outside the user's specs that stops the work; the message is a sentence, the help says what to do."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
        self.help = help


class UsageError(ArchgenError):
    """The command was called with something that does not exist or does not go together."""
