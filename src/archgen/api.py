"""The facade for Python callers: what archgen does, by name."""

from __future__ import annotations

from archgen.drawing import (
    ENGINES,
    EngineName,
    MeasuredView,
    Request,
    choose_views,
    draw_pictures,
    find_earlier,
    keep_quiet,
    measure_views,
    output_name,
    place_spec,
    place_view,
    render_spec,
)
from archgen.formats import PictureFormat, draw_placement
from archgen.loading import Loaded, load_file, load_project_file, load_source, load_stdin, locate

__all__ = [
    "ENGINES",
    "EngineName",
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
    "render_spec",
]
