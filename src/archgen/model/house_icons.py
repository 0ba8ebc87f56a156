"""The icons that a project file gives to technologies."""

from __future__ import annotations

from archgen.model.project import Project
from archgen.model.words import find_word


def find_house_icon(technology: tuple[str, ...], project: Project) -> str | None:
    """What stands for the icon of a component's only technology: that of its entry in the project file, or the entry's name.

    None where the project file does not speak of it.
    """
    if len(technology) != 1:
        return None
    named = [(name, own) for own in project.technologies for name in (own.name, *own.aliases)]
    found = [
        (place, -len(name), own.icon or own.name)
        for name, own in named
        if (place := find_word(technology[0], name)) is not None
    ]
    return min(found)[2] if found else None
