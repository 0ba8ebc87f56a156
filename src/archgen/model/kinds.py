"""The vocabulary of kinds: closed, and the same in every picture. A kind's looks stand in `archgen.style`."""

from __future__ import annotations

from archgen.values import NamedTuple

LANES = ("people", "clients", "access", "services", "execution", "data", "outside")


class Kind(NamedTuple):
    """A role that a component plays: the lane it stands in, its word in a legend, and what it means."""

    lane: str
    label: str
    meaning: str


# The card of a collapsed group has a look of its own; it is no kind that a component can have.
GROUP = "group"
GROUP_KIND = Kind("services", "Collapsed group", "a group that is drawn as one card")

KINDS: dict[str, Kind] = {
    "user": Kind("people", "User", "people who work with the system"),
    "client": Kind("clients", "Client", "a library, command line or agent that calls the system"),
    "notebook": Kind("clients", "Notebook", "an interactive notebook that calls the system"),
    "ui": Kind("access", "User interface", "a web page or application for people"),
    "gateway": Kind("access", "Gateway", "a proxy, load balancer or API gateway in front of services"),
    "server": Kind("services", "Server", "a service that answers requests"),
    "registry": Kind("services", "Registry", "a service that keeps track of models, images or packages"),
    "scheduler": Kind("services", "Scheduler", "a service that decides when and where work runs"),
    "controller": Kind("services", "Controller", "a service that drives resources to a wanted state"),
    "orchestrator": Kind("services", "Orchestrator", "a service that runs the steps of workflows in order"),
    "worker": Kind("execution", "Worker", "a process or pod that does the work"),
    "queue": Kind("execution", "Queue", "work or messages that wait"),
    "metadata-db": Kind("data", "Metadata DB", "a database of runs, parameters, metrics, models"),
    "artifact-store": Kind("data", "Artifact store", "storage for files: models, data sets, plots, logs"),
    "cache": Kind("data", "Cache", "a store of data that can be made again"),
    "search": Kind("data", "Search index", "an index that answers searches"),
    "vcs": Kind("data", "Version control", "a repository of versioned code or data"),
    "external": Kind("outside", "External service", "a system of somebody else"),
    "monitoring": Kind("outside", "Monitoring", "metrics, logs, traces and alerts"),
}
