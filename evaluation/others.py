"""What other tools read in the same texts, each with the best reasonable adaptation to rows of the four tables.

Install them with the extra `evaluation`. A tool that knows no bounds is taken to mean the exact number.
"""

from __future__ import annotations

import re
import zoneinfo
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import regexes
from measure import Row

NO_DAY = date(2000, 1, 1)  # the reference day of a text whose day of publication is not known
CURRENCIES = {"원": "KRW", "₩": "KRW", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
PEOPLE = re.compile(r"\s?여?\s?(?:명|사람|인(?![가-힣]))")
CALENDAR = re.compile(r"\d년|[월일해달주]|분기|반기|작년|내년|어제|오늘|내일|전날|연[초말]")
LENGTH = re.compile(r"\d\d?년|.*[전뒤후]")
LASTING = re.compile(r"\s?(?:간|동안|만|째|연속|이상|이내|미만|넘|가량|정도|안팎|남짓)")
MONTHS = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
DAYS = {"week": 7, "day": 1}
Readers = dict[str, Callable[[str, date], Iterator[Row]]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, its version, how it was adapted, and a reader for each table that it knows."""

    name: str
    version: str
    how: str
    readers: Readers

    @property
    def tables(self) -> list[str]:
        """The tables that it has rows for."""
        return list(self.readers)

    def read(self, text: str, published: date | None) -> dict[str, list[Row]]:
        """Its rows of one text, in reading order."""
        day = published or NO_DAY
        return {table: sorted(rows(text, day), key=lambda row: row.start) for table, rows in self.readers.items()}


def installed() -> list[Tool]:
    """The tools to compare with; an error names the one that is not installed, and the extra that installs it."""
    packaged = [Tool(name, _version(package), how, readers) for name, package, how, readers in _PACKAGED]
    return [*packaged, Tool("an analyst's regexes", "", regexes.HOW, regexes.READERS)]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError as missing:
        advice = "pip install -e '.[evaluation]' (on Linux x86-64: Duckling is built for nothing else)"
        raise SystemExit(f"{package} is not installed: {advice}") from missing


def number_row(start: int, end: int, value: Any, **fields: Any) -> Row:
    """An exact number."""
    return Row(start, end, {"value": value, "low": value, "high": value, "qualifier": "exact", **fields})


def day_rows(text: str, start: int, end: int, first: date, last: date, grain: str) -> Iterator[Row]:
    """One row for a period, or one for each end of a range: the text is cut at its ~ or 부터."""
    cut = re.search(r"[~∼～〜–-]|부터|에서", text[start:end])
    if not cut or period(first, grain)[1] >= last:
        yield Row(start, end, {"start": first, "end": last})
        return
    yield Row(start, start + cut.start(), dict(zip(("start", "end"), period(first, grain), strict=True)))
    yield Row(start + cut.end(), end, dict(zip(("start", "end"), period(last, grain, ends=True), strict=True)))


def period(day: date, grain: str, ends: bool = False) -> tuple[date, date]:
    """The period of this grain that begins on a day or, with `ends`, that ends on it."""
    if grain not in MONTHS:
        length = timedelta(days=DAYS[grain] - 1)
        return (day - length, day) if ends else (day, day + length)
    if ends:
        after = day + timedelta(days=1)
        return _months(after, -MONTHS[grain]), day
    return day, _months(day, MONTHS[grain]) - timedelta(days=1)


def _months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


@cache
def _duckling(day: date) -> Any:
    import duckling

    zones = duckling.load_time_zones(next(path for path in zoneinfo.TZPATH if Path(path).is_dir()))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zoneinfo.ZoneInfo("Asia/Seoul"))
    reference = duckling.parse_ref_time(zones, "Asia/Seoul", int(noon.timestamp()))
    korean = duckling.parse_locale("KO_KR", duckling.default_locale_lang(duckling.parse_lang("KO")))
    return duckling.Context(reference, korean)


def duckling_tokens(text: str, day: date, dimension: str) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """What Duckling finds of one dimension: start, end and value, with a day's noon in Korea as its reference time."""
    import duckling

    for token in duckling.parse(text, _duckling(day), duckling.parse_dimensions([dimension])):
        yield token["start"], token["end"], token["value"]


def duckling_money(text: str, day: date) -> Iterator[Row]:
    """Amounts with a digit and a currency (not the 원 of 직원 300명), with the bounds and the 약 that it took in."""
    for start, end, said in duckling_tokens(text, day, "amount-of-money"):
        low, high = (said, said) if said["type"] == "value" else (said.get("from"), said.get("to"))
        unit = (low or high)["unit"].encode("latin-1").decode()
        if unit == "unknown" or text[start] == "원" or not re.search(r"\d", text[start:end]):
            continue
        bounds = [side and side["value"] for side in (low, high)]
        kind = "exact" if low is high else "range" if low and high else "at_least" if low else "at_most"
        value = sum(bounds) / 2 if kind == "range" else bounds[0] or bounds[1]
        if kind == "exact" and text[start] == "약":
            kind, bounds = "about", [None, None]
        cells = {"value": value, "low": bounds[0], "high": bounds[1], "qualifier": kind}
        yield Row(start, end, {**cells, "currency": CURRENCIES.get(unit, unit)})


def duckling_headcounts(text: str, day: date) -> Iterator[Row]:
    """Numbers with 명, 사람 or 인 behind them."""
    for start, end, said in duckling_tokens(text, day, "number"):
        if people := PEOPLE.match(text, end):
            yield number_row(start, people.end(), said["value"])


def duckling_dates(text: str, day: date) -> Iterator[Row]:
    """Times of a day or more that a calendar word names; of one that recurs, the nearest."""
    for start, end, said in duckling_tokens(text, day, "time"):
        first = said if said["type"] == "value" else said.get("from")
        if not first or first["grain"] not in MONTHS | DAYS or not CALENDAR.search(text, start, end):
            continue
        if LENGTH.fullmatch(text, start, end) or first["value"].startswith("-"):
            continue
        begins = nearest(
            [datetime.fromisoformat(each["value"]).date() for each in said["values"] if "value" in each], day
        )
        begins = begins or datetime.fromisoformat(first["value"]).date()
        ends = period(begins, first["grain"])[1]
        if said["type"] == "interval" and "to" in said:
            ends = datetime.fromisoformat(said["to"]["value"]).date() - timedelta(days=1)
        yield from day_rows(text, start, end, begins, max(begins, ends), first["grain"])


def nearest(days: list[date], day: date) -> date | None:
    """Of the coming days of a yearly or monthly cycle and the one before them, the nearest to a day."""
    if len(days) < 2:
        return None
    month = _months(days[0], -12 if (days[1] - days[0]).days > 360 else -1)
    before = month.replace(day=min(days[0].day, monthrange(month.year, month.month)[1]))
    return min(days[0], before, key=lambda each: abs(each - day))


def duckling_durations(text: str, day: date) -> Iterator[Row]:
    """Lengths of time that are no year, no day of a month, no quarter of a year and no 달러."""
    units = {"year": "P{}Y", "quarter": "P{}M", "month": "P{}M", "week": "P{}W", "day": "P{}D"}
    units |= {"hour": "PT{}H", "minute": "PT{}M", "second": "PT{}S"}
    for start, end, said in duckling_tokens(text, day, "duration"):
        calendar = said["unit"] in ("day", "quarter") and not LASTING.match(text, end) and text[end - 1] != "간"
        if not calendar and said["value"] < 1000 and text[end : end + 1] != "러":
            count = said["value"] * (3 if said["unit"] == "quarter" else 1)
            yield Row(start, end, {"iso": units[said["unit"]].format(count)})


@cache
def _korean_datetime() -> Any:
    from korean_datetime import Cycle, ParseOptions, TemporalParser

    return TemporalParser(ParseOptions(cycle=Cycle.NEAREST))


def korean_datetime_dates(text: str, day: date) -> Iterator[Row]:
    """Its dates with the nearest cycle, which it advises for news; of a day with an hour, the day."""
    for found in _korean_datetime().parse_all(text, now=datetime(day.year, day.month, day.day, 12)):
        if found.kind.value == "time":
            continue
        grain = found.grain.value if found.grain.value in MONTHS | DAYS else "day"
        first = found.start.date()
        last = max(first, (found.end - timedelta(seconds=1)).date())
        yield from day_rows(text, *found.span, first, last, grain)


def dateparser_dates(text: str, day: date) -> Iterator[Row]:
    """What its search finds, widened to the month or year where it read no day."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    base = datetime(day.year, day.month, day.day, 12)
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    period_of = DateDataParser(languages=["ko"], settings=settings)
    end = 0
    for words, moment in search_dates(text, languages=["ko"], settings=settings) or []:
        start = text.index(words, end)
        end = start + len(words)
        grain = {"year": "year", "month": "month"}.get(period_of.get_date_data(words).period, "day")
        first = moment.date().replace(day=1) if grain != "day" else moment.date()
        first = first.replace(month=1) if grain == "year" else first
        yield Row(start, end, dict(zip(("start", "end"), period(first, grain), strict=True)))


def price_parser_money(text: str, _: date) -> Iterator[Row]:
    """Each number with the signs and letters about it, as one price; kept where it finds a currency."""
    from price_parser import Price

    for chunk in re.finditer(r"(?:[A-Z]{0,3}[$€£¥₩]\s?)?\d[\d,.]*\s?[^\s\d()~,.]{0,6}", text):
        price = Price.fromstring(chunk[0])
        if price.amount is not None and price.currency:
            currency = CURRENCIES.get(price.currency, price.currency)
            yield number_row(chunk.start(), chunk.end(), price.amount, currency=currency)


_PACKAGED: list[tuple[str, str, str, Readers]] = [
    (
        "Duckling",
        "pyduckling-native-phihos",
        "Korean, the publication day at noon as its reference time; headcounts are its numbers with 명, 사람 or 인 "
        "behind them; of its dates those that a calendar word names, with the nearest of a cycle; its durations "
        "without years, days of a month and 달러",
        {
            "money": duckling_money,
            "headcounts": duckling_headcounts,
            "dates": duckling_dates,
            "durations": duckling_durations,
        },
    ),
    (
        "korean-datetime",
        "korean-datetime",
        "`Cycle.NEAREST`, as it advises for news; a range gives a row for each end",
        {"dates": korean_datetime_dates},
    ),
    (
        "dateparser",
        "dateparser",
        "`search_dates` in Korean, preferring the past; months and years are widened to their days",
        {"dates": dateparser_dates},
    ),
    (
        "price-parser",
        "price-parser",
        "one price for each number with what stands about it; those for which it finds a currency",
        {"money": price_parser_money},
    ),
]
