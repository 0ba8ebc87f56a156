from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.diagnostics.diagnostic import Place
from archgen.model.flows import read_flow

PATH = ("flows", 0)


def read(item: Any) -> dict[str, Any]:
    flow, findings = read_flow(item, PATH)
    assert findings == []
    assert flow is not None
    return {key: value for key, value in flow.data.items() if not key.endswith("_place")}


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("a -> b", {"from": "a", "to": "b"}),
        ("a->b", {"from": "a", "to": "b"}),
        ("a <-> b", {"from": "a", "to": "b", "both": "yes"}),
        ({"a -> b": None}, {"from": "a", "to": "b"}),
        ({"a <- b": "x"}, {"from": "b", "to": "a", "label": "x"}),
        ({"a <-> b": "x"}, {"from": "a", "to": "b", "both": "yes", "label": "x"}),
        ({"a -> b": "x | REST"}, {"from": "a", "to": "b", "label": "x", "protocol": "REST"}),
        ({"a -> b": "x | y | z"}, {"from": "a", "to": "b", "label": "x", "protocol": "y | z"}),
        ({"a -> b": "x|y"}, {"from": "a", "to": "b", "label": "x|y"}),
        ({"a -> b": "| REST"}, {"from": "a", "to": "b", "protocol": "REST"}),
        ({"a -> b": "x | y", "protocol": "REST"}, {"from": "a", "to": "b", "label": "x | y", "protocol": "REST"}),
        (
            {"a -> b": "x", "id": "up", "optional": "yes"},
            {"from": "a", "to": "b", "label": "x", "id": "up", "optional": "yes"},
        ),
        ({"from": "a", "to": "b", "label": "x | REST"}, {"from": "a", "to": "b", "label": "x", "protocol": "REST"}),
        ({"optional": "yes", "a -> b": "x"}, {"from": "a", "to": "b", "label": "x", "optional": "yes"}),
    ],
)
def test_all_forms_of_a_flow_are_read(item: Any, expected: dict[str, Any]) -> None:
    assert read(item) == expected


@pytest.mark.parametrize(
    "item",
    ["a --> b", "a => b", "a → b", {"a -- b": "x"}, "a", {"a": "b"}, {}, [], None, {"-> b": "x"}, {"a ->": "x"}, "a -> b -> c",
     {"a -> b": "x", "b -> c": "y"}, {"a -> b": "x", "from": "c"}, {"a -> b": "x", "label": "y"}, "a -> b:x"],
)  # fmt: skip
def test_what_is_no_flow_is_refused(item: Any) -> None:
    flow, findings = read_flow(item, PATH)
    assert flow is None
    assert {finding.code for finding in findings} <= {"AG207", "AG114"}
    assert findings


def test_each_end_knows_its_place_in_the_text() -> None:
    flow, _ = read_flow({"client  <- server": "x"}, PATH)
    assert flow is not None
    assert flow.places["to"] == Place((*PATH, "client  <- server"), "key", (0, 6))
    assert flow.places["from"] == Place((*PATH, "client  <- server"), "key", (11, 17))


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet="ab-<>=→: |", max_size=20))
def test_any_text_is_a_flow_or_a_finding(text: str) -> None:
    flow, findings = read_flow(text, PATH)
    assert (flow is None) == bool(findings)
