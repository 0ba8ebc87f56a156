"""The nearest known word to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

MOST_DISTANCE_SHARE = 0.4


def suggest(word: str, candidates: Iterable[str], limit: int = 1) -> list[str]:
    """The candidates near a word (in any case), the nearest first; none where all are too far, never the word itself."""
    low = word.lower()
    others = (candidate for candidate in dict.fromkeys(candidates) if candidate != word)
    scored = [(_score(low, candidate.lower()), index, candidate) for index, candidate in enumerate(others)]
    near = sorted(item for item in scored if item[0] <= max(1.0, MOST_DISTANCE_SHARE * len(word)))
    return [candidate for _, _, candidate in near[:limit]]


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``did you mean `x`?`` for the nearest candidate, or an empty text."""
    near = suggest(word, candidates)
    return f"did you mean `{near[0]}`?" if near else ""


def _score(word: str, candidate: str) -> float:
    """Edit distance; a word that begins, or is a whole part of, the other counts as near."""
    if word == candidate:
        return 0.0
    if word and candidate and (candidate.startswith(word) or word.startswith(candidate)):
        return 0.5 + 0.1 * abs(len(candidate) - len(word))
    if len(word) > 2 and word in candidate.replace("_", "-").split("-"):
        return 0.9
    return measure_distance(word[:80], candidate[:80])


def measure_distance(a: str, b: str) -> int:
    """How many letters to insert, delete, replace or exchange with their neighbour (Damerau-Levenshtein)."""
    before: list[int] = []
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        current = [i]
        for j, y in enumerate(b, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
