"""The order in which keys are written: that of the fields of the classes that define the language."""

from __future__ import annotations

from typing import Any

from archgen.model.flows import ARROW_LIKE
from archgen.model.shapes import Anything, Listed, Mapped, Nested, Shape, list_fields
from archgen.model.spec import Flow
from archgen.yamltext.formatting.order import AUTHORS, KeyOrder

# Python wants the fields without a default first. What is written before one of them all the same.
WRITTEN_BEFORE = {
    "Spec": {"extends": "name", "components": "absent"},
    "Table": {"where": "columns", "order": "columns"},
}


def order_keys(type: Any) -> KeyOrder:
    """The order of the keys of a class, and of all below them; that of ids is its author's."""
    keys = {key: _order_below(field.shape) for key, field in list_fields(type).items() if not _is_set_here(field.shape)}
    for key, following in WRITTEN_BEFORE.get(type.__name__, {}).items():
        keys = _move_before(keys, key, following)
    return KeyOrder(keys, first=ARROW_LIKE if type is Flow else None)


def _order_below(shape: Shape) -> KeyOrder:
    match shape:
        case Nested(type):
            return order_keys(type)
        case Mapped(_, value):
            return KeyOrder(each=_order_below(value))
        case Listed(item):
            return KeyOrder(each=_order_below(item))
    return AUTHORS


def _is_set_here(shape: Shape) -> bool:
    return isinstance(shape, Anything)


def _move_before(keys: dict[str, KeyOrder], key: str, following: str) -> dict[str, KeyOrder]:
    names = [name for name in keys if name != key]
    names.insert(names.index(following), key)
    return {name: keys[name] for name in names}
