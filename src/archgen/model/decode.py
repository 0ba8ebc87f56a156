"""The stage "decode": a Document becomes a Spec, or everything that is wrong with its shape is said.

Pydantic finds what is wrong; the sentences are our own, one for each type of its errors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.diagnostics.suggest import did_you_mean, suggest
from archgen.model.extending import merge_data, merge_flows
from archgen.model.flows import PLACES_KEPT_BACK, AuthoredFlow, read_flow
from archgen.model.kinds import KINDS
from archgen.model.pruning import drop_followers, find_broken, forget_names, remove_errors
from archgen.model.spec import FORMAT_VERSION, Component, Fact, Flow, Group, Record, Spec, View
from archgen.model.steps import read_step
from archgen.yamltext.nodes import Document, Node, Scalar
from archgen.yamltext.nodes import Mapping as MappingNode

MODELS: dict[str, type[BaseModel]] = {
    "components": Component,
    "groups": Group,
    "flows": Flow,
    "views": View,
    "facts": Fact,
}

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

EXTENDS: Path = ("extends",)  # where what comes from the base is pointed at
CELL_KEYS = {"rows", "objects"}


def decode_spec(document: Document, base: Mapping[str, Any] | None = None) -> tuple[Spec | None, list[Finding]]:
    """The spec and everything that is wrong with its shape; ``base`` is the data of the spec that it extends.

    Where something is wrong, the spec is what is left without it, so that the next stages can report what else there is;
    None where nothing is left.
    """
    data = read_data(document, base)
    flows, findings = _read_flows(data, (base or {}).get("flows"))
    broken = {"flows": None} if findings else {}
    findings += _read_steps(data)
    if "facts" in data and isinstance(data["facts"], dict):
        data["facts"] = {key: {"value": fact} if isinstance(fact, str) else fact for key, fact in data["facts"].items()}
    try:
        spec = Spec.model_validate(data)
        return (Spec.model_validate(drop_followers(data, broken)) if broken else spec), findings
    except ValidationError as error:
        errors = error.errors(include_url=False)
    findings += [_explain(item, flows) for item in errors]
    locations = [item["loc"] for item in errors]
    broken |= dict.fromkeys(find_broken(locations))
    sound = drop_followers(forget_names(remove_errors(data, locations), locations), broken)
    try:
        return Spec.model_validate(sound), findings
    except ValidationError:
        return None, findings


def read_data(document: Document, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document as plain data, on top of the data of the spec that it extends; ``flows`` are the document's own."""
    own = _to_plain(document.root)
    return merge_data({key: value for key, value in base.items() if key != "flows"}, own) if base else own


