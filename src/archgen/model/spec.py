"""Spec: a system as its author wrote it. These classes are the spec language: keys, shapes, descriptions.

A key that is a word of Python has a ``_`` behind it here (``in_``); a key without a default is required. The order of the keys
is the one in which `archgen fmt` writes them.
"""

# No `from __future__ import annotations`: the annotations are read (`archgen.model.shapes`).

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal

from archgen.diagnostics.diagnostic import Place
from archgen.model.kinds import LANES
from archgen.model.shapes import Anything, Choice, Flag, Listed, Mapped, Matched, Nested, Term, Text
from archgen.values import NamedTuple

FORMAT_VERSION = 1
SURE_WORDS = ("sure", "likely", "uncertain")
KUBERNETES_WORDS = ("required", "optional", "none", "unknown")

ADDRESS = Text(400)
NOTE = Text(160)
WORD = Text(60)
ICON = Text(200)
ID = Matched("id", "not_an_id", 60)
KIND = Term("kind")
COUNT = Matched("count", "not_a_count")

Name = Annotated[str, Text(80)]
Label = Annotated[str, Text(200)]
Note = Annotated[str, NOTE]
Word = Annotated[str, WORD]
Icon = Annotated[str, ICON]
Address = Annotated[str, ADDRESS]
CellText = Annotated[str, Text(400, stripped=False)]
Id = Annotated[str, ID]
Yes = Annotated[bool, Flag()]
Words = Annotated[tuple[str, ...], Listed(WORD)]
Keys = Annotated[tuple[str, ...], Listed(ADDRESS)]
KindName = Annotated[str, KIND]
Confidence = Annotated[Literal["sure", "likely", "uncertain"], Choice(SURE_WORDS)]
Kubernetes = Annotated[Literal["required", "optional", "none", "unknown"], Choice(KUBERNETES_WORDS)]
Kept = Annotated[Place, Anything()]

NOTHING: Mapping[str, Any] = MappingProxyType({})

CITED = "Keys of `sources` (or addresses) that say so."
CITED_OR_DEFAULT = f"{CITED} Default: the source `default`."
SURENESS = "How sure this is; uncertain is drawn with a question mark."


class Record(NamedTuple):
    """What a component holds: a table with columns and sample rows, or a list of objects."""

    table: Annotated[Name | None, "The table's name. Default: the id in title case."] = None
    columns: Annotated[Words, "The names of its columns."] = ()
    rows: Annotated[
        tuple[tuple[str, ...], ...],
        Listed(Listed(Text(200, 0, stripped=False), single=False), single=False),
        "Sample rows: a cell for each column, kept exactly.",
    ] = ()
    objects: Annotated[
        tuple[str, ...],
        Listed(Text(400, stripped=False)),
        "What it holds, where that is no table: files, interfaces, topics.",
    ] = ()


class Component(NamedTuple):
    """A part of the system: one card in a picture."""

    kind: Annotated[KindName, "The role it plays. Decides its lane, colour and glyph, the same in every picture."]
    name: Annotated[
        Name | None, "What stands on its card. Default: the id in title case (`nfs-server` is NFS Server)."
    ] = None
    also: Annotated[
        tuple[str, ...], Listed(KIND), "Further roles; kind decides the look, checks and queries see all of them."
    ] = ()
    technology: Annotated[
        Words, "What it is made with: one text, or a list. A known brand gives the card its icon."
    ] = ()
    icon: Annotated[
        Icon | None,
        "Its icon: a brand like redis, `diagrams:aws.storage.S3`, or a file like `./own.svg`. "
        "Default: its technology's, else its kind's glyph.",
    ] = None
    any_of: Annotated[Words, "Technologies of which one is chosen at deployment; drawn as choices on the card."] = ()
    ports: Annotated[
        tuple[int, ...], Listed(Matched("port", "not_a_port")), "Network ports it listens on, like `[5000]`."
    ] = ()
    note: Annotated[Note | None, "A few words more, in small type on the card."] = None
    alternative_to: Annotated[
        Id | None, 'The id of a component that this one can stand in for; the card says "or" and its name.'
    ] = None
    optional: Annotated[Yes, "yes: the system works without it; its card is dashed."] = False
    code: Annotated[
        Literal["open", "closed"] | None,
        Choice(("open", "closed")),
        "Whether its source code is open; closed gets a lock.",
    ] = None
    kubernetes: Annotated[Kubernetes | None, "Whether this component runs on Kubernetes; a small mark."] = None
    in_: Annotated[Id | None, "The id of the group it stands in."] = None
    lane: Annotated[str | None, Choice(LANES), "Moves an odd one to another lane than its kind's."] = None
    confidence: Annotated[Confidence, SURENESS] = "sure"
    sources: Annotated[Keys, CITED_OR_DEFAULT] = ()
    records: Annotated[
        Mapping[str, Record],
        Mapped(ID, Nested(Record), empty=False),
        "What it holds, by id; drawn inside the card in views that name them.",
    ] = NOTHING


