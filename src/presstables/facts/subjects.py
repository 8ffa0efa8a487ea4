"""Whose money or people a figure is, and who is on the other side of it.

Particles and places decide. A sentence names its owner before the figure, as topic, subject or genitive; the nearest
that fits the kind wins. Where the sentence names nobody, the talk goes on about whom the sentences before left it with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from presstables.facts.context import Actor, Context
from presstables.mentions.model import Headcount, Money

DEALS = frozenset(["investment", "acquisition", "contract", "loan"])
"""Kinds of money that one side gives and another receives: who acts counts, not whose measure it is."""

RECEIVED = DEALS | {"other", "budget"}
"""Kinds that somebody receives."""

UNOWNED = re.compile(r"(?:소득|임금|월급|생활비|인구)[가-힣]{0,3} ?(?:약 ?)?$|설문|대상으로")
"""Words that make a figure nobody's: the income of unnamed people, the people asked in a survey."""

_MEASURE = {
    "topic": 3.0,
    "subject": 3.0,
    "genitive": 3.2,
    "headline": 2.8,
    "plain": 2.3,
    "leader": 1.8,
    "place": 1.0,
    "list": 2.0,
    "concerned": 1.8,
    "dative": 0.7,
    "with": 0.6,
    "object": 0.3,
    "source": 0.2,
}
_DEAL = {
    "topic": 3.4,
    "subject": 3.2,
    "genitive": 2.0,
    "headline": 3.0,
    "plain": 1.4,
    "leader": 1.8,
    "place": 0.4,
    "list": 1.6,
    "concerned": 1.7,
    "dative": 0.3,
    "with": 0.2,
    "object": 0.1,
    "source": 0.0,
}
ENOUGH = 0.75
"""The least that a name in the sentence must be worth to own its figure; each end of a clause between costs CLAUSE."""
CLAUSE = 0.5


def owner_of(context: Context, figure: Money | Headcount, kind: str, carry: bool = True) -> str | None:
    """The organisation that a figure of this kind belongs to, None where the text does not say."""
    respective = _respective(context, figure)
    if respective is not None:
        return respective.name
    start, end = context.sentence(figure.start)
    actors = [a for a in context.within(start, end) if _may_own(context, a, figure, kind)]
    best = max(actors, key=lambda a: _worth(context, a, figure, kind), default=None)
    if best is not None and _worth(context, best, figure, kind) >= ENOUGH:
        return best.name
    words = context.text[start:end]
    asked = isinstance(figure, Headcount) and kind == "other" and _ASKED.search(words)
    free = (kind == "price" and not (_LISTED.search(words) or context.main)) or asked
    return _carried(context, figure) if carry and not free and not _unowned(context, figure) else None


_PAID = re.compile(r"^[^.]{0,20}(?:납부|냈|내기로|낸다)")
_LISTED = re.compile(r"주가|주당|종가|거래일|장을 마")
_ASKED = re.compile(r"설문|조사|대상으로|패널|응답|질문")


def _unowned(context: Context, figure: Money | Headcount) -> bool:
    return bool(UNOWNED.search(context.text[max(0, figure.start - 8) : figure.start]))


def _may_own(context: Context, actor: Actor, figure: Money | Headcount, kind: str) -> bool:
    if (
        kind in ("acquisition", "contract")
        and actor.gloss
        and any(actor.gloss[0] < m.start < actor.gloss[1] for m in context.mentions.money)
    ):
        return False
    if (
        actor.name in context.lexicon.authorities
        and actor.name != context.main
        and kind != "budget"
        and not _AUTHORITY.search(_rest(context, figure))
        and not (isinstance(figure, Headcount) and _staffs(context, actor, figure))
    ):
        return False
    if actor.reporter or actor.start >= figure.end:
        return _follows(context, actor, figure)
    if actor.gloss and actor.gloss[0] <= figure.start < actor.gloss[1]:
        return kind not in ("acquisition", "contract")
    if actor.role.removeprefix("list:") in ("compare", "speaker"):
        return False
    after = context.text[actor.end : actor.end + 6]
    return not re.match(r"[’”'\"]?(?: 중 | 가운데|을 비롯|를 비롯|와 달리|과 달리| 대비| ?출신)", after)


_AUTHORITY = re.compile(
    r"^[^.]{0,30}?(?:투자|투입|지원|편성|집행|채용|양성|육성|선발|모집|파견|출연|조성|예산|부과|키우|키운|키울|뽑|충원|증원)"
)


