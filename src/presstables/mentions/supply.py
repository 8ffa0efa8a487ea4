"""What a date leaves out: the year, the month, from the sentence, else from the publication day and the tense."""

from __future__ import annotations

import re
from datetime import date, timedelta

from presstables.mentions import days
from presstables.mentions.model import Date
from presstables.mentions.pieces import PART, Context, Pieces, named_day
from presstables.mentions.tense import FUTURE, PAST, PRESENT, tense_behind

CARRIED, NEAREST = "carried", "nearest"  # where a year or month comes from that no tense decides
_JOINED = re.compile(r"(?:\([^()\n]{0,12}\))? ?(?:부터|까지|~|-|과|와|,|·|및|또는|이나|혹은|에서|에|/)?(?: |$)?")
_VERB = re.compile(r"[가-힣](?:된|한|했|됐|었|았|던|며|지만|면서|하고|되고|뒤|후) | 데 이어 ")
_LINKS = re.compile(r"(?:고|해|돼|아|어|여|며|서|다가),? ")
_REPORTS = re.compile(r" ?(?:\S+ )?(?:밝|전했|말했|발표|공시|보도|설명|강조|공개|집계|통보|알려)")
_YARDSTICK = re.compile(r"보다| ?대비|의 \d|의 (?:절반|두|세|몇)|만큼|처럼|과 비슷|와 비슷|에 비해|과 비교|와 비교")
_OPENING = 30  # characters of a sentence in which the day of its report stands
_JOINT = 3  # characters that may join two dates of one verb
_AFTERWARDS = re.compile(r"[한된인온난긴] (?:뒤|후|이후)")  # 2월 상승 전환한 뒤 45주 연속 오름세다
_MARGIN = 7  # days after the turn of a month in which a bare late day still means the month before


def supply(p: Pieces, context: Context) -> bool:
    """Fill in the year (and month) of a bare month, day, quarter or half; False where nothing gives it."""
    if _carry(p, context):
        p.supplied = CARRIED
        return True
    if context.published is None:
        return False
    if p.before == FUTURE:
        context.future = True
    tense = p.before or (FUTURE if context.future and p.day is not None else "")
    tense = tense or _tense(p, context)
    p.supplied = tense or NEAREST
    if p.day is not None and p.month is None:
        return _supply_month(p, context.published, tense, context)
    p.year = context.published.year + _years_away(p, context.published, tense)
    return True


def _tense(p: Pieces, context: Context) -> str:
    """The tense up to the next date of the sentence; beyond it only where no verb stands between."""
    start, end = context.sentence
    until = _next_date(p, context)
    found = tense_behind(context.text, p.end, until, start, context.in_quotes(p.end))
    gap = context.text[p.end : until]
    if not found and until < end and not (_LINKS.search(gap) or _VERB.search(gap)):
        found = tense_behind(context.text, p.end, end, start, context.in_quotes(p.end))
    return found or (PAST if _AFTERWARDS.search(gap) else "")


def _next_date(p: Pieces, context: Context) -> int:
    """Where the next date of the sentence begins, one that is not merely joined to this one (3월과 10월)."""
    end = context.sentence[1]
    for i in range(context.at + p.used, len(context.tokens)):
        token = context.tokens[i]
        if token.start >= end:
            break
        dated = token.kind != "alone" and (token.kind != "number" or token.unit in ("년", "월", "일", "분기"))
        if dated and token.start - p.end > _JOINT:
            return token.start
    return end


def _years_away(p: Pieces, published: date, tense: str) -> int:
    """The nearest year that fits the tense: 0 this one, -1 the last, 1 the next."""
    here = (published.month, published.day if p.day is not None else 0)
    first, last = (p.first_month, p.day or 0), (p.last_month, p.day or 0)
    if tense == PAST:
        return -1 if first > here else 0
    if tense == FUTURE:
        # A bare quarter or half that is over is seldom the next year's: a result of it may still be to come.
        late = 0 if p.month is not None else 4 if p.half is not None else 6
        return 1 if last < here and published.month - p.last_month >= late else 0
    if tense == PRESENT:
        nearer = (p.first_month - published.month) % 12 <= (published.month - p.last_month) % 12
        return 1 if last < here and nearer else 0
    if p.first_month - published.month >= (7 if p.quarter is not None else 9):
        return -1  # a bare December in January is the last one, a bare fourth quarter in February
    return 1 if p.month is not None and published.month - p.last_month >= 10 else 0


