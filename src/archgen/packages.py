"""The folders of installed packages whose files end up in pictures."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent


@cache
def find_diagrams() -> Path | None:
    """The folder in which the package diagrams and its ``resources`` are, not importing it; None where it is not there."""
    from importlib.util import find_spec

    spec = find_spec("diagrams")
    folder = Path(spec.origin).parent.parent if spec and spec.origin else None
    return folder if folder and (folder / "resources").is_dir() else None
