"""Pydantic models made from the classes of a language: they find everything that is wrong, and know their JSON Schema.

Loaded only where something is wrong, or a schema is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, WithJsonSchema, create_model
from pydantic import Field as PydanticField
from pydantic_core import PydanticCustomError

from archgen.model.kinds import KINDS
from archgen.model.shapes import (
    CONTROL,
    ID_PATTERN,
    MOST_COUNT,
    MOST_DEPTH,
    MOST_PORT,
    Anything,
    Choice,
    Field,
    Flag,
    Listed,
    Mapped,
    Matched,
    Nested,
    Shape,
    Term,
    Text,
    Unreadable,
    list_fields,
)

CONFIG = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

# What a text of a fixed form becomes, and what a JSON Schema says of it.
FORM_TYPES: dict[str, Any] = {
    "id": Annotated[str, PydanticField(pattern=f"^{ID_PATTERN}$", max_length=60)],
    "day": date,
    "port": Annotated[int, PydanticField(ge=1, le=MOST_PORT)],
    "count": Annotated[int, PydanticField(ge=1, le=MOST_COUNT)],
    "colour": Annotated[str, PydanticField(pattern="^#[0-9a-fA-F]{6}$")],
    "depth": Annotated[int, PydanticField(ge=1, le=MOST_DEPTH)],
    "version": str,
}
VOCABULARIES: dict[str, list[str]] = {"kind": list(KINDS)}
TEXT_FORMS = {"id"}  # what is no text at all is said to be none


@cache
def make_model(type: Any) -> type[BaseModel]:
    """The Pydantic model of a class of a language."""
    fields = {field.name: _define_field(type, key, field) for key, field in list_fields(type).items()}
    return create_model(type.__name__, __config__=CONFIG, __doc__=type.__doc__, **fields)  # type: ignore[call-overload, no-any-return]


def _define_field(type: type[Any], key: str, field: Field) -> tuple[Any, Any]:
    annotation = annotate(field.shape)
    default = type._field_defaults.get(field.name, ...)
    if isinstance(field.shape, Mapped) and default is not ...:
        default = {}
    if hasattr(default, "_asdict"):  # an instance of another class of the language
        default = make_model(field.shape.type)()  # type: ignore[attr-defined]  # its shape is Nested
    alias = key if key != field.name else None
    definition = PydanticField(default, alias=alias, description=field.description or None)
    return (annotation | None if field.nullable else annotation), definition


def annotate(shape: Shape) -> Any:
    """The type with which Pydantic reads a shape."""
    return ANNOTATORS[shape.__class__](shape)


def _annotate_text(shape: Any) -> Any:
    constraints = StringConstraints(
        strip_whitespace=shape.stripped or None, min_length=shape.least or None, max_length=shape.most
    )
    return Annotated[str, constraints, BeforeValidator(_refuse_control_characters)]


def _annotate_term(shape: Any) -> Any:
    words = WithJsonSchema({"type": "string", "enum": list(VOCABULARIES[shape.vocabulary])})
    return Annotated[annotate(Text(shape.most)), words]


def _refuse_control_characters(value: Any) -> Any:
    if isinstance(value, str) and (match := CONTROL.search(value)):
        raise PydanticCustomError("control_character", "U+{code}", {"code": f"{ord(match.group()):04X}"})
    return value


def _annotate_matched(shape: Any) -> Any:
    def read(value: Any) -> Any:
        if not isinstance(value, str) and shape.form in TEXT_FORMS:
            return value
        return _read_or_refuse(shape, value, shape.error)

    return Annotated[FORM_TYPES[shape.form], BeforeValidator(read)]


def _annotate_flag(shape: Any) -> Any:
    return Annotated[bool, BeforeValidator(lambda value: _read_or_refuse(shape, value, "yes_or_no"))]


def _read_or_refuse(shape: Shape, value: Any, error: Any) -> Any:
    try:
        return shape.read(value)
    except Unreadable:
        raise PydanticCustomError(error, "refused") from None


def _annotate_listed(shape: Any) -> Any:
    def read(value: Any) -> Any:
        if shape.empty and value is None:
            return []
        return [value] if shape.single and isinstance(value, str) else value

    return Annotated[tuple[annotate(shape.item), ...], BeforeValidator(read)]  # type: ignore[misc]  # made at run time


def _annotate_mapped(shape: Any) -> Any:
    mapping = dict[_annotate_key(shape.key), annotate(shape.value)]  # type: ignore[misc,valid-type]  # made at run time
    return Annotated[mapping, BeforeValidator(_read_empty)] if shape.empty else mapping


def _annotate_key(shape: Any) -> Any:
    """A key's type; its pattern would take the place of the mapping's own schema."""
    if isinstance(shape, Matched):
        read = BeforeValidator(lambda value: _read_or_refuse(shape, value, shape.error))
        return Annotated[str, read, PydanticField(max_length=shape.most)]
    return annotate(shape)


def _annotate_nested(shape: Any) -> Any:
    model = make_model(shape.type)
    return Annotated[model, BeforeValidator(_read_empty)] if shape.empty else model


def _read_empty(value: Any) -> Any:
    """A key without a value is a mapping without keys."""
    return {} if value is None else value


ANNOTATORS: dict[type[Any], Callable[[Any], Any]] = {
    Text: _annotate_text,
    Term: _annotate_term,
    Flag: _annotate_flag,
    Choice: lambda shape: Literal[shape.words],
    Matched: _annotate_matched,
    Listed: _annotate_listed,
    Mapped: _annotate_mapped,
    Nested: _annotate_nested,
    Anything: lambda shape: Any,
}
