"""What is left of a spec without the parts that are wrong, so that later stages can report what else there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

# What stands in for a required value that is wrong or missing: enough for references to it to be found.
STAND_INS: dict[tuple[int, str], Any] = {
    (1, "archgen"): "1",
    (1, "name"): "?",
    (1, "components"): {"stand-in": {"kind": "server"}},
    (3, "kind"): "server",
}
WHOLE_ITEMS: dict[str, Any] = {"components": {"kind": "server"}, "groups": {}, "views": {}}

RECORD = {"objects": ["?"]}
IGNORE = {"rule": "AG401", "reason": "?"}


def remove_errors(data: dict[str, Any], locations: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """The data without what stands at Pydantic's error locations; flows and facts with an error go as a whole."""
    wrong_flows: set[int] = set()
    for location in locations:
        if location[0] == "flows" and len(location) > 1:
            wrong_flows.add(location[1])
        elif location[0] in {"facts", "absent"} and len(location) > 1 and isinstance(data[location[0]], dict):
            data[location[0]].pop(location[1], None)
        elif location[0] == "ignore" and len(location) > 1:
            data["ignore"][location[1]] = dict(IGNORE)
        else:
            _remove_one(data, location)
    if wrong_flows:
        data["flows"] = [flow for index, flow in enumerate(data["flows"]) if index not in wrong_flows]
    return data


def _remove_one(data: dict[str, Any], location: tuple[Any, ...]) -> None:
    """Replace or delete one value; of a list that holds it, the whole key."""
    if location[-1] == "[key]":
        _delete(data, location[:-1])
        return
    if len(location) > 3 and location[2] == "records":
        owner = _find_owner(data, location[:4])
        if owner is not None:
            owner[location[3]] = dict(RECORD)
        return
    keys = location[:3] if location[0] in WHOLE_ITEMS else location[:1]
    stand_in = STAND_INS.get((len(keys), str(keys[-1])))
    if len(keys) == 2:
        stand_in = dict(WHOLE_ITEMS[keys[0]])
    owner = _find_owner(data, keys)
    if stand_in is not None and owner is not None:
        owner[keys[-1]] = stand_in
    else:
        _delete(data, keys)


def _delete(data: dict[str, Any], keys: tuple[Any, ...]) -> None:
    owner = _find_owner(data, keys)
    if owner is not None:
        owner.pop(keys[-1], None)


def _find_owner(data: dict[str, Any], keys: tuple[Any, ...]) -> dict[str, Any] | None:
    """The mapping in which the last key stands, if there is one."""
    owner: Any = data
    for key in keys[:-1]:
        owner = owner.get(key) if isinstance(owner, dict) else None
    return owner if isinstance(owner, dict) else None
