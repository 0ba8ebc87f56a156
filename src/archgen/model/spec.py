"""Spec: a system as its author wrote it. These models are the spec language, and its JSON Schema is made from them."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from archgen.diagnostics.diagnostic import Place
from archgen.model.kinds import KINDS, LANES

FORMAT_VERSION = 1
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
MOST_ID_CHARACTERS = 60
TRUE_WORDS = frozenset({"yes", "true"})
FALSE_WORDS = frozenset({"no", "false"})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
PORT = re.compile(r"[0-9]{1,5}")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def _read_flag(value: Any) -> Any:
    """Yes and no as people write them."""
    word = value.lower() if isinstance(value, str) else ""
    if word in TRUE_WORDS or value is True:
        return True
    if word in FALSE_WORDS or value is False:
        return False
    raise PydanticCustomError("yes_or_no", "yes or no")


def _refuse_control_characters(value: Any) -> Any:
    if isinstance(value, str) and (match := CONTROL.search(value)):
        raise PydanticCustomError("control_character", "U+{code}", {"code": f"{ord(match.group()):04X}"})
    return value


def _read_list(value: Any) -> Any:
    """One text is a list of one."""
    return [value] if isinstance(value, str) else value


def _check_kind(value: Any) -> Any:
    if isinstance(value, str) and value not in KINDS:
        raise PydanticCustomError("unknown_kind", "unknown kind")
    return value


def _check_id(value: Any) -> Any:
    if isinstance(value, str) and not (re.fullmatch(ID_PATTERN, value) and len(value) <= MOST_ID_CHARACTERS):
        raise PydanticCustomError("not_an_id", "not an id")
    return value


def _check_version(value: Any) -> Any:
    if value != str(FORMAT_VERSION):
        raise PydanticCustomError("unknown_version", "unknown version")
    return value


def _empty_mapping(value: Any) -> Any:
    """A key without a value is a mapping without keys."""
    return {} if value is None else value


def _empty_list(value: Any) -> Any:
    """A key without a value is a list without items."""
    return [] if value is None else value


def _read_day(value: Any) -> Any:
    """A day as ISO 8601 writes it; Pydantic alone would also take seconds since 1970."""
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("not_a_day", "not a day")


def _read_port(value: Any) -> Any:
    """Digits only; Pydantic alone would also take 5_000 and 80.0."""
    if isinstance(value, str) and PORT.fullmatch(value):
        return int(value)
    raise PydanticCustomError("not_a_port", "not a port")


Readable = BeforeValidator(_refuse_control_characters)


Flag = Annotated[bool, BeforeValidator(_read_flag)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80), Readable]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), Readable]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160), Readable]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), Readable]
Address = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400), Readable]
RecordCell = Annotated[str, StringConstraints(max_length=200), Readable]
CellText = Annotated[str, StringConstraints(min_length=1, max_length=400), Readable]
KindName = Annotated[str, BeforeValidator(_check_kind), Field(json_schema_extra={"enum": list(KINDS)})]
Id = Annotated[str, BeforeValidator(_check_id), Field(pattern=f"^{ID_PATTERN}$", max_length=MOST_ID_CHARACTERS)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_read_list)]
Keys = Annotated[tuple[Address, ...], BeforeValidator(_read_list)]
Port = Annotated[int, Field(ge=1, le=65535), BeforeValidator(_read_port)]
Day = Annotated[date, BeforeValidator(_read_day)]
Ports = Annotated[tuple[Port, ...], BeforeValidator(_read_list)]
Confidence = Literal["sure", "likely", "uncertain"]
Kubernetes = Literal["required", "optional", "none", "unknown"]
Lane = Annotated[str, Field(json_schema_extra={"enum": list(LANES)})]


class _Authored(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Record(_Authored):
    """What a component holds: a table with columns and sample rows, or a list of objects."""

    table: Name | None = Field(None, description="The table's name. Default: the id in title case.")
    columns: Annotated[tuple[Word, ...], BeforeValidator(_read_list)] = Field(
        (), description="The names of its columns."
    )
    rows: tuple[tuple[RecordCell, ...], ...] = Field(
        (), description="Sample rows: a cell for each column, kept exactly."
    )
    objects: Annotated[tuple[CellText, ...], BeforeValidator(_read_list)] = Field(
        (), description="What it holds, where that is no table: files, interfaces, topics."
    )


class Component(_Authored):
    """A part of the system: one card in a picture."""

    kind: KindName = Field(
        description="The role it plays. Decides its lane, colour and glyph, the same in every picture."
    )
    name: Name | None = Field(None, description="What stands on its card. Default: the id in title case.")
    technology: Words = Field(
        (), description="What it is made with: one text, or a list. A known brand gives the card its icon."
    )
    icon: Word | None = Field(
        None,
        description="A brand for its icon, by name or slug, like redis. Default: its technology's, else its kind's glyph.",
    )
    any_of: Words = Field(
        (), description="Technologies of which one is chosen at deployment; drawn as choices on the card."
    )
    ports: Ports = Field((), description="Network ports it listens on.")
    note: Note | None = Field(None, description="A few words more, in small type on the card.")
    optional: Flag = Field(False, description="yes: the system works without it; its card is dashed.")
    alternative_to: Id | None = Field(None, description="The id of a component that this one can stand in for.")
    code: Literal["open", "closed"] | None = Field(
        None, description="Whether its source code is open; closed gets a lock."
    )
    also: Annotated[tuple[KindName, ...], BeforeValidator(_read_list)] = Field(
        (), description="Further roles; kind decides the look, checks and queries see all of them."
    )
    kubernetes: Kubernetes | None = Field(None, description="Whether this component runs on Kubernetes; a small mark.")
    in_: Id | None = Field(None, alias="in", description="The id of the group it stands in.")
    records: dict[Id, Record] = Field(
        default_factory=dict, description="What it holds, by id; drawn inside the card in views that name them."
    )
    lane: Literal["people", "clients", "access", "services", "execution", "data", "outside"] | None = Field(
        None, description="Moves an odd one to another lane than its kind's."
    )
    confidence: Confidence = Field("sure", description="How sure this is; uncertain is drawn with a question mark.")
    sources: Keys = Field(
        (), description="Keys of `sources` (or addresses) that say so. Default: the source `default`."
    )


class Group(_Authored):
    """A boundary around components and other groups."""

    name: Name | None = Field(None, description="Its title. Default: the id in title case.")
    in_: Id | None = Field(None, alias="in", description="The id of the group around it.")
    kubernetes: Kubernetes | None = Field(
        None, description="Whether it is a Kubernetes cluster or namespace: solid when required, dashed when optional."
    )


class Flow(_Authored):
    """Data that goes from one component to another."""

    from_: Id = Field(alias="from", description="The id of the component it comes from.")
    to: Id = Field(description="The id of the component it goes to.")
    both: Flag = Field(False, description="yes: it goes to and fro, as with the arrow <->.")
    label: Label | None = Field(None, description="What flows, in a few words.")
    protocol: Word | None = Field(None, description="How it flows: REST, SQL, gRPC... In the short form, after ` | `.")
    optional: Flag = Field(False, description="yes: the system works without it; it is dashed.")
    id: Id | None = Field(None, description="A name, where two flows join the same pair.")
    confidence: Confidence = Field("sure", description="How sure this is; uncertain is drawn with a question mark.")
    sources: Keys = Field(
        (), description="Keys of `sources` (or addresses) that say so. Default: the source `default`."
    )
    place: SkipJsonSchema[Place] = Field(exclude=True)
    from_place: SkipJsonSchema[Place] = Field(exclude=True)
    to_place: SkipJsonSchema[Place] = Field(exclude=True)


class Step(_Authored):
    """A step of a view: a flow, by its arrow or its id, and what happens."""

    flow: Id | None = Field(None, description="The id of the flow.")
    from_: Id | None = Field(None, alias="from", description="The id of the component it comes from.")
    to: Id | None = Field(None, description="The id of the component it goes to.")
    label: Label | None = Field(None, description="What happens, in a few words. Default: the flow's label.")
    place: SkipJsonSchema[Place] = Field(exclude=True)


class View(_Authored):
    """One picture: all of the system, or a part of it."""

    title: Name | None = Field(None, description="What stands under the system's name. Default: the id in title case.")
    include: Words = Field(
        (),
        description="What to show: ids of components or groups, or kind=..., group=..., technology=... Default: all.",
    )
    exclude: Words = Field((), description="What to leave out, written as in `include`.")
    records: Words = Field((), description="Records to draw inside their cards, like `backend-store.runs`.")
    steps: tuple[Step, ...] = Field(
        (),
        description="Flows in their order, like `- client -> server: creates the run`; they stand out and are numbered.",
    )
    routing: Literal["channels", "graphviz"] = Field(
        "channels", description="Who runs the flows around the cards: archgen's channel router, or Graphviz."
    )


class Correction(_Authored):
    """What a fact's value should have been, and who says so."""

    value: CellText = Field(description="The corrected text.")
    sources: Keys = Field(description="Keys of `sources` (or addresses) that say so.")


