"""The names of all icons of the package diagrams: 2,400, read from its modules as text, without a syntax tree (20 ms)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from archgen.diagnostics.suggest import suggest
from archgen.packages import find_diagrams
from archgen.style.icons.diagrams_package import find_png

# A class that is no base of others (those begin with `_`), or another name for one.
DEFINED = re.compile(
    r"^(?:class ([A-Za-z]\w*)\(\w+\):\n(?:    .*\n)*?    _icon = \"|([A-Za-z]\w*) = [A-Za-z]\w*$)", re.M
)
MOST_SUGGESTED = 3


@cache
def list_names() -> tuple[str, ...]:
    """The names of all icons with those of their modules, by module; none where the package is not installed."""
    return tuple(_list_names())


def _list_names() -> Iterator[str]:
    folder = find_diagrams()
    root = folder / "diagrams" if folder else None
    for path in sorted(root.rglob("*.py")) if root else ():
        parts = path.relative_to(root).with_suffix("").parts if root else ()
        module = ".".join(part for part in parts if part != "__init__")
        text = path.read_text(encoding="utf-8")
        yield from (f"{module}.{match[1] or match[2]}" for match in DEFINED.finditer(text) if module)


def search_names(query: str) -> list[str]:
    """The names whose class holds the query: first those that are it, then those that begin with it."""
    word = "".join(character for character in query.lower() if character.isalnum())
    holding = [(name, _class_of(name).lower()) for name in list_names()]
    near = [(low != word, not low.startswith(word), name) for name, low in holding if word and word in low]
    return [name for _, _, name in sorted(near) if (found := find_png(name)) and found[1].is_file()]


def suggest_names(name: str) -> str:
    """What was perhaps meant, in the form in which it is written in a spec: the same class elsewhere, else what is near."""
    known = list_names()
    module, _, wanted = name.rpartition(".")
    same = [other for other in known if _class_of(other).lower() == wanted.lower()]
    beside = [other for other in known if other.rpartition(".")[0] == module]
    near = same or _suggest_classes(wanted, beside) or _suggest_classes(wanted, known)
    shown = " or ".join(f"`diagrams:{other}`" for other in near[:MOST_SUGGESTED])
    return f"did you mean {shown}?" if shown else f"`archgen icons {wanted or 'WORD'}` searches"


def _suggest_classes(wanted: str, names: list[str] | tuple[str, ...]) -> list[str]:
    near = suggest(wanted, map(_class_of, names), MOST_SUGGESTED)
    return [name for word in near for name in names if _class_of(name) == word]


def _class_of(name: str) -> str:
    return name.rpartition(".")[2]
