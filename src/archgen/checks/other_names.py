"""AG410: a technology that goes by another of its names."""

from __future__ import annotations

from collections.abc import Iterator

from archgen.diagnostics.diagnostic import Finding, Place
from archgen.model.architecture import Architecture
from archgen.model.technologies import find_name, list_namings
from archgen.model.words import find_word


def find_other_names(architecture: Architecture) -> Iterator[Finding]:
    """A text that names a technology by an alias ("Postgres"), or spells its name in another way ("postgreSQL")."""
    for place, text in list_technologies(architecture):
        better = rename(text, architecture)
        if better != text:
            help = f"write `{better}`: the same technology has the same name in every picture"
            yield Finding("AG410", f"`{text}` is written `{better}`", place, help=help)


def list_technologies(architecture: Architecture) -> Iterator[tuple[Place, str]]:
    """Every technology of the components, and where it is written."""
    for component in architecture.components:
        for key, texts in (("technology", component.technology), ("any_of", component.any_of)):
            yield from ((Place((*component.path, key, index)), text) for index, text in enumerate(texts))


def rename(text: str, architecture: Architecture) -> str:
    """The text with the names that its technologies have."""
    own = architecture.technologies
    if (name := find_name(text, own)) is not None:
        return name
    for naming in reversed(list_namings(text, own)):
        if (
            find_word(naming.name, naming.word) is not None
        ):  # of a longer text, S3 may be the protocol as well as Amazon's store
            continue
        text = f"{text[: naming.start]}{naming.name}{text[naming.start + len(naming.word) :]}"
    return text
