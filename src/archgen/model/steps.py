"""The grammar of a step: ``client -> server: creates the run``, or the id of a flow instead of the arrow."""

from __future__ import annotations

from typing import Any

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.flows import ARROW_LIKE, read_flow

EXAMPLE = "write `client -> server: what happens`, or the id of a flow before the colon"


def read_step(item: Any, path: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    """A step as plain data, from one item of the list ``steps`` of a view, which stands at the path."""
    if isinstance(item, str):
        item = {item: None}
        place = Place(path)
    elif isinstance(item, dict) and len(item) == 1:
        place = Place((*path, next(iter(item))), "key")
    else:
        return None, [Finding("AG210", "a step is one flow and what happens", Place(path), help=EXAMPLE)]
    ((key, text),) = item.items()
    label = {} if text is None else {"label": text}
    if not ARROW_LIKE.search(key):
        return {"flow": key, **label, "place": place}, []
    flow, findings = read_flow({key: None}, path)
    if flow is None:
        return None, findings
    return {"from": flow.data["from"], "to": flow.data["to"], **label, "place": place}, []
