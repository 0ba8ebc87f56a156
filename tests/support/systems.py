"""Large systems shaped like real ones: teams with their servers, workers and stores, and what they all share.

A team is a group over the lanes services, execution and data; most teams stand in a cluster. People and clients call
gateways, everybody reports to the monitoring, and a few stores are used by many: those are the hubs.
"""

from __future__ import annotations

import random
from typing import Any

TEAM = (
    ("server", "API", "FastAPI"),
    ("metadata-db", "Store", "PostgreSQL"),
    ("worker", "Worker", "Docker"),
    ("scheduler", "Scheduler", "Airflow"),
    ("queue", "Tasks", "RabbitMQ"),
    ("cache", "Cache", "Redis"),
    ("registry", "Registry", ""),
    ("worker", "Trainer", "PyTorch"),
)
SHARED = (
    ("user", "Data scientist", ""),
    ("client", "Python client", "Python"),
    ("ui", "Web UI", "React"),
    ("gateway", "Gateway", "nginx"),
    ("artifact-store", "Object storage", "MinIO"),
    ("monitoring", "Metrics", "Prometheus"),
    ("external", "Identity provider", "OIDC"),
    ("vcs", "Source code", "Git"),
)
TOPICS = ("Training", "Features", "Serving", "Labelling", "Search", "Billing", "Reports", "Ingestion", "Experiments")
LABELS = (
    "calls",
    "reads and writes",
    "hands out work",
    "writes results",
    "reads models",
    "reports",
    "logs params and metrics",
    "",
)
PROTOCOLS = ("REST", "gRPC", "SQL", "AMQP", "")
TEAM_SIZES = (4, 5, 6, 8)
TEAMS_IN_A_CLUSTER = 3


def make_system(count: int, flows: int | None = None, seed: int = 1) -> dict[str, Any]:
    """A spec as data with so many components, and (as near as its dice come) so many flows; by default 1.4 for each."""
    dice = random.Random(seed)
    system = _System(dice)
    system.add_shared(max(1, count // 40))
    while len(system.components) < count:
        system.add_team(min(dice.choice(TEAM_SIZES), count - len(system.components)))
    system.add_flows_between_teams(flows if flows is not None else round(1.4 * count))
    return {
        "archgen": 1,
        "name": f"System of {count}",
        "components": system.components,
        "groups": system.groups,
        "flows": [{f"{a} -> {b}": text, **extra} for (a, b), (text, extra) in system.flows.items()],
    }


class _System:
    """A system as it grows."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.components: dict[str, dict[str, Any]] = {}
        self.groups: dict[str, dict[str, Any]] = {}
        self.flows: dict[tuple[str, str], tuple[str | None, dict[str, Any]]] = {}
        self.servers: list[str] = []
        self.shared: dict[str, list[str]] = {}

    def add_shared(self, copies: int) -> None:
        """What stands outside all teams, so many times over, the copies with flows among themselves."""
        for copy in range(copies):
            ids = {kind: self._add(f"{kind}-{copy}", kind, name, technology) for kind, name, technology in SHARED}
            for kind, id in ids.items():
                self.shared.setdefault(kind, []).append(id)
            for a, b in (("user", "client"), ("user", "ui"), ("client", "gateway"), ("ui", "gateway")):
                self._flow(ids[a], ids[b])
            self._flow(ids["gateway"], ids["external"])
            self._flow(ids["client"], ids["vcs"])
            self._flow(ids["client"], ids["artifact-store"])

    def add_team(self, size: int) -> None:
        """A group of components around one server, which the gateway calls; most teams stand in a cluster."""
        number = len(self.servers)
        topic = TOPICS[number % len(TOPICS)]
        group = self.groups[f"team-{number}"] = {"name": f"{topic} {number // len(TOPICS) + 1}"}
        if number % (TEAMS_IN_A_CLUSTER + 1):
            cluster = f"cluster-{number // (TEAMS_IN_A_CLUSTER + 1)}"
            self.groups.setdefault(cluster, {"kubernetes": "required"})
            group["in"] = cluster
        ids = [self._add(f"t{number}-{i}", *TEAM[i], group=f"team-{number}", topic=topic) for i in range(size)]
        self.servers.append(ids[0])
        self._flow(self._pick("gateway"), ids[0])
        for index, id in enumerate(ids[1:], start=1):
            self._flow(ids[0] if index < 3 else self.dice.choice(ids[:index]), id)
        if self.dice.random() < 0.4:
            self._flow(self.dice.choice(ids), self._pick("artifact-store"))
        if self.dice.random() < 0.3:
            self._flow(ids[0], self._pick("monitoring"))

    def add_flows_between_teams(self, count: int) -> None:
        """Flows until there are so many: from servers and workers to other teams' servers, and to what is shared."""
        workers = [
            id for id, item in self.components.items() if item["kind"] in {"worker", "scheduler"}
        ] or self.servers
        for _ in range(20 * count):
            if len(self.flows) >= count:
                break
            start = self.dice.choice(workers if self.dice.random() < 0.5 else self.servers)
            kind = self.dice.choice(("artifact-store", "artifact-store", "monitoring", "server", "server", "server"))
            self._flow(start, self.dice.choice(self.servers) if kind == "server" else self._pick(kind))

    def _add(self, id: str, kind: str, name: str, technology: str, group: str | None = None, topic: str = "") -> str:
        self.components[id] = {
            "kind": kind,
            "name": f"{topic} {name}".strip(),
            **({"technology": technology} if technology else {}),
            **({"in": group} if group else {}),
        }
        return id

    def _pick(self, kind: str) -> str:
        return self.dice.choice(self.shared[kind])

    def _flow(self, start: str, end: str) -> None:
        if start == end or (start, end) in self.flows:
            return
        label, protocol = self.dice.choice(LABELS), self.dice.choice(PROTOCOLS)
        text = f"{label} | {protocol}" if label and protocol else label or None
        self.flows[start, end] = text, {"optional": "yes"} if self.dice.random() < 0.1 else {}
