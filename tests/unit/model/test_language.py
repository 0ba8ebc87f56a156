"""The spec language from text to Architecture."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.api import Loaded, load_source
from archgen.diagnostics.source import Source
from archgen.model.architecture import Architecture
from archgen.model.kinds import KINDS, LANES
from archgen.model.naming import title_case
from archgen.model.schema import make_schema, write_schema

HEAD = "archgen: 1\nname: Demo\n"


def load(text: str) -> Loaded:
    return load_source("demo", Source("demo.yaml", text))


def understand(text: str) -> Architecture:
    loaded = load(text)
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    return loaded.architecture


def messages(text: str) -> list[str]:
    return [f"{d.code} {d.message}" for d in load(text).diagnostics]


def test_defaults_are_filled_in() -> None:
    demo = understand(
        HEAD + "components:\n  web-ui: {kind: ui}\n  nfs-server: {kind: server}\nflows: [web-ui -> nfs-server]\n"
    )
    ui = demo.component_by_id["web-ui"]
    assert (ui.name, ui.lane, ui.technology, ui.optional, ui.confidence) == ("Web UI", "access", (), False, "sure")
    assert demo.component_by_id["nfs-server"].name == "NFS Server"
    assert [view.id for view in demo.views] == ["architecture"]
    assert demo.title == "Demo"
    assert demo.as_of is None


def test_everything_authored_arrives() -> None:
    demo = understand(
        HEAD
        + "title: The demo\nas_of: 2020-12-13\nkubernetes: optional\nhomepage: https://example.org\n"
        + "sources: {default: https://a, b: https://b}\n"
        + "components:\n"
        + "  c: {kind: client, technology: [Python, R], ports: [80, 443], also: notebook, code: closed, in: g, sources: b}\n"
        + "  d: {kind: cache, any_of: [x, 3.10], alternative_to: c, optional: YES, kubernetes: none, lane: outside, note: on}\n"
        + "groups:\n  g: {in: h, kubernetes: required}\n  h:\n"
        + "flows:\n  - c <- d: gives | 0.770\n    confidence: uncertain\n    sources: [b, 'https://c']\n"
        + "facts:\n  one: yes\n  two: {value: 3.10, note: about, confidence: likely}\n"
    )
    c, d = demo.components
    assert (c.technology, c.ports, c.also, c.code, c.group, c.sources) == (
        ("Python", "R"), (80, 443), ("notebook",), "closed", "g", ("https://b",)
    )  # fmt: skip
    assert (d.any_of, d.alternative_to, d.optional, d.kubernetes, d.lane, d.note, d.sources) == (
        ("x", "3.10"), "c", True, "none", "outside", "on", ("https://a",)
    )  # fmt: skip
    assert demo.groups_around(c) == ("g", "h")
    (flow,) = demo.flows
    assert (flow.from_id, flow.to_id, flow.label, flow.protocol, flow.sources) == (
        "d", "c", "gives", "0.770", ("https://b", "https://c")
    )  # fmt: skip
    assert [(fact.key, fact.value, fact.note) for fact in demo.facts] == [("one", "yes", ""), ("two", "3.10", "about")]
    assert demo.as_of == date(2020, 12, 13)


@pytest.mark.parametrize("word", ["yes", "Yes", "YES", "true", "True"])
def test_yes_is_said_in_many_ways(word: str) -> None:
    text = HEAD + f"components:\n  a: {{kind: server, optional: {word}}}\n  b: {{kind: cache}}\nflows: [a -> b]\n"
    assert understand(text).component_by_id["a"].optional


@pytest.mark.parametrize("word", ["on", "off", "1", "y", "maybe", '""', "[]", ""])
def test_other_words_are_not_yes_or_no(word: str) -> None:
    text = HEAD + f"components:\n  a: {{kind: server, optional: {word}}}\n  b: {{kind: cache}}\nflows: [a -> b]\n"
    assert any("`optional` must be yes or no" in message for message in messages(text))


def test_a_text_of_several_lines_becomes_one() -> None:
    text = (
        HEAD
        + "components:\n  a: {kind: server}\n  b: {kind: cache}\nflows:\n  - a -> b: |\n      first\n      second\n"
    )
    assert understand(text).flows[0].label == "first second"


def test_the_same_problem_is_reported_once() -> None:
    found = messages(HEAD + "components:\n  a: {kind: servr}\nflows:\n  - a -> nowhere\n")
    assert len(found) == len(set(found)) == 2


def test_what_is_broken_does_not_break_what_it_is_used_by() -> None:
    found = messages(
        HEAD + "components:\n  a: 5\n  b: {kind: servr, in: g}\ngroups: {g: {nmae: G}}\nflows:\n  - a -> b: x\n"
    )
    assert [message.split()[0] for message in found] == ["AG203", "AG205", "AG201"]


def test_no_components_at_all_is_said() -> None:
    assert messages(HEAD + "components: {}\n") == ["AG202 the spec has no components"]
    assert messages(HEAD) == ["AG202 the spec has no `components`"]


def test_a_lane_and_a_look_belong_to_every_kind() -> None:
    assert all(kind.lane in LANES and kind.label and kind.meaning for kind in KINDS.values())


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ("rest-api", "REST API"),
        ("s3", "S3"),
        ("client-file-system", "Client File System"),
        ("grpc-proxy", "gRPC Proxy"),
    ],
)
def test_ids_become_titles(id: str, name: str) -> None:
    assert title_case(id) == name


SPECS = sorted((Path(__file__).resolve().parents[3]).glob("specs/*.yaml"))


def test_the_committed_schema_is_the_one_the_models_give(repository: Path) -> None:
    assert (repository / "archgen.schema.json").read_text(encoding="utf-8") == write_schema(make_schema()), (
        "run `make accept`"
    )


def as_an_editor_reads(text: str) -> object:
    """Plain scalars as a YAML language server types them: numbers and booleans, dates left as texts."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_an_editor_finds_nothing_wrong_with_the_catalogue(path: Path) -> None:
    jsonschema.validate(as_an_editor_reads(path.read_text(encoding="utf-8")), make_schema())


