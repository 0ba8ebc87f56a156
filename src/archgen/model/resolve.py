"""The stage "resolve": a Spec becomes an Architecture, with every reference checked and every default filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from archgen.diagnostics.diagnostic import Finding, Path, Place
from archgen.diagnostics.suggest import did_you_mean, suggest
from archgen.model import architecture as resolved
from archgen.model.ghosts import build_ghosts, check_ghosts
from archgen.model.hinting import build_hints, check_hints
from archgen.model.house_technologies import find_house_technology
from archgen.model.ignoring import check_ignored
from archgen.model.known_kinds import settle_kinds
from archgen.model.naming import title_case
from archgen.model.project import PLAIN_PROJECT, Project
from archgen.model.references import (
    find_cycles,
    find_filled,
    find_nested,
    find_parents,
    report_group,
    report_unknown_component,
    report_unknown_group,
)
from archgen.model.spec import View
from archgen.model.stepping import check_steps, find_step_flows
from archgen.model.words import tidy

if TYPE_CHECKING:
    from archgen.model.spec import Component, Fact, Flow, Group, Record, Spec

DEFAULT_SOURCE = "default"
DEFAULT_VIEW = "architecture"
ADDRESS_MARKS = ("://", "github:")


def resolve_spec(spec: Spec, project: Project = PLAIN_PROJECT) -> tuple[resolved.Architecture, list[Finding]]:
    """The architecture, and every reference that leads nowhere; the architecture is without those."""
    spec, unknown_kinds = settle_kinds(spec, project.kinds)
    findings = [
        *unknown_kinds,
        *_check_components(spec),
        *_check_records(spec),
        *_check_groups(spec),
        *_check_flows(spec),
        *_check_sources(spec),
        *check_steps(spec),
        *check_ghosts(spec, project.kinds),
        *check_ignored(spec, [rule.id for rule in project.rules]),
        *check_hints(spec),
    ]
    return _build(spec, project), findings


def _build(spec: Spec, project: Project) -> resolved.Architecture:
    views = spec.views.items()
    parents = find_parents(spec)
    known = spec.components.keys() | find_filled(spec)
    sound = [index for index, flow in enumerate(spec.flows) if {flow.from_, flow.to} <= known]
    default = _build_view(spec, DEFAULT_VIEW, View(), sound)._replace(path=("views",))
    return resolved.Architecture(
        name=tidy(spec.name),
        title=tidy(spec.title or spec.name),
        homepage=spec.homepage or "",
        as_of=spec.as_of,
        kubernetes=spec.kubernetes,
        components=(
            *(_build_component(spec, id, component, project) for id, component in spec.components.items()),
            *build_ghosts(spec, project.kinds),
        ),
        groups=tuple(_build_group(id, group, parents[id]) for id, group in spec.groups.items()),
        flows=tuple(_build_flow(spec, spec.flows[index]) for index in sound),
        views=tuple(_build_view(spec, id, view, sound) for id, view in views) or (default,),
        facts=tuple(_build_fact(spec, key, fact) for key, fact in spec.facts.items()),
        ignored=tuple(
            resolved.Ignored(item.rule, tidy(item.reason), ("ignore", index)) for index, item in enumerate(spec.ignore)
        ),
        hints=build_hints(spec, spec.hints, ("hints",)),
        sources=dict(spec.sources),
        kinds=project.kinds,
        technologies=project.technologies,
    )


def _build_component(spec: Spec, id: str, component: Component, project: Project) -> resolved.Component:
    return resolved.Component(
        id=id,
        name=tidy(component.name or title_case(id)),
        kind=component.kind,
        lane=component.lane or project.kinds[component.kind].lane,
        technology=tuple(map(tidy, component.technology)),
        icon=component.icon,
        house=find_house_technology(component.technology, project),
        any_of=tuple(map(tidy, component.any_of)),
        ports=component.ports,
        optional=component.optional,
        alternative_to=component.alternative_to if component.alternative_to in spec.components else None,
        code=component.code,
        also=component.also,
        kubernetes=component.kubernetes,
        group=component.in_ if component.in_ in spec.groups else None,
        note=tidy(component.note or ""),
        confidence=component.confidence,
        sources=_cite(spec, component.sources),
        records=tuple(_build_record(id, key, record) for key, record in component.records.items()),
        presence="present",
        path=("components", id),
    )


def _build_fact(spec: Spec, key: str, fact: Fact) -> resolved.Fact:
    corrected = fact.corrected
    return resolved.Fact(
        key=key,
        value=fact.value,
        note=fact.note or "",
        confidence=fact.confidence,
        sources=_cite(spec, fact.sources),
        corrected=corrected.value if corrected else None,
        corrected_sources=_cite(spec, corrected.sources) if corrected else (),
        path=("facts", key),
    )


def _build_record(owner: str, id: str, record: Record) -> resolved.Record:
    return resolved.Record(
        id=id,
        title=tidy(record.table or title_case(id)),
        columns=tuple(map(tidy, record.columns)),
        rows=tuple(tuple(map(tidy, row)) for row in record.rows),
        objects=tuple(map(tidy, record.objects)),
        path=("components", owner, "records", id),
    )


def _build_group(id: str, group: Group, parent: str | None) -> resolved.Group:
    return resolved.Group(id, tidy(group.name or title_case(id)), parent, group.kubernetes, ("groups", id))


def _build_flow(spec: Spec, flow: Flow) -> resolved.Flow:
    return resolved.Flow(
        from_id=flow.from_,
        to_id=flow.to,
        both=flow.both,
        label=tidy(flow.label or ""),
        protocol=tidy(flow.protocol or ""),
        optional=flow.optional,
        confidence=flow.confidence,
        sources=_cite(spec, flow.sources),
        id=flow.id,
        merge=flow.merge,
        path=flow.place.path,
    )


def _build_view(spec: Spec, id: str, view: View, sound_flows: list[int]) -> resolved.View:
    """A view; its steps are those whose flows (by their indexes in the spec) are sound."""
    return resolved.View(
        id=id,
        title=tidy(view.title or title_case(id)),
        include=view.include,
        exclude=view.exclude,
        collapse=view.collapse,
        focus=view.focus,
        depth=view.depth,
        records=view.records,
        steps=tuple(
            resolved.Step(sound_flows.index(flow), tidy(step.label or spec.flows[flow].label or ""), step.place.path)
            for step in view.steps
            for flow in find_step_flows(spec, step)[:1]
            if flow in sound_flows
        ),
        routing=view.routing,
        hints=build_hints(spec, view.hints, ("views", id, "hints")),
        max_columns=view.max_columns,
        direction=view.direction,
        bundle=view.bundle,
        layout=view.layout,
        path=("views", id),
    )


def _cite(spec: Spec, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The sources named, as their texts; `default` where none is named."""
    if not keys:
        return (spec.sources[DEFAULT_SOURCE],) if DEFAULT_SOURCE in spec.sources else ()
    return tuple(spec.sources.get(key, key) for key in keys)


