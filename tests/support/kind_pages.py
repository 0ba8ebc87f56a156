"""What is derived on the pages of the kinds: looks, usual technologies, and which systems of the catalogue have them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from archgen.api import Loaded, load_file
from archgen.model.conditions import Condition
from archgen.model.kinds import KINDS, LANES
from archgen.style.themes.default import DARK, LIGHT
from archgen.systems import Answer, ask_systems

REPOSITORY = Path(__file__).resolve().parents[2]

# What a component of each kind is mostly made with, in the vocabulary's words; all of them have icons.
USUAL: dict[str, tuple[str, ...]] = {
    "user": (),
    "client": ("Python", "R", "Java", "Go", "JavaScript"),
    "notebook": ("Jupyter", "JupyterLab", "Databricks"),
    "ui": ("React", "Angular", "Vue", "TypeScript"),
    "gateway": ("NGINX", "Traefik", "Envoy", "Istio", "Apache httpd"),
    "server": ("Flask", "Django", "FastAPI", "gunicorn", "Go", "Java", "Node.js", "GraphQL"),
    "registry": ("MLflow", "Docker", "Go"),
    "scheduler": ("Kubernetes", "Airflow", "Celery", "Go"),
    "controller": ("Kubernetes", "Helm", "Go"),
    "orchestrator": ("Argo Workflows", "Airflow", "Kubernetes"),
    "worker": ("Docker", "Kubernetes", "Python", "PyTorch", "TensorFlow", "Spark", "Ray", "Dask"),
    "queue": ("Kafka", "RabbitMQ", "Redis", "Celery"),
    "metadata-db": ("PostgreSQL", "MySQL", "MariaDB", "SQLite", "MongoDB", "Cassandra", "etcd"),
    "artifact-store": ("Google Cloud Storage", "MinIO", "HDFS", "Ceph"),
    "cache": ("Redis", "etcd", "SQLite"),
    "search": ("Elasticsearch", "OpenSearch"),
    "vcs": ("Git", "GitHub", "GitLab", "Bitbucket"),
    "external": ("Google Cloud", "GitHub", "Databricks", "BigQuery"),
    "monitoring": ("Prometheus", "Grafana", "Kibana", "Fluentd", "Sentry", "InfluxDB"),
}


@cache
def _load_catalogue() -> tuple[Loaded, ...]:
    return tuple(load_file(path) for path in sorted((REPOSITORY / "specs").glob("*.yaml")))


@cache
def find_systems(kind: str) -> tuple[Answer, ...]:
    """The systems that have a component of a kind, as `archgen list --where` finds them."""
    return tuple(ask_systems(_load_catalogue(), (Condition("kind", (kind,)),)))


def write_kind(name: str) -> str:
    """What is known of a kind, as a list."""
    kind = KINDS[name]
    rows = [
        f"- **What it is:** {kind.meaning}.",
        f"- **Lane:** {kind.lane}, number {LANES.index(kind.lane) + 1} of {len(LANES)}.",
        f"- **Colour:** `{LIGHT.kinds[name]}` on light pages, `{DARK.kinds[name]}` on dark ones.",
        *([f"- **Usual technologies, with icons:** {', '.join(USUAL[name])}."] if USUAL[name] else []),
        f"- **In the catalogue** (`archgen list --where kind={name}`):",
        *_list_systems(name),
    ]
    return "\n".join((*rows, ""))


def _list_systems(kind: str) -> list[str]:
    """A line for each system, so that a changed spec changes one."""
    found = [
        f"  - [{answer.architecture.name}](../../output/{answer.system.tool}.svg): {_name_components(answer)}"
        for answer in find_systems(kind)
    ]
    return found or ["  - no system has one"]


def _name_components(answer: Answer) -> str:
    names = {component.id: component.name for component in answer.architecture.components}
    return ", ".join(names[match.id] for match in answer.matches)


def write_kinds(place: str | None) -> str:
    """A table of the kinds, lane by lane, each with the way to its page; on their index with the systems that have them."""
    index = place == "index"
    head = ["lane", "kind", "what it is", *(["systems"] if index else [])]
    rows = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for lane in LANES:
        names = [name for name, kind in KINDS.items() if kind.lane == lane]
        for number, name in enumerate(names):
            cells = [
                lane if number == 0 else "",
                f"[`{name}`]({'' if index else 'kinds/'}{name}.md)",
                KINDS[name].meaning,
            ]
            rows.append(f"| {' | '.join([*cells, *([str(len(find_systems(name)))] if index else [])])} |")
    return "\n".join((*rows, ""))


def write_overview() -> str:
    """A spec with one component of each kind, lane by lane in rows of three."""
    components, hints = [], []
    for lane in LANES:
        for number, name in enumerate(name for name, kind in KINDS.items() if kind.lane == lane):
            components.append(f"  {name}: {{kind: {name}, name: {KINDS[name].label}}}")
            hints.append(f"  - {name}: {{row: {number // 3 + 1}, column: {number % 3 + 1}}}")
    views = ["views:", "  kinds: {title: Lane by lane}"]
    return "\n".join(
        ("archgen: 1", "name: Kinds of components", "components:", *components, "hints:", *hints, *views, "")
    )
