"""Values: classes of named tuples like those of ``typing.NamedTuple``, made in a quarter of the time.

A run makes nearly two hundred of them before it draws anything. The standard library compiles a constructor for each and looks at
every annotation; here one constructor is compiled for each number of fields, and classes differ in the names of its parameters.
What checks types sees ``typing.NamedTuple``.
"""

from __future__ import annotations

import collections
from functools import cache
from operator import itemgetter
from sys import intern
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # it is this module's, too
else:

    def _get_by_property(index: int, doc: str) -> property:
        return property(itemgetter(index), doc=doc)

    make_getter = getattr(collections, "_tuplegetter", _get_by_property)  # the library's own, where it has one

    class _Maker(type):
        """Turns the body of a class into a named tuple with the same fields, defaults and methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            if bases != (NamedTuple,) or "__new__" in body:
                raise TypeError(f"{name}: a value has no other base and no constructor of its own")
            annotations = _read_annotations(body)
            fields = tuple(map(intern, annotations))
            defaults = {field: body[field] for field in fields if field in body}
            if tuple(defaults) != fields[len(fields) - len(defaults) :]:
                raise TypeError(f"{name}: fields with a default come last")
            return type(
                name,
                (tuple,),
                {
                    **WAYS,
                    **body,
                    **{field: make_getter(index, f"Field {index}") for index, field in enumerate(fields)},
                    "__slots__": (),
                    "__annotations__": annotations,
                    "__match_args__": fields,
                    "_fields": fields,
                    "_field_defaults": defaults,
                    "__new__": _make_constructor(body["__qualname__"], fields, tuple(defaults.values())),
                },
            )

    class NamedTuple(metaclass=_Maker):
        """The base of a value; its fields are the annotated names in the body of the class, those with a default last."""


def _read_annotations(body: dict[str, Any]) -> dict[str, Any]:
    """The annotations in the body of a class; from Python 3.14 on, a function there tells them (PEP 649)."""
    for name in ("__annotate__", "__annotate_func__"):
        if tell := body.pop(name, None):
            told: dict[str, Any] = tell(1)  # by their values
            return told
    found: dict[str, Any] = body.get("__annotations__", {})
    return found


def _make_constructor(name: str, fields: tuple[str, ...], defaults: tuple[Any, ...]) -> FunctionType:
    """The ``__new__`` of a class with these fields."""
    code = _compile_constructor(len(fields)).replace(co_varnames=("_cls", *fields))
    made = FunctionType(code, {"_new": tuple.__new__, "__builtins__": {}}, "__new__", defaults)
    made.__qualname__ = f"{name}.__new__"
    return made


@cache
def _compile_constructor(count: int) -> CodeType:
    """The code of a constructor with so many parameters."""
    parameters = "".join(f"p{index}, " for index in range(count))
    code: CodeType = eval(f"lambda _cls, {parameters}: _new(_cls, ({parameters}))").__code__
    return code


def _make(cls: Any, values: Iterable[Any]) -> Any:
    """A value with these fields, in their order."""
    made = tuple.__new__(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changes: Any) -> Any:
    """The same value with other fields."""
    made = tuple.__new__(type(self), map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {list(changes)!r}")
    return made


def _as_dict(self: Any) -> dict[str, Any]:
    """The fields by their names."""
    return dict(zip(self._fields, self, strict=True))


def _show(self: Any) -> str:
    fields = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
    return f"{type(self).__name__}({fields})"


def _give_fields(self: Any) -> tuple[Any, ...]:
    """What a copy is made of, also in another process."""
    return tuple(self)


# What every value can do.
WAYS = {
    "_make": classmethod(_make),
    "_replace": _replace,
    "__replace__": _replace,
    "_asdict": _as_dict,
    "__repr__": _show,
    "__getnewargs__": _give_fields,
}
