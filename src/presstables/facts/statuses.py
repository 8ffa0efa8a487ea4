"""How far an amount of money has come: planned, contracted, done, expected or cancelled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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
    """One entry of lexicon/statuses.toml; `only` names what it holds for, "deals" or "results"."""

    status: str
    behind: re.Pattern[str] | None
    before: re.Pattern[str] | None
    only: str | None

    def place(self, before: str, after: str) -> int | None:
        """How far behind the amount the words of this status stand; -1 for words right before it."""
        if self.before and self.before.search(before):
            return -1
        found = self.behind.search(after) if self.behind else None
        return found.start() if found else None


@cache
def _states() -> list[_State]:
    return [
        _State(s["status"], _compiled(s.get("pattern")), _compiled(s.get("before")), s.get("only"))
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
    if kind in STATELESS:
        return None
    later = [m.start - money.end for m in context.mentions.money if money.end <= m.start < end]
    if _COMPARED.match(behind):
        return None
    return said(context.text[start : money.start], behind, kind not in RESULTS, min(later, default=len(behind)))


def said(before: str, after: str, deals: bool, alone: int | None = None) -> str | None:
    """The status that the words around an amount say; what is cancelled is said before the next amount, at `alone`."""
    glossed = _BRACKETS.match(after)
    cut = glossed.end() if glossed else 0
    places = {
        place: state.status
        for state in reversed(_states())
        if state.only in (None, "deals" if deals else "results")
        and (place := state.place(before, after[cut:])) is not None
    }
    for place, status in places.items():
        if status == "cancelled" and (alone is None or place + cut < alone or alone < cut):
            return status
    return next((places[place] for place in sorted(places) if places[place] != "cancelled"), None)


def settled(status: str | None, kind: str, first: date | None, last: date | None, published: date | None) -> str | None:
    """The status with what the days of an amount say of it: last year's spending is done, next year's budget not."""
    if published is None or first is None or last is None:
        return status
    if status is None and kind in ("investment", "acquisition", "contract") and last < published:
        return "done"
    return "planned" if kind == "budget" and first > published and status in (None, "done") else status


def completed(context: Context, kinds: Sequence[str], statuses: list[str | None]) -> list[str | None]:
    """The statuses with those of deals that an article tells twice: a headline's is that of the body.

    What a headline gives for something, and the body does not repeat, is planned.
    """
    amounts = context.mentions.money
    said = {(kinds[i], m.value, m.currency): statuses[i] for i, m in enumerate(amounts) if statuses[i]}
    for i, (money, kind) in enumerate(zip(amounts, kinds, strict=True)):
        if statuses[i] is None and kind not in (*STATELESS, *RESULTS, "other"):
            headline = kind == "investment" and _in_headline(context, money)
            statuses[i] = said.get((kind, money.value, money.currency)) or ("planned" if headline else None)
    return statuses


def _in_headline(context: Context, money: Money) -> bool:
    """Whether an amount stands in a headline: at the top, in a line that is no whole sentence."""
    start, end = context.sentence(money.start)
    return context.index(money.start) < HEADLINES and not re.search(r"다[.”\"]?\s*$", context.text[start:end])


HEADLINES = 2
"""How many sentences at the top of an article are headlines, as a rule."""
