"""The order in which keys are written: that of the classes, with what Python does not let them say."""

from __future__ import annotations

from archgen.model.key_order import order_keys
from archgen.model.project_file import ProjectFile
from archgen.model.shapes import list_classes, list_keys
from archgen.model.spec import Component, Flow, Spec


def test_the_top_of_a_spec_begins_with_what_names_it_and_ends_with_its_facts() -> None:
    assert " ".join(order_keys(Spec).keys or ()) == (
        "archgen extends name title homepage as_of kubernetes sources ignore components absent unpublished "
        "groups flows hints views facts"
    )


def test_a_component_ends_with_what_it_holds() -> None:
    assert list(order_keys(Component).keys or ())[:3] == ["kind", "name", "also"]
    assert list(order_keys(Component).keys or ())[-2:] == ["sources", "records"]


def test_every_key_that_an_author_may_write_has_a_place() -> None:
    for type in (*list_classes(Spec), *list_classes(ProjectFile)):
        assert sorted(order_keys(type).keys or ()) == sorted(list_keys(type, ()))


def test_ids_and_lists_stay_in_their_authors_order() -> None:
    spec = order_keys(Spec)
    assert spec.below("components").keys is None
    assert spec.below("components").below("client").keys == order_keys(Component).keys
    assert spec.below("flows").item().first == order_keys(Flow).first
    assert spec.below("sources").keys is None
    assert order_keys(ProjectFile).below("rules").below("server").below("has").keys is None
