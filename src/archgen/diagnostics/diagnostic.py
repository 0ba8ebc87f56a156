"""Findings and diagnostics: what is wrong with a user's content, as values.

A stage that works on decoded data knows *which item* is wrong, not where it stands in the file: it reports a
`Finding` with a `Place` (a path of keys). The parser, which has the text in hand, reports a `Diagnostic`
with a `Span`. `archgen.yamltext.locate` turns the first into the second.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from archgen.diagnostics.codes import CODES, Severity
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from archgen.diagnostics.source import Source, Span

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """An item of a spec: its path of keys and indexes, and which part of it is meant.

    ``part`` is ``key`` for the key itself, ``value`` for what stands behind it. ``within`` narrows the place to
    a half-open range of code points of a scalar's own text (or of the key's, where ``part`` is ``key``).
    """

    path: Path
    part: Literal["key", "value"] = "value"
    within: tuple[int, int] | None = None


class Related(NamedTuple):
    """Another item that a finding is about, and what is said of it; ``spec`` is the number of the spec of a batch that it is in,
    where that is another one.
    """

    place: Place
    text: str
    spec: int | None = None


class Finding(NamedTuple):
    """Something wrong with an item of a spec; ``see`` is another item that its help speaks of, ``related`` are those that it is
    about, too; ``rule`` is the id of the catalogue's rule that is broken.
    """

    code: str
    message: str
    place: Place
    label: str = ""
    help: str = ""
    see: Place | None = None
    related: tuple[Related, ...] = ()
    rule: str = ""


class RelatedPlace(NamedTuple):
    """Another place that a diagnostic is about, and what is said of it."""

    source: Source
    span: Span
    text: str


class Diagnostic(NamedTuple):
    """Something wrong at a place in a text (or with a whole file, where there is no span)."""

    code: str
    message: str
    source: Source
    span: Span | None = None
    label: str = ""
    help: str = ""
    related: tuple[RelatedPlace, ...] = ()

    @property
    def severity(self) -> Severity:
        """Error or warning, as the code's table says."""
        return CODES[self.code].severity
