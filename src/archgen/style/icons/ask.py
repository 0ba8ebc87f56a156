"""An icon as it is asked for: three forms, told apart by how they begin. Each form's code is loaded where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from archgen.style.icons.found import Found

if TYPE_CHECKING:
    from pathlib import Path

DIAGRAMS_PREFIX = "diagrams:"
FILE_PREFIX = "./"


def ask_icon(text: str, folder: Path) -> Found:
    """The icon that a text asks for; ``folder`` is that of the file in which the text stands."""
    if text.startswith(DIAGRAMS_PREFIX):
        from archgen.style.icons.diagrams_package import ask_diagrams

        return ask_diagrams(text.removeprefix(DIAGRAMS_PREFIX))
    if text.startswith(FILE_PREFIX):
        from archgen.style.icons.own_file import ask_own_file

        return ask_own_file(text, folder)
    from archgen.style.icons.brand_names import ask_brand

    return ask_brand(text)


def find_files(text: str, folder: Path) -> list[Path]:
    """The files that an icon is read from, whether they are there or not; none for a brand's, which never changes."""
    if text.startswith(DIAGRAMS_PREFIX):
        from archgen.style.icons.diagrams_package import find_files

        return find_files(text.removeprefix(DIAGRAMS_PREFIX))
    return [folder / text] if text.startswith(FILE_PREFIX) else []


def find_short_name(text: str) -> str:
    """What a monogram is made of: the class of an icon of diagrams, the stem of a file, else the whole name."""
    if text.startswith(DIAGRAMS_PREFIX):
        return text.removeprefix(DIAGRAMS_PREFIX).rpartition(".")[2]
    if text.startswith(FILE_PREFIX):
        return text.rpartition("/")[2].removesuffix(".svg")
    return text
