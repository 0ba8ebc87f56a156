"""The facade for Python callers: what archgen does, by name."""

from __future__ import annotations

from archgen.batching import render_all
from archgen.drawing import (
    ENGINES,
    choose_views,
    draw_pictures,
    find_earlier,
    measure_views,
    output_name,
    place_spec,
    place_view,
    render_spec,
)
from archgen.formats import PictureFormat, draw_placement
from archgen.loading import Loaded, load_file, load_project_file, load_source, load_stdin, locate
from archgen.request import Drawn, EngineName, Failure, MeasuredView, Request, keep_quiet

__all__ = [
    "ENGINES",
    "Drawn",
    "EngineName",
    "Failure",
    "Loaded",
    "MeasuredView",
    "PictureFormat",
    "Request",
    "choose_views",
    "draw_pictures",
    "draw_placement",
    "find_earlier",
    "keep_quiet",
    "load_file",
    "load_project_file",
    "load_source",
    "load_stdin",
    "locate",
    "measure_views",
    "output_name",
    "place_spec",
    "place_view",
    "render_all",
    "render_spec",
]
