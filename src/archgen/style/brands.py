"""Brand icons (Simple Icons, CC0) from the installed package simplepycons.

Importing that package loads thousands of modules and takes seconds, so an icon's file is read as text, and the few literals
that are wanted are picked out of it.
"""

from __future__ import annotations

import re
from ast import literal_eval
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from archgen.values import NamedTuple

SLUG = re.compile(r"[a-z0-9]+")
PROPERTY = re.compile(
    r"""def (title|primary_color|raw_svg)\(self\) -> "str":\s+return ('{3}.*?'{3}|".*?"|'.*?')\n""", re.DOTALL
)
PATH_DATA = re.compile(r'\sd="([^"]+)"')
TIGHT = re.compile(r"\s*([A-Za-z])\s*|\s+(-)")


class Brand(NamedTuple):
    """A brand's icon: ``path_d`` is SVG path data in a 24 by 24 box, to be filled with ``colour`` (#rrggbb)."""

    slug: str
    title: str
    colour: str
    path_d: str


@cache
def _icon_folder() -> Path | None:
    spec = find_spec("simplepycons")
    return Path(spec.origin).parent if spec and spec.origin else None


@cache
def brand_slugs() -> tuple[str, ...]:
    """The slugs of all brands in the package, sorted; none where it is not installed."""
    folder = _icon_folder()
    return tuple(sorted(path.stem[1:] for path in folder.glob("_[a-z0-9]*.py"))) if folder else ()


@cache
def read_brand(slug: str) -> Brand | None:
    """The brand with this slug, or None where the package has none."""
    folder = _icon_folder()
    if folder is None or not SLUG.fullmatch(slug):
        return None
    try:
        text = (folder / f"_{slug}.py").read_text(encoding="utf-8")
    except OSError:
        return None
    literals = _read_properties(text)
    path = PATH_DATA.search(literals.get("raw_svg", ""))
    if path is None or "primary_color" not in literals:
        return None
    return Brand(slug, literals.get("title", slug), literals["primary_color"].lower(), _tighten(path.group(1)))


def _read_properties(text: str) -> dict[str, str]:
    """What the properties of the icon's class return that are wanted."""
    return {name: literal_eval(literal) for name, literal in PROPERTY.findall(text)}


def _tighten(path_d: str) -> str:
    """Path data without the spaces that it does not need."""
    return TIGHT.sub(lambda match: match.group(1) or match.group(2), " ".join(path_d.split()))
