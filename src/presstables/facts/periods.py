"""Which span of time an amount covers, and the rate at which it recurs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from presstables.facts.context import Context
from presstables.facts.organizations import pattern
from presstables.facts.stretches import anchored, ranges
from presstables.mentions.model import Date, Duration, Money


@dataclass(frozen=True, slots=True)
class Time:
    """`per` and `period` as ISO 8601 lengths, and the date that places the period."""

    per: str | None = None
    period: str | None = None
    placed: Date | None = None


RESULTS = frozenset(["revenue", "profit"])
"""Kinds that are always of some stretch of time."""

TIMELESS = frozenset(["valuation", "price", "loan", "fine"])
"""Kinds that a day may date but that cover no stretch of time by it."""

_SPENDING = re.compile(r"(?:자본|설비|시설)\s?(?:지출|투자)|투자액|투자\s?규모|올해|내년|연간")
_GRANULARITY = {"year": "P1Y", "years": None, "half": "P6M", "quarter": "P3M", "month": "P1M"}
_SPREAD = re.compile(r"^ ?(?:간|동안|에 걸쳐|치|에 걸친|만에 (?:누적 )?(?=매출|판매))")


def per_of(context: Context, money: Money, kind: str) -> str | None:
    """The rate at which an amount recurs: 매년 1조원 P1Y, 월 5만원 P1M; None for results, which have a period."""
    if kind in RESULTS or _is_order_book(context, money, kind):
        return None
    start, _ = context.sentence(money.start)
    clause = context.text[start : money.start]
    before = clause[-40:]
    if _yearly(context, money, before) or before.rstrip().endswith(("연봉만", "연봉")):
        return "P1Y"
    if pattern("recurs_daily").search(before):
        return "P1D"
    month = pattern("recurs_monthly").search(clause)
    if month is None or "1인당" in before:
        return None
    beside = not re.sub(r"최대|약|평균", "", clause[month.end() :]).strip()
    paid = kind in ("other", "price", "fine") and not re.search(r"총 ?$|총액|규모", clause[month.end() :])
    return "P1M" if paid or (beside and kind not in ("valuation", "acquisition")) else None


def _yearly(context: Context, money: Money, before: str) -> bool:
    """Whether 매년, 연간 … govern an amount rather than a number of people between them and it."""
    found = pattern("recurs_yearly").search(before)
    if not found or re.search(r"연간순환|연속", before):
        return False
    said = money.start - len(before) + found.start()
    return not any(said <= count.start < money.start for count in context.mentions.headcounts)


_ORDERS = re.compile(r"수주 ?(?:액|목표|실적|금액|규모)|누적 수주|연간 목표")


def _is_order_book(context: Context, money: Money, kind: str) -> bool:
    """Whether a contract's amount is all that was ordered within a stretch, which has a period as revenue has."""
    start, end = context.sentence(money.start)
    taken = re.match(r"어치(?:를|) (?:따내|따냈|수주)", context.text[money.end : end])
    said = _ORDERS.search(context.text[max(start, money.start - 30) : money.start])
    return kind == "contract" and bool(said or taken)


def times_of(context: Context, kinds: list[str]) -> list[Time]:
    """The time of each amount of an article, in order."""
    times: list[Time] = []
    known: dict[int, Time] = {}
    last: Money | None = None
    for money, kind in zip(context.mentions.money, kinds, strict=True):
        near = last is not None and (kind in RESULTS or context.index(money.start) - context.index(last.start) <= 2)
        carried = times[-1] if times and near else Time()
        if times and "같은 기간" in context.text[slice(*context.sentence(money.start))]:
            carried = next((t for t in reversed(times) if t.period), carried)
        time = known.get(money.converts) if money.converts is not None else None
        times.append(time or _time(context, money, kind, carried))
        known[money.start], last = times[-1], money
    return [_from_same(context, i, kinds, times) for i in range(len(times))]


