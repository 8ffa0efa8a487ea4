from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from presstables.charts.wording import (
    Bound,
    format_day,
    format_krw,
    format_money,
    format_people,
    format_period,
    format_rate,
    format_span,
    qualified_money,
    qualified_people,
    rounded,
    topic,
)

KRW = [
    (7e12, "7조원", "₩7tn"),
    (3.6e12, "3조6000억원", "₩3.6tn"),
    (1.131e11, "1131억원", "₩113.1bn"),
    (7.2e11, "7200억원", "₩720bn"),
    (78_700_000_000, "787억원", "₩78.7bn"),
    (435_000_000, "4억3500만원", "₩435M"),
    (1_234_567_890_123, "1조2345억6789만123원", "₩1.234567890123tn"),
    (10_000, "1만원", "₩10,000"),
    (12_500, "1만2500원", "₩12,500"),
    (0, "0원", "₩0"),
    (0.5, "0.5원", "₩0.5"),
    (-2.5e9, "-25억원", "-₩2.5bn"),
    (3e16, "3경원", "₩30,000tn"),
]


@pytest.mark.parametrize(("value", "korean", "english"), KRW, ids=[str(case[0]) for case in KRW])
def test_won_is_written_exactly(value, korean, english):
    assert (format_krw(value), format_krw(value, "en")) == (korean, english)


MONEY = [
    (1e8, "USD", "1억 달러", "$100M"),
    (6e7, "USD", "6000만 달러", "$60M"),
    (1.5e9, "USD", "15억 달러", "$1.5bn"),
    (2e7, "EUR", "2000만 유로", "€20M"),
    (3e9, "JPY", "30억 엔", "¥3bn"),
    (5e6, "CHF", "500만 스위스프랑", "CHF 5M"),
    (5e6, "SEK", "500만 SEK", "SEK 5M"),
]


@pytest.mark.parametrize(("value", "currency", "korean", "english"), MONEY, ids=[f"{m[0]} {m[1]}" for m in MONEY])
def test_amounts_are_written_in_their_own_currency(value, currency, korean, english):
    assert (format_money(value, currency), format_money(value, currency, "en")) == (korean, english)


QUALIFIED = [
    (Bound(7e12, 7e12, 7e12, "exact"), "7조원", "₩7tn"),
    (Bound(7e12, 7e12, None, "at_least"), "7조원 이상", "₩7tn+"),
    (Bound(7e12, 7e12, None, "more_than"), "7조원 초과", "over ₩7tn"),
    (Bound(7e12, 7e12, None, "over"), "7조여원", "just over ₩7tn"),
    (Bound(7.87e10, None, None, "about"), "약 787억원", "about ₩78.7bn"),
    (Bound(5e11, None, 5e11, "at_most"), "최대 5000억원", "up to ₩500bn"),
    (Bound(5e11, None, 5e11, "less_than"), "5000억원 미만", "under ₩500bn"),
    (Bound(4e12, 3e12, 5e12, "range"), "3조~5조원", "₩3tn–₩5tn"),
    (Bound(None, 2e9, 9e9, "vague"), "수십억원", "billions of won"),
    (Bound(None, 2e12, 9e12, "vague"), "수조원", "trillions of won"),
    (Bound(None, 2e7, 9e7, "vague"), "수천만원", "tens of millions of won"),
    (Bound(None, 1e8, 1e9, "vague"), "억원대", "hundreds of millions of won"),
    (Bound(None, 2e9, 3e9, "vague"), "20억~30억원 사이", "₩2bn–₩3bn, vaguely"),
    (Bound(None, None, None, "vague"), "", ""),
]


@pytest.mark.parametrize(("bound", "korean", "english"), QUALIFIED, ids=[case[1] or "none" for case in QUALIFIED])
def test_money_keeps_its_qualifier(bound, korean, english):
    assert (qualified_money(bound, "KRW"), qualified_money(bound, "KRW", "en")) == (korean, english)


def test_a_range_of_dollars_names_its_unit_once_in_korean():
    assert qualified_money(Bound(4e7, 3e7, 5e7, "range"), "USD") == "3000만~5000만 달러"


