"""Milestones of one unit and event, in one article or many, as one fact."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from presstables.facts.organizations import plain

Row = dict[str, Any]

_BRACKETS = re.compile(r"\(.*?\)")


def unit_groups(rows: Sequence[Row]) -> list[list[Row]]:
    """Milestones by unit and event, each in order, the groups in the order of their first.

    The owner of the unit, or its group, must be able to be the same, and so must the days of an event that can happen
    more than once. Corrections set one apart (`apart`) or join it with another (`same_as`, its mention_id).
    """
    found: dict[tuple[str, str], dict[str | None, list[list[int]]]] = {}
    groups: list[list[int]] = []
    for i, row in enumerate(rows):
        if row.get("apart"):
            groups.append([i])
            continue
        named = plain(_BRACKETS.sub("", str(row["unit"]))), str(row["event"])
        group = _home(rows, found.setdefault(named, {}), row)
        if not group:
            groups.append(group)
        group.append(i)
    return [[rows[i] for i in sorted(group)] for group in sorted(_joined(rows, groups), key=min)]


def _home(rows: Sequence[Row], known: dict[str | None, list[list[int]]], row: Row) -> list[int]:
    """The group of a milestone among those of its unit and event, by their owners; an empty one where it is the first.

    Where the owner is not known it is that of the first; a group without an owner gets that of the next that has one.
    """
    owner = _owner(row)
    owners = [owner, None] if owner is not None else [None, *known]
    for each in owners:
        for group in known.get(each, ()):
            if row["event"] == "founded" or all(meet(rows[i], row) for i in group):
                if each is None and owner is not None:
                    known[None].remove(group)
                    known.setdefault(owner, []).append(group)
                return group
    known.setdefault(owner, []).append([])
    return known[owner][-1]


def _owner(row: Row) -> str | None:
    """The group of the owner, or the owner; None where it is not known, or said to be the unit itself."""
    owner = row.get("organization")
    return None if owner in (None, row.get("unit")) else str(row.get("group") or owner)


def _joined(rows: Sequence[Row], groups: list[list[int]]) -> list[list[int]]:
    """The groups, those joined that corrections say are one."""
    place = {row["mention_id"]: i for i, row in enumerate(rows)}
    home = {i: group for group in groups for i in group}
    for i, row in enumerate(rows):
        one, other = home[i], home.get(place.get(row.get("same_as"), -1))
        if other is not None and other is not one:
            other.extend(one)
            home |= dict.fromkeys(one, other)
    return list({id(group): group for group in home.values()}.values())


def meet(a: Row, b: Row) -> bool:
    """Whether two days or stretches can be the same: one inside or across the other, or one not known."""
    if a.get("start") is None or b.get("start") is None:
        return True
    return bool(a["start"] <= b["end"] and b["start"] <= a["end"])
