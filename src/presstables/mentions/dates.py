"""Calendar expressions: 지난해 8월 22일, 올 하반기, 2022~2027년, 전년 동기, resolved against the publication day.

Where that day is not known, relative dates keep their words and have no days.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from presstables.mentions import days
from presstables.mentions.compose import ENDS_PART, compose
from presstables.mentions.model import Date
from presstables.mentions.pieces import Context, Pieces, named_day
from presstables.mentions.scan import CALENDAR, Token
from presstables.mentions.supply import supply
from presstables.mentions.tense import PAST

_DECADE_PART = re.compile(rf" ?(?:(?P<first>초반부?|초(?!과)|전반)|(?P<mid>중반부?)|(?P<last>후반부?|말)){ENDS_PART}")
_NAME_BEHIND = re.compile(r"의 ?집|날|뉴스|신문|경제|투데이")  # 오늘의집, 오늘날: names and other words
# 주가는 이날: the day of the report
_MARKET = re.compile(r"(?:주가|시가총액|시총|지수|증시|코스피|코스닥|환율|종가)\S? ?$")
_COMPARES = re.compile(r" ?(?:보다|대비)|의 \d")
_PART_FIRST = frozenset("초상중말하후")  # 초순, 중반, 말께 …
_FISCAL_BEFORE = re.compile(r"(?<![A-Za-z])FY$")
_STRETCHES = frozenset({"quarter", "half", "month", "part of month"})


def read_date(tokens: list[Token], i: int, context: Context) -> tuple[Date | None, int]:
    """The calendar expression that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token, used = tokens[i], 1
    special = CALENDAR.get(token.number, ("", 0))[0] if token.kind == "cal" else ""
    if token.kind == "ymd":
        found = _numeric(token, context)
    elif token.kind == "quarter":
        found = _latin_quarter(token, context)
    elif special == "same stretch":
        found = _same_stretch(token, context)
    elif special in ("day", "report day"):
        found = _named_day(token, context)
    elif special == "year" and (plain := _plain_year(tokens, i, context)):
        found = plain
    elif token.unit == "세기":
        found = _century(token, context)
    elif (unit := _decade_unit(tokens, i, context.text)) is not None:
        found = _decade(token, unit, context)
    elif token.unit in ("회계연도", "회계년도") or is_fiscal(token, context.text):
        found, used = _fiscal(tokens, i, context)
    else:
        context.tokens, context.at = tokens, i
        pieces = compose(tokens, i, context)
        found, used = _resolve(pieces, context), max(pieces.used, 1)
    if found:
        _remember(found, context)
    return found, used


def _plain_year(tokens: list[Token], i: int, context: Context) -> Date | None:
    """지난해, 올해 or 내년 that no other piece follows: by far the most frequent of all."""
    token, text = tokens[i], context.text
    behind = text[token.end : token.end + 2].lstrip(" ")[:1]
    joined = i + 1 < len(tokens) and tokens[i + 1].start - token.end <= 1
    if context.published is None or joined or behind in _PART_FIRST or token.number == "올":
        return None
    span = days.year(context.published.year + CALENDAR[token.number][1])
    return _date(token.start, token.end, "year", span, "year", "relative")


def _resolve(pieces: Pieces, context: Context) -> Date | None:
    """The days of the pieces, with what is not said supplied; None where there is no such day (2월 30일)."""
    if not pieces.size:
        return None
    relative = pieces.relative or pieces.year is None or bool(pieces.before)
    span = None if pieces.unknown else _span(pieces, context)
    if span is None and pieces.day is not None and pieces.year is not None and not pieces.unknown:
        return None
    granularity = pieces.granularity
    name = "year_before" if pieces.year_before and granularity == "year" else granularity
    if pieces.before == PAST and pieces.day is not None and span:
        context.near_day, context.near_since = span[0], context.read
    anchor = "relative" if relative else "absolute"
    found = _date(pieces.start, pieces.end, name.replace(" ", "_"), span, granularity, anchor)
    found.supplied = pieces.supplied
    return found


def _date(start: int, end: int, name: str, span: days.Span | None, granularity: str, anchor: str) -> Date:
    first, last = span or (None, None)
    return Date(start, end, f"date.{name}", first, last, granularity, anchor)