class Ignore(_Authored):
    """A check that this spec breaks on purpose."""

    rule: Address = Field(description="The check's code, like AG401.")
    reason: Note = Field(description="Why it is right to break it here.")


class Fact(_Authored):
    """A value of the comparison; a plain text is its `value`."""

    value: CellText = Field(
        description="The text of the cell, exactly; `unknown`, `none` and `blank` have a meaning in tables."
    )
    note: Note | None = Field(None, description="Stands in parentheses behind the value.")
    confidence: Confidence = Field("sure", description="How sure this is; uncertain prints a question mark.")
    sources: Keys = Field(
        (), description="Keys of `sources` (or addresses) that say so. Default: the source `default`."
    )
    corrected: Correction | None = Field(
        None, description="What the value should have been; pictures and checks use it."
    )


class Spec(_Authored):
    """One system: its components, how data flows between them, and the facts that compare it with others."""

    archgen: Annotated[str, BeforeValidator(_check_version)] = Field(description="The version of the format: 1.")
    name: Name = Field(description="The system's name, as it stands above its pictures.")
    title: Name | None = Field(None, description="Its label in tables. Default: the name.")
    extends: Id | None = Field(
        None,
        description="The name of a spec that this one builds on: same folder, then the catalogue. `key: null` removes.",
    )
    homepage: Address | None = Field(None, description="Where the system is at home on the web.")
    as_of: Day | None = Field(None, description="The day for which picture and facts hold, like 2020-12-13.")
    kubernetes: Kubernetes | None = Field(None, description="Whether the system needs Kubernetes.")
    sources: Annotated[dict[str, Address], BeforeValidator(_empty_mapping)] = Field(
        default_factory=dict,
        description="Where what is said here is written, by key; `default` serves items that cite none.",
    )
    components: dict[Id, Component] = Field(description="The parts of the system, by id.")
    absent: Annotated[dict[KindName, Note], BeforeValidator(_empty_mapping)] = Field(
        default_factory=dict,
        description="What the system lacks, by kind, in words: `{server: No server}`; drawn as a ghost.",
    )
    unpublished: Annotated[tuple[KindName, ...], BeforeValidator(_empty_list), BeforeValidator(_read_list)] = Field(
        (), description="Kinds of components that the vendor does not publish anything about; drawn as ghosts."
    )
    ignore: Annotated[tuple[Ignore, ...], BeforeValidator(_empty_list)] = Field(
        (), description="Checks that this spec breaks on purpose, each with its reason."
    )
    groups: Annotated[dict[Id, Annotated[Group, BeforeValidator(_empty_mapping)]], BeforeValidator(_empty_mapping)] = (
        Field(default_factory=dict, description="Boundaries around components, by id; a group may be `in` another.")
    )
    flows: tuple[Flow, ...] = Field(
        (),
        description="How data flows: `- client -> server: label | PROTOCOL`, with further keys of the flow below it.",
    )
    views: Annotated[dict[Id, Annotated[View, BeforeValidator(_empty_mapping)]], BeforeValidator(_empty_mapping)] = (
        Field(
            default_factory=dict,
            description="The pictures, by id. Default: one, called architecture, that shows everything.",
        )
    )
    facts: Annotated[dict[str, Fact], BeforeValidator(_empty_mapping)] = Field(
        default_factory=dict, description="Values of the comparison, by key."
    )
