"""Neutral: greys with one accent for what the system itself is made of. A start for a house style: change the accent."""

from __future__ import annotations

from archgen.style.palettes import Palette

ACCENT_LIGHT, ACCENT_DARK = "#1d4f91", "#8ab4f0"
QUIET_LIGHT, QUIET_DARK = "#54606e", "#a4b0be"
# The lanes that are the system's own stand in the accent, what is around it in grey.
ACCENTED = (
    "ui",
    "gateway",
    "server",
    "registry",
    "scheduler",
    "controller",
    "orchestrator",
    "metadata-db",
    "artifact-store",
)
QUIET = ("user", "client", "notebook", "worker", "queue", "cache", "search", "vcs", "external", "monitoring")

LIGHT = Palette(
    plate="#ffffff",
    plate_edge="#d9dde2",
    card="#ffffff",
    group="#f5f6f8",
    group_edge="#a9b2bd",
    lane="#e8ebee",
    text="#1b222b",
    muted="#55606d",
    flow="#6a7683",
    chip="#f5f6f8",
    chip_edge="#d0d6dd",
    kinds={**dict.fromkeys(ACCENTED, ACCENT_LIGHT), **dict.fromkeys(QUIET, QUIET_LIGHT)},
    links=("#1d4f91", "#8a5a12", "#2c6e49", "#7a3b78", "#226b74", "#6b5d1f", "#97324a", "#54606e"),
)

DARK = Palette(
    plate="#101418",
    plate_edge="#2d343c",
    card="#1a2027",
    group="#151a20",
    group_edge="#4b5663",
    lane="#1d232a",
    text="#e9edf2",
    muted="#a6b1bd",
    flow="#8b98a6",
    chip="#20272f",
    chip_edge="#38424d",
    kinds={**dict.fromkeys(ACCENTED, ACCENT_DARK), **dict.fromkeys(QUIET, QUIET_DARK)},
    links=("#8ab4f0", "#e0b36a", "#86c9a1", "#d29ad0", "#7cc4cd", "#cfc07a", "#ea96aa", "#a4b0be"),
)
