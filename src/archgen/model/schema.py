"""The JSON Schemas of spec and project file, made from the models, for editors with a YAML language server."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from archgen.model.flows import PLACES_KEPT_BACK
from archgen.model.kinds import KINDS
from archgen.model.project_file import ProjectFile
from archgen.model.pydantics import make_model
from archgen.model.shapes import ID_PATTERN
from archgen.model.spec import Spec

DIALECT = "https://json-schema.org/draft/2020-12/schema"
ARROW_PATTERN = f"^\\s*{ID_PATTERN}\\s*(<->|->|<-)\\s*{ID_PATTERN}\\s*$"
FLAG = {"enum": [True, False, "yes", "no", "Yes", "No", "YES", "NO"]}
# An editor reads an unquoted 3.10 as a number and yes as a boolean, where archgen keeps the text.
LOOSE_TEXT_TYPES = ["string", "number", "boolean"]


def write_schema(schema: Mapping[str, Any]) -> str:
    """A schema as JSON text."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def make_schema(kinds: Iterable[str] = KINDS) -> dict[str, Any]:
    """The schema of a spec file in a catalogue with these kinds."""
    schema = _make_loose_schema(Spec)
    definitions = schema["$defs"]
    definitions["Flow"] = _allow_arrows(definitions["Flow"])
    definitions["Step"] = _allow_step(definitions["Step"])
    definitions["Fact"] = {"anyOf": [{"type": LOOSE_TEXT_TYPES}, definitions["Fact"]]}
    for name in ("Group", "View"):
        definitions[name]["type"] = ["object", "null"]
    _require_less_of_an_extension(schema)
    return _name_kinds(_entitle("archgen spec", Spec, schema), list(kinds))  # type: ignore[no-any-return]  # JSON


def make_project_schema() -> dict[str, Any]:
    """The schema of a project file."""
    schema = _make_loose_schema(ProjectFile)
    definitions = schema["$defs"]
    for name in ("OwnKind", "OwnTheme"):  # a plain text is what it is like
        definitions[name] = {"anyOf": [definitions[name]["properties"]["like"], definitions[name]]}
    definitions["Column"] = {"anyOf": [definitions["Column"]["properties"]["key"], definitions["Column"]]}
    for name in ("OwnTechnology", "Tokens"):
        definitions[name]["type"] = ["object", "null"]
    return _entitle("archgen project file", ProjectFile, schema)


def _make_loose_schema(type: Any) -> dict[str, Any]:
    """The schema of a class of a language, with values as people write them."""
    schema = make_model(type).model_json_schema(by_alias=True)
    for definition in (schema, *schema["$defs"].values()):
        for name, prop in definition["properties"].items():
            definition["properties"][name] = _loosen(prop)
    schema["properties"]["archgen"]["const"] = 1
    return schema


def _entitle(title: str, type: Any, schema: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in schema.items() if key not in {"title", "description"}}
    return {"$schema": DIALECT, "title": title, "description": type.__doc__, **rest}


def _name_kinds(schema: Any, kinds: list[str]) -> Any:
    """A schema (or a part of one) in which the kinds of a catalogue stand where the built-in ones stood."""
    if isinstance(schema, dict):
        return {
            key: kinds if key == "enum" and value == list(KINDS) else _name_kinds(value, kinds)
            for key, value in schema.items()
        }
    return [_name_kinds(item, kinds) for item in schema] if isinstance(schema, list) else schema


def _require_less_of_an_extension(schema: dict[str, Any]) -> None:
    """A spec that extends another needs no components, may leave a component's kind to the other, and remove with null."""
    component = schema["$defs"]["Component"]
    whole: dict[str, Any] = {"additionalProperties": {"type": "object", "required": component.pop("required")}}
    components = schema["properties"]["components"]
    for section in ("components", "groups", "views", "facts", "sources", "absent"):
        items = schema["properties"][section]
        items["additionalProperties"] = _or_null(items["additionalProperties"])
    for owner in ("Fact", "Correction"):  # what is missing stands in the other spec
        for form in schema["$defs"][owner].get("anyOf", [schema["$defs"][owner]]):
            form.pop("required", None)
    for owner in ("Component", "Group", "View"):
        properties = schema["$defs"][owner]["properties"]
        properties.update({key: _or_null(prop) for key, prop in properties.items() if key != "kind"})
    schema["required"].remove("components")
    schema["if"] = {"not": {"required": ["extends"]}}
    whole["description"] = components["description"]
    schema["then"] = {"required": ["components"], "properties": {"components": whole}}


