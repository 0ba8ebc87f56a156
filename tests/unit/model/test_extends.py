"""A spec that extends another: a paid edition on top of a community edition."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.api import Loaded, load_file
from archgen.model.architecture import Architecture

COMMUNITY = """archgen: 1
name: Tool
as_of: 2020-12-13
sources: {default: https://example.org/community}
components:
  user: {kind: user}
  server: {kind: server, technology: [Python], ports: [80], code: open, note: the community's}
  queue: {kind: queue}
  runs: {kind: metadata-db, any_of: [SQLite]}
groups:
  cluster: {kubernetes: optional}
flows:
  - user -> server: asks | HTTP
  - server -> queue: puts
  - queue -> server: hands back
    id: back
  - server -> runs: writes
views:
  architecture: {}
  small: {include: [server, runs]}
facts:
  edition: free
  web_ui: {value: yes, note: simple}
"""

PAID = """archgen: 1
name: Tool Enterprise
extends: tool
sources: {vendor: https://example.org/paid}
components:
  server: {code: closed, ports: [443], note: null, in: cluster}
  queue: null
  sso: {kind: external, sources: vendor}
groups:
  cluster: {kubernetes: required}
flows:
  - server -> sso: asks who it is
  - user -> server: asks with a token
    optional: yes
views:
  small: null
facts:
  edition: paid
  web_ui: {note: null}
"""


def load(folder: Path, **texts: str) -> dict[str, Loaded]:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)
    return {name: load_file(folder / f"{name}.yaml") for name in texts}


@pytest.fixture
def paid(tmp_path: Path) -> Architecture:
    loaded = load(tmp_path, tool=COMMUNITY, paid=PAID)["paid"]
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    return loaded.architecture


def test_what_is_not_said_is_taken_over(paid: Architecture) -> None:
    assert paid.name == "Tool Enterprise"
    assert paid.as_of is not None
    assert paid.component_by_id["runs"].any_of == ("SQLite",)
    assert paid.component_by_id["server"].technology == ("Python",)
    assert paid.component_by_id["user"].sources == ("https://example.org/community",)


def test_what_is_said_goes_on_top(paid: Architecture) -> None:
    server = paid.component_by_id["server"]
    assert (server.code, server.ports, server.note, server.group) == ("closed", (443,), "", "cluster")
    assert paid.group_by_id["cluster"].kubernetes == "required"
    assert paid.component_by_id["sso"].sources == ("https://example.org/paid",)
    assert [(fact.key, fact.value, fact.note) for fact in paid.facts] == [
        ("edition", "paid", ""),
        ("web_ui", "yes", ""),
    ]


def test_null_removes_and_flows_to_what_is_removed_go_with_it(paid: Architecture) -> None:
    assert "queue" not in paid.component_by_id
    assert [view.id for view in paid.views] == ["architecture"]
    assert {end for flow in paid.flows for end in (flow.from_id, flow.to_id)} == {"user", "server", "runs", "sso"}


def test_flows_merge_by_their_ends_and_keep_their_place(paid: Architecture) -> None:
    assert [(flow.from_id, flow.to_id, flow.label) for flow in paid.flows] == [
        ("user", "server", "asks with a token"),
        ("server", "runs", "writes"),
        ("server", "sso", "asks who it is"),
    ]
    assert paid.flows[0].optional
    assert paid.flows[0].protocol == "HTTP"


def test_flows_merge_by_their_ids(tmp_path: Path) -> None:
    text = "archgen: 1\nname: X\nextends: tool\nflows:\n  - queue -> server: brings\n    id: back\n  - server -> queue: more\n    id: more\n"
    loaded = load(tmp_path, tool=COMMUNITY, x=text)["x"]
    assert loaded.architecture is not None
    labels = [(flow.label, flow.id) for flow in loaded.architecture.flows]
    assert ("brings", "back") in labels
    assert ("hands back", "back") not in labels
    assert ("more", "more") in labels


def test_a_spec_can_extend_one_that_extends_another(tmp_path: Path) -> None:
    third = "archgen: 1\nname: Third\nextends: paid\ncomponents:\n  sso: {name: Login}\n"
    loaded = load(tmp_path, tool=COMMUNITY, paid=PAID, third=third)["third"]
    assert loaded.architecture is not None
    assert loaded.architecture.component_by_id["sso"].name == "Login"
    assert [flow.label for flow in loaded.architecture.flows] == ["asks with a token", "writes", "asks who it is"]


def test_the_catalogue_can_be_extended_from_any_folder(tmp_path: Path) -> None:
    text = "archgen: 1\nname: Ours\nextends: mlflow\ncomponents:\n  prometheus: null\nsources: {metrics: null, cli: null}\n"
    loaded = load(tmp_path, ours=text)["ours"]
    assert loaded.diagnostics == ()
    assert loaded.architecture is not None
    assert "prometheus" not in loaded.architecture.component_by_id
    assert "tracking-server" in loaded.architecture.component_by_id


def test_two_specs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    found = load(tmp_path, a="archgen: 1\nname: A\nextends: b\n", b="archgen: 1\nname: B\nextends: a\n")
    (diagnostic,) = found["a"].diagnostics
    assert diagnostic.code == "AG309"
    assert diagnostic.source.name.endswith("b.yaml")


def test_errors_of_the_base_are_told_where_they_are(tmp_path: Path) -> None:
    loaded = load(tmp_path, tool=COMMUNITY.replace("kind: queue", "kind: queu"), paid=PAID)["paid"]
    (diagnostic,) = loaded.diagnostics
    assert diagnostic.source.name.endswith("tool.yaml")
    assert loaded.architecture is None


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} {n}"><path d="M0 0"/></svg>'


def test_an_icon_of_the_base_lies_beside_the_base(tmp_path: Path) -> None:
    for folder, size in (("base", 1), ("own", 2)):
        (tmp_path / folder / "specs").mkdir(parents=True)
        (tmp_path / folder / "specs" / "logo.svg").write_text(LOGO.format(n=size))
    (tmp_path / "base/specs/tool.yaml").write_text(
        "archgen: 1\nname: T\ncomponents:\n  a: {kind: server, icon: ./logo.svg}\n  b: {kind: server, icon: ./logo.svg}\n"
        "  c: {kind: queue, icon: ./missing.svg}\n"
    )
    (tmp_path / "own/specs/tool.yaml").symlink_to(tmp_path / "base/specs/tool.yaml")
    paid = tmp_path / "base/specs/paid.yaml"
    paid.write_text("archgen: 1\nname: P\nextends: tool\ncomponents: {a: {note: paid}, b: {icon: ./logo.svg}}\n")
    loaded = load_file(paid)
    assert loaded.architecture is not None
    assert set(loaded.icon_folders.values()) == {tmp_path / "base/specs"}
    assert [d.code for d in loaded.diagnostics if d.code == "AG506"] == ["AG506"]
    found = loaded.architecture.component_by_id
    assert found["a"].symbol == found["b"].symbol is not None


def test_an_icon_of_a_base_in_the_catalogue_is_not_looked_for_beside_the_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, size in (("specs", 1), ("drafts", 2)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "logo.svg").write_text(LOGO.format(n=size))
    (tmp_path / "specs/tool.yaml").write_text(
        "archgen: 1\nname: T\ncomponents: {a: {kind: server, icon: ./logo.svg}, b: {kind: server}}\nflows: [a -> b: x]\n"
    )
    draft = tmp_path / "drafts/paid.yaml"
    draft.write_text("archgen: 1\nname: P\nextends: tool\ncomponents: {a: {note: x}, b: {icon: ./logo.svg}}\n")
    loaded = load_file(draft)
    assert loaded.architecture is not None, loaded.diagnostics
    boxes = {c.id: c.artwork.view_box for c in loaded.architecture.components if c.artwork}
    assert boxes == {"a": "0 0 1 1", "b": "0 0 2 2"}


def test_only_sources_of_ones_own_must_be_cited(tmp_path: Path) -> None:
    base = COMMUNITY.replace("sources: {", "sources: {code: https://example.org/code, ").replace(
        "queue: {kind: queue}", "queue: {kind: queue, sources: code}"
    )
    own = PAID.replace("sources: {", "sources: {unused: https://example.org/unused, ")
    loaded = load(tmp_path, tool=base, paid=own)
    assert not [d for d in loaded["tool"].diagnostics if d.code == "AG402"]
    assert [d.message for d in loaded["paid"].diagnostics if d.code == "AG402"] == ["nothing cites the source `unused`"]
