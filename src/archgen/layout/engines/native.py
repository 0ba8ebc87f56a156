"""The native engine: a Graphviz that is installed on this machine, run through the graphviz package."""

from __future__ import annotations

from dataclasses import dataclass

from archgen.layout.engines.port import EngineError

# Algorithms that are a program with a switch and not a program of their own.
NO_OPERATION = {"nop": ("neato", True), "nop2": ("neato", 2)}
GO_ON = "install Graphviz, or leave --engine out: the embedded engine needs nothing"


@dataclass(frozen=True)
class NativeEngine:
    """Graphviz as a process; takes and gives the same texts as the embedded one."""

    name: str = "native"

    def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
        """What Graphviz prints for the graph; EngineError where it is not installed, or refuses."""
        import graphviz

        program, no_operation = NO_OPERATION.get(algorithm, (algorithm, None))
        try:
            return str(
                graphviz.pipe_string(program, output, dot, encoding="utf-8", neato_no_op=no_operation, quiet=True)
            )
        except graphviz.ExecutableNotFound as error:
            raise EngineError("there is no Graphviz on this machine", GO_ON) from error
        except graphviz.CalledProcessError as error:
            said = " ".join(str(error.stderr or "").split()) or "it did not say why"
            raise EngineError(f"Graphviz refused the graph: {said}") from error
