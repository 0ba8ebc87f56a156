"""A ProjectFile becomes a Project, with every reference checked and every default filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.model.asking import build_conditions, check_conditions, resolve_rules
from archgen.model.kinds import GROUP, KINDS, Kind
from archgen.model.known_kinds import explain_unknown_kind
from archgen.model.naming import title_case
from archgen.model.project import Column, House, OwnTechnology, Project, Table

if TYPE_CHECKING:
    from archgen.model import project_file as authored


def resolve_project(file: authored.ProjectFile) -> tuple[Project, list[Finding]]:
    """The project, and everything in it that leads nowhere; the project is without those."""
    kinds = {**KINDS, **{id: _build_kind(id, kind) for id, kind in file.kinds.items() if kind.like in KINDS}}
    findings = [*_check_kinds(file), *_check_colours(file, kinds), *_check_names(file), *_check_tables(file, kinds)]
    rules, broken_rules = resolve_rules(file.rules, kinds)
    findings += broken_rules
    project = Project(
        specs=file.specs,
        output=file.output,
        house=_build_house(file, kinds),
        kinds=kinds,
        technologies=tuple(OwnTechnology(name, own.aliases, own.icon) for name, own in file.technologies.items()),
        tables=tuple(_build_table(table, kinds) for table in file.tables),
        rules=rules,
    )
    return project, findings


def _build_kind(id: str, own: authored.OwnKind) -> Kind:
    like = KINDS[own.like]
    return Kind(like.lane, own.label or title_case(id), own.meaning or like.meaning)


def _build_house(file: authored.ProjectFile, kinds: Mapping[str, Kind]) -> House:
    theme = file.theme
    return House(
        like=theme.like,
        light=_pick_colours(theme.light),
        dark=_pick_colours(theme.dark),
        light_kinds={kind: colour for kind, colour in theme.light.kinds.items() if kind in kinds},
        dark_kinds={kind: colour for kind, colour in theme.dark.kinds.items() if kind in kinds},
        looks={id: own.like for id, own in file.kinds.items() if own.like in KINDS and id not in KINDS},
    )


def _pick_colours(tokens: authored.Tokens) -> dict[str, str]:
    return {name: colour for name, colour in tokens._asdict().items() if name != "kinds" and colour}


def _build_table(table: authored.Table, kinds: Mapping[str, Kind]) -> Table:
    columns = (Column(c.key, c.label or title_case(c.key.replace("_", "-")), c.values, c.from_) for c in table.columns)
    return Table(table.title, build_conditions(table.where, kinds), table.order, tuple(columns))


def _check_kinds(file: authored.ProjectFile) -> Iterator[Finding]:
    for id, own in file.kinds.items():
        if id in KINDS or id == GROUP:
            help = "a kind means the same everywhere: choose another id"
            yield Finding("AG312", f"the kind `{id}` is built in", Place(("kinds", id), "key"), help=help)
        if own.like not in KINDS:
            yield explain_unknown_kind(own.like, KINDS, Place(("kinds", id, "like")))


def _check_colours(file: authored.ProjectFile, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    for side, tokens in (("light", file.theme.light), ("dark", file.theme.dark)):
        for kind in tokens.kinds:
            if kind not in kinds and kind not in file.kinds:
                yield explain_unknown_kind(kind, kinds, Place(("theme", side, "kinds", kind), "key"))


def _check_names(file: authored.ProjectFile) -> Iterator[Finding]:
    """Names that two technologies have."""
    owners: dict[str, Path] = {}
    for name, own in file.technologies.items():
        said = [(name, Place(("technologies", name), "key"))]
        said += [(alias, Place(("technologies", name, "aliases", i))) for i, alias in enumerate(own.aliases)]
        for word, place in said:
            if word in owners:
                message, see = f"`{word}` names two technologies", Place(owners[word])
                yield Finding("AG313", message, place, help="delete one of the two; the other stands here", see=see)
            owners.setdefault(word, place.path)


def _check_tables(file: authored.ProjectFile, kinds: Mapping[str, Kind]) -> Iterator[Finding]:
    for index, table in enumerate(file.tables):
        if not table.columns:
            place = Place(("tables", index), "key")
            yield Finding("AG202", "the table has no columns", place, help="add one: `columns: [{key: licence}]`")
        yield from check_conditions(table.where, kinds, ("tables", index, "where"))
