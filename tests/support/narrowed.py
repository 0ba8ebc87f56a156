"""A small system with groups in groups, and views of it that collapse groups or look at a neighbourhood."""

from __future__ import annotations

from archgen.api import Loaded, load_source
from archgen.diagnostics.source import Source
from archgen.views.graph import ViewGraph
from archgen.views.select import select_view

TEXT = """archgen: 1
name: Demo
components:
  client: {kind: client}
  ui: {kind: ui}
  api: {kind: server, in: inner}
  worker: {kind: worker, in: cluster, optional: yes}
  db: {kind: metadata-db, in: inner, records: {runs: {objects: [a]}}}
  files: {kind: artifact-store, in: stores, optional: yes}
  nfs: {kind: artifact-store, alternative_to: files, in: stores, optional: yes}
  cache: {kind: cache, alternative_to: db}
  mon: {kind: monitoring}
groups:
  cluster: {name: Our cluster, kubernetes: required, in: site}
  inner: {in: cluster}
  stores: {}
  site: {}
  empty: {}
absent: {gateway: No gateway}
ignore: [{rule: AG403, reason: it is tried out}]
flows:
  - client -> api: calls | REST
  - client <- api: answers | REST
  - ui -> api: calls | REST
  - ui -> db: calls | SQL
  - api -> db: keeps
  - api -> api
  - api -> worker: hands out
  - worker -> files: writes
    optional: yes
    confidence: uncertain
    id: upload
  - api -> files: reads everything that there is
  - db -> nfs: dumps every night into a folder
  - api -> cache: keeps
  - worker -> mon:
    id: report
  - cache -> cache: renews
views:
"""


def load(view: str) -> Loaded:
    return load_source("demo", Source("demo.yaml", f"{TEXT}  v: {view}\n"))


def graph(view: str) -> ViewGraph:
    loaded = load(view)
    assert loaded.architecture is not None, [d.message for d in loaded.diagnostics]
    found, _ = select_view(loaded.architecture, "v", "demo")
    assert found is not None
    return found
