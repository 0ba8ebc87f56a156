"""What is wrong with the shape of a spec: Pydantic finds it, the sentences are our own, one for each type of its errors.

Loaded only where something is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.diagnostics.suggest import did_you_mean
from archgen.model.flows import AuthoredFlow
from archgen.model.kinds import KINDS
from archgen.model.pydantics import make_model
from archgen.model.shapes import MOST_DEPTH, list_keys
from archgen.model.spec import FORMAT_VERSION

Location = tuple[Any, ...]  # where Pydantic found an error

# Keys that people bring along from other tools, and what they are called here.
FOREIGN_KEYS: dict[str, str] = {
    "nodes": "components",
    "services": "components",
    "containers": "components",
    "edges": "flows",
    "links": "flows",
    "connections": "flows",
    "relations": "flows",
    "relationships": "flows",
    "type": "kind",
    "role": "kind",
    "tech": "technology",
    "description": "note",
    "group": "in",
    "parent": "in",
    "port": "ports",
    "version": "archgen",
    "source": "sources",
    "diagrams": "views",
    "source_code": "code",
}


def explain_errors(type: Any, root: str, data: Mapping[str, Any]) -> list[tuple[Finding, Location]]:
    """What is wrong with the data of a class of a language, and where Pydantic found it; ``root`` is what a file of it is called.

    The data are those that the shapes of the class refused.
    """
    try:
        make_model(type).model_validate(data)
    except ValidationError as error:
        return [
            (_explain({**item, "type_at_root": type, "root": root}), item["loc"])
            for item in error.errors(include_url=False)
        ]
    raise AssertionError("a shape refuses what Pydantic takes")


def _explain(error: Any) -> Finding:
    """Pydantic's error as a finding: unknown key -> the key, wrong value -> the value, missing key -> the parent."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    finding = EXPLANATIONS.get(error["type"], _explain_other)(error, path)
    return finding._replace(place=Place(path, "key")) if error["loc"] and error["loc"][-1] == "[key]" else finding


def move_to_flow(finding: Finding, location: Location, flows: Mapping[int, AuthoredFlow]) -> Finding:
    """The finding at the place where its flow was written; ``flows`` are those in the data, by their place in the list."""
    path: Path = tuple(step for step in location if step != "[key]")
    if len(path) > 1 and path[0] == "flows" and isinstance(path[1], int):
        return finding._replace(place=_flow_place(flows[path[1]], path, finding.place))
    return finding


def _flow_place(flow: AuthoredFlow, path: Path, place: Place) -> Place:
    """Where a part of a flow was written, in whichever form."""
    written = flow.places.get(str(path[2])) if len(path) > 2 else None
    own_length = len(place.path) - 2  # a missing key's place is its parent's
    return written or Place((*flow.path, *path[2 : 2 + own_length]), place.part)


