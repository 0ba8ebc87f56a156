"""An icon of one's own: an SVG file beside the text that asks for it, or in a folder below that."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from archgen.diagnostics.suggest import suggest
from archgen.model.architecture import Artwork
from archgen.style.icons.found import LEFT_OUT, Found, Problem, miss
from archgen.style.icons.svg_clean import Clean, clean_svg
from archgen.style.icons.svg_tree import Unusable

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 64 * 1024
MOST_NEIGHBOURS = 1000
MOST_NAMED = 8
HASH_CHARACTERS = 8
STEM = re.compile("[^a-z0-9]+")


def ask_own_file(text: str, folder: Path) -> Found:
    """The icon in a file, by its path from a folder; what cannot be used is told, and never raised."""
    try:
        clean = clean_svg(_read(text, folder))
    except Unusable as reason:
        return miss(f"`{text}` cannot be used: {reason}", reason.help)
    artwork = Artwork("svg", clean.view_box, clean.markup)
    return Found(f"file:{_name(text, artwork)}", artwork, _tell_left_out(text, clean))


def _name(text: str, artwork: Artwork) -> str:
    """The file's name and a hash of what is drawn: the same on every machine, another for every other drawing."""
    stem = STEM.sub("-", text.rpartition("/")[2].removesuffix(".svg").lower()).strip("-") or "icon"
    return f"{stem}-{sha256(f'{artwork.view_box} {artwork.content}'.encode()).hexdigest()[:HASH_CHARACTERS]}"


def _read(text: str, folder: Path) -> str:
    """The text of a file; Unusable where it cannot be had, or must not."""
    try:
        path = _find(text, folder)
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:  # a loop of links is a RuntimeError before Python 3.13
        raise Unusable("it cannot be read") from error
    if len(data) > MOST_BYTES:
        raise Unusable(f"it is larger than {MOST_BYTES // 1024} KiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unusable("it is not SVG in UTF-8") from error


def _find(text: str, folder: Path) -> Path:
    """The path of a file that lies in a folder, even when all links are followed."""
    if "\\" in text or ".." in text.split("/"):
        raise Unusable(
            "a path may go neither up nor back", "put the file beside the one that names it, or in a folder below"
        )
    home = folder.resolve()
    path = (home / text).resolve()
    if not path.is_relative_to(home):
        raise Unusable("it lies outside the folder of the file that names it")
    if not path.exists():
        raise Unusable("there is no such file", _suggest_file(text, home))
    if not path.is_file():
        raise Unusable("it is not a file")
    return path


def _suggest_file(text: str, home: Path) -> str:
    """The nearest SVG files in the folder where one was looked for, in the form in which they are written in a spec."""
    folder, _, _ = text.rpartition("/")
    entries = islice((home / folder).iterdir(), MOST_NEIGHBOURS) if (home / folder).is_dir() else ()
    names = sorted(f"{folder}/{entry.name}" for entry in entries if entry.suffix.lower() == ".svg")
    near = suggest(text, names, limit=3)
    return f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""


def _tell_left_out(text: str, clean: Clean) -> tuple[Problem, ...]:
    """What of a file is not drawn, by name."""
    if not clean.left_out:
        return ()
    more = len(clean.left_out) - MOST_NAMED
    named = ", ".join((*clean.left_out[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])))
    return (
        Problem(
            LEFT_OUT, f"left out of {text}: {named}", "only shapes are taken over, with their colours as attributes"
        ),
    )
