"""The rules of the catalogue that comes with archgen: what each of them says of a spec that breaks it."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import Loaded, load_file, load_source
from archgen.batch.catalogue import find_project
from archgen.diagnostics.render import render_diagnostics
from archgen.diagnostics.source import Source

REPOSITORY = Path(__file__).resolve().parents[3]
RULES = {rule.id: rule for rule in find_project(REPOSITORY).project.rules}

SOUND = """\
archgen: 1
name: Demo
kubernetes: optional
components:
  cli: {kind: client, code: open}
  page: {kind: ui, code: open}
  api: {kind: server, code: open, in: cluster}
  runs: {kind: metadata-db, any_of: [PostgreSQL, MySQL]}
  files: {kind: artifact-store, any_of: [Amazon S3, MinIO]}
groups:
  cluster: {kubernetes: optional}
flows:
  - cli -> api: logs
  - cli -> files: uploads
  - page -> api: asks
  - api -> runs: keeps
  - api -> files: keeps
facts:
  server_source: Open (Go)
  client_source: Open (Python)
  kubernetes: Optional
  metadata_db: PostgreSQL / MySQL
  artifact_storage: "Object (S3, etc)"
  web_ui: yes
  bypass_server: Yes (for artifacts)
"""

NO_PAGE = ("  page: {kind: ui, code: open}\n", ""), ("  - page -> api: asks\n", "")
NO_DATABASE = ("  runs: {kind: metadata-db, any_of: [PostgreSQL, MySQL]}\n", ""), ("  - api -> runs: keeps\n", "")
NO_FILES = (
    ("  files: {kind: artifact-store, any_of: [Amazon S3, MinIO]}\n", ""),
    ("  - cli -> files: uploads\n", ""),
    ("  - api -> files: keeps\n", ""),
    ("bypass_server: Yes (for artifacts)", "bypass_server: unknown"),
)
CLOSED = ("code: open", "code: closed"), ("source: Open", "source: Not Open")
REQUIRED = ("kubernetes: Optional", "kubernetes: Required")

# What to write instead in the sound spec, to break one rule and no other; rules of technologies have two ways.
WRONG: dict[str, tuple[tuple[str, str], ...]] = {
    "server": (("kind: server,", "kind: scheduler,"), ("components:\n", "absent: {server: No server}\ncomponents:\n")),
    "no-server": (("server_source: Open (Go)", "server_source: No server"),),
    "open-server": (("api: {kind: server, code: open", "api: {kind: server, code: closed"),),
    "closed-server": (*CLOSED, ("api: {kind: server, code: closed", "api: {kind: server, code: open")),
    "open-client": (("cli: {kind: client, code: open", "cli: {kind: client, code: closed"),),
    "closed-client": (*CLOSED, ("cli: {kind: client, code: closed", "cli: {kind: client, code: open")),
    "kubernetes-required": (REQUIRED, ("cluster: {kubernetes: optional}", "cluster: {kubernetes: required}")),
    "kubernetes-optional": (("kubernetes: optional\ncomponents", "kubernetes: none\ncomponents"),),
    "cluster": (REQUIRED, ("kubernetes: optional\ncomponents", "kubernetes: required\ncomponents")),
    "no-cluster": (("cluster: {kubernetes: optional}", "cluster: {kubernetes: required}"),),
    "metadata-db": NO_DATABASE,
    "no-metadata-db": (
        (
            "metadata_db: PostgreSQL / MySQL",
            'metadata_db: {value: MySQL, corrected: {value: none, sources: ["https://example.org"]}}',
        ),
    ),
    "metadata-db-technologies": (("PostgreSQL / MySQL", "PostgreSQL & SQLite"),),
    "artifact-store": NO_FILES,
    "no-artifact-store": (('"Object (S3, etc)"', "None (keeps URIs only)"),),
    "artifact-store-technologies": (("S3, etc", "GCS, etc"),),
    "web-ui": NO_PAGE,
    "no-web-ui": (("web_ui: yes", "web_ui: {value: no, note: TensorBoard only}"),),
    "bypass": (("  - cli -> files: uploads\n", ""),),
    "no-bypass": (("Yes (for artifacts)", "no"),),
}


def load(text: str) -> Loaded:
    return load_source("demo", Source("demo.yaml", text), project=find_project(REPOSITORY))


def change(*changes: tuple[str, str]) -> str:
    text = SOUND
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


def test_a_spec_whose_picture_agrees_with_its_facts_breaks_no_rule() -> None:
    assert load(SOUND).diagnostics == ()


def test_each_rule_is_broken_here() -> None:
    assert list(WRONG) == list(RULES)


@pytest.mark.parametrize("rule", WRONG)
def test_a_picture_that_does_not_agree_with_the_facts_is_shown_with_both_places(rule: str, golden) -> None:
    found = load(change(*WRONG[rule])).diagnostics
    assert found
    assert all(f"rule: {rule}," in diagnostic.help for diagnostic in found)
    assert all(diagnostic.related for diagnostic in found)
    golden.check(REPOSITORY / f"tests/golden/rules/{rule}.txt", render_diagnostics(found, "full"))


@pytest.mark.parametrize("rule", WRONG)
def test_a_rule_that_is_broken_for_a_reason_is_ignored(rule: str) -> None:
    ignore = f"ignore: [{{rule: {rule}, reason: so it is}}]\n"
    assert load(change(*WRONG[rule], ("archgen: 1\n", f"archgen: 1\n{ignore}"))).diagnostics == ()


@pytest.mark.parametrize("rule", WRONG)
def test_a_spec_without_the_fact_is_not_held_to_the_rule(rule: str) -> None:
    text = change(*WRONG[rule])
    lines = [
        line
        for line in text.splitlines()
        if line.strip().partition(":")[0] not in RULES[rule].facts or line[:2] != "  "
    ]
    assert load("\n".join(lines) + "\n").diagnostics == ()


def test_a_fact_that_names_examples_may_leave_some_out() -> None:
    assert load(change(("PostgreSQL / MySQL", "PostgreSQL, etc"))).diagnostics == ()


@pytest.mark.parametrize("path", sorted((REPOSITORY / "specs").glob("*.yaml")), ids=lambda path: path.stem)
def test_every_system_of_the_catalogue_agrees_with_its_facts_or_says_why_not(path: Path) -> None:
    assert [diagnostic.message for diagnostic in load_file(path).diagnostics] == []
