"""Fetches the icons that a spec asks for, from wherever they are; what comes after reads nothing from the world."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.style.icons.ask import ask_icon
from archgen.values import NamedTuple

if TYPE_CHECKING:
    from pathlib import Path as FilePath

    from archgen.model.architecture import Architecture, Component
    from archgen.model.project import Project
    from archgen.style.icons.found import Found


class Fetched(NamedTuple):
    """An architecture whose components have their icons, and what there is to tell of them: in the spec, in the project file."""

    architecture: Architecture
    in_spec: list[Finding]
    in_project: list[Finding]


def fetch_icons(architecture: Architecture, folders: Mapping[str, FilePath], house: FilePath) -> Fetched:
    """The icons of an architecture.

    ``folders`` says in which folder each component's was asked for, ``house`` is that of the project file.
    """
    ask = cache(ask_icon)
    components: list[Component] = []
    in_spec: list[Finding] = []
    in_project: list[Finding] = []
    for component in architecture.components:
        if component.icon is not None:
            found = ask(component.icon, folders[component.id])
            in_spec += _place(found, (*component.path, "icon"))
        elif component.house and component.house.icon is not None:
            found = ask(component.house.icon, house)
            in_project += _place(found, ("technologies", component.house.name, "icon"))
        else:
            components.append(component)
            continue
        components.append(component._replace(symbol=found.symbol, artwork=found.artwork))
    return Fetched(architecture._replace(components=tuple(components)), in_spec, in_project)


def check_house_icons(project: Project, house: FilePath) -> list[Finding]:
    """What there is to tell of the icons of a project file, whether a spec uses them or not."""
    asked = [(own.name, own.icon) for own in project.technologies if own.icon is not None]
    return [
        finding for name, icon in asked for finding in _place(ask_icon(icon, house), ("technologies", name, "icon"))
    ]


def _place(found: Found, path: Path) -> list[Finding]:
    return [Finding(problem.code, problem.message, Place(path), help=problem.help) for problem in found.problems]
