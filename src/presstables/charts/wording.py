"""How figures, days and spans are written in a chart, in Korean and in English.

Numbers are exact: they are taken as decimals and never rounded here, but by `rounded`, which says so by its name.
Names and purposes are data and stay in the article's language; only what the chart says itself has an English form.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import pandas as pd

from presstables.errors import PresstablesError

LANGUAGES = ("ko", "en")

# Korean groups digits by ten thousand.
MYRIADS = ((Decimal(10) ** 16, "경"), (Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))
SHORT_SCALE = ((Decimal(10) ** 12, "tn"), (Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "M"))

# 원 is written onto its number (7조원), the others stand apart from it (1억 달러).
CURRENCIES_KO = {
    "KRW": "원",
    "USD": " 달러",
    "JPY": " 엔",
    "CNY": " 위안",
    "EUR": " 유로",
    "GBP": " 파운드",
    "HKD": " 홍콩달러",
    "TWD": " 대만달러",
    "AUD": " 호주달러",
    "CAD": " 캐나다달러",
    "SGD": " 싱가포르달러",
    "CHF": " 스위스프랑",
    "INR": " 루피",
    "VND": " 동",
}
CURRENCIES_EN = {"KRW": "₩", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}

# {} is the number with its unit; 여 stands between the two (70여명, 7조여원).
QUALIFIED = {
    "ko": {
        "exact": "{}",
        "about": "약 {}",
        "at_least": "{} 이상",
        "more_than": "{} 초과",
        "at_most": "최대 {}",
        "less_than": "{} 미만",
        "range": "{}",
        "vague": "{} 사이",
    },
    "en": {
        "exact": "{}",
        "about": "about {}",
        "over": "just over {}",
        "at_least": "{}+",
        "more_than": "over {}",
        "at_most": "up to {}",
        "less_than": "under {}",
        "range": "{}",
        "vague": "{}, vaguely",
    },
}

# How a power of ten is read where only that is said: 수십억 is from two to nine times 10⁹, tens of billions.
POWERS_KO = ("", "십", "백", "천")
POWERS_EN = ("", "thousands", "millions", "billions", "trillions", "quadrillions")
DIGITS_EN = ("", "tens", "hundreds")
NOUNS_EN = {"KRW": "won", "USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CNY": "yuan"}

PERIOD = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")
PERIOD_WORDS = {
    "ko": (("{}년",) * 2, ("{}개월",) * 2, ("{}주",) * 2, ("{}일",) * 2),
    "en": (("{} year", "{} years"), ("{} month", "{} months"), ("{} week", "{} weeks"), ("{} day", "{} days")),
}
RATES = {
    "ko": {"P1Y": "매년", "P6M": "반년마다", "P3M": "분기마다", "P1M": "매월", "P1W": "매주", "P1D": "매일"},
    "en": {
        "P1Y": "a year",
        "P6M": "a half-year",
        "P3M": "a quarter",
        "P1M": "a month",
        "P1W": "a week",
        "P1D": "a day",
    },
}


class Bound(NamedTuple):
    """A figure as an article states it: its number, the closed ends of its interval (or None) and the qualifier."""

    value: float | None
    low: float | None
    high: float | None
    qualifier: str = "exact"

    def numbers(self) -> list[float]:
        """Every number that the figure names."""
        return [number for number in (self.value, self.low, self.high) if number is not None]

    def ends(self) -> tuple[float, float]:
        """The lowest and the highest point at which the figure is drawn.

        A range or a vague number reaches from end to end; anything else is drawn at its value.
        """
        if self.qualifier in ("range", "vague") or self.value is None:
            return min(self.numbers()), max(self.numbers())
        return self.value, self.value


def check_language(language: str) -> None:
    """Raise PresstablesError unless the language is one that charts can be labelled in."""
    if language not in LANGUAGES:
        raise PresstablesError(
            f"Charts are labelled in ko or en, not in {language!r}: set label_language to one of them."
        )


def format_krw(value: float | Decimal, language: str = "ko") -> str:
    """Won, exactly: 3.6e12 is 3조6000억원 or ₩3.6tn."""
    return format_money(value, "KRW", language)


def format_money(value: float | Decimal, currency: str, language: str = "ko") -> str:
    """An amount in its own currency (ISO 4217), exactly: 1억 달러, $100M."""
    if language == "ko":
        return korean_number(value) + CURRENCIES_KO.get(currency, f" {currency}")
    sign, number = ("-" if value < 0 else ""), short_number(abs(_exact(value)))
    return sign + CURRENCIES_EN.get(currency, f"{currency} ") + number


def format_people(value: float | Decimal, language: str = "ko") -> str:
    """A number of people, exactly: 1만7000명, 17,000."""
    return f"{korean_number(value)}명" if language == "ko" else _plain(_exact(value))


def korean_number(value: float | Decimal) -> str:
    """A number in 만, 억, 조 and 경, exactly: 3조6000억, 1만7000, 0."""
    number = _exact(value)
    rest, parts = abs(number), []
    for size, name in MYRIADS:
        whole, rest = divmod(rest, size)
        if whole:
            parts.append(f"{whole:f}{name}")
    if rest or not parts:
        parts.append(f"{rest.normalize():f}")
    return ("-" if number < 0 else "") + "".join(parts)


def short_number(value: float | Decimal) -> str:
    """A number with tn, bn or M, exactly: 3.6tn, 113.1bn, 60M, 12,500."""
    number = _exact(value)
    for size, name in SHORT_SCALE:
        if abs(number) >= size:
            return _plain(number / size) + name
    return _plain(number)


def rounded(value: float, digits: int = 3) -> float:
    """The number to so many significant digits: conversions and yearly equivalents claim no more than that."""
    number = _exact(value)
    return float(round(number, digits - 1 - number.adjusted())) if number else 0.0


def qualified_money(bound: Bound, currency: str, language: str = "ko") -> str:
    """An amount with its qualifier: 7조원 이상, 약 787억원, 3조~5조원; ₩7tn+, about ₩78.7bn, ₩3tn–₩5tn.

    A vague amount is written as it is printed: 수십억원, tens of billions of won. A figure that names no number at all
    gives an empty text.
    """
    if vague := vague_number(bound, language):
        unit = CURRENCIES_KO.get(currency, f" {currency}")
        return vague.format(unit) if language == "ko" else f"{vague} of {NOUNS_EN.get(currency, currency)}"
    unit = CURRENCIES_KO.get(currency, f" {currency}")
    if language == "ko" and bound.qualifier == "over" and bound.value is not None:
        return f"{korean_number(bound.value)}여{unit}"
    numbers = [format_money(number, currency, language) for number in _written(bound)]
    return _qualified(numbers, unit, bound.qualifier, language)


def qualified_people(bound: Bound, language: str = "ko") -> str:
    """A headcount with its qualifier: 70여명, 270명 수준, 300명 이상, 수만명; just over 70, about 270, 300+, …"""
    if vague := vague_number(bound, language):
        return vague.format("명")
    if language == "ko" and bound.value is not None and bound.qualifier in ("over", "about"):
        number = korean_number(bound.value)
        return f"{number}여명" if bound.qualifier == "over" else f"{number}명 수준"
    numbers = [format_people(number, language) for number in _written(bound)]
    return _qualified(numbers, "명", bound.qualifier, language)


def vague_number(bound: Bound, language: str = "ko") -> str:
    """The words of a number of which only the power of ten is said, with {} for its unit; else an empty text.

    수 and 몇 stand for two to nine (수십억: 20억 to 90억), 대 alone for all of the power (억원대: 1억 to 10억).
    """
    low, high = bound.low, bound.high
    if bound.qualifier != "vague" or not low or not high:
        return ""
    power = _exact(low).adjusted()
    digits = low / 10**power, high / 10**power
    if digits not in ((2, 9), (1, 10)) or power >= 16:
        return ""
    if language == "en":
        small, large = DIGITS_EN[power % 3], POWERS_EN[power // 3]
        return " of ".join(filter(None, (small, large))) or "several"
    words = POWERS_KO[power % 4] + ("", "만", "억", "조")[power // 4]
    return f"수{words}{{}}" if digits == (2, 9) else f"{words}{{}}대"


def format_day(day: date | pd.Timestamp | None, language: str = "ko") -> str:
    """A day: 2024.3.13, 13 Mar 2024; where there is none, 보도일 모름, day unknown."""
    if day is None or pd.isna(day):
        return "보도일 모름" if language == "ko" else "day unknown"
    if language == "ko":
        return f"{day.year}.{day.month}.{day.day}"
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def format_span(start: date, end: date, language: str = "ko") -> str:
    """Inclusive days as the calendar names them: 2017년, 2019년 4월, 2020.12.7, 2019~2021년; 2017, Apr 2019, …"""
    if start == end:
        return format_day(start, language)
    year_long = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    if year_long and start.year == end.year:
        return f"{start.year}년" if language == "ko" else f"{start.year}"
    if year_long:
        return f"{start.year}~{end.year}년" if language == "ko" else f"{start.year}–{end.year}"
    if start.day == 1 and end == _month_end(end) and start.year == end.year:
        return _month_span(start, end, language)
    return ("~" if language == "ko" else " – ").join(format_day(day, language) for day in (start, end))


def format_period(iso: str | None, language: str = "ko") -> str:
    """An ISO 8601 length of time: P5Y is 5년 or 5 years; an unknown or unreadable one gives an empty text."""
    match = PERIOD.fullmatch(iso or "")
    if not match:
        return ""
    words = zip(match.groups(), PERIOD_WORDS[language], strict=True)
    return " ".join(forms[int(n) != 1].format(n) for n, forms in words if n and int(n))


def format_rate(per: str | None, language: str = "ko") -> str:
    """The rate at which an amount recurs: P1Y is 매년 or a year."""
    if not per:
        return ""
    length = format_period(per, language)
    return RATES[language].get(per) or (f"{length}마다" if language == "ko" else f"every {length}")


def topic(word: str) -> str:
    """A Korean word with its topic particle: 3조6000억원은, 1억 달러는."""
    last = word[-1]
    closed = "가" <= last <= "힣" and (ord(last) - ord("가")) % 28 > 0
    return word + ("은" if closed else "는")


def unique(values: Iterable[object]) -> list[str]:
    """The values that are known, each once, in order."""
    return list(dict.fromkeys(str(value) for value in values if known(value)))


def known(value: object) -> bool:
    """Whether a cell of a table holds something."""
    return value is not None and not pd.isna(value) and value != ""  # type: ignore[call-overload]


def _exact(value: float | Decimal) -> Decimal:
    """repr gives the shortest decimal that a float stands for: 0.1 is a tenth, not 0.1000000000000000055…"""
    return (
        value if isinstance(value, Decimal) else Decimal(repr(float(value)) if isinstance(value, float) else int(value))
    )


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _written(bound: Bound) -> list[float]:
    if bound.qualifier in ("range", "vague") or bound.value is None:
        return sorted({number for number in (bound.low, bound.high) if number is not None})
    return [bound.value]


def _qualified(numbers: list[str], unit: str, qualifier: str, language: str) -> str:
    if not numbers:
        return ""
    if language == "ko":
        joined = "~".join([*(number.removesuffix(unit) for number in numbers[:-1]), numbers[-1]])
    else:
        joined = "–".join(numbers)
    return QUALIFIED[language].get(qualifier, "{}").format(joined)


def _month_end(day: date) -> date:
    return date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])


def _month_span(start: date, end: date, language: str) -> str:
    months = start.month, end.month
    if months[0] == months[1]:
        return (
            f"{start.year}년 {start.month}월"
            if language == "ko"
            else f"{calendar.month_abbr[start.month]} {start.year}"
        )
    if months in ((1, 6), (7, 12)):
        half = 1 if months[0] == 1 else 2
        return f"{start.year}년 {'상반기' if half == 1 else '하반기'}" if language == "ko" else f"H{half} {start.year}"
    if months[0] % 3 == 1 and months[1] == months[0] + 2:
        quarter = months[1] // 3
        return f"{start.year}년 {quarter}분기" if language == "ko" else f"Q{quarter} {start.year}"
    if language == "ko":
        return f"{start.year}년 {months[0]}~{months[1]}월"
    return f"{calendar.month_abbr[months[0]]}–{calendar.month_abbr[months[1]]} {start.year}"
