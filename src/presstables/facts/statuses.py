"""How far an amount of money has come: planned, contracted, done, expected or cancelled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from presstables.facts.context import Context
from presstables.facts.organizations import data
from presstables.mentions.model import Money

RESULTS = frozenset(["revenue", "profit"])
"""What an organisation earns, as opposed to what it gives."""

STATELESS = frozenset(["valuation", "price"])
"""Kinds that are levels: nobody plans or does them."""

_FINALS = {"n": 4, "l": 8, "past": 20}
"""The number of a final consonant in Unicode's order of syllables: ㄴ, ㄹ, ㅆ."""

_COMPARED = re.compile(
    r"에서 (?=[^.]*(?:으로|로|까지) )|\)?\s?(?:보다|에 비해|에 비하|대비|과 비교|와 비교|수준을 (?:넘|웃))"
)
_BRACKETS = re.compile(r"\s?\([^()]*\)")


@dataclass(frozen=True, slots=True)
class _State:
    """One entry of lexicon/statuses.toml; `deals` only holds for money that one side gives another."""

    status: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    deals: bool

    def place(self, before: str, after: str) -> int | None:
        """How far behind the amount the words of this status stand; -1 for words right before it."""
        if self.before and self.before.search(before):
            return -1
        found = self.behind.search(after) if self.behind else None
        return found.start() if found else None


@cache
def _states() -> list[_State]:
    return [
        _State(s["status"], _compiled(s.get("pattern")), _compiled(s.get("before")), s.get("deals", False))
        for s in data("statuses")["status"]
    ]


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    """The pattern with its classes of syllables ({past}, {n}, {l}) spelled out."""
    for name, final in _FINALS.items():
        pattern = pattern and pattern.replace("{" + name + "}", f"[{_ending_in(final)}]")
    return re.compile(pattern) if pattern else None


@cache
def _ending_in(final: int) -> str:
    """The syllables with a final consonant, those aside that tell no tense: 있, 겠."""
    syllables = range(ord("가") + final, ord("힣") + 1, 28)
    return "".join(chr(code) for code in syllables if chr(code) not in "있겠")


def status_of(context: Context, money: Money, kind: str) -> str | None:
    """The status of an amount by the verb that governs it; None where it has none, or is only compared with."""
    start, end = context.sentence(money.start)
    behind = context.text[money.end : end]
    if kind in STATELESS or _COMPARED.match(behind):
        return None
    later = [m.start - money.end for m in context.mentions.money if money.end <= m.start < end]
    return said(context.text[start : money.start], behind, kind not in RESULTS, min(later, default=len(behind)))


def said(before: str, after: str, deals: bool, alone: int | None = None) -> str | None:
    """The status that the words around an amount say; what is cancelled is said before the next amount, at `alone`."""
    glossed = _BRACKETS.match(after)
    cut = glossed.end() if glossed else 0
    places = {
        place: state.status
        for state in reversed(_states())
        if (deals or not state.deals) and (place := state.place(before, after[cut:])) is not None
    }
    for place, status in places.items():
        if status == "cancelled" and (alone is None or place + cut < alone or alone < cut):
            return status
    return next((places[place] for place in sorted(places) if places[place] != "cancelled"), None)
