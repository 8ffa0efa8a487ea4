"""The furniture rules as data: `furniture.toml`, compiled once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

ZONES = ("top", "header", "body", "footer")
LONGEST_LINE = 160  # longer lines are paragraphs; no rule reads them


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of `furniture.toml`; the file's head says what each field means."""

    name: str
    pattern: re.Pattern[str]
    drops: str
    where: tuple[str, ...]
    day: str | None
    at_least: int
    among: re.Pattern[str] | None
    examples: tuple[str, ...]
    stays: tuple[str, ...]


@cache
def furniture_rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are tried."""
    data = _data()
    return tuple(_rule(entry, data["pieces"]) for entry in data["rule"])


@cache
def piece(name: str) -> re.Pattern[str]:
    """One of the patterns that rules share: day, clock, name, job or mail."""
    return re.compile(_data()["pieces"][name])


@cache
def day_of() -> dict[str, str]:
    """Which rules tell the publication day, and as what: `page` or `byline`."""
    return {rule.name: rule.day for rule in furniture_rules() if rule.day}


@lru_cache(maxsize=8192)  # the pages of a site repeat their furniture
def read_line(view: str, zone: str) -> Rule | None:
    """The rule that reads a line in a part of the page (`top`, `header`, `body` or `footer`), or None.

    `view` is the line as `furniture.view` shows it. Rules on runs of lines are not asked here.
    """
    if len(view) > LONGEST_LINE:
        return None
    found = _matcher(zone).fullmatch(view)
    return furniture_rules()[int(found.lastgroup[1:])] if found and found.lastgroup else None


@cache
def _matcher(zone: str) -> re.Pattern[str]:
    """All rules of a zone as one pattern, so that a line is looked at once; the group's name says which rule it was."""
    chosen = [(i, r) for i, r in enumerate(furniture_rules()) if r.drops != "run" and zone in r.where]
    return re.compile("|".join(f"(?P<r{i}>{rule.pattern.pattern})" for i, rule in chosen))


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("furniture.toml").read_text(encoding="utf-8"))


def _rule(entry: dict[str, Any], pieces: dict[str, str]) -> Rule:
    pattern = "|".join(f"(?:{line})" for line in entry["lines"])
    for name, shared in pieces.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{shared})")
    return Rule(
        name=entry["name"],
        pattern=re.compile(pattern),
        drops=entry.get("drops", "line"),
        where=tuple(entry.get("where", ZONES)),
        day=entry.get("day"),
        at_least=entry.get("at_least", 1),
        among=re.compile(entry["among"]) if "among" in entry else None,
        examples=tuple(entry["examples"]),
        stays=tuple(entry["stays"]),
    )