def test_an_editor_finds_nothing_wrong_with_every_construct(repository: Path) -> None:
    text = (repository / "tests/browser/specs/everything.yaml").read_text(encoding="utf-8")
    jsonschema.validate(as_an_editor_reads(text), make_schema())


def test_an_editor_asks_less_of_a_spec_that_extends_another() -> None:
    extension = "archgen: 1\nname: X\nextends: mlflow\n"
    jsonschema.validate(as_an_editor_reads(extension), make_schema())
    jsonschema.validate(
        as_an_editor_reads(extension + "components: {client: {code: closed}, users: null}"), make_schema()
    )
    for part in ("components: {client: {code: closed}}", "components: {users: null}", ""):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(as_an_editor_reads(f"archgen: 1\nname: X\n{part}\n"), make_schema())


@pytest.mark.parametrize(
    "wrong",
    ["colour: red", "components: {a: {kind: servr}}", "components: {a: {}}", "flows: [a => b]", "flows: [{a -> b: x, lable: y}]",
     "views: {a: {includes: []}}", "facts: {a: {v: x}}", "components: {A b: {kind: server}}"],
)  # fmt: skip
def test_an_editor_finds_what_archgen_refuses(wrong: str) -> None:
    document = {"archgen": 1, "name": "Demo", "components": {"a": {"kind": "server"}}, **as_an_editor_reads(wrong)}  # type: ignore[dict-item]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, make_schema())
    text = yaml.safe_dump(document, sort_keys=False)
    assert load(text).architecture is None


def test_every_key_is_described_for_editors() -> None:
    def properties(node: object) -> list[tuple[str, dict[str, object]]]:
        if isinstance(node, dict):
            own = list(node.get("properties", {}).items())
            return own + [pair for value in node.values() for pair in properties(value)]
        return [pair for item in node for pair in properties(item)] if isinstance(node, list) else []

    found = properties(make_schema())
    assert len(found) > 40
    assert [name for name, prop in found if not prop.get("description")] == []


values = st.recursive(
    st.none()
    | st.sampled_from(["yes", "server", "client", "a -> b", "", "x: y", "kind", "\x00", "a" * 300])
    | st.integers(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "name", "a", "b", "in", "a -> b", "from", "to", "value", "Ä"]), inner, max_size=3
        )
    ),
    max_leaves=8,
)
keys = st.sampled_from(
    ["archgen", "name", "components", "groups", "flows", "views", "facts", "sources", "as_of", "kubernetes", "x"]
)


@settings(deadline=None, max_examples=300)
@given(st.dictionaries(keys, values))
def test_any_data_is_an_architecture_or_diagnostics(data: dict[str, object]) -> None:
    loaded = load(yaml.safe_dump({"archgen": 1, "name": "x", **data}, allow_unicode=True))
    assert loaded.architecture is not None or any(d.severity == "error" for d in loaded.diagnostics)
