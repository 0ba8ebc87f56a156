"""What a project file says of technologies."""

from __future__ import annotations

from archgen.model.project import OwnTechnology, Project
from archgen.model.words import find_word


def find_house_technology(technology: tuple[str, ...], project: Project) -> OwnTechnology | None:
    """The entry of the project file that speaks of a component's only technology; None where there is none."""
    if len(technology) != 1:
        return None
    named = [(name, own) for own in project.technologies for name in (own.name, *own.aliases)]
    found = [
        (place, -len(name), index)
        for index, (name, _) in enumerate(named)
        if (place := find_word(technology[0], name)) is not None
    ]
    return named[min(found)[2]][1] if found else None
