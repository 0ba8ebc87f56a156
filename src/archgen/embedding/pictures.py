"""What stands in a picture's block: the image with its alternative text, and its caption as an emphasised line."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from archgen.views.telling import list_lanes_briefly, say_heading

if TYPE_CHECKING:
    from archgen.views.graph import ViewGraph

SPECIAL = re.compile(r"([\\`*_\[\]<>{}])")
SAFE_IN_PATHS = "/-._~+@,"


def write_picture(graph: ViewGraph, picture: Path, page: Path) -> list[str]:
    """The lines of a block; the path of the picture leads there from the folder of the page."""
    home = (page.resolve() if page.is_symlink() else page).parent
    target = quote(Path(os.path.relpath(picture, home)).as_posix(), safe=SAFE_IN_PATHS)
    return [f"![{_escape(_describe(graph))}]({target})", "", f"*{_escape(say_heading(graph))}*"]


def _describe(graph: ViewGraph) -> str:
    """What the picture shows, for those who do not see it; the picture itself tells more."""
    return f"{graph.name}: {graph.title}. {list_lanes_briefly(graph)}"


def _escape(text: str) -> str:
    r"""What means something to Markdown or MDX with a backslash before it."""
    return SPECIAL.sub(r"\\\1", text)
