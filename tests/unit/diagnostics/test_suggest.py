from __future__ import annotations

import pytest

from archgen.diagnostics.suggest import did_you_mean, measure_distance, suggest


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("mlfow", "mlflow"),
        ("MLflow", "mlflow"),
        ("mlfolw", "mlflow"),
        ("store", "artifact-store"),
        ("artifact-stor", "artifact-store"),
    ],
)
def test_a_typo_finds_the_word_that_was_meant(word: str, meant: str) -> None:
    assert suggest(word, ["client", "mlflow", "artifact-store"]) == [meant]


def test_a_word_far_from_all_finds_nothing() -> None:
    assert suggest("zebra", ["client", "mlflow"]) == []
    assert did_you_mean("zebra", ["client"]) == ""


def test_exchanged_neighbours_count_once() -> None:
    assert measure_distance("abcd", "abdc") == 1
    assert measure_distance("", "abc") == 3


def test_equal_distances_keep_the_given_order() -> None:
    assert suggest("ab", ["ac", "ad"], limit=2) == ["ac", "ad"]
