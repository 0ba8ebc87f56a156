"""Trunks: flows that meet one side of a card and look the same there share their last (or first) stretch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from archgen.layout.channels.candidates import find_side
from archgen.layout.channels.types import GridPoint, Joint, LineKey, Route, Trunk

Look = tuple[Hashable, Hashable]  # what is seen of a flow where it starts and where it ends


def find_joints(routes: Sequence[Route], looks: Sequence[Look]) -> dict[int, Joint]:
    """For each flow that shares a trunk, by its index, at which of its ends.

    It is one end only, that where more others do: so a trunk ties no two cards together, and everything that joins it
    leads to its own card. Of several flows between the same two cards one joins: the others could lie on it all the way.
    """
    ends = [_list_ends(route, look) for route, look in zip(routes, looks, strict=True)]
    asked = Counter(joint.trunk for joints in ends for joint in joints)
    chosen: dict[tuple[Trunk, GridPoint], tuple[int, Joint]] = {}
    for edge, joints in enumerate(ends):
        if joints:
            joint = max(joints, key=lambda joint: (asked[joint.trunk], joint.at_end))
            chosen.setdefault((joint.trunk, routes[edge].points[0 if joint.at_end else -1]), (edge, joint))
    return leave_trunks(dict(chosen.values()))


def leave_trunks(joints: Mapping[int, Joint], leaving: Collection[int] = ()) -> dict[int, Joint]:
    """The joints without those of some flows, and of flows that would be alone then."""
    kept = {edge: joint for edge, joint in joints.items() if edge not in leaving}
    members = Counter(joint.trunk for joint in kept.values())
    return {edge: joint for edge, joint in kept.items() if members[joint.trunk] > 1}


def _list_ends(route: Route, look: Look) -> tuple[Joint, ...]:
    """The trunks that a flow could share; a loop shares none."""
    points = route.points
    if points[0] == points[-1]:
        return ()
    start, end = (points[0], find_side(points[0], points[1])), (points[-1], find_side(points[-1], points[-2]))
    return Joint(Trunk(*start, look[0]), at_end=False), Joint(Trunk(*end, look[1]), at_end=True)


def find_trunk_lines(routes: Sequence[Route], joints: Mapping[int, Joint]) -> dict[LineKey, Trunk]:
    """The lines that lie on each other, with their trunks."""
    return {(edge, len(routes[edge].lines) - 1 if joint.at_end else 0): joint.trunk for edge, joint in joints.items()}


def find_branches(routes: Sequence[Route], joints: Mapping[int, Joint]) -> dict[LineKey, Hashable]:
    """The lines in gutters that leave a trunk, with what those have in common that go the same way: they share a track."""
    branches: dict[LineKey, Hashable] = {}
    for edge, joint in joints.items():
        lines, points = routes[edge].lines, routes[edge].points
        index, near, far = (len(lines) - 2, -2, -3) if joint.at_end else (1, 1, 2)
        if len(lines) > 2 and lines[index].is_gutter:
            axis = 1 if lines[index].is_vertical else 0
            branches[edge, index] = (
                joint.trunk,
                lines[index].kind,
                lines[index].index,
                points[far][axis] > points[near][axis],
            )
    return branches