def _span(p: Pieces, context: Context) -> days.Span | None:
    if p.week is not None:
        return _weekdays(p, context.published, p.week) if context.published else None
    if (p.year is None and not supply(p, context)) or p.year is None:
        return None
    year = p.year
    if p.day is not None:
        return days.day(year, p.month or 0, p.day)
    if p.nth is not None and p.month is not None:
        return _nth_of_month(p, year, p.month, p.nth)
    part = None if p.whole_year else p.part
    if p.month is not None:
        return days.months(year, p.month, p.month) if part is None else days.part_of_month(year, p.month, part)
    if p.quarter is not None:
        return days.quarter(year, p.quarter) if part is None else days.part_of_quarter(year, p.quarter, part)
    if p.half is not None:
        return days.half(year, p.half)
    return days.year(year) if part is None else days.part_of_year(year, part)


def _nth_of_month(p: Pieces, year: int, month: int, nth: int) -> days.Span | None:
    """3월 둘째 주, 3월 둘째 주 금요일, 3월 둘째 금요일."""
    if not p.nth_week:
        found = days.weekday_of_month(year, month, p.weekday or 0, nth)
        return (found, found) if found else None
    week = days.week_of_month(year, month, nth)
    if week is None or p.weekday is None:
        return week
    found = week[0] + timedelta(days=p.weekday)
    return found, found


def _weekdays(p: Pieces, published: date, shift: int) -> days.Span | None:
    week = days.week(published, shift)
    if week is None or p.weekday is None:
        return week
    first = week[0] + timedelta(days=p.weekday)
    return first, week[1] if p.weekday == 5 else first


def _named_day(token: Token, context: Context) -> Date | None:
    """오늘 and 어제 count from the publication day, 이날 and 전날 from the day that the article reports on."""
    unit, shift = CALENDAR[token.number]
    if _NAME_BEHIND.match(context.text, token.end):
        return None
    if unit == "day":
        base = context.published
    elif _MARKET.search(context.text, max(token.start - 8, 0), token.start):
        base = context.report_day or context.published
    else:
        base = context.told_day() if shift >= 0 else context.report_day or context.published
    found = days.away(base, shift) if base else None
    return Date(token.start, token.end, "date." + unit.replace(" ", "_"), found, found, "day", "relative")


def _same_stretch(token: Token, context: Context) -> Date:
    """전년 동기: the stretch that was named last, a year before; without days where none was."""
    if context.stretch is None:
        return Date(token.start, token.end, "date.same_stretch", None, None, "part of year", "relative")
    first, last = (days.shift_years(d, -1) for d in context.stretch)
    if first is None or last is None:
        return Date(token.start, token.end, "date.same_stretch", None, None, "part of year", "relative")
    if last.month == 2 and (last + timedelta(days=1)).month == 2 and context.stretch[0].day == 1:
        last += timedelta(days=1)  # the year before had a 29 February
    return Date(token.start, token.end, "date.same_stretch", first, last, _length_name(first, last), "relative")


def _length_name(first: date, last: date) -> str:
    length = (last - first).days + 1
    names = {1: "day", 28: "month", 29: "month", 30: "month", 31: "month", 181: "half", 182: "half", 184: "half"}
    quarters = dict.fromkeys((90, 91, 92), "quarter")
    return (names | quarters).get(length, "year" if length >= 365 else "part of year")


def _numeric(token: Token, context: Context) -> Date | None:
    """2021. 5. 17., 2021-05-17, 21.05.17."""
    y, m, d = (int(n) for n in re.findall(r"\d+", token.number))
    span = days.day(y if y > 99 else 2000 + y if y < 70 else 1900 + y, m, d)
    if span is None:
        return None
    closes = not token.number.endswith(".") or context.text[token.end : token.end + 1] in ("", " ", ")")
    return Date(token.start, token.end if closes else token.end - 1, "date.numeric", *span, "day", "absolute")


def _latin_quarter(token: Token, context: Context) -> Date | None:
    """3Q25, 2H25; a bare 3Q takes its year from the publication day."""
    kind, (number, *rest) = token.number[1], re.findall(r"\d+", token.number)
    if kind == "H" and not rest:
        return None
    year = context.published.year if context.published else None
    if rest:
        year = int(rest[0]) + (2000 if len(rest[0]) == 2 else 0)
    span = (days.quarter if kind == "Q" else days.half)(year, int(number)) if year else None
    granularity, anchor = "quarter" if kind == "Q" else "half", "absolute" if rest else "relative"
    return _date(token.start, token.end, "latin_quarter", span, granularity, anchor)


