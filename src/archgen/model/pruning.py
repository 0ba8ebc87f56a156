"""What is left of a spec without the parts that are wrong, so that later stages can report what else there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

# What stands in for a required value that is wrong or missing: enough for references to it to be found.
STAND_INS: dict[tuple[int, str], Any] = {
    (1, "archgen"): "1",
    (1, "name"): "?",
    (1, "components"): {"stand-in": {"kind": "server"}},
    (3, "kind"): "server",
}
WHOLE_ITEMS: dict[str, Any] = {"components": {"kind": "server"}, "groups": {}, "views": {}}

UNKNOWN_ADDRESS = "?"
RECORD = {"objects": ["?"]}
IGNORE = {"rule": "AG401", "reason": "?"}
NARROWING = ("include", "exclude", "collapse", "focus", "depth")  # the keys that decide what a view shows


def remove_errors(data: dict[str, Any], locations: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """The data without what stands at Pydantic's error locations; flows and facts with an error go as a whole."""
    wrong_flows: set[int] = set()
    for location in locations:
        if location[0] == "flows" and len(location) > 1:
            wrong_flows.add(location[1])
        elif location[0] in {"facts", "absent"} and len(location) > 1 and isinstance(data[location[0]], dict):
            data[location[0]].pop(location[1], None)
        elif location[0] == "sources" and len(location) == 2:
            data["sources"][location[1]] = UNKNOWN_ADDRESS
        elif location[0] == "ignore" and len(location) > 1:
            data["ignore"][location[1]] = dict(IGNORE)
        elif location[0] == "hints" and len(location) > 1:
            data["hints"][location[1]] = {}
        else:
            _remove_one(data, location)
            if location[0] == "views" and location[2:3] == ("focus",):  # without it, nobody asks for a depth
                _delete(data, (*location[:2], "depth"))
    if wrong_flows:
        data["flows"] = [flow for index, flow in enumerate(data["flows"]) if index not in wrong_flows]
    return data


def drop_followers(data: dict[str, Any], broken: Iterable[str]) -> dict[str, Any]:
    """The data without what refers to a part that cannot be read: nobody knows whether that is wrong, too."""
    for part in broken:
        FOLLOWERS[part](data)
    return data


def find_broken(locations: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """The parts, as `drop_followers` names them, whose items are not all known, each perhaps several times."""
    for location in locations:
        section, depth = location[0], len(location)
        if section == "flows" or (section in {"components", "groups", "sources"} and depth == 1):
            yield section
        if section == "components" and (depth == 2 or location[2:] == ("kind",)):
            yield "kinds"
        if section == "components" and location[2:] == ("in",):
            yield "homes"


def forget_names(data: dict[str, Any], locations: Iterable[tuple[Any, ...]]) -> dict[str, Any]:
    """The data without the lists of views that name an id or a record which cannot be read.

    A list goes as a whole: without some of its items, the others would be reported at wrong places.
    """
    names = set(_find_nameless(locations))
    for view in _items(data, "views"):
        for keys in (NARROWING, ("records",)):
            if any(_names_any(item, names) for key in keys for item in _list(view.get(key))):
                for key in keys:
                    view.pop(key, None)
    return data


def _find_nameless(locations: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    """Ids that are none, as written; a component whose records cannot be read, or one of its records, with a dot."""
    for location in locations:
        section, depth = location[0], len(location)
        if section in {"components", "groups"} and depth == 3 and location[2] == "[key]":
            yield location[1]
        if section == "components" and location[2:] == ("records",):
            yield f"{location[1]}."
        if section == "components" and depth == 5 and location[2] == "records" and location[4] == "[key]":
            yield f"{location[1]}.{location[3]}"


def _names_any(item: Any, names: set[str]) -> bool:
    """Whether an item of a view is one of the names, or a record of a component with one of them."""
    if not isinstance(item, str):
        return False
    owner, dot, _ = item.partition(".")
    return bool({item, owner, owner + dot} & names)


def _drop_components(data: dict[str, Any]) -> None:
    data["flows"] = []
    data.pop("hints", None)
    _drop_kinds(data)
    _drop_views(data)
    for component in _items(data, "components"):
        component.pop("alternative_to", None)


def _drop_kinds(data: dict[str, Any]) -> None:
    for key in ("absent", "unpublished"):
        data.pop(key, None)


def _drop_groups(data: dict[str, Any]) -> None:
    data.pop("hints", None)
    _drop_views(data)
    for item in (*_items(data, "components"), *_items(data, "groups")):
        item.pop("in", None)


def _drop_sources(data: dict[str, Any]) -> None:
    for fact in _items(data, "facts"):
        fact.pop("corrected", None)
    for item in (*_items(data, "components"), *data["flows"], *_items(data, "facts")):
        item.pop("sources", None)


def _drop_views(data: dict[str, Any]) -> None:
    data.pop("views", None)


def _drop_homes(data: dict[str, Any]) -> None:
    for view in _items(data, "views"):
        for key in NARROWING:
            view.pop(key, None)


def _drop_steps(data: dict[str, Any]) -> None:
    for view in _items(data, "views"):
        view.pop("steps", None)


FOLLOWERS: dict[str, Callable[[dict[str, Any]], None]] = {
    "components": _drop_components,
    "kinds": _drop_kinds,
    "groups": _drop_groups,
    "homes": _drop_homes,
    "sources": _drop_sources,
    "flows": _drop_steps,
}


def _items(data: dict[str, Any], section: str) -> Iterator[dict[str, Any]]:
    """The items of a section that are mappings."""
    items = data.get(section)
    values = items.values() if isinstance(items, dict) else ()
    return (item for item in values if isinstance(item, dict))


def _list(value: Any) -> list[Any]:
    """A list, or a list of one."""
    return value if isinstance(value, list) else [value]


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
