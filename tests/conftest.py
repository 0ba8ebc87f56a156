"""What all tests share: golden files, and the folder of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent

# CI tries the same cases every time, so that a change fails by what it changes; elsewhere new cases are sought.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files instead of comparing with them")


class Golden:
    """Compares a text with a file that a reviewer can open; `--accept` writes the file."""

    def __init__(self, accept: bool) -> None:
        self._accept = accept

    def check(self, path: Path, text: str) -> None:
        if self._accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"{path.relative_to(REPOSITORY)} is missing; run `make accept` and look at it"
        assert text == path.read_text(encoding="utf-8")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(bool(request.config.getoption("--accept")))


@pytest.fixture
def repository() -> Path:
    return REPOSITORY
