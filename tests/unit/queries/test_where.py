"""Conditions on systems: what they find."""

from __future__ import annotations

import pytest

from archgen.api import load_source
from archgen.checks.wording import describe
from archgen.diagnostics.source import Source
from archgen.model.architecture import Architecture
from archgen.model.conditions import KEYS, Condition, explain_condition
from archgen.model.kinds import KINDS
from archgen.queries.where import find_matches, holds

SPEC = """\
archgen: 1
name: Demo
kubernetes: optional
absent: {ui: No web page}
unpublished: [cache, registry]
components:
  cli: {kind: client, technology: Python, code: open}
  pod: {kind: worker, also: [client], in: jobs}
  api: {kind: server, technology: Flask on Gunicorn, code: closed, in: jobs}
  runs: {kind: metadata-db, any_of: [PostgreSQL, MySQL]}
  files: {kind: artifact-store, technology: S3, optional: yes, confidence: likely}
  old-runs: {kind: metadata-db, technology: SQLite, lane: outside}
groups:
  jobs: {in: cluster}
  cluster: {kubernetes: required}
flows:
  - cli -> api: logs | REST
  - api <-> runs: keeps | SQL
  - files -> pod: gives data
  - cli -> cluster: deploys
  - old-runs -> runs: moves
facts:
  edition: Free
  bypass_server: {value: no, corrected: {value: Yes (for artifacts), sources: ["https://example.org"]}}
"""


@pytest.fixture(scope="module")
def demo() -> Architecture:
    architecture = load_source("demo", Source("demo.yaml", SPEC)).architecture
    assert architecture is not None
    return architecture


def ask(architecture: Architecture, *asked: str) -> list[str] | None:
    conditions = [
        Condition(key, tuple(values.split("|"))) for key, _, values in (item.partition("=") for item in asked)
    ]
    assert all(explain_condition(condition, KINDS) is None for condition in conditions)
    found = find_matches(architecture, conditions)
    return None if found is None else [match.id for match in found]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=metadata-db", ["runs", "old-runs"]),
        ("kind=client", ["cli", "pod"]),
        ("kind=client|server", ["cli", "pod", "api"]),
        ("kind=ui", None),
        ("kind=cache", None),
        ("group=cluster", ["pod", "api"]),
        ("code=closed", ["api"]),
        ("optional=yes", ["files"]),
        ("lane=outside", ["old-runs"]),
        ("confidence=likely", ["files"]),
        ("technology=PostgreSQL", ["runs"]),
        ("technology=postgres", ["runs"]),
        ("technology=Amazon S3", ["files"]),
        ("technology=flask", ["api"]),
        ("technology=gunicorn", ["api"]),
        ("technology=Post", None),
        ("from=client", ["cli -> api", "cli -> cluster"]),
        ("from=metadata-db", ["api <-> runs", "old-runs -> runs"]),
        ("to=client", ["files -> pod"]),
        ("protocol=SQL", ["api <-> runs"]),
        ("cluster=required", ["cluster"]),
        ("cluster=optional", None),
        ("kubernetes=optional", ["kubernetes"]),
        ("kubernetes=required", None),
        ("absent=ui", ["absent"]),
        ("unpublished=registry", ["unpublished"]),
        ("absent=registry", None),
        ("fact.edition=free", ["fact.edition"]),
        ("fact.bypass_server=yes", ["fact.bypass_server"]),
        ("fact.bypass_server=Yes (for artifacts)", ["fact.bypass_server"]),
        ("fact.bypass_server=no", None),
        ("fact.nothing=no", None),
    ],
)
def test_a_condition_finds_what_it_says(demo: Architecture, asked: str, found: list[str] | None) -> None:
    assert ask(demo, asked) == found


def test_conditions_on_components_hold_for_the_same_component(demo: Architecture) -> None:
    assert ask(demo, "kind=metadata-db", "technology=MySQL") == ["runs"]
    assert ask(demo, "kind=artifact-store", "technology=MySQL") is None
    assert ask(demo, "kind=worker", "kind=client") == ["pod"]


def test_conditions_on_flows_hold_for_the_same_flow_in_the_same_direction(demo: Architecture) -> None:
    assert ask(demo, "from=metadata-db", "to=metadata-db") == ["old-runs -> runs"]
    assert ask(demo, "from=client", "to=metadata-db") is None


def test_what_is_found_stands_where_the_spec_says_it(demo: Architecture) -> None:
    found = find_matches(demo, [Condition("fact.bypass_server", ("yes",)), Condition("unpublished", ("registry",))])
    assert found is not None
    assert [match.place.path for match in found] == [
        ("facts", "bypass_server", "corrected", "value"),
        ("unpublished", 1),
    ]


def test_without_a_condition_every_system_is_found(demo: Architecture) -> None:
    assert holds(demo, [])
    assert find_matches(demo, []) == ()


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("knid", "server", "did you mean `kind`?"),
        ("kind", "sever", "did you mean `server`?"),
        ("from", "clint", "did you mean `client`?"),
        ("optional", "true", "choices: yes, no"),
        ("edition", "free", "like `fact.edition`"),
        ("fact.", "free", "keys: kind"),
        ("fact.KEY", "free", "keys: kind"),
        ("fact.editon", "free", "did you mean `edition`?"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(key: str, value: str, hint: str) -> None:
    problem = explain_condition(Condition(key, (value,)), KINDS, ["edition", "licence"])
    assert problem is not None
    assert hint in problem.help


def test_every_key_can_be_asked() -> None:
    for key, meaning in KEYS.items():
        value = "server" if meaning.words == ("kinds",) else (meaning.words or ("x",))[0]
        assert explain_condition(Condition(key.replace("KEY", "edition"), (value,)), KINDS) is None


def test_every_key_can_be_looked_for_and_said_in_words(demo: Architecture) -> None:
    for key, meaning in KEYS.items():
        values = ("server", "user") if meaning.words == ("kinds",) else (meaning.words or ("x", "y"))[:2]
        condition = Condition(key.replace("KEY", "edition"), values)
        find_matches(demo, [condition])
        assert all(value in describe([condition], there=there) for value in values for there in (True, False))


def test_conditions_of_several_sorts_are_said_one_after_the_other() -> None:
    asked = [
        Condition("from", ("client",)),
        Condition("to", ("cache", "vcs", "search")),
        Condition("kubernetes", ("none",)),
    ]
    assert describe(asked, there=False) == (
        "has no flow from `client` to `cache`, `vcs` or `search` and does not say `kubernetes: none`"
    )