def is_fiscal(token: Token, text: str) -> bool:
    """Whether FY stands before the number: FY2024, FY25."""
    return not token.unit and _FISCAL_BEFORE.search(text, max(token.start - 3, 0), token.start) is not None


def _fiscal(tokens: list[Token], i: int, context: Context) -> tuple[Date | None, int]:
    """A fiscal year, or a quarter of one, whose days the text does not give has none."""
    token = tokens[i]
    if not token.number.isdigit() or len(token.number) not in (2, 4):
        return None, 1
    context.fiscal = True
    start = token.start - 2 * is_fiscal(token, context.text)
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.unit == "분기" and context.text[token.end : following.start] in ("", " "):
        return Date(start, following.end, "date.fiscal_year", None, None, "quarter", "absolute"), 2
    return Date(start, token.end, "date.fiscal_year", None, None, "year", "absolute"), 1


def _decade_unit(tokens: list[Token], i: int, text: str) -> int | None:
    """Where the decade of tokens[i] ends: behind its 년대, or the number of 1970~1980년대; None where it is none."""
    if tokens[i].unit == "년대":
        return tokens[i].end
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.unit == "년대" and text[tokens[i].end : following.start] in ("~", "-", "·"):
        return tokens[i].number_end
    return None


def _decade(token: Token, end: int, context: Context) -> Date | None:
    """2030년대 중반, 90년대 후반; the parts of a decade are its years 0-3, 4-6 and 7-9."""
    if not token.number.isdigit() or len(token.number) not in (2, 4) or int(token.number) % 10:
        return None
    number = int(token.number)
    if number < 100:
        number += 1900 if number >= 30 else 2000
    if not 1000 <= number < 3000:
        return None
    century = number % 100 == 0 and number < 2000
    part = _DECADE_PART.match(context.text, end)
    if part and century:
        return _century_part(number, part, token.start)
    first, last = (0, 99 if century else 9)
    if part:
        first, last = {"first": (0, 3), "mid": (4, 6), "last": (7, 9)}[str(part.lastgroup)]
        end = part.end()
    span = date(number + first, 1, 1), date(number + last, 12, 31)
    return Date(token.start, end, "date.decade", *span, "part of decade" if part else "decade", "absolute")


def _century(token: Token, context: Context) -> Date | None:
    """19세기 후반; a bare 21세기 names an age rather than days."""
    part = _DECADE_PART.match(context.text, token.end)
    if not part or not token.number.isdigit() or not 1 < int(token.number[:4]) <= 30:
        return None
    return _century_part((int(token.number) - 1) * 100, part, token.start)


def _century_part(century: int, part: re.Match[str], start: int) -> Date:
    first, last = {"first": (0, 49), "mid": (40, 60), "last": (50, 99)}[str(part.lastgroup)]
    span = date(century + first, 1, 1), date(century + last, 12, 31)
    return Date(start, part.end(), "date.century", *span, "part of century", "absolute")


def _remember(found: Date, context: Context) -> None:
    """Keep what later dates may take from this one."""
    if found.first is None or found.last is None:
        context.last = found if found.granularity != "year" else context.last
        return
    if found.rule == "date.same_stretch":
        return
    if found.granularity in _STRETCHES:
        context.stretch = (_stretch_start(found, found.first, context), found.last)
    names_year = found.granularity != "day" or found.anchor == "absolute"
    if names_year and found.rule != "date.year_before" and not _COMPARES.match(context.text, found.end):
        context.named_year = named_day(found.first, found.granularity).year
    context.last, context.fiscal = found, False


def _stretch_start(found: Date, first: date, context: Context) -> date:
    """The first day of the stretch that `found` ends, where one is being named (4분기~내년 1분기)."""
    last = context.last
    if last is None or last.first is None:
        return first
    so_far = context.text[last.end : found.start].strip() in ("들어", "들어서") and last.granularity == "year"
    if so_far and context.text.startswith("까지", found.end):
        return last.first  # 올 들어 7월까지
    if context.stretch is None:
        return first
    gap = context.text[last.end : found.start].strip()
    return context.stretch[0] if gap in ("~", "부터", "-") else first
