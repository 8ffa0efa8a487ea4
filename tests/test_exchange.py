"""Amounts in won: stated, by the reference rate, or not at all."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files

import pytest

from presstables.facts import no_links
from presstables.mentions import read_mentions
from presstables.rates import reference_rate

FRIDAY = date(2023, 8, 25)


def currencies():
    """The currencies that the reader knows."""
    file = files("presstables.mentions").joinpath("lexicon").joinpath("currencies.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))["currency"]


def first(text, day=FRIDAY):
    return no_links(read_mentions(text, day), day).money[0]


@pytest.mark.parametrize(
    ("currency", "day", "rate_day"),
    [
        ("USD", FRIDAY, FRIDAY),
        ("USD", date(2023, 8, 27), FRIDAY),  # a Sunday
        ("EUR", FRIDAY, FRIDAY),
        ("TWD", FRIDAY, None),
        ("VND", FRIDAY, None),
        ("RUB", date(2024, 1, 5), None),  # none since March 2022
        ("KRW", FRIDAY, None),
        ("USD", date(1998, 1, 5), None),
    ],
)
def test_the_reference_rate_of_the_day_or_of_the_week_before(currency, day, rate_day):
    rate = reference_rate(currency, day)
    assert (rate and rate.day) == rate_day


def test_the_rate_goes_over_the_euro():
    # ECB, 25 August 2023: 1 euro is 1.0808 dollars and 1430.58 won.
    assert reference_rate("USD", FRIDAY).won == Decimal("1430.58") / Decimal("1.0808")


@pytest.mark.parametrize(
    ("text", "source", "won", "flag"),
    [
        ("3조6000억원", "identity", 3_600_000_000_000, False),
        ("1억 달러(약 1320억원)", "stated", 132_000_000_000, False),
        ("1억 달러(약 1600억원)", "stated", 160_000_000_000, True),
        ("100억 대만달러", None, None, False),
    ],
    ids=lambda value: str(value),
)
def test_where_the_won_come_from(text, source, won, flag):
    fact = first(f"회사는 {text}를 투자했다.")
    assert (fact.fx_source, fact.amount_krw, fact.fx_flag) == (source, won, flag)


def test_a_rate_is_told_with_its_day():
    fact = first("회사는 1억 달러를 투자했다.", date(2023, 8, 27))
    assert (fact.fx_source, fact.fx_date) == ("rate", FRIDAY)
    assert float(fact.amount_krw) == pytest.approx(1e8 * 1430.58 / 1.0808)


def test_no_day_no_rate():
    assert first("회사는 1억 달러를 투자했다.", None).amount_krw is None


@pytest.mark.parametrize(
    ("text", "won"),
    [
        # ECB, 25 August 2023, for one euro: 157.75 yen, 0.85643 pounds, 7.8783 yuan, 0.9564 francs, 1430.58 won
        ("100억 엔", 1e10 * 1430.58 / 157.75),
        ("1억 유로", 1e8 * 1430.58),
        ("1억 파운드", 1e8 * 1430.58 / 0.85643),
        ("10억 위안", 1e9 * 1430.58 / 7.8783),
        ("1억 스위스프랑", 1e8 * 1430.58 / 0.9564),
    ],
)
def test_won_by_hand(text, won):
    fact = first(f"회사는 {text}을 투자했다.")
    assert (fact.fx_source, fact.fx_date) == ("rate", FRIDAY)
    assert float(fact.amount_krw) == pytest.approx(won)


WITHOUT = {"TWD", "VND", "AED", "SAR", "KZT", "KWD", "QAR", "MNT", "UAH"}
"""Currencies that are read and of which the ECB has never had a rate; of the rouble none since March 2022."""


@pytest.mark.parametrize("currency", sorted({entry["code"] for entry in currencies() if entry["code"] != "KRW"}))
def test_every_currency_that_is_read_has_a_rate_or_none(currency):
    rate = reference_rate(currency, FRIDAY)
    assert (rate is None) == (currency in WITHOUT | {"RUB"})
    assert rate is None or rate.won > 0


@pytest.mark.parametrize("word", ["대만달러", "디르함", "동"])
def test_no_rate_no_won(word):
    fact = first(f"회사는 100억 {word}을 투자했다.")
    assert (fact.amount_krw, fact.fx_rate, fact.fx_date, fact.fx_source, fact.fx_flag) == (
        None,
        None,
        None,
        None,
        False,
    )


@pytest.mark.parametrize(
    ("stated", "flag"),
    [("1192억원", False), ("1190억원", True), ("1450억원", False), ("1460억원", True)],
)
def test_a_conversion_is_flagged_beyond_a_tenth(stated, flag):
    """The reference rate of the day is 1323.63 won for a dollar: a tenth off are 1191.27 and 1455.99."""
    assert first(f"회사는 1억 달러(약 {stated})를 투자했다.").fx_flag is flag


def test_a_conversion_without_a_day_is_stated_and_not_flagged():
    fact = first("회사는 1억 달러(약 9000억원)를 투자했다.", None)
    assert (fact.fx_source, float(fact.amount_krw), fact.fx_flag) == ("stated", 9e11, False)


def test_a_conversion_into_euros_is_no_amount_in_won():
    assert first("회사는 1억 달러(약 9000만 유로)를 투자했다.").fx_source == "rate"
