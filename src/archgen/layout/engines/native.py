"""The native engine: a Graphviz that is installed on this machine, run by the package graphviz."""

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
        from graphviz.backend import CalledProcessError, ExecutableNotFound
        from graphviz.backend.execute import run_check  # its other doors take no time limit

        program, *switches = NO_OPERATION.get(algorithm, (algorithm,))
        command = [program, *switches, f"-T{output}"]
        try:
            done = run_check(command, input=dot.encode(), capture_output=True, quiet=True, timeout=self.time_limit_s)
        except (ExecutableNotFound, OSError) as error:
            raise EngineError("there is no Graphviz on this machine", GO_ON) from error
        except subprocess.TimeoutExpired as error:
            raise EngineLimitError(f"Graphviz took longer than {self.time_limit_s:g} seconds") from error
        except CalledProcessError as error:
            raise _explain_failure(error.returncode, error.stderr) from error
        return str(done.stdout.decode())


def _explain_failure(status: int, stderr: bytes | None) -> EngineError:
    """Why Graphviz gave nothing: a negative status is the signal that ended it."""
    if status < 0:
        return EngineLimitError("Graphviz failed on this graph")
    said = " ".join((stderr or b"").decode(errors="replace").split()) or "it did not say why"
    return EngineError(f"Graphviz refused the graph: {said}")
