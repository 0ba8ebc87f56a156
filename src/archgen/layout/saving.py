"""A Placement as JSON, and back."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from archgen.layout.geometry import Point, Rect
from archgen.layout.placement import Placement

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Placement]:
    from pydantic import TypeAdapter

    return TypeAdapter(Placement)


def write_placement(placement: Placement) -> str:
    """The placement as JSON text, indented so that a change shows line by line; points and rectangles are lists of numbers."""
    return json.dumps(_to_plain(placement), ensure_ascii=False, indent=1) + "\n"


def _to_plain(value: Any) -> Any:
    """Named tuples as mappings, other tuples as lists, whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, Point | Rect):
        return [_to_plain(number) for number in value]
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {key: _to_plain(item) for key, item in value._asdict().items()}
    if isinstance(value, dict):
        return {key: _to_plain(item) for key, item in value.items()}
    return [_to_plain(item) for item in value] if isinstance(value, tuple) else value


def read_placement(text: str) -> Placement:
    """The placement that was saved; pydantic's ValidationError where the text is none."""
    return _adapter().validate_json(text)
