"""Icons of the package diagrams (mingrammer/diagrams, MIT), where it is installed.

Importing it loads Graphviz and Jinja, so a module is read as text and its classes are picked out of the syntax tree. Its PNG
files are in a folder of their own, ``resources``, beside the package.
"""

from __future__ import annotations

import ast
import re
from base64 import b64encode
from functools import cache
from typing import TYPE_CHECKING

from archgen.model.architecture import Artwork
from archgen.packages import find_diagrams
from archgen.style.icons.found import TOO_HEAVY, Found, Problem, miss

if TYPE_CHECKING:
    from pathlib import Path

INSTALL = "pip install 'archgen[diagrams]'"
MOST_PNG_BYTES = 40_000
PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)+")


def ask_diagrams(name: str) -> Found:
    """The icon of a class, by its name with that of its module, like ``onprem.mlops.Polyaxon``."""
    if find_diagrams() is None:
        return miss(f"`diagrams:{name}` is an icon of the package diagrams, which is not installed", INSTALL)
    own_name, path = find_png(name) or (name, None)
    data = _read_png(path) if path else None
    if data is None:
        from archgen.style.icons.diagrams_index import suggest_names

        return miss(f"the package diagrams has no icon `{name}`", suggest_names(name))
    width, height = int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    artwork = Artwork("png", f"0 0 {width} {height}", b64encode(data).decode())
    return Found(f"diagrams:{own_name}", artwork, _weigh(name, len(data)))


def find_png(name: str) -> tuple[str, Path] | None:
    """The name of a class (where the one given is an alias, of what it stands for), and the path of its PNG file."""
    folder = find_diagrams()
    if folder is None or not NAME.fullmatch(name):
        return None
    module, _, alias = name.rpartition(".")
    classes, aliases = _read_module(module)
    own = aliases.get(alias, alias)
    image, base = _find_literal(classes, own, "_icon"), _find_literal(classes, own, "_icon_dir")
    return (f"{module}.{own}", folder / base / image) if image and base else None


def find_files(name: str) -> list[Path]:
    """The files from which the icon of a class comes: the text of its module and the PNG; none where there is no such icon."""
    found = find_png(name)
    return [_find_module(name.rpartition(".")[0]), found[1]] if found else []


def _find_module(name: str) -> Path:
    """The text of a module, by its name within the package."""
    folder = find_diagrams()
    assert folder is not None
    path = folder.joinpath("diagrams", *name.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@cache
def _read_module(module: str) -> tuple[dict[str, ast.ClassDef], dict[str, str]]:
    """The classes of a module, and the other names that it has for them; nothing where there is no such module."""
    try:
        body = ast.parse(_find_module(module).read_text(encoding="utf-8")).body
    except (OSError, ValueError, SyntaxError):
        return {}, {}
    classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
    aliases = {
        target.id: node.value.id
        for node in body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Name)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return classes, aliases


def _find_literal(classes: dict[str, ast.ClassDef], name: str, attribute: str) -> str | None:
    """The text that a class, or the nearest one of its bases in the module, gives to an attribute."""
    seen: set[str] = set()
    while name in classes and name not in seen:
        seen.add(name)
        for node in classes[name].body:
            if isinstance(node, ast.Assign) and any(_is_name(target, attribute) for target in node.targets):
                value = node.value.value if isinstance(node.value, ast.Constant) else None
                return value if isinstance(value, str) else None
        name = next((base.id for base in classes[name].bases if isinstance(base, ast.Name)), "")
    return None


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _read_png(path: Path) -> bytes | None:
    try:
        data = path.read_bytes()
    except OSError:
        return None
    return data if data.startswith(PNG_BEGIN) and len(data) > 24 else None


def _weigh(name: str, size: int) -> tuple[Problem, ...]:
    if size <= MOST_PNG_BYTES:
        return ()
    message = f"the icon `{name}` makes each picture that shows it {size * 4 // 3 // 1000} kB larger"
    return (Problem(TOO_HEAVY, message, "choose a lighter one, or draw it as an SVG file of yours, like `./icon.svg`"),)
