"""Drawing: the views of a loaded spec, placed and drawn.

select -> size -> place -> draw
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from archgen.batch.outputs import Output
from archgen.diagnostics.codes import CODES
from archgen.diagnostics.errors import ArchgenError
from archgen.formats import PictureFormat, draw_placement
from archgen.loading import Loaded, locate
from archgen.request import Drawn, EngineName, MeasuredView, Request, keep_quiet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.layout.engines.port import Engine
    from archgen.layout.grid.types import Arrangement
    from archgen.layout.placement import Placement
    from archgen.layout.routing import Router
    from archgen.layout.size import SizedGraph
    from archgen.model.architecture import Architecture


def place_view(
    loaded: Loaded,
    view: str,
    engine: EngineName = "embedded",
    announce: Callable[[str], None] = keep_quiet,
    earlier: Arrangement | None = None,
) -> tuple[Placement | None, tuple[Diagnostic, ...]]:
    """Select, size and place one view of a loaded spec; ``announce`` is told when the engine has to be prepared, ``earlier`` is
    an arrangement to keep.
    """
    from archgen.layout.review import explain_limit, review_placement, review_size
    from archgen.layout.size import size_graph
    from archgen.views.select import select_view

    assert loaded.architecture is not None
    graph, findings = select_view(loaded.architecture, view, loaded.tool)
    if graph is None:
        return None, locate(findings, loaded)
    findings += review_size(graph)
    if any(CODES[finding.code].severity == "error" for finding in findings):
        return None, locate(findings, loaded)
    sized = size_graph(graph)
    try:
        placement = _lay_out(sized, engine, announce, earlier)
    except ArchgenError as error:
        from archgen.layout.engines.port import EngineLimitError

        if not isinstance(error, EngineLimitError):
            raise
        return None, locate([*findings, explain_limit(view, str(error))], loaded)
    return placement, locate([*findings, *review_placement(sized, placement)], loaded)


def find_earlier(loaded: Loaded, view: str, folder: Path | None) -> Arrangement | None:
    """How the picture of a view in a folder is arranged; None where there is none."""
    if folder is None:
        return None
    from archgen.batch.earlier import read_arrangement

    return read_arrangement(folder / output_name(loaded, view, "svg"), loaded.tool, view)


def _lay_out(
    sized: SizedGraph, engine: EngineName, announce: Callable[[str], None], earlier: Arrangement | None
) -> Placement:
    """The picture of a graph, in the layout that its view asks for."""
    if sized.graph.layout == "dot":
        from archgen.layout.free.place import place_freely

        return place_freely(sized, ENGINES[engine](announce))
    from archgen.layout.place import place_graph

    return place_graph(sized, _choose_router(sized.graph.routing, engine, announce), earlier)


def _choose_router(
    routing: Literal["channels", "graphviz"], engine: EngineName, announce: Callable[[str], None]
) -> Router:
    """The router that a view asks for; an engine is loaded only where it routes."""
    if routing == "channels":
        from archgen.layout.paths import trace_paths

        return trace_paths
    from archgen.layout.graphviz_routes import make_graphviz_router

    return make_graphviz_router(ENGINES[engine](announce))


def _load_embedded(announce: Callable[[str], None]) -> Engine:
    from archgen.layout.engines.embedded import EmbeddedEngine

    return EmbeddedEngine(announce)


def _load_native(announce: Callable[[str], None]) -> Engine:
    from archgen.layout.engines.native import NativeEngine

    return NativeEngine()


ENGINES: dict[EngineName, Callable[[Callable[[str], None]], Engine]] = {
    "embedded": _load_embedded,
    "native": _load_native,
}


def measure_views(
    loaded: Loaded, wanted: str | None = None, earlier_folder: Path | None = None
) -> tuple[list[MeasuredView], Loaded]:
    """How good the pictures of a loaded spec are (or one of them), and the spec with all that was found on the way, faults
    included; pictures in the folder keep their arrangements.
    """
    from archgen.layout.review import review_faults

    measured: list[MeasuredView] = []
    for view in choose_views(loaded.architecture, wanted) if loaded.architecture else ():
        placement, found = place_view(loaded, view, earlier=find_earlier(loaded, view, earlier_folder))
        if placement is not None:
            measured.append(_measure(loaded.tool, placement))
            found = (*found, *locate(list(review_faults(view, measured[-1].quality.faults)), loaded))
        loaded = loaded._replace(diagnostics=(*loaded.diagnostics, *found))
    return measured, loaded


def render_spec(loaded: Loaded, request: Request) -> Drawn:
    """The pictures of a loaded spec, and all that was found on the way."""
    placements, loaded = place_spec(loaded, request)
    measured = [_measure(loaded.tool, placement) for placement in placements] if request.measure else []
    return Drawn(
        loaded.tool,
        tuple(draw_pictures(placements, loaded, request)),
        loaded.diagnostics,
        loaded.inputs,
        placements=tuple(placements) if request.keep else (),
        house=loaded.project.house if request.keep else None,
        measured=tuple(measured),
    )


def _measure(tool: str, placement: Placement) -> MeasuredView:
    from archgen.layout.quality import measure_quality

    return MeasuredView(tool, placement.view, measure_quality(placement))


def place_spec(loaded: Loaded, request: Request) -> tuple[list[Placement], Loaded]:
    """The views of a loaded spec in their places, and the spec with all that was found on the way."""
    placements: list[Placement] = []
    for view in choose_views(loaded.architecture, request.view) if loaded.architecture else ():
        earlier = find_earlier(loaded, view, request.earlier_folder)
        placement, found = place_view(loaded, view, request.engine, request.announce, earlier)
        loaded = loaded._replace(diagnostics=(*loaded.diagnostics, *found))
        placements += [placement] if placement is not None else []
    return placements, loaded


def draw_pictures(placements: Sequence[Placement], loaded: Loaded, request: Request) -> list[Output]:
    """The texts of a spec's placements, and the files they belong in."""
    form, house = request.picture_format, loaded.project.house
    return [
        Output(request.folder / output_name(loaded, p.view, form), draw_placement(p, form, request.theme, house))
        for p in placements
    ]


def choose_views(architecture: Architecture, wanted: str | None) -> list[str]:
    """The views to render: the one asked for, else all."""
    from archgen.views.select import find_view

    return [find_view(architecture, wanted)] if wanted else [view.id for view in architecture.views]


def output_name(loaded: Loaded, view: str, picture_format: PictureFormat) -> str:
    """``mlflow.svg`` for the default view, ``mlflow.{view}.svg`` for the others."""
    from archgen.views.select import default_view

    assert loaded.architecture is not None
    middle = "" if view == default_view(loaded.architecture) else f".{view}"
    return f"{loaded.tool}{middle}.{picture_format}"
