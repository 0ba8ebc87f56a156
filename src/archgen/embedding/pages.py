"""Pages: Markdown files with blocks, filled with what the catalogue says now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from archgen.api import load_file, output_name
from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.errors import ArchgenError
from archgen.diagnostics.reading import show_path
from archgen.diagnostics.source import Source, Span
from archgen.diagnostics.suggest import did_you_mean
from archgen.embedding.blocks import Block, find_blocks
from archgen.embedding.fill import fill_blocks
from archgen.embedding.pictures import write_picture
from archgen.views.select import default_view, select_view

if TYPE_CHECKING:
    from archgen.batch.catalogue import Catalogue

KEYS = ("view",)


class Page(NamedTuple):
    """A Markdown file as it is, as it should be, how many blocks it has, and what is wrong with them."""

    path: Path
    text: str
    filled: str
    blocks: int
    diagnostics: tuple[Diagnostic, ...]


class Ask(NamedTuple):
    """What a block asks for: its first word and the options behind it, each with its place."""

    block: Block
    subject: str
    place: Span
    options: dict[str, tuple[str, Span]]


def fill_page(path: Path, catalogue: Catalogue, pictures: Path) -> Page:
    """A page with its blocks filled; a block that something is wrong with stays as it is."""
    source = _read_page(path)
    blocks, found = find_blocks(source)
    contents: dict[int, Sequence[str]] = {}
    for number, block in enumerate(blocks):
        ask, wrong = _read_ask(source, block)
        if ask is not None:
            lines, wrong = _fill(source, ask, catalogue, pictures, path)
            contents.update({number: lines} if lines else {})
        found += wrong
    filled = fill_blocks(source, blocks, contents)
    return Page(path, source.text, filled, len(blocks), tuple(found))


def _read_page(path: Path) -> Source:
    try:
        return Source(show_path(path), path.read_bytes().decode())
    except OSError as error:
        raise ArchgenError(f"cannot read {path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ArchgenError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error


def _read_ask(source: Source, block: Block) -> tuple[Ask | None, list[Diagnostic]]:
    """What a block asks for; None where it asks for nothing, or not so that one understands it."""
    marker = block.begin
    if not marker.words:
        help = "name a system: `archgen:begin mlflow`, or `archgen:begin mlflow view=architecture`"
        return None, [Diagnostic("AG603", "a block that asks for nothing", source, marker.span, help=help)]
    (subject, place), *rest = marker.words
    options: dict[str, tuple[str, Span]] = {}
    for word, span in rest:
        key, equals, value = word.partition("=")
        if key not in KEYS or not equals or not value:
            hint = did_you_mean(key, KEYS) if key not in KEYS else f"write `{key}=...`"
            help = hint or f"an option is one of {', '.join(f'`{key}=...`' for key in KEYS)}"
            return None, [Diagnostic("AG603", f"`{word}` is no option of a block", source, span, help=help)]
        options[key] = value, span
    return Ask(block, subject, place, options), []


def _fill(
    source: Source, ask: Ask, catalogue: Catalogue, pictures: Path, page: Path
) -> tuple[list[str], list[Diagnostic]]:
    """The lines of a picture's block."""
    path = next((path for path in catalogue.spec_paths() if path.stem == ask.subject), None)
    if path is None:
        help = did_you_mean(ask.subject, catalogue.names()) or "`archgen list` shows all systems"
        return [], [Diagnostic("AG603", f"no system is called `{ask.subject}`", source, ask.place, help=help)]
    loaded = load_file(path)
    if loaded.architecture is None:
        return [], list(loaded.diagnostics)
    views = [view.id for view in loaded.architecture.views]
    view, place = ask.options.get("view", (default_view(loaded.architecture), ask.place))
    if view not in views:
        help = did_you_mean(view, views) or f"its views are {', '.join(f'`{id}`' for id in views)}"
        return [], [Diagnostic("AG603", f"`{ask.subject}` has no view `{view}`", source, place, help=help)]
    picture = pictures / output_name(loaded, view, "svg")
    if not picture.is_file():
        help = f"draw it first: `archgen render {ask.subject}`"
        return [], [Diagnostic("AG604", f"there is no picture {picture.as_posix()}", source, ask.place, help=help)]
    graph, _ = select_view(loaded.architecture, view, loaded.tool)
    return (write_picture(graph, picture, page), []) if graph else ([], [])
