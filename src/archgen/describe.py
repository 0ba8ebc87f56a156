"""Pictures as text: a spec's views, selected and told."""

from __future__ import annotations

from archgen.api import Loaded, choose_views, locate
from archgen.exports.as_text import export_text
from archgen.views.select import select_view


def describe_spec(loaded: Loaded, wanted: str | None = None) -> tuple[list[str], Loaded]:
    """The views of a loaded spec as text, and the spec with all that was found on the way."""
    texts: list[str] = []
    for view in choose_views(loaded.architecture, wanted) if loaded.architecture else ():
        graph, findings = select_view(loaded.architecture, view, loaded.tool)  # type: ignore[arg-type]  # it is there
        loaded = loaded._replace(diagnostics=(*loaded.diagnostics, *locate(findings, loaded)))
        texts += [export_text(graph)] if graph else []
    return texts, loaded
