"""Values: classes of named tuples as ``typing.NamedTuple`` makes them, but for a look at every annotation.

That look takes two thirds of the time that making a class takes, and all classes together take a tenth of a short run. What
checks types sees ``typing.NamedTuple``; where annotations are read as the program runs (`archgen.model.spec`), it is used.
"""

from __future__ import annotations

from collections import namedtuple
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  # it is this module's, too
else:
    OF_THE_TUPLE = frozenset({"__module__", "__annotations__", "__classcell__"})

    class _Maker(type):
        """Turns the body of a class into a named tuple with the same fields, defaults and methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            fields = body.get("__annotations__", {})
            defaults = [body[field] for field in fields if field in body]
            made = namedtuple(name, fields, defaults=defaults, module=body["__module__"])
            made.__annotations__ = dict(fields)
            for key, value in body.items():
                if key not in OF_THE_TUPLE and key not in fields:
                    setattr(made, key, value)
            return made

    class NamedTuple(metaclass=_Maker):
        """The base of a value; its fields are the annotated names in the body of the class, those with a default last."""