def read_base(document: Document, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document as data that another spec can extend: its flows, and those of its own base, spelled out."""
    data = read_data(document, base)
    flows, _ = _read_flows(data, (base or {}).get("flows"))
    spelled_out = [
        {key: value for key, value in flow.data.items() if key not in PLACES_KEPT_BACK} for flow in flows.values()
    ]
    return {**data, "flows": spelled_out}


def _to_plain(node: Node, keep_nulls: bool = False) -> Any:
    """Nodes as mappings, lists, texts and None: nothing is retyped here. In record cells even ``null`` is a text."""
    if isinstance(node, Scalar):
        return None if node.is_null and not keep_nulls else node.text
    if isinstance(node, MappingNode):
        return {
            entry.key.text: _to_plain(entry.value, keep_nulls or entry.key.text in CELL_KEYS) for entry in node.entries
        }
    return [_to_plain(item, keep_nulls) for item in node.items]


def _read_flows(data: dict[str, Any], inherited: Any = None) -> tuple[dict[int, AuthoredFlow], list[Finding]]:
    """The flows that could be read, by their place in the list that the model will see; ``data`` is given that list."""
    items = data.get("flows") or []
    findings: list[Finding] = []
    if not isinstance(items, list):
        help = "write a list: each flow begins with `- `"
        findings.append(Finding("AG203", "`flows` must be a list", Place(("flows",), "key"), help=help))
        items = []
    own: list[AuthoredFlow] = []
    for index, item in enumerate(items):
        flow, found = read_flow(item, ("flows", index))
        findings += found
        own += [flow] if flow else []
    base = [flow for item in inherited or () for flow in [read_flow(item, EXTENDS)[0]] if flow]
    components = data.get("components")
    read = merge_flows(base, own, components if isinstance(components, dict) else {})
    data["flows"] = [{**flow.data, "place": Place(flow.path)} for flow in read]
    return dict(enumerate(read)), findings


def _read_steps(data: dict[str, Any]) -> list[Finding]:
    """What is wrong with the steps of the views; the views are given those that could be read."""
    findings: list[Finding] = []
    views = data.get("views")
    for id, view in views.items() if isinstance(views, dict) else ():
        items = view.get("steps") if isinstance(view, dict) else None
        if not isinstance(items, list):  # the model says what is wrong with it
            continue
        read = [read_step(item, ("views", id, "steps", index)) for index, item in enumerate(items)]
        findings += [finding for _, found in read for finding in found]
        view["steps"] = [step for step, _ in read if step is not None]
    return findings


def _explain(error: Any, flows: dict[int, AuthoredFlow]) -> Finding:
    """Pydantic's error as a finding: unknown key -> the key, wrong value -> the value, missing key -> the parent."""
    path: Path = tuple(step for step in error["loc"] if step != "[key]")
    explain = EXPLANATIONS.get(error["type"], _explain_other)
    finding = explain(error, path)
    if len(path) > 1 and path[0] == "flows" and isinstance(path[1], int):
        place = _flow_place(flows[path[1]], path, finding.place)
        return Finding(finding.code, finding.message, place, finding.label, finding.help)
    if error["loc"] and error["loc"][-1] == "[key]":
        return Finding(finding.code, finding.message, Place(path, "key"), finding.label, finding.help)
    return finding


def _flow_place(flow: AuthoredFlow, path: Path, place: Place) -> Place:
    """Where a part of a flow was written, in whichever form."""
    written = flow.places.get(str(path[2])) if len(path) > 2 else None
    own_length = len(place.path) - 2  # a missing key's place is its parent's
    return written or Place((*flow.path, *path[2 : 2 + own_length]), place.part)


def _name(path: Path) -> str:
    """The last key of a path, as it is spoken of; an item of a list goes by the key of the list."""
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the spec")


def _fields(path: Path) -> list[str]:
    """The keys that the item at a path may have."""
    model = MODELS.get(str(path[0]), Spec) if len(path) > 1 else Spec
    if len(path) > 3 and path[2] == "records":
        model = Record
    return [field.alias or name for name, field in model.model_fields.items() if name not in PLACES_KEPT_BACK]


def _explain_unknown_key(error: Any, path: Path) -> Finding:
    key, known = str(path[-1]), _fields(path)
    translated = FOREIGN_KEYS.get(key)
    help = f"did you mean `{translated}`?" if translated in known else did_you_mean(key, known)
    return Finding("AG201", f"unknown key `{key}`", Place(path, "key"), help=help or f"known here: {', '.join(known)}")


def _explain_missing(error: Any, path: Path) -> Finding:
    key = str(path[-1])
    help = f"add `{key}: {EXAMPLES[key]}`" if key in EXAMPLES else ""
    owner = f"`{path[-2]}`" if len(path) > 2 else "the spec"
    if len(path) > 1 and isinstance(path[-2], int):
        owner = "the flow" if path[0] == "flows" else f"an item of `{_name(path[:-2])}`"
    return Finding("AG202", f"{owner} has no `{key}`", Place(path[:-1], "key"), help=help)


ITEMS = {"ignore": "{rule: AG401, reason: why}"}
EXAMPLES = {
    "archgen": str(FORMAT_VERSION),
    "name": "MLflow",
    "kind": "server",
    "components": "{server: {kind: server}}",
    "from": "client",
    "to": "server",
    "value": "yes",
}


def _explain_kind(error: Any, path: Path) -> Finding:
    word = str(error["input"])
    near = suggest(word, KINDS, limit=3)
    hint = f"did you mean `{near[0]}`? " if near else ""
    return Finding("AG205", f"unknown kind `{word}`", Place(path), help=f"{hint}kinds: {', '.join(KINDS)}")


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


def _explain_date(error: Any, path: Path) -> Finding:
    message = f"`{_name(path)}` must be a day, not {_quote(error['input'])}"
    return Finding("AG204", message, Place(path), help="write it like 2020-12-13")


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
    "unknown_kind": _explain_kind,
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
    "greater_than_equal": _explain_number,
    "less_than_equal": _explain_number,
    "not_a_day": _explain_date,
    "control_character": _explain_control,
}
