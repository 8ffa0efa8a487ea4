"""The regular expressions that an analyst would write in an afternoon, as one more tool to compare with."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from measure import Row

HOW = "the patterns of evaluation/regexes.py: digits with 조, 억, 만 and 천, a unit, and the commonest words about them"

SCALES = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}
CURRENCIES = {"원": "KRW", "달러": "USD", "엔": "JPY", "위안": "CNY", "유로": "EUR", "파운드": "GBP"}
PART = r"\d[\d,]*(?:\.\d+)?(?:천\d*)?"
NUMBER = rf"(?P<number>(?:{PART}\s?[조억만]\s?)*(?:{PART})?)(?P<over>여)?\s?"
BEFORE = r"(?P<before>약|최대|최소)?\s?"
AFTER = r"(?P<after>\s?(?:이상|이하|미만|가량|정도|안팎)|[을를이가]?\s?(?:초과|넘))?"
MONEY = re.compile(rf"{BEFORE}(?=\d){NUMBER}(?P<unit>{'|'.join(CURRENCIES)}){AFTER}")
PEOPLE = re.compile(rf"{BEFORE}(?=\d){NUMBER}(?P<unit>명){AFTER}")
QUALIFIERS = {
    "약": "about",
    "가량": "about",
    "정도": "about",
    "안팎": "about",
    "여": "over",
    "최소": "at_least",
    "이상": "at_least",
    "초과": "more_than",
    "넘": "more_than",
    "최대": "at_most",
    "이하": "at_most",
    "미만": "less_than",
}
OPEN = {"about": (False, False), "exact": (True, True), "at_most": (False, True), "less_than": (False, True)}
YEARS = {"재작년": -2, "지난해": -1, "작년": -1, "올해": 0, "올": 0, "내년": 1}
MONTHS = {"지난달": -1, "이달": 0, "이번 달": 0, "내달": 1, "다음 달": 1}
DAYS = {"어제": -1, "전날": -1, "오늘": 0, "이날": 0, "내일": 1}
DATE = re.compile(
    rf"(?P<years>{'|'.join(YEARS)})?(?:(?P<year>(?:19|20)\d\d)년)?\s?(?:지난 |오는 )?"
    rf"(?:(?P<quarter>[1-4])분기|(?P<half>[상하]반기)|(?P<months>{'|'.join(MONTHS)})|(?P<month>1[0-2]|[1-9])월(?!드))?"
    rf"\s?(?:(?P<day>3[01]|[12]\d|[1-9])일(?![간째 ]?[간만째동]))?|(?P<days>{'|'.join(DAYS)})"
)
LENGTH = re.compile(r"(?P<count>\d+)(?P<unit>년|개월|일|시간|분)여?\s?(?=간|동안|만에|만의|째|이상|이내|연속|전|뒤|후)")
UNITS = {"년": "P{}Y", "개월": "P{}M", "일": "P{}D", "시간": "PT{}H", "분": "PT{}M"}


def value(number: str) -> Decimal:
    """The number that digits with 조, 억, 만 and 천 make."""
    total = Decimal(0)
    for digits, thousands, units, scale in re.findall(r"(\d[\d,.]*)(천)?(\d*)\s?([조억만]?)", number):
        part = Decimal(digits.replace(",", "").rstrip(".")) * (1000 if thousands else 1) + Decimal(units or 0)
        total += part * SCALES[scale]
    return total


def amounts(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], dict[str, Any]]]:
    """Each match with its value, bounds and qualifier."""
    for match in pattern.finditer(text):
        words = [match["after"] or "", match["over"] or "", match["before"] or ""]
        kinds = [kind for word in words for said, kind in QUALIFIERS.items() if word.endswith(said) and word]
        kind = kinds[0] if kinds else "exact"
        low, high = OPEN.get(kind, (True, False))
        number = value(match["number"])
        yield (
            match,
            {"value": number, "low": number if low else None, "high": number if high else None, "qualifier": kind},
        )


def money(text: str, _: date) -> Iterator[Row]:
    """Digits with a currency."""
    for match, cells in amounts(MONEY, text):
        yield Row(match.start("number"), match.end("unit"), {**cells, "currency": CURRENCIES[match["unit"]]})


def headcounts(text: str, _: date) -> Iterator[Row]:
    """Digits with 명."""
    for match, cells in amounts(PEOPLE, text):
        yield Row(match.start("number"), match.end("unit"), cells)


def dates(text: str, day: date) -> Iterator[Row]:
    """A year, a quarter or half, a month and a day, or the commonest of them alone."""
    for match in DATE.finditer(text):
        if days := _days(match, day):
            yield Row(match.start(), match.end(), dict(zip(("start", "end"), days, strict=True)))


def _days(match: re.Match[str], day: date) -> tuple[date, date] | None:
    if match["days"]:
        said = day + timedelta(days=DAYS[match["days"]])
        return said, said
    year = int(match["year"] or day.year + YEARS.get(match["years"] or "", 0))
    first, last = 1, 12
    if match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["half"]:
        first, last = (1, 6) if match["half"] == "상반기" else (7, 12)
    elif match["month"]:
        first = last = int(match["month"])
    elif match["months"] or match["day"]:
        index = day.year * 12 + day.month - 1 + MONTHS.get(match["months"] or "", 0)
        year, first = index // 12, index % 12 + 1
        last = first
    elif not (match["year"] or match["years"]):
        return None
    return _span(year, first, last, match["day"])


def _span(year: int, first: int, last: int, day: str | None) -> tuple[date, date] | None:
    if not day:
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    if int(day) > monthrange(year, first)[1]:
        return None
    return date(year, first, int(day)), date(year, first, int(day))


def durations(text: str, _: date) -> Iterator[Row]:
    """A number of years, months, days, hours or minutes with a word behind it that makes it a length."""
    for match in LENGTH.finditer(text):
        yield Row(match.start(), match.end("unit"), {"iso": UNITS[match["unit"]].format(match["count"])})


READERS = {"money": money, "headcounts": headcounts, "dates": dates, "durations": durations}
