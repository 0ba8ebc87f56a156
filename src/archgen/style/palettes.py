"""The colours of a picture: one palette for light pages, one for dark ones, and the themes made of them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from archgen.style.colour import ensure_contrast, mix

GRAPHIC_CONTRAST = 3.0
TINT_SHARE = 0.12
LINK_SHARE = 0.16
LINK_COUNT = 8

ThemeName = Literal["adaptive", "light", "dark"]


class Palette(NamedTuple):
    """Colours by the role they play; ``kinds`` gives each kind of component its own."""

    plate: str
    plate_edge: str
    card: str
    group: str
    group_edge: str
    lane: str
    text: str
    muted: str
    flow: str
    chip: str
    chip_edge: str
    kinds: dict[str, str]
    links: tuple[str, ...]

    def tint(self, kind: str) -> str:
        """The ground behind a kind's icon."""
        return mix(self.card, self.kinds[kind], TINT_SHARE)

    def link_edge(self, number: int) -> str:
        """The edge of the ground behind a value that links records."""
        return self.links[number % LINK_COUNT]

    def link_ground(self, number: int) -> str:
        """The ground behind a value that links records."""
        return mix(self.card, self.link_edge(number), LINK_SHARE)

    def brand(self, colour: str, kind: str) -> str:
        """A brand's colour, mixed towards the text where it would not stand out on the kind's tint."""
        return ensure_contrast(colour, self.tint(kind), self.text, GRAPHIC_CONTRAST)

    def plate_brand(self, colour: str) -> str:
        """A brand's colour on the plate, in the heading."""
        return ensure_contrast(colour, self.plate, self.text, GRAPHIC_CONTRAST)


class Theme(NamedTuple):
    """What a picture is drawn with: ``base`` always, ``dark`` where the reader's page is dark."""

    name: ThemeName
    base: Palette
    dark: Palette | None = None


LIGHT = Palette(
    plate="#ffffff",
    plate_edge="#dfe5ee",
    card="#ffffff",
    group="#f4f7fb",
    group_edge="#b3bfcf",
    lane="#e9eef5",
    text="#0f1b2d",
    muted="#536277",
    flow="#6b7a90",
    chip="#f4f7fb",
    chip_edge="#d3dbe6",
    kinds={
        "user": "#475569",
        "client": "#0369a1",
        "notebook": "#0e7490",
        "ui": "#4338ca",
        "gateway": "#5b5bd6",
        "server": "#7c3aed",
        "registry": "#a21caf",
        "scheduler": "#9333ea",
        "controller": "#86339b",
        "orchestrator": "#6d28d9",
        "worker": "#be123c",
        "queue": "#c2255c",
        "metadata-db": "#047857",
        "artifact-store": "#b45309",
        "cache": "#c2410c",
        "search": "#0f766e",
        "vcs": "#4d7c0f",
        "external": "#52606d",
        "monitoring": "#5f5a52",
    },
    links=("#2563eb", "#c2410c", "#15803d", "#a21caf", "#0e7490", "#a16207", "#be123c", "#4d5a6e"),
)

DARK = Palette(
    plate="#0e141d",
    plate_edge="#2a3443",
    card="#182130",
    group="#131b27",
    group_edge="#46566c",
    lane="#1b2431",
    text="#e8eef6",
    muted="#a3b0c2",
    flow="#8a9bb2",
    chip="#1f2a3a",
    chip_edge="#35445a",
    kinds={
        "user": "#a3b3c7",
        "client": "#38bdf8",
        "notebook": "#22d3ee",
        "ui": "#8b93f8",
        "gateway": "#a0a0f5",
        "server": "#a78bfa",
        "registry": "#e879f9",
        "scheduler": "#c084fc",
        "controller": "#d08ae0",
        "orchestrator": "#b794f6",
        "worker": "#fb7185",
        "queue": "#f783ac",
        "metadata-db": "#34d399",
        "artifact-store": "#fbb040",
        "cache": "#fb923c",
        "search": "#2dd4bf",
        "vcs": "#a3d94a",
        "external": "#a5b1bf",
        "monitoring": "#b8b0a4",
    },
    links=("#60a5fa", "#fb923c", "#4ade80", "#e879f9", "#22d3ee", "#facc15", "#fb7185", "#a3b0c2"),
)

THEMES: dict[ThemeName, Theme] = {
    "adaptive": Theme("adaptive", LIGHT, DARK),
    "light": Theme("light", LIGHT),
    "dark": Theme("dark", DARK),
}
