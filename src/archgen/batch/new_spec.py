"""A first spec, to be changed: where it goes, and what stands in it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from archgen.batch.catalogue import find_catalogue, looks_like_file
from archgen.batch.outputs import Output
from archgen.diagnostics.errors import UsageError
from archgen.model.naming import title_case
from archgen.model.shapes import ID_PATTERN

NAME = re.compile(ID_PATTERN)
ENDINGS = {".yaml", ".yml"}


def make_spec(argument: str, start: Path) -> Output:
    """The spec for a name, in the catalogue in force, or for a file; UsageError where it exists or cannot be called so."""
    path = _choose_path(argument, start)
    if not NAME.fullmatch(path.stem) or path.suffix not in ENDINGS:
        good = re.sub(r"[^a-z0-9]+", "-", path.stem.lower()).strip("-") or "ours"
        raise UsageError(
            f"a spec cannot be called `{argument}`", f"lower-case letters, digits and hyphens, like `{good}`"
        )
    if path.exists():
        raise UsageError(f"{path} exists already", "choose another name; nothing is written over")
    template = files("archgen.batch").joinpath("new_spec.yaml").read_text(encoding="utf-8")
    return Output(path, template.replace("{name}", title_case(path.stem)))


def _choose_path(argument: str, start: Path) -> Path:
    if looks_like_file(argument):
        return Path(argument)
    catalogue = find_catalogue(start)
    folder = Path() if catalogue.is_packaged else catalogue.folder
    return _shorten(folder / f"{argument}.yaml", start)


def _shorten(path: Path, start: Path) -> Path:
    return path.relative_to(start) if path.is_relative_to(start) else path
