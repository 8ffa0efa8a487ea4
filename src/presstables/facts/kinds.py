"""What an amount is: an investment, a contract, revenue, profit, a price …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from presstables.facts.context import Context
from presstables.facts.organizations import data
from presstables.mentions.model import Money

REACH_BEFORE = 90
"""How far to its left, in characters, an amount looks for the word that names it."""

REACH_AFTER = 34
"""How far to its right."""


_CLAUSE_END = re.compile(r"(?:고|며|지만|면서|는데|으나),? ")
_CLOSES = re.compile(r"(?:고|며|지만|면서|는데|으나),? |[\n”\"]")
_LIST = re.compile(r"\)(?:(?:, ?|과 |와 |·)[^()\n]{1,24}\([^()\n]*\))*")
_BRACKETS = re.compile(r"[’”'\"]?\s?(?:\([^()]*\)(?:\s?달러)?)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """One word near an amount: the kind it speaks for, where it stands, and how far away (less is nearer)."""

    kind: str
    start: int
    end: int
    far: float


@dataclass(frozen=True, slots=True)
class _Kind:
    """One entry of lexicon/kinds.toml."""

    kind: str
    before: re.Pattern[str]
    after: re.Pattern[str]
    verb: re.Pattern[str]
    weak: re.Pattern[str]

    def cues(self, before: str, after: str) -> Iterator[Cue]:
        """The words of this kind on both sides of an amount."""
        for m in self.before.finditer(before):
            yield self._cue(m, -len(before), _far_left(before, m.end()))
        if follows := self.after.match(after):
            yield self._cue(follows, 0, 0.5 + follows.end() * 0.4)
        elif governs := self.verb.search(after, 0, _clause(after)):
            yield self._cue(governs, 0, _far_right(after, governs.start()))

    def _cue(self, found: re.Match[str], shift: int, far: float) -> Cue:
        far += WEAK if self.weak.search(found.group()) else 0
        return Cue(self.kind, found.start() + shift, found.end() + shift, far)


WEAK = 5
"""How much farther a word counts that any kind of money may stand with: 들여, 주당, 비용."""


@cache
def _kinds() -> list[_Kind]:
    sides = ("before", "after", "verb", "weak")
    return [_Kind(k["kind"], *(re.compile(k.get(side, r"(?!)")) for side in sides)) for k in data("kinds")["kind"]]


def cues(before: str, after: str) -> list[Cue]:
    """The words that name an amount, from the text to its left and the text to its right; nearest first."""
    found = [cue for kind in _kinds() for cue in kind.cues(before, after.lstrip())]
    return sorted(found, key=lambda cue: (cue.far, -(cue.end - cue.start)))


def _far_right(after: str, start: int) -> float:
    """Distance of a verb to the right: characters, and more behind a comma."""
    return 2.5 + 0.4 * start + 3 * after.count(",", 0, start)


def _clause(after: str) -> int:
    """Where the clause of an amount ends."""
    end = _CLOSES.search(after)
    return end.start() if end else len(after)


def _far_left(before: str, end: int) -> float:
    """Distance of a word to the left: characters, and more over other amounts, commas and ends of clauses."""
    between = before[end:]
    far = len(between) * 0.5
    far += 4 * len(_CLAUSE_END.findall(between)) + 2 * between.count(", ")
    far += 5 * len(re.findall(r"^(?:을|를) [가-힣]+(?:면|해|여|고|려|기 위해|기 위한),? ", between))
    return far if re.match(r"(?:이|가|은|는|도|의|액|을|를)?[^가-힣]*$|(?:은|는|이|가|도)\s", between) else far + 1


def kinds_of(context: Context) -> list[str]:
    """The kind of each amount of an article, in order; "other" where nothing says it."""
    known: dict[int, str] = {}
    unsaid = []
    for money in context.mentions.money:
        kind = _said(context, money, known)
        if kind is None:
            unsaid.append(money)
        else:
            known[money.start] = kind
    for money in unsaid:
        carried = _carried(context, money, known) or _same_amount(context, money, known)
        known[money.start] = carried or _sentence_before(context, money) or "other"
    return [known[money.start] for money in context.mentions.money]


def _said(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind that the words around an amount say; a conversion is what it converts."""
    if money.converts is not None and money.converts in known:
        return known[money.converts]
    found = cues(*around(context, money))
    return found[0].kind if found else None


def _sentence_before(context: Context, money: Money) -> str | None:
    """The kind that the sentence before an amount talks of."""
    here = context.index(money.start)
    left = cues(context.text[slice(*context.spans[here - 1])], "") if here else []
    return left[0].kind if left else None


def _same_amount(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind that the article gives to the same amount elsewhere: a headline's 40억 is the body's."""
    for other in context.mentions.money:
        if (
            other.start in known
            and other is not money
            and other.value == money.value
            and other.currency == money.currency
        ):
            return known[other.start]
    return None


def around(context: Context, money: Money) -> tuple[str, str]:
    """The sentence's text to the left of an amount, and to its right with brackets skipped.

    A conversion is skipped, and for an amount in brackets the rest of its list: A사(9억원), B사(4억원)에서 따낸 계약.
    """
    text, (start, end) = context.text, context.sentence(money.start)
    listed = _LIST.match(text, money.end, end) if text[money.start - 1 : money.start] == "(" else None
    place = listed.end() if listed else money.end
    place += len(_BRACKETS.match(text[place:end]).group())  # type: ignore[union-attr]
    stop = [m.start for m in context.mentions.money if place < m.start < end and m.converts != money.start]
    return text[max(start, money.start - REACH_BEFORE) : money.start], text[
        place : min([place + REACH_AFTER, end, *stop])
    ]


def _carried(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind of the amount before, in this sentence or the two before: 내년에는 3억 달러 goes on from 매출은."""
    here = context.index(money.start)
    earlier = [s for s in known if s < money.start and here - context.index(s) <= 2]
    return known[max(earlier)] if earlier else None
