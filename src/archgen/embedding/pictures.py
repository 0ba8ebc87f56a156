"""What stands in a picture's block: the image with its alternative text, and its caption as an emphasised line."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from archgen.layout.surroundings import say_date

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

SPECIAL = re.compile(r"([\\`*_\[\]<>{}])")
SAFE_IN_PATHS = "/-._~+@,"


def write_picture(graph: ViewGraph, picture: Path, page: Path) -> list[str]:
    """The lines of a block; the path of the picture leads there from the folder of the page."""
    target = quote(Path(os.path.relpath(picture, page.parent)).as_posix(), safe=SAFE_IN_PATHS)
    return [f"![{_escape(_describe(graph))}]({target})", "", f"*{_escape(_caption(graph))}*"]


def _describe(graph: ViewGraph) -> str:
    """What the picture shows, for those who do not see it."""
    return f"{graph.name}: {graph.title}. It shows {', '.join(component.name for component in graph.components)}."


def _caption(graph: ViewGraph) -> str:
    day = f", as of {say_date(graph.as_of)}" if graph.as_of else ""
    return f"{graph.name}: {graph.title}{day}"


def _escape(text: str) -> str:
    r"""What means something to Markdown or MDX with a backslash before it."""
    return SPECIAL.sub(r"\\\1", text)