def _time(context: Context, money: Money, kind: str, carried: Time) -> Time:
    per = per_of(context, money, kind)
    spelled = None if kind in ("valuation", "price") else _spelled(context, money, kind)
    if spelled:
        return Time(per, *spelled)
    before = context.text[max(0, money.start - 30) : money.start]
    running = re.search(r"년 (?:연속|째) ?[^가-힣]*$", before)
    if per or kind in TIMELESS or not (running or _covers(context, money, kind, carried)):
        return Time(per)
    results = kind in RESULTS or kind == "contract"
    if results and pattern("daily_result").search(before):
        return Time(None, "P1D")
    if running or (results and pattern("yearly_result").search(before)):
        return Time(None, "P1Y", _date(context, money, {"year"}))
    wanted = {"year", "half", "quarter"} if kind == "investment" else set(_GRANULARITY)
    placed = _date(context, money, wanted) or (_added_up(context, money) if kind in RESULTS else None)
    if placed is None:
        return Time(None, carried.period, carried.placed)
    return Time(None, _length(context, placed, money), placed)


def _from_same(context: Context, i: int, kinds: list[str], times: list[Time]) -> Time:
    """A result that says no time takes that of the same amount elsewhere: a headline's 40억 is the body's."""
    money, time = context.mentions.money[i], times[i]
    if time.period or kinds[i] not in RESULTS:
        return time
    for other, kind, known in zip(context.mentions.money, kinds, times, strict=True):
        if known.period and kind == kinds[i] and (other.value, other.currency) == (money.value, money.currency):
            return known
    return time


def _added_up(context: Context, money: Money) -> Date | None:
    """The quarter of the sentence before that results are added up to: 3분기까지 누적 순이익도."""
    here = context.index(money.start)
    if not here:
        return None
    start, end = context.spans[here - 1]
    for day in context.mentions.dates:
        if start <= day.start < end and day.granularity == "quarter" and "누적" in context.text[day.end : day.end + 8]:
            return day
    return None


def bounds(period: str | None, placed: Date | None) -> tuple[date | None, date | None]:
    """The days of a period where the text places it; a length from an unsaid start has none."""
    if period is None or placed is None:
        return None, None
    if period == "P9M" and placed.first is not None and placed.first.month > 6:
        return date(placed.first.year, 1, 1), placed.last
    return placed.first, placed.last


def _covers(context: Context, money: Money, kind: str, carried: Time) -> bool:
    """Whether an amount of this kind is of a stretch of time at all, rather than a level, a change or a single deal."""
    start, end = context.sentence(money.start)
    before, after = context.text[max(start, money.start - 60) : money.start], context.text[money.end : end]
    if kind in RESULTS:
        return True
    if (
        pattern("change_behind").match(after)
        or pattern("amount_at_a_time").search(before[-24:])
        or re.search(r"(?:폭|증가액|감소액|늘린 [가-힣]+|줄인 [가-힣]+)\(?$", before)
    ):
        return False
    if kind == "acquisition":
        return bool(re.search(r"거래액|총 ?$|합계", before[-40:])) and "(" not in before[-1:]
    if kind == "contract":
        return _is_order_book(context, money, kind)
    if kind == "other" and _GIVEN.match(after) and _spent(context, money):
        return True
    if kind == "investment":
        spending = _SPENDING.search(before[-34:] + after[:20])
        spent = _spent(context, money) and not re.search(r"증자|조달|시리즈", after[:20])
        return bool(spending or spent) and not re.search(r"인수|지분|유치|펀딩", after[:20])
    dated = any(
        d.end <= money.start and context.text[d.end : money.start] in (" ", "(", "") for d in context.mentions.dates
    )
    flows = pattern("amount_over_time").search(context.text[start:end] if dated else before[-40:] + after[:16])
    return kind == "budget" or bool(flows) or (dated and carried.period is not None)


_GIVEN = re.compile(
    r"(?:을|를|의)? ?(?:[가-힣]+(?:금|비)(?:을|를) )?(?:[가-힣]+ )?(?:지원|지급|기부|기탁|출연|배당|환원)"
)


