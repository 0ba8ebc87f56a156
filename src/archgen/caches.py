"""Where the user's caches are; what is kept there saves time and nothing else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CACHE_VARIABLE = "ARCHGEN_CACHE_DIR"


def find_cache_folder() -> Path:
    """Where the user's caches are, by the custom of the system; ``ARCHGEN_CACHE_DIR`` overrides it."""
    if chosen := os.environ.get(CACHE_VARIABLE):
        return Path(chosen)
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "archgen"
