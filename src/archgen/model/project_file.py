"""ProjectFile: what belongs to a whole catalogue, as its author wrote it in ``archgen.yaml``: keys, shapes, descriptions.

Defined like the spec language in `archgen.model.spec`.
"""

# No `from __future__ import annotations`: the annotations are read (`archgen.model.shapes`).

from collections.abc import Mapping
from typing import Annotated, Literal

from archgen.model.shapes import Anything, Choice, Listed, Mapped, Matched, Nested, Text
from archgen.model.spec import ADDRESS, ID, NOTHING, WORD, Icon, KindName, Name, Note, Word, Words
from archgen.values import NamedTuple

PALETTE_WORDS = ("default", "neutral", "contrast")
FIELD_WORDS = ("name", "title", "homepage", "as_of", "kubernetes")

COLOUR = Matched("colour", "not_a_colour")

KIND_WORD = Text(60)  # that it is a kind of the catalogue is seen when the file is resolved
ASKED = Mapped(Anything(), Listed(WORD))

Colour = Annotated[str, COLOUR]
Asked = Mapping[str, tuple[str, ...]]
Folder = Annotated[str, ADDRESS]


class OwnKind(NamedTuple):
    """A kind of one's own; a plain text is its `like`."""

    like: Annotated[KindName, "The built-in kind whose lane, colour and glyph it has."]
    label: Annotated[Name | None, "Its word in legends. Default: the id in title case."] = None
    meaning: Annotated[Note | None, "What it means, in a few words."] = None


class OwnTechnology(NamedTuple):
    """A technology that archgen does not know, or more names and another icon for one that it knows."""

    aliases: Annotated[Words, "Other names that specs have for it; `archgen check` tells them to write this one."] = ()
    icon: Annotated[
        Icon | None,
        "Its icon: a brand like redis, `diagrams:aws.storage.S3`, or a file like `./own.svg`, beside this file or below. "
        "Default: its own, where known.",
    ] = None


class Tokens(NamedTuple):
    """Colours by the role they play, each as `"#rrggbb"`; those not given are the theme's."""

    plate: Annotated[Colour, "The ground of the whole picture."] = ""
    plate_edge: Annotated[Colour, "The line around the picture."] = ""
    card: Annotated[Colour, "The ground of cards."] = ""
    group: Annotated[Colour, "The ground of groups."] = ""
    group_edge: Annotated[Colour, "The line around groups."] = ""
    lane: Annotated[Colour, "The lines between lanes."] = ""
    text: Annotated[Colour, "Names and labels."] = ""
    muted: Annotated[Colour, "Technologies, notes, legend, footer."] = ""
    flow: Annotated[Colour, "The arrows."] = ""
    chip: Annotated[Colour, "The ground of choices."] = ""
    chip_edge: Annotated[Colour, "The line around choices, and in tables."] = ""
    kinds: Annotated[Mapping[str, str], Mapped(ID, COLOUR), "The colours of kinds, by kind."] = NOTHING


class OwnTheme(NamedTuple):
    """The look of the catalogue's pictures; a plain text is its `like`."""

    like: Annotated[
        Literal["default", "neutral", "contrast"], Choice(PALETTE_WORDS), "The theme that it starts from."
    ] = "default"
    light: Annotated[Tokens, Nested(Tokens, empty=True), "Colours on light pages."] = Tokens()
    dark: Annotated[Tokens, Nested(Tokens, empty=True), "Colours on dark pages."] = Tokens()


class Column(NamedTuple):
    """A column of a table; a plain text is its `key`."""

    key: Annotated[Word, "The key of the fact that it shows."]
    label: Annotated[Name | None, "Its heading. Default: the key in title case."] = None
    values: Annotated[Words, "The values that a fact may have here. Default: any."] = ()
    from_: Annotated[str | None, Choice(FIELD_WORDS), "A key of the spec that it shows, instead of a fact."] = None


class Table(NamedTuple):
    """A table that compares systems."""

    title: Annotated[Name, "Its title."]
    columns: Annotated[tuple[Column, ...], Listed(Nested(Column), single=False), "Its columns, from left to right."]
    where: Annotated[
        Asked, ASKED, "Which systems it shows, like `{fact.edition: free}`; all of it must hold. Default: all systems."
    ] = NOTHING
    order: Annotated[
        tuple[str, ...], Listed(ID), "The systems in their order; others follow by name. Default: all by name."
    ] = ()


class Rule(NamedTuple):
    """A rule that the facts and the picture of each system keep."""

    when: Annotated[
        Asked,
        ASKED,
        "Where it holds, like `{fact.server_source: No server}`; all of it must be so. Default: everywhere.",
    ] = NOTHING
    unless: Annotated[Asked, ASKED, "Where it does not hold, written as `when`. Default: nowhere."] = NOTHING
    has: Annotated[Asked, ASKED, "What there must be, like `{from: client, to: artifact-store}`."] = NOTHING
    lacks: Annotated[Asked, ASKED, "What there must not be, like `{kind: server}`."] = NOTHING
    names: Annotated[
        Mapping[str, str],
        Mapped(Anything(), KIND_WORD),
        "A fact, and the kind of component whose technologies it names: `{fact.metadata_db: metadata-db}`; each that one of "
        "the two names, the other must, unless the fact says `etc`.",
    ] = NOTHING
    because: Annotated[Note | None, "Why, in a few words; stands in the help."] = None


class ProjectFile(NamedTuple):
    """What belongs to a whole catalogue: folders, kinds and technologies of its own, its look, its comparison."""

    archgen: Annotated[str, Matched("version", "unknown_version"), "The version of the format: 1."]
    specs: Annotated[
        Folder | None, "The folder of the specs, beside this file. Default: specs, else the folder of this file."
    ] = None
    output: Annotated[
        Folder | None, "The folder for pictures, beside this file. Default: output, where archgen is run."
    ] = None
    theme: Annotated[OwnTheme, Nested(OwnTheme, empty=True), "The look of the pictures."] = OwnTheme()
    kinds: Annotated[
        Mapping[str, OwnKind],
        Mapped(ID, Nested(OwnKind)),
        "Kinds of one's own, by id, like `feature-store: metadata-db`.",
    ] = NOTHING
    technologies: Annotated[
        Mapping[str, OwnTechnology],
        Mapped(WORD, Nested(OwnTechnology, empty=True)),
        "Technologies by name, with their other names and their icons.",
    ] = NOTHING
    rules: Annotated[
        Mapping[str, Rule],
        Mapped(ID, Nested(Rule)),
        "What `archgen check` compares the picture of each system with: rules by id.",
    ] = NOTHING
    tables: Annotated[
        tuple[Table, ...],
        Listed(Nested(Table), single=False, empty=True),
        "The comparison: its tables, in their order.",
    ] = ()