class Group(NamedTuple):
    """A boundary around components and other groups."""

    name: Annotated[Name | None, "Its title. Default: the id in title case."] = None
    in_: Annotated[Id | None, "The id of the group around it."] = None
    kubernetes: Annotated[
        Kubernetes | None,
        "Whether it is a Kubernetes cluster or namespace: required is drawn solid, optional dashed, unknown dotted.",
    ] = None


class Flow(NamedTuple):
    """Data that goes from one component to another."""

    from_: Annotated[Id, "The id of the component (or group) it comes from."]
    to: Annotated[Id, "The id of the component (or group) it goes to."]
    place: Kept
    from_place: Kept
    to_place: Kept
    both: Annotated[Yes, "yes: it goes to and fro, as with the arrow `<->`."] = False
    label: Annotated[Label | None, "What flows, in a few words."] = None
    protocol: Annotated[Word | None, "How it flows: REST, SQL, gRPC... In the short form, after ` | `."] = None
    optional: Annotated[Yes, "yes: the system works without it; it is dashed."] = False
    id: Annotated[Id | None, "A name, where two flows join the same pair."] = None
    merge: Annotated[
        Yes, "no: it keeps a line of its own; else flows between the same two share one where a short label says all."
    ] = True
    confidence: Annotated[Confidence, SURENESS] = "sure"
    sources: Annotated[Keys, CITED_OR_DEFAULT] = ()


class Hint(NamedTuple):
    """Where a component (or a group, for the first four) should stand. Rows and columns are counted from 1, from the top left."""

    left_of: Annotated[tuple[str, ...], Listed(ID), "Ids of components or groups at whose left it stands."] = ()
    right_of: Annotated[tuple[str, ...], Listed(ID), "Ids of components or groups at whose right it stands."] = ()
    above: Annotated[tuple[str, ...], Listed(ID), "Ids of components or groups above which it stands."] = ()
    below: Annotated[tuple[str, ...], Listed(ID), "Ids of components or groups below which it stands."] = ()
    near: Annotated[
        tuple[str, ...],
        Listed(ID),
        "Ids of components near which it stands: at most one column away, and in the same lane at most one row.",
    ] = ()
    align: Annotated[
        tuple[str, ...],
        Listed(ID),
        "Ids of components with which it is in line: in the same row within a lane, else in the same column.",
    ] = ()
    column: Annotated[int | None, COUNT, "The column that it stands in."] = None
    row: Annotated[int | None, COUNT, "The row of its lane that it stands in."] = None


class Step(NamedTuple):
    """A step of a view: a flow, by its arrow or its id, and what happens."""

    place: Kept
    flow: Annotated[Id | None, "The id of the flow."] = None
    from_: Annotated[Id | None, "The id of the component it comes from."] = None
    to: Annotated[Id | None, "The id of the component it goes to."] = None
    label: Annotated[Label | None, "What happens, in a few words. Default: the flow's label."] = None


HINTS = Listed(Mapped(ID, Nested(Hint), empty=False), single=False, empty=True)


class View(NamedTuple):
    """One picture: all of the system, or a part of it."""

    title: Annotated[Name | None, "What stands under the system's name. Default: the id in title case."] = None
    include: Annotated[
        Words, "What to show: ids of components or groups, or `kind=...`, `group=...`, `technology=...`. Default: all."
    ] = ()
    exclude: Annotated[Words, "What to leave out, written as in `include`."] = ()
    collapse: Annotated[
        tuple[str, ...], Listed(ID), "Groups to draw as one card each; what flows to and from their members goes there."
    ] = ()
    focus: Annotated[
        Id | None, "A component or group: only it is shown, and what lies within so many flows of it as `depth` says."
    ] = None
    depth: Annotated[
        int | None, Matched("depth", "not_a_depth"), "How far around its focus a view goes. Default: 1."
    ] = None
    records: Annotated[Words, "Records to draw inside their cards, like `backend-store.runs`."] = ()
    steps: Annotated[
        tuple[Step, ...],
        Listed(Nested(Step), single=False),
        "Flows in their order, like `- client -> server: creates the run`; they stand out and are numbered.",
    ] = ()
    routing: Annotated[
        Literal["channels", "graphviz"],
        Choice(("channels", "graphviz")),
        "Who runs the flows around the cards: archgen's channel router, or Graphviz.",
    ] = "channels"
    hints: Annotated[
        tuple[Mapping[str, Hint], ...], HINTS, "Hints for this view alone, written as those of the spec."
    ] = ()
    max_columns: Annotated[
        int | None, COUNT, "The most columns of cards beside each other. Default: 4, and more where a group needs it."
    ] = None
    direction: Annotated[
        Literal["down", "right"],
        Choice(("down", "right")),
        "Which way the lanes follow each other: from top to bottom, or from left to right.",
    ] = "down"
    bundle: Annotated[
        Yes, "yes: flows that meet a card on the same side and look alike there share their last stretch, like a trunk."
    ] = False
    layout: Annotated[
        Literal["grid", "dot"],
        Choice(("grid", "dot")),
        "Where cards stand: on a grid with rows for each lane, or (for what is large) where Graphviz's dot puts them.",
    ] = "grid"