def _rest(context: Context, figure: Money | Headcount) -> str:
    return context.text[figure.end : context.sentence(figure.start)[1]]


_BELONGS = re.compile(r"[’”'\"]?(?:에|에서|에는)? (?:입사|합류|재직|근무|몸담|소속|일하|상주|다니)")
"""Words that make the people whom they count those of the name before them: 쿠팡에 입사한, KT 소속."""


def _staffs(context: Context, actor: Actor, figure: Headcount) -> bool:
    """Whether an authority is named as the place of the people counted: 법무부 직원은 300명."""
    near = 0 <= figure.start - actor.end < 25 and not context.clauses(actor.end, figure.start)
    return near and actor.role in ("genitive", "plain", "concerned", "place")


_SUPPLIED = re.compile(r"향? ?(?:공급|수주|납품|계약|물량)")


def _follows(context: Context, actor: Actor, figure: Money | Headcount) -> bool:
    """Whether a name behind the figure can own it: 90억 벌어들인 한빛로봇, and 5조원을 투자한 삼성은."""
    if actor.reporter or actor.start < figure.end:
        return False
    return actor.role in ("headline", "topic", "subject", "list") or _described(context, actor, figure)


def _described(context: Context, actor: Actor, figure: Money | Headcount) -> bool:
    """Whether the clause that holds the figure describes the name: 2조원 계약을 따낸 한빛로봇에."""
    return (
        re.fullmatch(
            r"[^.,]{1,30}[가-힣](?<![을를은])(?<=[한던된인할진난린온]) ", context.text[figure.end : actor.start]
        )
        is not None
    )


def _worth(context: Context, actor: Actor, figure: Money | Headcount, kind: str) -> float:
    table = _DEAL if kind in DEALS else _MEASURE
    role = actor.role.removeprefix("list:")
    value = table.get(role, 0.0)
    if actor.start >= figure.end:
        if _described(context, actor, figure):
            return max(value, 3.0) - 0.9
        value -= 0.0 if role == "headline" or _carried(context, figure) is None else 1.5
        return value - 2.0 - 0.6 * context.clauses(figure.end, actor.start) - (actor.start - figure.end) / 60
    if actor.gloss and actor.gloss[0] <= figure.start < actor.gloss[1]:
        return 5.0
    if kind == "contract" and role == "plain" and _SUPPLIED.match(context.text, actor.end):
        return 0.2
    if kind == "fine" and role in ("dative", "concerned") and not _PAID.search(_rest(context, figure)):
        return 4.0 - (figure.start - actor.end) / 100
    if isinstance(figure, Headcount) and _BELONGS.match(context.text, actor.end, figure.start):
        return 3.2 - (figure.start - actor.end) / 70
    if role == "genitive" and context.text[actor.end : figure.start] in ("의 ", "의 약 ", "의 총 "):
        return 4.0
    between = context.clauses(actor.end, figure.start)
    value -= CLAUSE * between * (0.6 if role in ("topic", "headline") else 1.0)
    return value - (figure.start - actor.end) / 70 - (0.3 if actor.name is None else 0.0)


def _respective(context: Context, figure: Money | Headcount) -> Actor | None:
    """«A와 B는 각각 1조원, 2조원»: the k-th figure is the k-th name's."""
    start, _ = context.sentence(figure.start)
    cue = context.text.rfind("각각", start, figure.start)
    if cue < 0:
        return None
    figures = [f for f in _row(context, figure) if cue < f.start and getattr(f, "converts", None) is None]
    names = _list_before(context.within(start, cue))
    here = context.index(figure.start)
    if not names and here:
        before = context.within(*context.spans[here - 1])
        names = _spoken_of(before) if _BOTH.search(context.text, start, cue) else _list_before(before)
    place = next((i for i, f in enumerate(figures) if f.start == figure.start), -1)
    return names[place] if len(names) > 1 and len(names) == len(figures) and place >= 0 else None


def _row(context: Context, figure: Money | Headcount) -> Sequence[Money | Headcount]:
    """The figures of the same table in one row with this one: nothing but brackets and commas between them."""
    table: Sequence[Money | Headcount] = (
        context.mentions.money if isinstance(figure, Money) else context.mentions.headcounts
    )
    _, end = context.sentence(figure.start)
    start = context.text.rfind("각각", context.sentence(figure.start)[0], figure.start)
    inside = [f for f in table if start < f.start < end]
    row = inside[:1]
    for f in inside[1:]:
        between = re.sub(r"\([^()]*\)", "", context.text[row[-1].end : f.start])
        if not re.fullmatch(r"[ ,과와]*", between):
            break
        row.append(f)
    return row


