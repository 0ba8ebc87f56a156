"""The report of ``render --check``: a page with what changed before, after, and one on the other; and the files that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from archgen.batch.line_changes import compare_lines
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.batch.differences import Difference

PICTURES = {".svg", ".png"}
MOST_LINES, MOST_LINES_OF_PICTURE = 400, 60
SIZE = re.compile(rb'<svg [^>]*?\bwidth="(\d{1,5})(?:\.\d+)?" height="(\d{1,5})(?:\.\d+)?"')
NOT_IN_NAMES = re.compile(r"[^\w.-]+")


class ReportFile(NamedTuple):
    """A file of the report; what users put in a picture's place need not be text."""

    path: Path
    data: bytes


class Side(NamedTuple):
    """One of the two versions of an output: what it is called, its file as the page links it, and its bytes."""

    title: str
    link: str
    data: bytes


def make_report(changes: Sequence[Difference], folder: Path) -> list[ReportFile]:
    """The files of the report: ``index.html``, and under ``before`` and ``after`` the outputs, byte for byte."""
    names = _choose_names(changes)
    found: list[ReportFile] = []
    for change, name in zip(changes, names, strict=True):
        found += [ReportFile(folder / side.link, side.data) for side in _list_sides(change, name)]
    return [ReportFile(folder / "index.html", _write_page(changes, names).encode()), *found]


def _choose_names(changes: Sequence[Difference]) -> list[str]:
    """A name for each output, of signs that every file system and artifact store takes; none twice, nor in other case."""
    taken: set[str] = set()
    names: list[str] = []
    for change in changes:
        stem, suffix = (NOT_IN_NAMES.sub("-", part) for part in (change.path.stem, change.path.suffix))
        stem = stem.lstrip(".") or "output"  # artifact stores leave out what is hidden
        tries = (f"{stem}{number}{suffix}" for number in ("", *(f"-{count}" for count in range(2, len(changes) + 2))))
        names.append(next(name for name in tries if name.casefold() not in taken))
        taken.add(names[-1].casefold())
    return names


def _list_sides(change: Difference, name: str) -> list[Side]:
    sides = (("Before", "before", change.before), ("After", "after", change.after))
    return [Side(title, f"{folder}/{name}", data) for title, folder, data in sides if data is not None]


def _write_page(changes: Sequence[Difference], names: Sequence[str]) -> str:
    parts = {
        "style": _read_part("report_page.css"),
        "script": _read_part("report_page.js"),
        "title": _count(len(changes)),
        "contents": "\n".join(_write_entry(number, change) for number, change in enumerate(changes, 1)),
        "changes": "\n".join(
            _write_change(number, change, name)
            for number, (change, name) in enumerate(zip(changes, names, strict=True), 1)
        ),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda match: parts[match[1]], _read_part("report_page.html"))


def _read_part(name: str) -> str:
    return files("archgen.batch").joinpath(name).read_text(encoding="utf-8")


def _count(number: int) -> str:
    return (
        f"{number} {'output is' if number == 1 else 'outputs are'} not current" if number else "All outputs are current"
    )


def _write_entry(number: int, change: Difference) -> str:
    """A line of the list at the top."""
    link = f'<a href="#change-{number}">{_show(change.path.as_posix())}</a>'
    return f"<li>{link} <span>{change.state}</span> {_show(change.reason)}</li>"


def _write_change(number: int, change: Difference, name: str) -> str:
    sides = _list_sides(change, name)
    links = " · ".join(f'<a href="{_quote(side.link)}">{side.title}</a> {_tell_size(side.data)}' for side in sides)
    is_picture = change.path.suffix.lower() in PICTURES
    body = (*_show_pictures(change, sides), *_show_lines(change, MOST_LINES_OF_PICTURE)) if is_picture else ()
    return "\n".join(
        (
            f'<article id="change-{number}">',
            f"<h2>{_show(change.path.as_posix())}</h2>",
            f"<p>{change.state}: {_show(change.reason)}</p>",
            f'<p class="files">{links}</p>',
            *(body if is_picture else _show_lines(change, MOST_LINES, is_open=True)),
            "</article>",
        )
    )


def _show_pictures(change: Difference, sides: Sequence[Side]) -> Iterator[str]:
    """Both versions beside each other and, where there are two, on each other; at one scale, so that they can be compared."""
    widest = max((size[0] for side in sides for size in [_find_size(side.data)] if size), default=0)
    pictures = {side.title: _write_picture(change, side, widest) for side in sides}
    absent = {"Before": "There is no such file.", "After": "No view makes this picture any more."}
    yield f'<div class="sides{"" if len(sides) == 2 else " alone"}">'
    for title, said in absent.items():
        shown = pictures.get(title) or f'<p class="absent">{said}</p>'
        yield f"<figure><figcaption>{title}</figcaption>{shown}</figure>"
    yield "</div>"
    if len(sides) == 2:
        label = f"How much of {_show(change.path.as_posix())} is shown as it was before"
        layers = "".join(f'<div class="layer">{picture}</div>' for picture in pictures.values())
        slider = f'<input type="range" min="0" max="100" step="0.1" value="50" aria-label="{label}">'
        limit = f' style="max-width:{widest}px"' if widest else ""
        yield f'<div class="stack"{limit}><div class="layers">{layers}{slider}</div></div>'


def _write_picture(change: Difference, side: Side, widest: int) -> str:
    size = _find_size(side.data)
    shape = (
        f' width="{size[0]}" height="{size[1]}" style="width:calc(min(100%,{widest}px)*{size[0] / widest:.4f})"'
        if size
        else ""
    )
    alternative = f"{_show(change.path.as_posix())}, {side.title.lower()}"
    return f'<img src="{_quote(side.link)}" alt="{alternative}" loading="lazy"{shape}>'


def _find_size(data: bytes) -> tuple[int, int] | None:
    """Width and height that an SVG file says it has."""
    match = SIZE.search(data, 0, 2000)
    return (int(match[1]), int(match[2])) if match and int(match[1]) and int(match[2]) else None


def _show_lines(change: Difference, most: int, *, is_open: bool = False) -> Iterator[str]:
    if change.before is None or change.after is None:
        return
    lines = "".join(
        f"<{tag}>{escape(line)}\n</{tag}>" for line, tag in _mark(compare_lines(change.before, change.after, most))
    )
    yield f"<details{' open' if is_open else ''}><summary>Changed lines</summary><pre>{lines}</pre></details>"


def _mark(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each line with the element that says what became of it."""
    tags = {"+": "ins", "-": "del", "@": "b"}
    return ((line, tags.get(line[:1], "span")) for line in lines)


def _tell_size(data: bytes) -> str:
    return f"{len(data) / 1000:.1f} kB"


def _show(text: str) -> str:
    """A text in the page; what UTF-8 cannot say (a name of a file may be any bytes) is written as an escape."""
    return escape(text.encode(errors="backslashreplace").decode())


def _quote(link: str) -> str:
    from urllib.parse import quote

    return quote(link)
