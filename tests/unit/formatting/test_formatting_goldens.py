"""What formatting does, in files to look at: before and after, side by side under tests/golden/formatting."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from archgen.diagnostics.source import Source
from archgen.model.key_order import order_keys
from archgen.model.project_file import ProjectFile
from archgen.model.spec import Spec
from archgen.yamltext.formatting.format import format_source

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "formatting"
CASES = sorted(path.name for path in GOLDEN.iterdir())


def format_text(case: str, text: str) -> str:
    order = order_keys(ProjectFile if case == "project-file" else Spec)
    formatted, found = format_source(Source("before.yaml", text), order)
    assert found == []
    assert formatted is not None
    return formatted


@pytest.mark.parametrize("case", CASES)
def test_formatting_does_what_the_golden_file_shows(case: str, golden: Any) -> None:
    formatted = format_text(case, (GOLDEN / case / "before.yaml").read_text(encoding="utf-8"))
    golden.check(GOLDEN / case / "after.yaml", formatted)
    assert format_text(case, formatted) == formatted
