"""What is asked when pictures are rendered, and what comes of it; known before anything that draws is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from archgen.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from archgen.batch.inputs import Input
    from archgen.batch.outputs import Output
    from archgen.diagnostics.diagnostic import Diagnostic
    from archgen.formats import PictureFormat
    from archgen.layout.placement import Placement
    from archgen.layout.quality import Quality
    from archgen.model.project import House
    from archgen.style.themes import ThemeName

EngineName = Literal["embedded", "native"]


def keep_quiet(message: str) -> None:
    """Say nothing."""


class Request(NamedTuple):
    """What to render of each spec, and how; pictures in ``earlier_folder`` keep their arrangements.

    ``announce`` is told when the engine has to be prepared; ``measure`` asks how good the pictures are, ``keep`` for their
    placements beside their texts.
    """

    folder: Path
    view: str | None = None
    picture_format: PictureFormat = "svg"
    theme: ThemeName = "adaptive"
    engine: EngineName = "embedded"
    announce: Callable[[str], None] = keep_quiet
    earlier_folder: Path | None = None
    measure: bool = False
    keep: bool = False

    @property
    def can_leave(self) -> bool:
        """Whether a picture on disk can stand for one that is drawn: all that is asked for is the picture that is there."""
        anew = self.earlier_folder != self.folder or self.view or self.measure or self.keep
        return not anew and self.engine == "embedded"


class MeasuredView(NamedTuple):
    """How good the picture of a view is."""

    tool: str
    view: str
    quality: Quality


class Failure(NamedTuple):
    """Why nothing was drawn: not for what stands in the spec, but for what was asked, for the world, or a bug in archgen."""

    sort: Literal["usage", "environment", "bug"]
    message: str
    help: str = ""


class Drawn(NamedTuple):
    """What came of a spec: its pictures with the files that they come from, and what was found on the way.

    ``left`` are the names of pictures that were left as they are, since they are what would be drawn, and ``told`` is how many
    warnings there were then. ``placements``, their ``house`` and ``measured`` are there where they were asked for.
    """

    tool: str
    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    inputs: tuple[Input, ...] = ()
    left: tuple[str, ...] = ()
    told: int = 0
    failure: Failure | None = None
    placements: tuple[Placement, ...] = ()
    house: House | None = None
    measured: tuple[MeasuredView, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing stood in the way of a picture."""
        return self.failure is None and all(diagnostic.severity != "error" for diagnostic in self.diagnostics)
