"""A Placement as JSON, and back."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from archgen.layout.placement import Placement

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def _adapter() -> TypeAdapter[Placement]:
    from pydantic import TypeAdapter

    return TypeAdapter(Placement)


def write_placement(placement: Placement) -> str:
    """The placement as JSON text, indented so that a change shows line by line."""
    return _adapter().dump_json(placement, indent=1).decode() + "\n"


def read_placement(text: str) -> Placement:
    """The placement that was saved; pydantic's ValidationError where the text is none."""
    return _adapter().validate_json(text)
