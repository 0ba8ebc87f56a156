"""Values are what ``typing.NamedTuple`` would make of them."""

from __future__ import annotations

import inspect
import pickle
import typing

import pytest

from archgen.diagnostics.diagnostic import Diagnostic, Place
from archgen.diagnostics.source import Source, Span
from archgen.values import NamedTuple


class Ours(NamedTuple):
    """A value."""

    first: int
    second: str = "two"
    third: tuple[int, ...] = ()

    @property
    def both(self) -> str:
        """Two fields."""
        return f"{self.first} {self.second}"

    @classmethod
    def make(cls) -> Ours:
        """One."""
        return cls(1)


class Theirs(typing.NamedTuple):
    """A value."""

    first: int
    second: str = "two"
    third: tuple[int, ...] = ()


def test_they_have_the_same_fields_defaults_and_ways() -> None:
    for value, other in ((Ours(1), Theirs(1)), (Ours(1, third=(2,)), Theirs(1, third=(2,)))):
        assert tuple(value) == tuple(other)
        assert value._asdict() == other._asdict()
        assert repr(value) == repr(other).replace("Theirs", "Ours")
    assert (Ours._fields, Ours._field_defaults, Ours.__doc__) == (
        Theirs._fields,
        Theirs._field_defaults,
        Theirs.__doc__,
    )
    assert Ours.__mro__[1:] == Theirs.__mro__[1:]
    assert list(Ours.__annotations__) == list(Theirs.__annotations__)
    assert (Ours.__module__, Ours.__qualname__) == (Theirs.__module__, "Ours")
    assert Ours.make()._replace(first=3).both == "3 two"


def test_what_is_missing_is_told() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
        Ours()  # type: ignore[call-arg]


def test_fields_are_named_in_any_order_and_only_those_that_there_are() -> None:
    assert Ours(third=(3,), first=1) == Ours(1, "two", (3,)) == Ours._make([1, "two", (3,)])
    for wrong in (lambda: Ours(1, fourth=4), lambda: Ours(1)._replace(fourth=4), lambda: Ours._make([1])):  # type: ignore[call-arg]
        with pytest.raises((TypeError, ValueError)):
            wrong()
    assert str(inspect.signature(Ours)) == "(first, second='two', third=())"


def test_a_field_without_a_default_cannot_follow_one_with_a_default() -> None:
    with pytest.raises(TypeError, match="come last"):

        class Wrong(NamedTuple):  # type: ignore[misc]
            first: int = 1
            second: int  # type: ignore[misc]


def test_a_value_has_no_other_base_and_no_constructor_of_its_own() -> None:
    with pytest.raises(TypeError, match="no other base"):

        class MixedError(NamedTuple, Exception):  # type: ignore[misc]
            first: int

    with pytest.raises(TypeError, match="no constructor"):

        class Made(NamedTuple):
            first: int

            def __new__(cls) -> Made:  # type: ignore[misc]
                return tuple.__new__(cls, (1,))


@pytest.mark.parametrize("name", ["__annotate__", "__annotate_func__"])
def test_annotations_may_be_told_by_a_function(name: str) -> None:
    body = {"__module__": __name__, "__qualname__": "Told", name: lambda form: {"first": int}, "first": 1}
    made = type(NamedTuple)("Told", (NamedTuple,), body)  # type: ignore[call-overload]
    assert (made()._fields, made().first, made.__annotations__) == (("first",), 1, {"first": int})


def test_a_value_without_fields_is_empty() -> None:
    class Nothing(NamedTuple):
        pass

    assert (Nothing(), repr(Nothing())) == ((), "Nothing()")


def test_they_have_no_room_for_more_and_travel_between_processes() -> None:
    with pytest.raises(AttributeError):
        Ours(1).fourth = 4  # type: ignore[attr-defined]
    said = Diagnostic("AG101", "no", Source("a.yaml", "text"), Span(0, 2))
    assert pickle.loads(pickle.dumps(said)) == said
    match Place(("a",), "key"):
        case Place(path, part):
            assert (path, part) == (("a",), "key")
