"""The parts of the manual that are made from the program: tables of keys, kinds, checks, conditions; examples and answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from kind_pages import write_kind, write_kinds
from walk import write_answer, write_part

from archgen.diagnostics.codes import CODES
from archgen.model import project_file, spec
from archgen.model.conditions import KEYS, KIND_WORDS
from archgen.model.shapes import Anything, Choice, list_fields

SORT_WORDS = {"component": "a component", "flow": "a flow", "group": "a group", "system": "the system"}
BLOCK = re.compile(r"<!-- (\w+)(?:: ([^\n]+?))? -->\n(?:(?!<!-- ).)*?<!-- end -->\n", re.DOTALL)


def renew(text: str) -> str:
    """A page of the manual with its generated blocks as they are to be now."""
    return BLOCK.sub(lambda match: f"{match[0].splitlines()[0]}\n{WRITERS[match[1]](match[2])}<!-- end -->\n", text)


def write_keys(name: str) -> str:
    """A table of the keys that an author may write, by the name of their class."""
    type = getattr(spec, name, None) or getattr(project_file, name)
    rows = ["| key | what it is |", "|---|---|"]
    for key, field in list_fields(type).items():
        if not isinstance(field.shape, Anything):
            required = "" if field.name in type._field_defaults else " (required)"
            rows.append(f"| `{key}` | {_escape(field.description)}{_list_words(field.shape)}{required} |")
    return "\n".join((*rows, ""))


def write_codes(prefix: str) -> str:
    """A table of the diagnostics whose codes begin like this."""
    rows = ["| code | severity | what it is about |", "|---|---|---|"]
    rows += [
        f"| {code} | {entry.severity} | {entry.meaning} |" for code, entry in CODES.items() if code.startswith(prefix)
    ]
    return "\n".join((*rows, ""))


def write_conditions(_: str | None) -> str:
    """A table of what can be asked of systems."""
    rows = ["| key | asks of | what it is |", "|---|---|---|"]
    for key, entry in KEYS.items():
        words = () if entry.words is KIND_WORDS else entry.words or ()
        choices = f": {', '.join(f'`{word}`' for word in words)}" if words else ""
        rows.append(f"| `{key}` | {SORT_WORDS[entry.sort]} | {entry.meaning}{choices} |")
    return "\n".join((*rows, ""))


def _list_words(shape: Any) -> str:
    """The words to choose from, where there are only a few."""
    return f" One of {', '.join(f'`{word}`' for word in shape.words)}." if isinstance(shape, Choice) else ""


def _escape(text: str) -> str:
    return text.replace("|", "\\|")


WRITERS: dict[str, Callable[[Any], str]] = {
    "keys": write_keys,
    "kinds": write_kinds,
    "codes": write_codes,
    "conditions": write_conditions,
    "kind": write_kind,
    "walk": write_part,
    "answer": write_answer,
}