_BOTH = re.compile(r"(?:두|세|네|양|이들) (?:회사|기업|은행|업체|곳|대학|그룹)|양사|(?:3|4|5)사")


_SPOKEN = ("topic", "subject", "concerned", "genitive")


def _spoken_of(actors: Sequence[Actor]) -> list[Actor]:
    """Those whom a sentence speaks of one after the other: A는 …에, B는 …에 마쳤다."""
    heads = {a.name: a for a in reversed(actors) if a.name and a.role.removeprefix("list:") in _SPOKEN}
    return sorted(heads.values(), key=lambda a: a.start)


def _list_before(actors: Sequence[Actor]) -> list[Actor]:
    """The names of the last list of a part of a sentence."""
    named = [a for a in actors if a.name]
    if not named:
        return []
    names = [named[-1]]
    for actor in reversed(named[:-1]):
        if not actor.role.startswith("list"):
            break
        names.insert(0, actor)
    return names


def _speaker(context: Context, here: int) -> str | None:
    """Whose chief said a sentence that is all quotation: “9조원을 쓰겠다.” 김하나 한빛로봇 회장은 …"""
    start, end = context.spans[here]
    if here + 1 == len(context.spans) or not re.search(
        r"[”\"]\s*$", context.text[start : min(end + 1, len(context.text))]
    ):
        return None
    said = context.spans[here + 1][0]
    leaders = [a.name for a in context.within(said, said + 20) if a.role == "leader"]
    return leaders[0] if leaders else None


def _carried(context: Context, figure: Money | Headcount) -> str | None:
    here = context.index(figure.start)
    speaker = _speaker(context, here)
    if speaker or not here:
        return speaker or context.main
    if any(a.reporter and a.name is None for a in context.within(*context.spans[here])):
        return context.main  # 시장에서는 … 본다: a crowd judges what the article is about
    start, end = context.spans[here - 1]
    before = [a for a in context.within(start, end) if a.role in ("topic", "subject", "genitive") and not a.reporter]
    unnamed = bool(before) and all(a.name is None for a in before) and re.search(r"\d", context.text[start:end])
    return None if unnamed else context.focus[here - 1]


def counterparty_of(context: Context, money: Money, kind: str, owner: str | None) -> str | None:
    """Who receives an investment, is bought, or is the other side of a contract."""
    if kind not in RECEIVED:
        return None
    start, end = context.sentence(money.start)
    found = []
    for actor in context.within(start, end):
        if actor.name and actor.name != owner and not actor.reporter:
            value = _other_side(context, actor, money, kind)
            found += [(value, -abs(actor.start - money.start), actor.name)] if value > 0 else []
    if not found and kind == "investment" and owner != context.main and _ROUND.search(context.text, start, end):
        return context.main
    return max(found)[2] if found else None


_ROUND = re.compile(r"라운드|시리즈 ?[A-G]|이번 투자|(?:투자자|주주)(?:인|로|들)")
"""Words of a round of investment, whose money goes to whom the article is about."""


def _other_side(context: Context, actor: Actor, money: Money, kind: str) -> float:
    role = actor.role.removeprefix("list:")
    after = context.text[actor.end : actor.end + 24]
    if actor.gloss and actor.gloss[0] <= money.start < actor.gloss[1]:
        return 3.0 if kind in ("acquisition", "contract") else 0.0
    first, last = min(actor.end, money.end), max(actor.start, money.start)
    others = any(first < m.start < last and m.converts is None and m is not money for m in context.mentions.money)
    if context.clauses(first, last) > 1 or re.match(
        r"(?:에|와|과) (?:이어|대해|대한|대하|따르|비해|비하|의하|의해|앞서|달리|함께)", after
    ):
        return 0.0
    if others and (actor.start > money.end or kind != "contract"):
        return 0.0
    if kind == "acquisition":
        return (
            2.5
            if re.match(r"[’”'\"]?(?:(?:을|를)? ?(?:인수|품|[^,.]{0,12}?에 인수)|의? (?:지분|경영권))", after)
            else 1.0
            if role == "object"
            else 0.0
        )
    if kind == "contract":
        if role == "plain" and _SUPPLIED.match(context.text, actor.end):
            return 1.2
        return {"with": 2.0, "dative": 1.5, "source": 1.5}.get(role, 0.0) - 0.6 * context.clauses(first, last)
    return {"dative": 2.0, "source": 1.0}.get(role, 0.0) if kind == "investment" else {"dative": 1.0}.get(role, 0.0)
