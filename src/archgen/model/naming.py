"""Names made from ids."""

from __future__ import annotations

# Words that are written in capitals wherever they stand.
ACRONYMS = {
    word.lower(): word
    for word in [
        "API",
        "APIs",
        "AWS",
        "CD",
        "CI",
        "CLI",
        "CPU",
        "CRD",
        "CSI",
        "DAG",
        "DB",
        "DBFS",
        "DNS",
        "FTP",
        "GCP",
        "GCS",
        "GPU",
        "GUI",
        "HDFS",
        "HPO",
        "HTTP",
        "HTTPS",
        "IAM",
        "ID",
        "IDE",
        "IO",
        "JDBC",
        "JSON",
        "JWT",
        "K8s",
        "KV",
        "LDAP",
        "ML",
        "MLMD",
        "NFS",
        "OIDC",
        "PV",
        "PVC",
        "REST",
        "RPC",
        "S3",
        "SaaS",
        "SDK",
        "SFTP",
        "SMTP",
        "SQL",
        "SSH",
        "SSO",
        "TCP",
        "TLS",
        "UI",
        "URI",
        "URL",
        "VCS",
        "VM",
        "VPC",
        "YAML",
        "gRPC",
    ]
}


def title_case(id: str) -> str:
    """``nfs-server`` as ``NFS Server``."""
    return " ".join(ACRONYMS.get(word, word.capitalize()) for word in id.split("-"))