def _spent(context: Context, money: Money) -> bool:
    """Whether a year, half or quarter in an amount's own clause tells when it is spent, on nobody in particular."""
    start, end = context.sentence(money.start)
    for day in context.mentions.dates:
        if start <= day.start and day.end <= money.start and day.granularity in ("year", "half", "quarter"):
            given = any(a.name and a.role == "dative" for a in context.within(day.end, money.start))
            near = money.start - day.end < 40 and not context.clauses(day.end, money.start)
            if near and not given and not re.match(r"까지|부터|[^ ]* [가-힣]+[한된할될] ", context.text[day.end : end]):
                return True
    return False


def _spelled(context: Context, money: Money, kind: str) -> tuple[str, Date | None] | None:
    """The stretch that the words spell out for an amount: a length (5년간 총 3조원) or two dates (2024~2026년)."""
    start, end = context.sentence(money.start)
    dates = [d for d in context.mentions.dates if start <= d.start < money.start]
    lasting = _duration(context, money, start, end)
    if lasting and lasting.iso:
        return lasting.iso, anchored(context.text, lasting, dates)
    if kind in TIMELESS or kind == "acquisition":
        return None
    found = [
        (length, day)
        for length, day in ranges(context.text, dates)
        if money.start - day.end <= 60 and (kind not in RESULTS or not any(d.start >= day.end for d in dates))
    ]
    return found[-1] if found else None


_BEHIND = re.compile(r"(?:을|를|짜리|의|규모의?|어치)? ?(?:향후 |앞으로 |지난 )?")
_SPREAD_BEHIND = re.compile(r" ?(?:간|동안|에 걸쳐|에 걸친| 장기)")


def _duration(context: Context, money: Money, start: int, end: int) -> Duration | None:
    """The length of time beside an amount that it is spread over: 5년간 총 3조6000억원, 3조원을 5년간."""
    found = None
    for duration in context.mentions.durations:
        if start <= duration.start < money.start and duration.iso:
            between = context.text[duration.end : money.start]
            spread = _SPREAD.match(between) and len(between) <= 32 and not context.clauses(duration.end, money.start)
            found = duration if spread and not re.search(r"전$|만에$", between.strip()) else found
        elif money.end <= duration.start < end and duration.iso and found is None:
            between, behind = context.text[money.end : duration.start], context.text[duration.end : end]
            found = duration if _BEHIND.fullmatch(between) and _SPREAD_BEHIND.match(behind) else None
    return found


def _date(context: Context, money: Money, wanted: set[str]) -> Date | None:
    """The date that governs an amount: the nearest before it in its sentence, compared ones aside."""
    start, _ = context.sentence(money.start)
    best = None
    for day in context.mentions.dates:
        if day.granularity in wanted and start <= day.start < money.start:
            after = context.text[day.end : day.end + 12]
            if not re.match(
                r" ?(?:이후|말부터|까지(?!는? 누적)|부터|대비|보다|부임|출범|설립|발표|취임)", after
            ) and not (best and _aside(context, day, money)):
                best = day
    return best


def _aside(context: Context, day: Date, money: Money) -> bool:
    """Whether a later date only names what is compared with: 지난해 이익은 전년보다 늘어난 2조원."""
    after = context.text[day.end : money.start]
    return bool(re.match(r" ?(?:\([^()]*\))? ?(?:보다|대비|과 비교|와 비교|에 비해|동기)", after)) or context.text[
        day.start : day.end
    ].startswith("전년")


def _length(context: Context, placed: Date, money: Money) -> str | None:
    """The length of the date's unit; what adds up (누적) to the third quarter is of nine months."""
    around = context.text[max(0, placed.start - 8) : placed.end + 12] + context.text[money.end : money.end + 8]
    if placed.granularity == "quarter" and "누적" in around and placed.first is not None:
        return f"P{placed.first.month + 2}M" if placed.first.month > 1 else "P3M"
    return _GRANULARITY.get(placed.granularity)
