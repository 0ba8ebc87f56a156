"""What archgen asks of a Graphviz."""

from __future__ import annotations

from typing import Protocol

from archgen.diagnostics.errors import ArchgenError


class EngineError(ArchgenError):
    """A Graphviz that could not be loaded, or that failed on a graph."""


class EngineLimitError(EngineError):
    """A graph that takes Graphviz more time or memory than it may have, or breaks it."""


class Engine(Protocol):
    """Lays out DOT text."""

    @property
    def name(self) -> str:
        """What the engine is called on the command line."""
        ...

    def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
        """What Graphviz prints for the graph: ``algorithm`` like dot or nop, ``output`` like json0 or plain."""
        ...