def _or_null(prop: dict[str, Any]) -> dict[str, Any]:
    """A property that may also be null; what editors show of it stays outside."""
    shown: dict[str, Any] = {key: prop[key] for key in ("description", "default") if key in prop}
    rest = {key: value for key, value in prop.items() if key not in shown}
    return {**shown, "anyOf": [*(rest["anyOf"] if set(rest) == {"anyOf"} else [rest]), {"type": "null"}]}


def _loosen(prop: dict[str, Any]) -> dict[str, Any]:
    """A property as people write it: one text for a list, yes for true, and no null that the models only use inside."""
    described = {key: prop[key] for key in ("description", "default") if prop.get(key) not in (None, "", [], {})}
    body = {key: value for key, value in prop.items() if key not in {"description", "default", "title"}}
    if "anyOf" in body:
        options = [option for option in body["anyOf"] if option.get("type") != "null"]
        body = options[0] if len(options) == 1 else {"anyOf": options}
    if body.get("type") == "boolean":
        body = dict(FLAG)
    elif body.get("type") == "array" and body.get("items", {}).get("type") == "array":
        cell = {"type": [*LOOSE_TEXT_TYPES, "null"]}
        body = {**body, "items": {**body["items"], "items": cell}}
    elif body.get("type") == "array" and "$ref" not in body.get("items", {}):
        items = _loose_text(body["items"])
        body = {"anyOf": [items, {**body, "items": items}]}
    elif body.get("type") == "object" and "additionalProperties" in body:
        values = body["additionalProperties"]
        body = {**body, "additionalProperties": (_loosen if values.get("type") == "array" else _loose_text)(values)}
        if set(body.get("propertyNames", {})) == {"maxLength"}:  # the keys are ids
            body["propertyNames"] = {**body["propertyNames"], "pattern": f"^{ID_PATTERN}$"}
    else:
        body = _loose_text(body)
    return {**described, **body}


def _loose_text(body: dict[str, Any]) -> dict[str, Any]:
    """A free text may look like a number or a boolean."""
    if body.get("type") != "string" or {"enum", "pattern", "format"} & set(body):
        return body
    return {**body, "type": LOOSE_TEXT_TYPES}


def _allow_step(step: dict[str, Any]) -> dict[str, Any]:
    """A step: an arrow or the id of a flow, alone or before what happens."""
    key = f"{ARROW_PATTERN}|^{ID_PATTERN}$"
    text = {"type": [*LOOSE_TEXT_TYPES, "null"], "description": "what happens"}
    mapping = {"type": "object", "patternProperties": {key: text}, "additionalProperties": False, "maxProperties": 1}
    return {"description": step["description"], "anyOf": [{"type": "string", "pattern": key}, mapping]}


def _allow_arrows(flow: dict[str, Any]) -> dict[str, Any]:
    """A flow in any of its forms: an arrow alone, an arrow key beside others, everything spelled out."""
    properties = {key: value for key, value in flow["properties"].items() if key not in PLACES_KEPT_BACK}
    arrow_value = {"type": [*LOOSE_TEXT_TYPES, "null"], "description": "what flows | PROTOCOL"}
    shared = {key: value for key, value in properties.items() if key not in {"from", "to", "both", "label"}}
    return {
        "description": flow["description"],
        "anyOf": [
            {"type": "string", "pattern": ARROW_PATTERN},
            {
                "type": "object",
                "properties": shared,
                "patternProperties": {ARROW_PATTERN: arrow_value},
                "additionalProperties": False,
            },
            {
                "type": "object",
                "properties": properties,
                "required": ["from", "to"],
                "additionalProperties": False,
            },
        ],
    }
