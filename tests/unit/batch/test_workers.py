"""How many processes draw."""

from __future__ import annotations

from pathlib import Path

import pytest

from archgen.batch import workers
from archgen.batch.workers import count_workers


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with eight cores; the file that its control groups have the quota in."""
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(8)), raising=False)
    monkeypatch.setattr(workers, "QUOTA", tmp_path / "cpu.max")
    return tmp_path / "cpu.max"


@pytest.mark.parametrize(("specs", "count"), [(0, 1), (1, 1), (2, 1), (3, 2), (9, 5), (18, 8), (1000, 8)])
def test_there_are_as_many_as_cores_where_each_has_enough_to_draw(specs: int, count: int, machine: Path) -> None:
    assert count_workers(None, specs) == count


@pytest.mark.parametrize(("jobs", "specs", "count"), [(1, 18, 1), (3, 18, 3), (64, 1000, 61), (9, 4, 4)])
def test_there_are_as_many_as_asked_for_where_each_has_something_to_draw(
    jobs: int, specs: int, count: int, machine: Path
) -> None:
    assert count_workers(jobs, specs) == count


@pytest.mark.parametrize(
    ("quota", "count"),
    [("200000 100000\n", 2), ("150000 100000\n", 2), ("10000 100000\n", 1), ("max 100000\n", 8), ("", 8), ("1 0", 8)],
)
def test_a_container_with_a_share_of_the_machine_counts_as_many_cores(quota: str, count: int, machine: Path) -> None:
    machine.write_text(quota)
    assert count_workers(None, 100) == count