def _name(path: Path) -> str:
    """The last key of a path, as it is spoken of; an item of a list goes by the key of the list."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the spec")


def _explain_unknown_key(error: Any, path: Path) -> Finding:
    key, known = str(path[-1]), list_keys(error["type_at_root"], path[:-1])
    translated = FOREIGN_KEYS.get(key)
    help = f"did you mean `{translated}`?" if translated in known else did_you_mean(key, known)
    return Finding("AG201", f"unknown key `{key}`", Place(path, "key"), help=help or f"known here: {', '.join(known)}")


def _explain_missing(error: Any, path: Path) -> Finding:
    key = str(path[-1])
    help = f"add `{key}: {EXAMPLES[key]}`" if key in EXAMPLES else ""
    owner = f"`{path[-2]}`" if len(path) > 2 else error["root"]
    if len(path) > 1 and isinstance(path[-2], int):
        owner = "the flow" if path[0] == "flows" else f"an item of `{_name(path[:-2])}`"
    return Finding("AG202", f"{owner} has no `{key}`", Place(path[:-1], "key"), help=help)


ITEMS = {
    "ignore": "{rule: AG401, reason: why}",
    "hints": "{web-ui: {left_of: registry}}",
    "columns": "{key: licence}",
    "tables": "{title: Free tools, columns: [{key: licence}]}",
}
EXAMPLES = {
    "archgen": str(FORMAT_VERSION),
    "name": "MLflow",
    "kind": "server",
    "components": "{server: {kind: server}}",
    "from": "client",
    "to": "server",
    "value": "yes",
    "like": "metadata-db",
    "key": "licence",
    "title": "Free tools",
    "columns": "[{key: licence}]",
}


def _explain_id(error: Any, path: Path) -> Finding:
    word = str(error["input"])
    simple = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in word.lower()).split())[:60]
    hint = f"; write `{simple}`" if simple and simple != word else ""
    help = f"small letters, digits and hyphens, at most 60{hint}"
    return Finding("AG206", f"`{shorten(word)}` is not an id", Place(path), help=help)


def _explain_version(error: Any, path: Path) -> Finding:
    said = shorten(error["input"]) if isinstance(error["input"], str) else _sort(error["input"])
    message = f"this archgen reads format {FORMAT_VERSION}, not {said}"
    return Finding("AG204", message, Place(path), help=f"write `archgen: {FORMAT_VERSION}`, or install a newer archgen")


def _explain_flag(error: Any, path: Path) -> Finding:
    return Finding("AG204", f"`{_name(path)}` must be yes or no", Place(path), help="write yes, no, true or false")


def _explain_choice(error: Any, path: Path) -> Finding:
    choices = [choice.strip(" '") for choice in error["ctx"]["expected"].replace(" or ", ", ").split(",")]
    hint = did_you_mean(error["input"], choices) if isinstance(error["input"], str) else ""
    message = f"`{_name(path)}` cannot be {_quote(error['input'])}"
    return Finding("AG204", message, Place(path), help=f"{hint + ' ' if hint else ''}choices: {', '.join(choices)}")


def _explain_text(error: Any, path: Path) -> Finding:
    help = "quote it, if it is meant as a text" if error["input"] is not None else "write a text behind the colon"
    return Finding("AG203", f"`{_name(path)}` must be a text, not {_sort(error['input'])}", Place(path), help=help)


def _explain_mapping(error: Any, path: Path) -> Finding:
    name, value = _name(path), error["input"]
    if len(path) == 2 and path[0] == "facts":
        message = f"`{name}` must be a text or a mapping of keys, not {_sort(value)}"
        return Finding(
            "AG203", message, Place(path), help=f"write `{name}: yes`, or `{name}: {{value: yes, note: why}}`"
        )
    message = f"`{name}` must be a mapping of keys, not {_sort(value)}"
    if isinstance(path[-1], int):
        return Finding("AG203", f"an item of {message}", Place(path), help=f"write `- {ITEMS.get(name, '{...}')}`")
    example = EXAMPLES.get(name, "{...}") if len(path) == 1 else "{...}"
    if len(path) == 2 and path[0] == "components":
        example = f"{{kind: {value if value in list(KINDS) else 'server'}}}"
    if len(path) == 2 and path[0] == "rules":
        example = "{lacks: {kind: server}}"
    return Finding("AG203", message, Place(path), help=f"write `{name}: {example}`")


def _explain_list(error: Any, path: Path) -> Finding:
    name = _name(path)
    message = f"`{name}` must be a list, not {_sort(error['input'])}"
    return Finding("AG203", message, Place(path), help=f"write `{name}: [first, second]`")


def _explain_length(error: Any, path: Path) -> Finding:
    most, length = error["ctx"]["max_length"], len(error["input"])
    message = f"`{_name(path)}` has {length} characters; a picture holds at most {most}"
    return Finding("AG208", message, Place(path), help="say it shorter")


def _explain_empty(error: Any, path: Path) -> Finding:
    return Finding("AG204", f"`{_name(path)}` is empty", Place(path), help="write a text, or delete the key")


def _explain_number(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a number, not {_quote(error['input'])}"
    return Finding("AG203", message, Place(path), help="a port is a whole number from 1 to 65535")


def _explain_count(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a number, not {_quote(error['input'])}"
    return Finding("AG203", message, Place(path), help="write a whole number from 1 to 99")


def _explain_depth(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a whole number from 1 to {MOST_DEPTH}, not {_quote(error['input'])}"
    return Finding("AG203", message, Place(path), help=f"write `{_name(path)}: 1`")


def _explain_date(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a day, not {_quote(error['input'])}"
    return Finding("AG204", message, Place(path), help="write it like 2020-12-13")


def _explain_colour(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a colour, not {_quote(error['input'])}"
    return Finding("AG204", message, Place(path), help='write it like "#1d4f91", in quotes')


def _explain_control(error: Any, path: Path) -> Finding:
    message = f"{error['msg']} may not stand in a text"
    return Finding("AG104", message, Place(path), help="delete the escape: it hides what the text says")


def _explain_other(error: Any, path: Path) -> Finding:
    return Finding("AG204", f"`{_name(path)}` is not allowed here: {error['msg']}", Place(path))


def _quote(value: Any) -> str:
    """A text as it was written (or its beginning), anything else by what it is."""
    return f"`{shorten(value)}`" if isinstance(value, str) else _sort(value)


def _sort(value: Any) -> str:
    """What a value is, in words."""
    sorts = {list: "a list", dict: "a mapping", type(None): "nothing", str: "a text"}
    return sorts.get(type(value), "this")


def shorten(text: str, most: int = 40) -> str:
    """The text, or its beginning where it is too long to be quoted."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


EXPLANATIONS: dict[str, Callable[[Any, Path], Finding]] = {
    "extra_forbidden": _explain_unknown_key,
    "missing": _explain_missing,
    "not_an_id": _explain_id,
    "unknown_version": _explain_version,
    "yes_or_no": _explain_flag,
    "literal_error": _explain_choice,
    "string_type": _explain_text,
    "model_type": _explain_mapping,
    "model_attributes_type": _explain_mapping,
    "dict_type": _explain_mapping,
    "tuple_type": _explain_list,
    "list_type": _explain_list,
    "string_too_long": _explain_length,
    "string_too_short": _explain_empty,
    "not_a_port": _explain_number,
    "not_a_count": _explain_count,
    "not_a_depth": _explain_depth,
    "not_a_day": _explain_date,
    "not_a_colour": _explain_colour,
    "control_character": _explain_control,
}
