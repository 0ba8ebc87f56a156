"""Every key of the two languages: used as it is meant, and used wrongly, in files that a reviewer can open."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from archgen.api import Request, load_file, load_project_file, load_source, render_spec
from archgen.batch.catalogue import find_project
from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.source import Source
from archgen.model.project_file import ProjectFile
from archgen.model.shapes import (
    Anything,
    Choice,
    Flag,
    Listed,
    Mapped,
    Matched,
    Nested,
    Term,
    list_classes,
    list_fields,
)
from archgen.model.spec import Spec

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "language"
FILES = {Spec: FOLDER / "specs" / "whole.yaml", ProjectFile: FOLDER / "archgen.yaml"}

# What each shape refuses: something of another sort, and a word that only looks right.
WRONG_WORDS: dict[type, str] = {Flag: "maybe", Choice: "nonsense", Term: "nonsense"}
WRONG_FORMS = {
    "id": "Not An Id",
    "day": "yesterday",
    "port": "70000",
    "count": "many",
    "colour": "reddish",
    "depth": "12",
    "version": "2",
}


class Use(NamedTuple):
    """A key of a class, where it stands in a file, and a value."""

    owner: str
    key: str
    path: tuple[str | int, ...]
    value: Any


def find_uses(type: Any, value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Use]:
    """Every key that a file uses, with the class whose key it is."""
    if not isinstance(value, dict):  # the short form of the class: a plain text
        return
    fields = list_fields(type)
    for key, inner in value.items():
        if key in fields:
            yield Use(type.__name__, key, (*path, key), inner)
            yield from _find_inside(fields[key].shape, inner, (*path, key))


def _find_inside(shape: Any, value: Any, path: tuple[str | int, ...]) -> Iterator[Use]:
    match shape:
        case Nested(type):
            yield from find_uses(type, value, path)
        case Mapped(_, inner) if isinstance(value, dict):
            for key, item in value.items():
                yield from _find_inside(inner, item, (*path, key))
        case Listed(inner) if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _find_inside(inner, item, (*path, index))


def wrong_values(shape: Any) -> list[Any]:
    """Values that a shape refuses."""
    if isinstance(shape, Listed):
        return [{"a": "b"}, *([[wrong_values(shape.item)[0]]] if not isinstance(shape.item, Nested) else [])]
    if isinstance(shape, Mapped | Nested):
        return ["a text"]
    if isinstance(shape, Matched):
        return [{"a": "b"}, WRONG_FORMS[shape.form]]
    return [{"a": "b"}, *([WRONG_WORDS[type(shape)]] if type(shape) in WRONG_WORDS else ["x" * (shape.most + 1)])]


class Loader(yaml.BaseLoader):
    """Leaves every scalar a text, as archgen does, but for null."""


Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("null"), ["n"])
Loader.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)


def read_file(type: Any) -> Any:
    return yaml.load(FILES[type].read_text(encoding="utf-8"), Loader)


def own_keys(type: Any) -> set[tuple[str, str]]:
    """The keys that an author may write, by class; those of a step are written as an arrow."""
    return {
        (inner.__name__, key)
        for inner in list_classes(type)
        for key, field in list_fields(inner).items()
        if not isinstance(field.shape, Anything) and inner.__name__ != "Step"
    }


@pytest.mark.parametrize("type", [Spec, ProjectFile])
def test_the_golden_files_use_every_key(type: Any) -> None:
    used = {(use.owner, use.key) for use in find_uses(type, read_file(type))}
    assert own_keys(type) - used == set()


def test_what_uses_every_key_is_sound_and_drawn(golden, tmp_path: Path) -> None:
    loaded = load_file(FILES[Spec])
    drawn = render_spec(loaded, Request(tmp_path))
    assert [d.message for d in (*drawn.diagnostics, *load_project_file(FILES[ProjectFile]).diagnostics)] == []
    for output in drawn.outputs:
        golden.check(FOLDER / "pictures" / output.path.name, output.data.decode())


def misuse(type: Any, use: Use, value: Any, folder: Path) -> list[Diagnostic]:
    """What is said where a key has another value."""
    data = copy.deepcopy(read_file(type))
    inner = data
    for step in use.path[:-1]:
        inner = inner[step]
    inner[use.path[-1]] = value
    return load(type, yaml.safe_dump(data, sort_keys=False, allow_unicode=True), folder)


def load(type: Any, text: str, folder: Path) -> list[Diagnostic]:
    if type is Spec:
        source = Source("whole.yaml", text)
        return list(load_source("whole", source, (), FILES[Spec].parent, (), find_project(FOLDER)).diagnostics)
    (folder / "archgen.yaml").write_text(text, encoding="utf-8")
    return list(load_project_file(folder / "archgen.yaml").diagnostics)


@pytest.mark.parametrize("type", [Spec, ProjectFile])
def test_every_key_used_wrongly_has_a_diagnostic_at_its_place(type: Any, golden, tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    seen: set[tuple[str, str]] = set()
    lines = []
    for use in find_uses(type, read_file(type)):
        if (use.owner, use.key) in seen:
            continue
        seen.add((use.owner, use.key))
        shape = next(list_fields(t)[use.key].shape for t in list_classes(type) if t.__name__ == use.owner)
        for value in wrong_values(shape):
            found = misuse(type, use, value, tmp_path)
            assert found, (use, value)
            lines += [f"{'.'.join(map(str, use.path))}: {shorten(value)}", *(f"    {describe(d)}" for d in found)]
    golden.check(FOLDER / f"wrong-{FILES[type].stem}.txt", "\n".join((*lines, "")))


def shorten(value: Any) -> str:
    text = yaml.safe_dump(value, default_flow_style=True, width=1000).strip().removesuffix("\n...")
    return text if len(text) <= 40 else f"{text[:30]}... ({len(text)} characters)"


def describe(found: Diagnostic) -> str:
    place = found.source.position(found.span.start).line if found.source and found.span else "-"
    return f"line {place}: {found.code} {found.message}" + (f" ({found.help})" if found.help else "")
