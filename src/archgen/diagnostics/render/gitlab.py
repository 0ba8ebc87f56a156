"""GitLab's report of code quality, which a merge request shows beside the lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from archgen.diagnostics.diagnostic import Diagnostic
from archgen.diagnostics.render.places import find_region, write_place

SEVERITIES = {"error": "major", "warning": "minor"}


def render_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """A list with an entry for each diagnostic."""
    import json

    seen: Counter[tuple[str, ...]] = Counter()
    entries = [_describe(diagnostic, seen) for diagnostic in diagnostics]
    return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"


def _describe(diagnostic: Diagnostic, seen: Counter[tuple[str, ...]]) -> dict[str, Any]:
    region = find_region(diagnostic)
    related = (f"{write_place(other)}: {other.text}" for other in diagnostic.related)  # an entry has one place
    return {
        "description": ". ".join(filter(None, (diagnostic.message, *related, diagnostic.help))),
        "check_name": diagnostic.code,
        "fingerprint": _fingerprint(diagnostic, seen),
        "severity": SEVERITIES[diagnostic.severity],
        "location": {"path": diagnostic.source.name, "lines": {"begin": region.line if region else 1}},
    }


def _fingerprint(diagnostic: Diagnostic, seen: Counter[tuple[str, ...]]) -> str:
    """What stays the same when lines are added above, and is not said of anything else."""
    from hashlib import sha256

    said = (diagnostic.source.name, diagnostic.code, diagnostic.message)
    seen[said] += 1
    return sha256("\0".join((*said, str(seen[said]))).encode(errors="backslashreplace")).hexdigest()[:32]