def _supply_month(p: Pieces, published: date, tense: str, context: Context) -> bool:
    """A bare day: the nearest that fits the tense."""
    assert p.day is not None
    shift = _months_away(p.day, published.day, tense, bool(p.before) or context.future)
    for _ in range(3):  # a month that has such a day
        months = published.year * 12 + published.month - 1 + shift
        p.year, p.month = months // 12, months % 12 + 1
        if days.day(p.year, p.month, p.day):
            break
        shift += 1 if shift > 0 else -1
    found = days.day(p.year or 0, p.month or 0, p.day)
    if (
        found
        and not p.before
        and tense not in (FUTURE, PRESENT)
        and timedelta(0) <= published - found[0] <= timedelta(days=_MARGIN)
    ):
        _report(p, found[0], context)
    return True


def _report(p: Pieces, day: date, context: Context) -> None:
    """A day that opens a sentence or that is reported on is the article's, unless a later one is known already."""
    text = context.text
    opens = p.start - context.sentence[0] <= _OPENING
    aside = text[p.start - 1 : p.start] == "(" or text.startswith(" 기준", p.end)
    if aside or not (opens or _REPORTS.match(text, p.end)):
        return
    if context.report_day is None or day >= context.report_day:
        context.report_day = day


def _months_away(day: int, today: int, tense: str, marked: bool) -> int:
    """-1 for a day of the last month, 1 for one of the next; `marked` tells of 지난 or 오는."""
    if day > today and (tense == PAST or (not tense and today <= _MARGIN and day - today > 15)):
        return -1
    if tense == PRESENT:
        return 1 if day < today and 30 - today + day <= today - day else 0
    if tense == FUTURE and day < today and (marked or today - day > 2 * _MARGIN):
        return 1
    return 0


def _carry(p: Pieces, context: Context) -> bool:
    """A year or month named before in the sentence carries on (2022년 3월과 10월; 2월 1일부터 4월 말까지)."""
    last = context.last
    if last is None or last.first is None or p.before:
        return False
    gap = context.text[last.end : p.start]
    joined = len(gap) <= 16 and _JOINED.fullmatch(gap) is not None
    if p.day is not None and p.month is None:
        goes_on = joined or _clause_goes_on(p, last, gap, context.text)
        return goes_on and last.granularity == "day" and not context.future and _carry_month(p, last.first)
    if p.named_part and p.size == PART and p.whole_year:
        return False
    if not joined and not _goes_on(last, gap, context):
        return False
    return _carry_year(p, last, named_day(last.first, last.granularity), gap if joined else "")


def _goes_on(last: Date, gap: str, context: Context) -> bool:
    """Whether a date still speaks of what was named before: near by, no verb between, and not of its own day."""
    if len(gap) > 40 or _VERB.search(gap) or _YARDSTICK.match(context.text, last.end):
        return False
    this_year = context.published is not None and last.first is not None and last.first.year == context.published.year
    return not (last.granularity == "day" and last.anchor == "relative" and this_year)


def _clause_goes_on(p: Pieces, last: Date, gap: str, text: str) -> bool:
    """9월 4일 벌어졌고 … 12일 귀국했다: the month goes on over a clause, but not to the day of the report."""
    if p.day is None or last.first is None or p.day < last.first.day or len(gap) > 60:
        return False
    named = "월" in text[last.start : last.end]
    return named and _LINKS.search(gap) is not None and not _REPORTS.match(text, p.end)


def _carry_month(p: Pieces, first: date) -> bool:
    p.year, p.month = first.year, first.month
    if p.day is not None and p.day < first.day and p.day <= 15:
        months = p.year * 12 + p.month
        p.year, p.month = months // 12, months % 12 + 1
    return True


def _carry_year(p: Pieces, last: Date, first: date, joint: str) -> bool:
    p.year = first.year
    if p.first_month < first.month and last.granularity not in ("year", "decade"):
        if not joint:
            p.year = None
            return False
        p.year += 1 if joint.strip().startswith(("부터", "~", "-")) else 0
    return True
