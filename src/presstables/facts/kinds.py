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
_JOINED = re.compile(r"(?:과|와|하고| 및) (?:약 )?")
"""Behind a word that names the amount before: 7조원의 매출과 1조원의 영업이익."""
_BRACKETS = re.compile(r"[’”'\"]?\s?(?:\([^()]*\)(?:\s?달러)?)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """One word near an amount: the kind it speaks for, where it stands, and how far away (less is nearer)."""

    kind: str
    start: int
    end: int
    far: float
    weak: bool = False


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
        weak = self.weak.search(found.group()) is not None
        return Cue(self.kind, found.start() + shift, found.end() + shift, far + WEAK * weak, weak)


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
    """Distance of a verb to the right: characters, and more behind a comma or a headline's dots."""
    return 2.5 + 0.4 * start + 3 * after.count(",", 0, start) + 4 * after.count("…", 0, start)


def _clause(after: str) -> int:
    """Where the clause of an amount ends."""
    end = _CLOSES.search(after)
    return end.start() if end else len(after)


def _far_left(before: str, end: int) -> float:
    """Distance of a word to the left: characters, and more over other amounts, commas and ends of clauses."""
    between = before[end:]
    far = len(between) * 0.5
    far += 4 * len(_CLAUSE_END.findall(between)) + 2 * between.count(", ")
    far += 4 * (_JOINED.fullmatch(between) is not None)
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
    for money in reversed(unsaid):
        shared = _shared(context, money, known)
        known |= {money.start: shared} if shared else {}
    for money in (m for m in unsaid if m.start not in known):
        carried = _carried(context, money, known) or _same_amount(context, money, known)
        known[money.start] = carried or _sentence_before(context, money) or "other"
    return [known[money.start] for money in context.mentions.money]


def _said(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind that the words around an amount say; a conversion is what it converts."""
    if money.converts is not None and money.converts in known:
        return known[money.converts]
    found = cues(*around(context, money))
    if found and found[0].weak and found[0].kind == "revenue":  # 벌었다, 거래액은: what the talk is of
        carried = _carried(context, money, known)
        return carried if carried in ("profit", "acquisition") else "revenue"
    return found[0].kind if found else _headline(context, money)


def is_public_spending(context: Context, money: Money) -> bool:
    """Whether an amount is only spent (쓴다, 들여), which is a budget where an authority does it, and not invested."""
    before, after = around(context, money)
    found = cues(before, after)
    return bool(found) and found[0].kind == "investment" and found[0].weak and "투자" not in before + after


def _headline(context: Context, money: Money) -> str | None:
    """The kind of «LG, 로봇에 5년간 2조…»: what a headline puts into something is invested."""
    start, end = context.sentence(money.start)
    before, after = context.text[start : money.start], context.text[money.end : end]
    put = re.search(r"[가-힣A-Z’”']에 (?:\d+년간 )?(?:총 |최대 |약 )?$", before)
    ends = re.match(r" ?(?:…|\.\.|$|,|\n)", after)
    return "investment" if put and ends and context.index(money.start) < HEAD else None


HEAD = 3
"""How many sentences at the top of an article may be headlines."""


_LISTED = re.compile(r"(?:\([^()]*\))?(?:을|를|이|가|씩|어치)?(?:, |과 |와 |·| 또는 |에서 |→)[^다]{0,30}")
"""What stands between an amount and the next that shares its verb: «AI에 2조원, 로봇에 1조원을 투자한다»."""


def _shared(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind of the next amount of a list, whose verb is this one's, too."""
    _, end = context.sentence(money.start)
    later = [m for m in context.mentions.money if money.end <= m.start < end and m.converts != money.start]
    joined = later and _LISTED.fullmatch(context.text, money.end, later[0].start)
    return known.get(later[0].start) if joined and not context.clauses(money.end, later[0].start) else None


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
    begin, last = max(start, money.start - REACH_BEFORE), min([place + REACH_AFTER, end, *stop])
    return _nameless(context, begin, money.start), _nameless(context, place, last)


def _nameless(context: Context, start: int, end: int) -> str:
    """A stretch of text with its names blotted out: 투자 in 한국투자증권 says nothing."""
    words = context.text[start:end]
    for actor in context.within(start, end):
        if actor.name:
            first, last = actor.start - start, min(actor.end, end) - start
            words = words[:first] + "○" * (last - first) + words[last:]
    return words


def _carried(context: Context, money: Money, known: dict[int, str]) -> str | None:
    """The kind of the amount before, in this sentence or the two before: 내년에는 3억 달러 goes on from 매출은."""
    here = context.index(money.start)
    earlier = [s for s in known if s < money.start and here - context.index(s) <= 2]
    return known[max(earlier)] if earlier else None