def _check_components(spec: Spec) -> Iterable[Finding]:
    if not spec.components:
        yield Finding(
            "AG202",
            "the spec has no components",
            Place(("components",), "key"),
            help="add one: `server: {kind: server}`",
        )
    for id, component in spec.components.items():
        path: Path = ("components", id)
        if component.in_ is not None and component.in_ not in spec.groups:
            yield report_unknown_group(spec, component.in_, (*path, "in"))
        other = component.alternative_to
        if other == id:
            place = Place((*path, "alternative_to"))
            yield Finding(
                "AG306", f"`{id}` cannot be the alternative of itself", place, help="name the other component"
            )
        elif other is not None and other in spec.groups:
            yield report_group(spec, other, "an alternative is", Place((*path, "alternative_to")))
        elif other is not None and other not in spec.components:
            place = Place((*path, "alternative_to"))
            yield report_unknown_component(spec, f"`{id}` is the alternative of", other, place)


def _check_records(spec: Spec) -> Iterable[Finding]:
    """A record is a table or a list, and every row has a cell for each column."""
    for owner, component in spec.components.items():
        for id, record in component.records.items():
            path: Path = ("components", owner, "records", id)
            if bool(record.objects) == bool(record.columns):
                message = f"the record `{id}` must have either `columns` or `objects`"
                help = "a table is `{table: Runs, columns: [ID, Name], rows: [[1, a]]}`, a list `{objects: [a, b]}`"
                yield Finding("AG209", message, Place(path, "key"), help=help)
                continue
            for index, row in enumerate(record.rows):
                if len(row) != len(record.columns):
                    message = f"the row has {len(row)} cells, and the table {len(record.columns)} columns"
                    help = f"columns: {', '.join(record.columns) or 'none'}"
                    yield Finding("AG209", message, Place((*path, "rows", index)), help=help)


