"""The vocabulary of technologies: how each is written, by what other names it goes, and whose icon it has."""

from __future__ import annotations

from functools import cache

from archgen.model.project import OwnTechnology
from archgen.model.words import find_word
from archgen.values import NamedTuple


class Technology(NamedTuple):
    """A technology under its own name; ``brand`` is its slug among the brand icons, or empty where there is none."""

    name: str
    brand: str
    aliases: tuple[str, ...] = ()


TECHNOLOGIES: tuple[Technology, ...] = (
    Technology("PostgreSQL", "postgresql", ("Postgres", "postgres")),
    Technology("MySQL", "mysql"),
    Technology("MariaDB", "mariadb"),
    Technology("SQLite", "sqlite"),
    Technology("MS SQL", "", ("Microsoft SQL Server", "SQL Server", "MSSQL")),
    Technology("MongoDB", "mongodb", ("Mongo",)),
    Technology("Redis", "redis"),
    Technology("Elasticsearch", "elasticsearch", ("ElasticSearch", "Elastic Search", "Elastic")),
    Technology("OpenSearch", "opensearch"),
    Technology("Cassandra", "apachecassandra"),
    Technology("ClickHouse", "clickhouse"),
    Technology("InfluxDB", "influxdb"),
    Technology("etcd", "etcd"),
    Technology("Amazon S3", "", ("AWS S3", "S3")),
    Technology("Azure Blob", "", ("Azure Blob Storage",)),
    Technology("Google Cloud Storage", "googlecloudstorage", ("GCS",)),
    Technology("Google Cloud", "googlecloud", ("GCP",)),
    Technology("MinIO", "minio", ("Minio",)),
    Technology("HDFS", "apachehadoop"),
    Technology("Hadoop", "apachehadoop"),
    Technology("Ceph", "ceph"),
    Technology("NFS", ""),
    Technology("FTP", ""),
    Technology("SFTP", ""),
    Technology("Kubernetes", "kubernetes", ("K8s", "k8s")),
    Technology("Docker", "docker"),
    Technology("Helm", "helm"),
    Technology("Istio", "istio"),
    Technology("Envoy", "envoyproxy"),
    Technology("Traefik", "traefikproxy"),
    Technology("NGINX", "nginx", ("nginx", "Nginx")),
    Technology("Apache httpd", "apache", ("Apache HTTP Server",)),
    Technology("Argo", "argo"),
    Technology("Argo Workflows", "argo"),
    Technology("Python", "python"),
    Technology("R", "r"),
    Technology("Java", "openjdk"),
    Technology("Go", "go", ("Golang",)),
    Technology("JavaScript", "javascript"),
    Technology("TypeScript", "typescript"),
    Technology("Node.js", "nodedotjs", ("Node", "NodeJS")),
    Technology("Rust", "rust"),
    Technology("Scala", "scala"),
    Technology("C++", "cplusplus"),
    Technology("React", "react"),
    Technology("Angular", "angular"),
    Technology("Vue", "vuedotjs", ("Vue.js",)),
    Technology("Flask", "flask"),
    Technology("Django", "django"),
    Technology("FastAPI", "fastapi"),
    Technology("gunicorn", "gunicorn", ("Gunicorn",)),
    Technology("GraphQL", "graphql"),
    Technology("gRPC", ""),
    Technology("Kafka", "apachekafka", ("Apache Kafka",)),
    Technology("RabbitMQ", "rabbitmq"),
    Technology("Celery", "celery"),
    Technology("Spark", "apachespark", ("Apache Spark",)),
    Technology("Airflow", "apacheairflow", ("Apache Airflow",)),
    Technology("Ray", "ray"),
    Technology("Dask", "dask"),
    Technology("Jupyter", "jupyter"),
    Technology("JupyterLab", "jupyter"),
    Technology("Jupyter Notebook", "jupyter"),
    Technology("TensorFlow", "tensorflow", ("Tensorflow",)),
    Technology("PyTorch", "pytorch", ("Pytorch",)),
    Technology("scikit-learn", "scikitlearn"),
    Technology("Keras", "keras"),
    Technology("Prometheus", "prometheus"),
    Technology("Grafana", "grafana"),
    Technology("Kibana", "kibana"),
    Technology("Fluentd", "fluentd"),
    Technology("Sentry", "sentry"),
    Technology("Git", "git"),
    Technology("GitHub", "github", ("Github",)),
    Technology("GitLab", "gitlab", ("Gitlab",)),
    Technology("Bitbucket", "bitbucket"),
    Technology("BigQuery", "googlebigquery"),
    Technology("Databricks", "databricks"),
    Technology("Slack", ""),
    Technology("MLflow", "mlflow"),
    Technology("DVC", "dvc"),
    Technology("Weights & Biases", "weightsandbiases", ("W&B",)),
)