PEOPLE = [
    (Bound(70, 70, None, "over"), "70여명", "just over 70"),
    (Bound(270, None, None, "about"), "270명 수준", "about 270"),
    (Bound(17_000, 17_000, None, "over"), "1만7000여명", "just over 17,000"),
    (Bound(300, 300, None, "at_least"), "300명 이상", "300+"),
    (Bound(20, 20, 20, "exact"), "20명", "20"),
    (Bound(None, 20_000, 90_000, "vague"), "수만명", "tens of thousands"),
    (Bound(None, 20, 90, "vague"), "수십명", "tens"),
    (Bound(None, 2, 9, "vague"), "수명", "several"),
]


@pytest.mark.parametrize(("bound", "korean", "english"), PEOPLE, ids=[case[1] for case in PEOPLE])
def test_headcounts_keep_their_qualifier(bound, korean, english):
    assert (qualified_people(bound), qualified_people(bound, "en")) == (korean, english)


def test_people_are_counted_in_ten_thousands_in_korean_only():
    assert (format_people(17_000), format_people(17_000, "en")) == ("1만7000명", "17,000")


SPANS = [
    ("2020-12-07", "2020-12-07", "2020.12.7", "7 Dec 2020"),
    ("2017-01-01", "2017-12-31", "2017년", "2017"),
    ("2019-04-01", "2019-04-30", "2019년 4월", "Apr 2019"),
    ("2020-02-01", "2020-02-29", "2020년 2월", "Feb 2020"),
    ("2019-01-01", "2019-06-30", "2019년 상반기", "H1 2019"),
    ("2019-10-01", "2019-12-31", "2019년 4분기", "Q4 2019"),
    ("2019-02-01", "2019-04-30", "2019년 2~4월", "Feb–Apr 2019"),
    ("2019-01-01", "2021-12-31", "2019~2021년", "2019–2021"),
    ("2019-04-01", "2019-04-10", "2019.4.1~2019.4.10", "1 Apr 2019 – 10 Apr 2019"),
]


@pytest.mark.parametrize(("start", "end", "korean", "english"), SPANS, ids=[case[2] for case in SPANS])
def test_spans_are_named_as_the_calendar_does(start, end, korean, english):
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert (format_span(*days), format_span(*days, "en")) == (korean, english)


def test_an_unknown_day_is_said_to_be_unknown():
    assert (format_day(pd.NaT), format_day(None, "en")) == ("보도일 모름", "day unknown")


PERIODS = [
    ("P5Y", "5년", "5 years"),
    ("P1Y", "1년", "1 year"),
    ("P6M", "6개월", "6 months"),
    ("P1Y6M", "1년 6개월", "1 year 6 months"),
    ("P2W", "2주", "2 weeks"),
    ("P10D", "10일", "10 days"),
    ("", "", ""),
    (None, "", ""),
    ("five years", "", ""),
]


@pytest.mark.parametrize(("iso", "korean", "english"), PERIODS, ids=[str(case[0]) for case in PERIODS])
def test_periods(iso, korean, english):
    assert (format_period(iso), format_period(iso, "en")) == (korean, english)


RATES = [("P1Y", "매년", "a year"), ("P1M", "매월", "a month"), ("P2Y", "2년마다", "every 2 years"), (None, "", "")]


@pytest.mark.parametrize(("per", "korean", "english"), RATES, ids=[str(case[0]) for case in RATES])
def test_rates(per, korean, english):
    assert (format_rate(per), format_rate(per, "en")) == (korean, english)


ROUNDED = [
    (1.13129834e11, 1.13e11),
    (37_700_000_000, 3.77e10),
    (999.6, 1000.0),
    (7.0, 7.0),
    (0, 0.0),
    (-1234.0, -1230.0),
]


@pytest.mark.parametrize(("value", "expected"), ROUNDED, ids=[str(case[0]) for case in ROUNDED])
def test_conversions_are_rounded_to_three_digits(value, expected):
    assert rounded(value) == expected


TOPICS = [
    ("3조6000억원", "3조6000억원은"),
    ("1억 달러", "1억 달러는"),
    ("7조원 이상", "7조원 이상은"),
    ("$60M", "$60M는"),
]


@pytest.mark.parametrize(("word", "expected"), TOPICS, ids=[case[0] for case in TOPICS])
def test_the_particle_follows_the_last_sound(word, expected):
    assert topic(word) == expected
