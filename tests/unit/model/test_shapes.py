"""Shapes: what they take without Pydantic is exactly what Pydantic takes, and it comes out the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from archgen.diagnostics.diagnostic import Place
from archgen.model.project_file import ProjectFile
from archgen.model.pydantics import make_model
from archgen.model.shapes import (
    Anything,
    Choice,
    Flag,
    Listed,
    Mapped,
    Matched,
    Nested,
    Shape,
    Term,
    Text,
    Unreadable,
    list_classes,
    list_fields,
    read_fields,
)
from archgen.model.spec import Spec

JUNK = st.one_of(
    st.none(), st.just([]), st.just({}), st.just(["x", None]), st.just({"x": "y"}), st.text(max_size=5), st.booleans()
)
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            " a ",
            "x" * 60,
            "x" * 61,
            "x" * 81,
            "x" * 161,
            "x" * 201,
            "x" * 401,
            "\u202e",
            "\x00",
            "\x1c",
            "\u3000a",
        ]
    ),
)
WRITTEN = {
    "id": ["a", "a-b", "A", "a--b", "a" * 60, "a" * 61, "", "a\n"],
    "day": ["2020-12-13", "2020-13-12", "0", "2020-1-1", "20201213"],
    "count": ["1", "99", "0", "100", "03", " 1"],
    "port": ["80", "0", "65535", "65536", "5_000", "080", "80.0", " 80"],
    "colour": ["#aabbcc", "#AABBCC", "#abc", "red"],
    "depth": ["1", "9", "0", "10", "01", "1.0", " 1"],
    "version": ["1", "2", "1.0"],
}


def write(shape: Shape) -> st.SearchStrategy[Any]:
    """Values that have the shape, or nearly."""
    match shape:
        case Text() | Term():
            return TEXTS
        case Flag():
            return st.sampled_from(["yes", "No", "TRUE", "false", "on", "1", ""])
        case Choice(words):
            return st.sampled_from([*words, words[0].upper(), ""])
        case Matched(form):
            return st.sampled_from(WRITTEN[form])
        case Listed(item):
            return st.one_of(st.lists(write(item) | JUNK, max_size=2), st.lists(write(item), max_size=2), write(item))
        case Mapped(key, value):
            return st.dictionaries(write(key).filter(lambda key: isinstance(key, str)), write(value), max_size=2)
        case Nested(type):
            return write_fields(type)
        case Anything():
            return st.just("any key")
    raise AssertionError(shape)


def write_fields(type: Any) -> st.SearchStrategy[Any]:
    """Mappings with some of the keys of a class, and now and then a strange one."""
    fields = list_fields(type)
    required = {key for key, field in fields.items() if field.name not in type._field_defaults}
    sound = {key: write(field.shape) for key, field in fields.items()}
    loose = {key: values | JUNK for key, values in sound.items()}

    def choose(values: dict[str, Any]) -> st.SearchStrategy[Any]:
        needed = {key: values[key] for key in values if key in required}
        return st.fixed_dictionaries(needed, optional={key: values[key] for key in values if key not in required})

    strange = st.fixed_dictionaries({"strange": st.just("x")}, optional=loose)
    return st.one_of(choose(sound), choose(loose), strange)


def plain(value: Any) -> Any:
    """A model or a value of a language as plain data, so that both can be compared."""
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple) and hasattr(value, "_asdict") and not isinstance(value, Place):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if hasattr(value, "items"):
        return {key: plain(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("type", [*list_classes(Spec), *list_classes(ProjectFile)], ids=lambda type: type.__name__)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_shapes_take_what_pydantic_takes_and_read_it_alike(type: Any, data: st.DataObject) -> None:
    value = data.draw(write_fields(type))
    try:
        expected = plain(make_model(type).model_validate(value))
    except ValidationError:
        with pytest.raises(Unreadable):
            read_fields(type, value)
    else:
        assert plain(read_fields(type, value)) == expected


@pytest.mark.parametrize("type", [*list_classes(Spec), *list_classes(ProjectFile)], ids=lambda type: type.__name__)
def test_every_key_of_the_language_is_described(type: Any) -> None:
    hidden = {key for key, field in list_fields(type).items() if isinstance(field.shape, Anything)}
    assert all(field.description for key, field in list_fields(type).items() if key not in hidden)
    assert type.__doc__
