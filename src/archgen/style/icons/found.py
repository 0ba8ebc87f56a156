"""What became of an icon that was asked for."""

from __future__ import annotations

from archgen.model.architecture import Artwork
from archgen.values import NamedTuple

MISSING, TOO_HEAVY, LEFT_OUT = "AG506", "AG509", "AG510"


class Problem(NamedTuple):
    """Something to tell about an icon: a diagnostic without its place, which only those who asked know."""

    code: str
    message: str
    help: str = ""


class Found(NamedTuple):
    """The symbol of an icon that can be had, its content where it has colours of its own, and what there is to tell."""

    symbol: str | None
    artwork: Artwork | None = None
    problems: tuple[Problem, ...] = ()


def miss(message: str, help: str = "") -> Found:
    """An icon that cannot be had: its card shows a monogram."""
    return Found(None, None, (Problem(MISSING, f"{message}; the card shows a monogram", help),))
