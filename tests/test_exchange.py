"""Amounts in won: stated, by the reference rate, or not at all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from presstables.facts import no_links
from presstables.mentions import read_mentions
from presstables.rates import reference_rate

FRIDAY = date(2023, 8, 25)


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
