"""The stage "decode": a Document becomes a Spec, or all that is wrong with its shape is said (`archgen.model.explaining`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.extending import merge_data, merge_flows
from archgen.model.flows import PLACES_KEPT_BACK, AuthoredFlow, read_flow
from archgen.model.pruning import drop_followers
from archgen.model.shapes import Unreadable, read_fields
from archgen.model.spec import Spec
from archgen.model.steps import read_step
from archgen.yamltext.nodes import Document, Node, Scalar
from archgen.yamltext.nodes import Mapping as MappingNode

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
        spec = read_fields(Spec, data)
        return (read_fields(Spec, drop_followers(data, broken)) if broken else spec), findings
    except Unreadable:
        spec, found = _read_rest(data, flows, broken)
        return spec, [*findings, *found]


def _read_rest(
    data: dict[str, Any], flows: dict[int, AuthoredFlow], broken: dict[str, None]
) -> tuple[Spec | None, list[Finding]]:
    """The spec without what is wrong with it, and what that is."""
    from archgen.model.explaining import explain_errors, move_to_flow
    from archgen.model.pruning import find_broken, forget_names, remove_errors

    errors = explain_errors(Spec, "the spec", data)
    findings = [move_to_flow(finding, location, flows) for finding, location in errors]
    locations = [location for _, location in errors]
    broken = broken | dict.fromkeys(find_broken(locations))
    sound = drop_followers(forget_names(remove_errors(data, locations), locations), broken)
    try:
        return read_fields(Spec, sound), findings
    except Unreadable:
        return None, findings


def read_data(document: Document, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document as plain data, on top of the data of the spec that it extends; ``flows`` are the document's own."""
    own = to_plain(document.root)
    return merge_data({key: value for key, value in base.items() if key != "flows"}, own) if base else own


def read_base(document: Document, base: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A document as data that another spec can extend: its flows, and those of its own base, spelled out."""
    data = read_data(document, base)
    flows, _ = _read_flows(data, (base or {}).get("flows"))
    spelled_out = [
        {key: value for key, value in flow.data.items() if key not in PLACES_KEPT_BACK} for flow in flows.values()
    ]
    return {**data, "flows": spelled_out}


def to_plain(node: Node, keep_nulls: bool = False) -> Any:
    """Nodes as mappings, lists, texts and None: nothing is retyped here. In record cells even ``null`` is a text."""
    if isinstance(node, Scalar):
        return None if node.is_null and not keep_nulls else node.text
    if isinstance(node, MappingNode):
        return {
            entry.key.text: to_plain(entry.value, keep_nulls or entry.key.text in CELL_KEYS) for entry in node.entries
        }
    return [to_plain(item, keep_nulls) for item in node.items]


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
    ends = [id for key in ("components", "groups") if isinstance(data.get(key), dict) for id in data[key]]
    read = merge_flows(base, own, ends)
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
