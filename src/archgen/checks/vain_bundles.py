"""AG405: a view asks for bundles where Graphviz runs its flows."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture


def find_vain_bundles(architecture: Architecture) -> Iterator[Finding]:
    """A view with `bundle` and `routing: graphviz`: Graphviz runs each flow by itself."""
    for view in architecture.views:
        if view.bundle and view.routing == "graphviz":
            message = f"the flows of `{view.id}` are not bundled: Graphviz runs each of them by itself"
            help = "delete it, or `routing: graphviz`"
            yield Finding("AG405", message, Place((*view.path, "bundle"), "key"), help=help)
