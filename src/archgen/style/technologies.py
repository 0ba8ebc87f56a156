"""The vocabulary of technologies: how each is written, by what other names it goes, and whose icon it has."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from archgen.model.words import find_word


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
    Technology("Elasticsearch", "elasticsearch", ("ElasticSearch", "Elastic")),
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
    Technology("HDFS", "apachehadoop", ("Hadoop",)),
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
    Technology("Argo", "argo", ("Argo Workflows",)),
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
    Technology("Jupyter", "jupyter", ("JupyterLab", "Jupyter Notebook")),
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


def find_technology_brand(text: str) -> str | None:
    """The slug of the brand of the technology that a text names first; None where the icon package does not have it."""
    from archgen.style.brands import read_brand

    known = find_technology(text)
    return known.brand if known and known.brand and read_brand(known.brand) else None


def find_brand(name: str) -> str | None:
    """The slug of the brand that a name means: a technology's, else the name itself in small letters without spaces."""
    from archgen.style.brands import read_brand

    known = find_technology(name)
    slug = known.brand if known and known.name == name else "".join(c for c in name.lower() if c.isalnum())
    return slug if slug and read_brand(slug) else None
