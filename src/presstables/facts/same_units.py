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
    found: dict[tuple[str, str], list[list[int]]] = {}
    groups: list[list[int]] = []
    for i, row in enumerate(rows):
        name = plain(_BRACKETS.sub("", str(row["unit"])))
        known = found.setdefault((name, str(row["event"])), [])
        group = None if row.get("apart") else next((g for g in known if _belongs([rows[j] for j in g], row)), None)
        if group is not None:
            group.append(i)
            continue
        groups.append([i])
        if not row.get("apart"):
            known.append(groups[-1])
    return [[rows[i] for i in sorted(group)] for group in sorted(_joined(rows, groups), key=min)]


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


def _belongs(group: Sequence[Row], row: Row) -> bool:
    return _one_owner(group[0], row) and (row["event"] == "founded" or all(meet(other, row) for other in group))


def _one_owner(a: Row, b: Row) -> bool:
    names = (a.get("organization"), b.get("organization"))
    groups = (a.get("group") or names[0], b.get("group") or names[1])
    return None in names or names[0] == names[1] or groups[0] == groups[1] or a.get("unit") in names


def meet(a: Row, b: Row) -> bool:
    """Whether two days or stretches can be the same: one inside or across the other, or one not known."""
    if a.get("start") is None or b.get("start") is None:
        return True
    return bool(a["start"] <= b["end"] and b["start"] <= a["end"])
