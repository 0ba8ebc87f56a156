"""The native engine: a Graphviz that is installed on this machine, as a process."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from archgen.layout.engines.port import EngineError, EngineLimitError

TIME_LIMIT_S = 30.0

# Algorithms that are a program with a switch and not a program of their own.
NO_OPERATION = {"nop": ("neato", "-n1"), "nop2": ("neato", "-n2")}
GO_ON = "install Graphviz, or leave --engine out: the embedded engine needs nothing"


@dataclass(frozen=True)
class NativeEngine:
    """Graphviz as a process; takes and gives the same texts as the embedded one."""

    time_limit_s: float = TIME_LIMIT_S
    name: str = "native"

    def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
        """What Graphviz prints for the graph; EngineError where it is not installed, refuses, or takes too long."""
        program, *switches = NO_OPERATION.get(algorithm, (algorithm,))
        command = [program, *switches, f"-T{output}"]
        try:
            done = subprocess.run(
                command, input=dot.encode(), capture_output=True, timeout=self.time_limit_s, check=False
            )
        except OSError as error:
            raise EngineError("there is no Graphviz on this machine", GO_ON) from error
        except subprocess.TimeoutExpired as error:
            raise EngineLimitError(f"Graphviz took longer than {self.time_limit_s:g} seconds") from error
        if done.returncode < 0:  # a signal ended it
            raise EngineLimitError("Graphviz failed on this graph")
        if done.returncode:
            said = " ".join(done.stderr.decode(errors="replace").split()) or "it did not say why"
            raise EngineError(f"Graphviz refused the graph: {said}")
        return done.stdout.decode()