def _check_groups(spec: Spec) -> Iterable[Finding]:
    for id, group in spec.groups.items():
        path: Path = ("groups", id)
        if id in spec.components:
            message = f"`{id}` is the id of a component and of a group"
            see = Place(("components", id), "key")
            yield Finding(
                "AG305", message, Place(path, "key"), help="rename one of the two; the component stands here", see=see
            )
        if group.in_ is not None and group.in_ not in spec.groups:
            yield report_unknown_group(spec, group.in_, (*path, "in"))
    parents = {id: group.in_ for id, group in spec.groups.items()}
    for cycle in find_cycles(parents):
        around = " in ".join(f"`{id}`" for id in (*cycle, cycle[0]))
        place = Place(("groups", cycle[0], "in"))
        yield Finding("AG303", f"a group cannot be inside itself: {around}", place, help="delete one `in:`")


def _check_flows(spec: Spec) -> Iterable[Finding]:
    seen: dict[str, Place] = {}
    empty = spec.groups.keys() - find_filled(spec)
    for flow in spec.flows:
        for word, id, place in (("comes from", flow.from_, flow.from_place), ("points to", flow.to, flow.to_place)):
            if id not in spec.components and id not in spec.groups:
                yield report_unknown_component(spec, f"flow {word}", id, place)
            elif id in empty:
                message = f"flow {word} `{id}`, a group that holds nothing"
                yield Finding(
                    "AG301", message, place, help=f"put a component into it with `in: {id}`, or name a component"
                )
        if nested := find_nested(spec, flow.from_, flow.to):
            message = f"`{nested[0]}` stands in the group `{nested[1]}`: no flow can join them"
            yield Finding("AG317", message, flow.to_place, help="name the component that it ends at")
        if flow.id is None:
            continue
        here = Place((*flow.place.path, "id"))
        if flow.id in seen:
            message = f"two flows have the id `{flow.id}`"
            yield Finding("AG305", message, here, help="rename one of the two", see=seen[flow.id])
        seen.setdefault(flow.id, here)


def _check_sources(spec: Spec) -> Iterable[Finding]:
    for path, keys in _citations(spec):
        for index, key in enumerate(keys):
            if key in spec.sources or any(mark in key for mark in ADDRESS_MARKS):
                continue
            hint = did_you_mean(key, spec.sources) or "add it under `sources:`, or write an address"
            see = None
            if near := suggest(key, spec.sources):
                see = Place(("sources", near[0]), "key")
            yield Finding(
                "AG304", f"unknown source `{key}`", Place((*path, index)), "no source has this key", hint, see
            )


def _citations(spec: Spec) -> Iterable[tuple[Path, tuple[str, ...]]]:
    for id, component in spec.components.items():
        yield ("components", id, "sources"), component.sources
    for flow in spec.flows:
        yield (*flow.place.path, "sources"), flow.sources
    for key, fact in spec.facts.items():
        yield ("facts", key, "sources"), fact.sources
        if fact.corrected:
            yield ("facts", key, "corrected", "sources"), fact.corrected.sources