class Correction(NamedTuple):
    """What a fact's value should have been, and who says so."""

    value: Annotated[CellText, "The corrected text."]
    sources: Annotated[Keys, CITED]


class Ignore(NamedTuple):
    """A check that this spec breaks on purpose."""

    rule: Annotated[Address, "The check's code, like AG401, or the id of a rule of the project file."]
    reason: Annotated[Note, "Why it is right to break it here."]


class Fact(NamedTuple):
    """A value of the comparison; a plain text is its `value`."""

    value: Annotated[CellText, "The text of the cell, exactly; `unknown`, `none` and `blank` have a meaning in tables."]
    note: Annotated[Note | None, "Stands in parentheses behind the value."] = None
    confidence: Annotated[Confidence, "How sure this is; uncertain prints a question mark."] = "sure"
    sources: Annotated[Keys, CITED_OR_DEFAULT] = ()
    corrected: Annotated[
        Correction | None, Nested(Correction), "What the value should have been; pictures and checks use it."
    ] = None


class Spec(NamedTuple):
    """One system: its components, how data flows between them, and the facts that compare it with others."""

    archgen: Annotated[str, Matched("version", "unknown_version"), "The version of the format: 1."]
    name: Annotated[Name, "The system's name, as it stands above its pictures."]
    components: Annotated[
        Mapping[str, Component], Mapped(ID, Nested(Component), empty=False), "The parts of the system, by id."
    ]
    title: Annotated[Name | None, "Its label in tables. Default: the name."] = None
    extends: Annotated[
        Id | None,
        "The name of a spec that this one builds on: same folder, then the catalogue. `key: null` removes.",
    ] = None
    homepage: Annotated[Address | None, "Where the system is at home on the web; stands in the footer."] = None
    as_of: Annotated[
        date | None,
        Matched("day", "not_a_day"),
        "The day for which picture and facts hold, like 2020-12-13; stands in the footer.",
    ] = None
    kubernetes: Annotated[Kubernetes | None, "Whether the system needs Kubernetes."] = None
    sources: Annotated[
        Mapping[str, str],
        Mapped(Anything(), ADDRESS),
        "Where what is said here is written, by key; `default` serves items that cite none.",
    ] = NOTHING
    ignore: Annotated[
        tuple[Ignore, ...],
        Listed(Nested(Ignore), single=False, empty=True),
        "Checks that this spec breaks on purpose: `[{rule: AG401, reason: why}]`; without a reason it is an error.",
    ] = ()
    absent: Annotated[
        Mapping[str, str],
        Mapped(KIND, NOTE),
        "What the system lacks, by kind, in words: `{server: No server}`; drawn as a ghost.",
    ] = NOTHING
    unpublished: Annotated[
        tuple[str, ...],
        Listed(KIND, empty=True),
        "Kinds of components that the vendor says nothing about, like `[metadata-db]`; drawn as ghosts.",
    ] = ()
    groups: Annotated[
        Mapping[str, Group],
        Mapped(ID, Nested(Group, empty=True)),
        "Boundaries around components, by id; a group may be `in` another.",
    ] = NOTHING
    flows: Annotated[
        tuple[Flow, ...],
        Listed(Nested(Flow), single=False),
        "How data flows: `- client -> server: label | PROTOCOL`, with further keys of the flow below it.",
    ] = ()
    hints: Annotated[
        tuple[Mapping[str, Hint], ...],
        HINTS,
        "Where components should stand, like `[{web-ui: {left_of: registry}}]`; obeyed, or refused with the reason.",
    ] = ()
    views: Annotated[
        Mapping[str, View],
        Mapped(ID, Nested(View, empty=True)),
        "The pictures, by id. Default: one, called architecture, that shows everything.",
    ] = NOTHING
    facts: Annotated[
        Mapping[str, Fact],
        Mapped(Anything(), Nested(Fact)),
        "Values of the comparison, by key.",
    ] = NOTHING
