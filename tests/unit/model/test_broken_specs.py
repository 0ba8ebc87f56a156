"""Specs with something wrong: each problem once, at its own place, and nothing that only follows from another."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from archgen.api import Loaded, load_file, load_source
from archgen.diagnostics.source import Source
from archgen.model.schema import make_schema

HEAD = "archgen: 1\nname: Demo\n"
PAIR = "components:\n  a: {kind: server}\n  b: {kind: cache}\n"


def load(text: str) -> Loaded:
    return load_source("demo", Source("demo.yaml", text))


def found(loaded: Loaded) -> list[str]:
    """Each diagnostic as its code, its line and the text it points at."""
    return [
        f"{d.code} {d.source.position(d.span.start).line} {d.source.text[d.span.start : d.span.end]}"
        for d in loaded.diagnostics
        if d.span is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "components: [a]\nflows: [a -> b]\nviews: {v: {include: [a]}}\n", "AG203 3 [a]"),
        ("archgen: 1\nname: Demo\nflows: [a -> b]\n", "AG202 1 archgen: 1"),
        (HEAD + "components: 5\nabsent: {server: No server}\n", "AG203 3 5"),
        (HEAD + "components:\n  a: {kind: servr}\nabsent: {server: No server}\n", "AG205 4 servr"),
        (HEAD + PAIR.replace("cache}", "cache, in: g}") + "groups: [g]\nviews: {v: {include: [g]}}\n", "AG203 6 [g]"),
        (HEAD + "sources: {one: https://one, two: [5]}\n" + PAIR + "flows: [{a -> b: x, sources: one}]\n", "AG203 3 [5]"),
        (HEAD + "sources: 5\n" + PAIR + "flows: [{a -> b: x, sources: one}]\n"
         "facts: {f: {value: x, sources: one, corrected: {value: y, sources: one}}}\n", "AG203 3 5"),
        (HEAD + "components:\n  A: {kind: server}\n  b: {kind: cache}\nviews: {v: {include: [A, b]}}\n", "AG206 4 A"),
        (HEAD + "components:\n  a: {kind: server, records: [r]}\nviews: {v: {records: [a.r]}}\n", "AG203 4 [r]"),
        (HEAD + "components:\n  a: {kind: server, records: {R: {objects: [x]}}}\nviews: {v: {records: [a.R]}}\n", "AG206 4 R"),
        (HEAD + PAIR + "flows: [{a -> b: x, id: q, lable: y}]\nviews: {v: {steps: [q, a -> b]}}\n", "AG201 6 lable"),
        (HEAD + PAIR + "flows: [a => b]\nviews: {v: {steps: [a -> b]}}\n", "AG207 6 =>"),
        (HEAD + PAIR + "flows: [a -> nowhere]\nviews: {v: {steps: [a -> nowhere]}}\n", "AG301 6 nowhere"),
        (HEAD + PAIR + "groups: {g: {}}\nflows: [a -> g]\nviews: {v: {steps: [a -> g]}}\n", "AG301 7 g"),
        (HEAD + PAIR + "ignore: AG401\n", "AG203 6 AG401"),
        (HEAD + PAIR + "ignore: [AG401]\n", "AG203 6 AG401"),
    ],
)  # fmt: skip
def test_what_only_follows_from_a_problem_is_not_reported(text: str, expected: str) -> None:
    assert found(load(text)) == [expected]


def test_what_does_not_follow_from_a_problem_is_still_reported() -> None:
    text = HEAD + (
        "components:\n  A: {kind: server}\n  b: {kind: cache, alternative_to: b}\n"
        "groups: {g: {in: g}}\nviews: {v: {include: A}, w: {include: [b, nope]}}\n"
    )
    assert found(load(text)) == ["AG206 4 A", "AG306 5 b", "AG303 6 g", "AG502 7 nope"]


@pytest.mark.parametrize("bad", ["  - a => b: x\n", "  - a -> b: x\n    lable: y\n"])
def test_a_flow_behind_a_broken_one_is_reported_at_its_own_place(bad: str) -> None:
    text = HEAD + PAIR + f"flows:\n{bad}  - a -> b: y\n    sources: [nope]\n    id: q\n  - b -> a: z\n    id: q\n"
    lines = text.splitlines()
    assert found(load(text))[1:] == [
        f"AG304 {lines.index('    sources: [nope]') + 1} nope",
        f"AG305 {len(lines)} q",
    ]
    assert load(text).diagnostics[2].help == f"rename one of the two (line {lines.index('    id: q') + 1})"


def test_flows_on_top_of_another_spec_are_reported_at_their_own_place(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text(HEAD + PAIR + "flows: [a -> b, b -> a]\n")
    own = "archgen: 1\nname: Paid\nextends: base\ncomponents: {c: {kind: queue}}\nflows:\n  - a -> c: x\n    sources: [nope]\n"
    (tmp_path / "paid.yaml").write_text(own)
    assert found(load_file(tmp_path / "paid.yaml")) == ["AG304 7 nope"]


@pytest.mark.parametrize("key", ["from_place", "to_place", "place"])
@pytest.mark.parametrize(
    "flow", ["{{a -> b: x, {}: [[name], value]}}", "{{from: a, to: nowhere, {}: [[name], value]}}"]
)
def test_keys_that_only_archgen_sets_are_unknown_to_authors(key: str, flow: str) -> None:
    assert found(load(HEAD + PAIR + f"flows: [{flow.format(key)}]\n")) == [f"AG201 6 {key}"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("as_of: 0", "0"), ("as_of: 20217600", "20217600"), ("as_of: 2020-12-13T00:00:00", "2020-12-13T00:00:00"),
        ("as_of: 2020-02-31", "2020-02-31"), ("as_of: [2020-12-13]", "a list"), ("archgen: [1]", "a list"), ("archgen:", "nothing"),
        ("kubernetes: {a: b}", "a mapping"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_as_it_was_written(line: str, expected: str) -> None:
    head = "name: Demo\n" if line.startswith("archgen") else HEAD
    (diagnostic,) = load(f"{head}{line}\n{PAIR}flows: [a -> b]\n").diagnostics
    assert diagnostic.code == "AG204"
    assert diagnostic.message.replace("`", "").endswith(f" {expected}")


@pytest.mark.parametrize("port", ["5_000", "80.0", "+80", "' 80 '", "0x50", "0", "65536", "9" * 5000, "{a: 80}"])
def test_a_port_is_written_in_digits(port: str) -> None:
    (diagnostic,) = load(HEAD + PAIR.replace("server}", f"server, ports: [{port}]}}")).diagnostics
    assert diagnostic.code == "AG203"
    assert len(diagnostic.message) < 90


def test_a_text_of_spaces_is_empty() -> None:
    text = "archgen: 1\nname: '  '\n" + PAIR.replace("server}", "server, name: ' ', technology: [' '], note: ' '}")
    assert [d.message for d in load(text).diagnostics] == [
        f"`{key}` is empty" for key in ("name", "name", "technology", "note")
    ]


def test_sections_without_a_value_are_empty() -> None:
    sections = "".join(
        f"{key}:\n" for key in ("sources", "absent", "unpublished", "ignore", "groups", "views", "facts")
    )
    assert load(HEAD + sections + PAIR + "flows: [a -> b]\n").diagnostics == ()


@pytest.mark.parametrize(
    ("text", "help"),
    [
        (PAIR + "flows: [a -> b logs params]\n", "write `a -> b: logs params`"),
        (PAIR + "flows: [a -> b]\nfacts: {x: }\n", "write `x: yes`, or `x: {value: yes, note: why}`"),
        ("components:\n  a: {kind: server}\n  b: cache\nflows: [a -> b]\n", "write `b: {kind: cache}`"),
        (PAIR + "ignore: [AG401]\nflows: [a -> b]\n", "write `- {rule: AG401, reason: why}`"),
        ("components:\n  a: {kind: server, in: b}\n  b: {kind: cache}\n", "name a group; the component stands here (line 5)"),
        ("components:\n  a: {kind: server, alternative_to: g}\n  b: {kind: cache, in: h}\ngroups: {g: {}, h: {in: g}}\n",
         "name one of its components: b"),
        (PAIR + "groups: {g: {}}\nflows: [a -> g, a -> b]\n", "put a component into it with `in: g`, or name a component"),
    ],
)  # fmt: skip
def test_the_help_says_what_would_be_right(text: str, help: str) -> None:
    assert [diagnostic.help for diagnostic in load(HEAD + text).diagnostics] == [help]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAIR + "unpublished: [queue, queue]\n", "AG311 6 queue"),
        (PAIR + "absent: {queue: None}\nunpublished: [queue]\n", "AG311 7 queue"),
        ("components:\n  absent-queue: {kind: server}\nabsent: {queue: No queue}\n", "AG305 4 absent-queue"),
        (PAIR + "groups: {unpublished-queue: {}}\nunpublished: [queue]\n", "AG305 6 unpublished-queue"),
    ],
)
def test_a_ghost_never_shares_its_id(text: str, expected: str) -> None:
    loaded = load(HEAD + text)
    assert found(loaded) == [expected]
    assert loaded.architecture is None


SOUND: dict[str, Any] = {
    "archgen": "1",
    "name": "Demo",
    "sources": {"default": "https://d", "s": "https://s"},
    "components": {
        "a": {"kind": "server", "in": "garden", "sources": ["s"], "records": {"r": {"objects": ["x"]}}},
        "b": {"kind": "cache", "alternative_to": "c"},
        "c": {"kind": "client", "ports": ["80"], "optional": "yes"},
    },
    "groups": {"garden": {"in": "house"}, "house": {}},
    "flows": [
        {"from": "a", "to": "b", "label": "x | REST", "id": "q", "sources": ["s"]},
        {"b <-> c": "y"},
        {"from": "c", "to": "a"},
    ],
    "absent": {"registry": "No registry"},
    "unpublished": ["worker"],
    "ignore": [{"rule": "AG401", "reason": "on purpose"}],
    "facts": {"f": "yes", "k": {"value": "no", "corrected": {"value": "v", "sources": ["s"]}}},
    "views": {"v": {"include": ["a", "b", "c"], "records": ["a.r"], "steps": [{"b -> c": "t"}, "q"]}},
}


def places_in(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [place for key, value in items for place in [(*path, key), *places_in(value, (*path, key))]]


WORDS = st.sampled_from(
    [None, "", "a", "garden", "q", "zz", "a -> zz", "absent-registry", "server", [], {}, ["a"], {"a": "b"}, [None]]
)


@settings(deadline=None, max_examples=250)
@given(st.data())
def test_a_sound_spec_with_something_changed_is_an_architecture_or_diagnostics(data: st.DataObject) -> None:
    spec = copy.deepcopy(SOUND)
    for _ in range(data.draw(st.integers(1, 3))):
        path = data.draw(st.sampled_from(places_in(spec) or [("name",)]))
        owner: Any = spec
        for step in path[:-1]:
            owner = owner[step]
        if isinstance(owner, dict) and data.draw(st.booleans()):
            owner.pop(path[-1], None)
        else:
            owner[path[-1]] = copy.deepcopy(data.draw(WORDS))
    loaded = load(yaml.safe_dump(spec, sort_keys=False))
    assert loaded.architecture is not None or any(d.severity == "error" for d in loaded.diagnostics)
    assert not any("stand-in" in d.message + d.help or "Input should" in d.message for d in loaded.diagnostics)


@pytest.mark.parametrize("extra", ["ports: [0]", "ports: [65536]", "ports: 70000", "optional: maybe"])
def test_an_editor_refuses_the_values_that_archgen_refuses(extra: str) -> None:
    text = HEAD + PAIR.replace("server}", f"server, {extra}}}") + "flows: [a -> b]\n"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), make_schema())
    assert load(text).architecture is None