@cache
def _names() -> tuple[tuple[str, Technology], ...]:
    """Every name and alias, the longest first."""
    named = [(name, technology) for technology in TECHNOLOGIES for name in (technology.name, *technology.aliases)]
    return tuple(sorted(named, key=lambda pair: -len(pair[0])))


@cache
def find_technology(text: str) -> Technology | None:
    """The technology that a text names first ("Flask on gunicorn" is Flask), or None."""
    found = [
        (place, -len(name), index)
        for index, (name, _) in enumerate(_names())
        if name in text and (place := find_word(text, name)) is not None
    ]
    return _names()[min(found)[2]][1] if found else None


class Naming(NamedTuple):
    """A technology that a text names: how it is written, and the word that stands for it in the text, from where on."""

    name: str
    word: str
    start: int


def list_namings(text: str, own: tuple[OwnTechnology, ...] = ()) -> list[Naming]:
    """Every technology that a text names, in its order; of names inside each other the longer one counts."""
    found: list[Naming] = []
    for word, name in _list_words(own):
        start = find_word(text, word) if word in text else None
        if start is not None and not any(_overlap(start, word, other) for other in found):
            found.append(Naming(name, word, start))
    return sorted(found, key=lambda naming: naming.start)


def _overlap(start: int, word: str, other: Naming) -> bool:
    return start < other.start + len(other.word) and other.start < start + len(word)


@cache
def _list_words(own: tuple[OwnTechnology, ...]) -> tuple[tuple[str, str], ...]:
    """Every word for a technology with the name that it has, the longest first; what a catalogue says goes before."""
    words = {word: name for word, technology in _names() for name in (technology.name,)}
    words |= {alias: technology.name for technology in own for alias in technology.aliases}
    words |= {technology.name: technology.name for technology in own}
    return tuple(sorted(words.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _list_normal_forms(own: tuple[OwnTechnology, ...]) -> dict[str, str]:
    """The name of each technology by the bare letters of every word for it."""
    return {normalise(word): name for word, name in reversed(_list_words(own))}


def find_name(text: str, own: tuple[OwnTechnology, ...] = ()) -> str | None:
    """How the technology is written that a text is a name of, whatever its spaces, marks and capitals; None for others."""
    return _list_normal_forms(own).get(normalise(text))


def normalise(text: str) -> str:
    """The bare letters of a text, and the marks that tell C++ and C# from C: what is left when spelling does not matter."""
    return "".join(c for c in text.casefold() if c.isalnum() or c in "+#") or text


def is_technology(text: str, wanted: str, own: tuple[OwnTechnology, ...] = ()) -> bool:
    """Whether a text names a technology, by whichever of its names one asks: "Flask on gunicorn" is Flask, and gunicorn."""
    name = find_name(wanted, own)
    if name is not None and any(naming.name == name for naming in list_namings(text, own)):
        return True
    return normalise(text) == normalise(wanted) or find_word(text.casefold(), wanted.casefold()) is not None
