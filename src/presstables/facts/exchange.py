"""Amounts in won: the article's own conversion first, else the European Central Bank's reference rate of the day.

Rates are the ECB's daily euro reference rates since 1999, as CurrencyConverter carries them; a pair that has no euro in
it goes over the euro. A closed day takes the last rate within DAYS_BACK days. Money is multiplied exactly (Decimal).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from presstables.facts.model import MoneyFact
from presstables.mentions.model import Money

DAYS_BACK = 7
"""How many days before the publication day a reference rate may be from."""

TOLERANCE = Decimal("0.1")
"""How far the rate of an article's own conversion may be from the reference rate before it is flagged."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Won for one unit of a currency on a day."""

    won: Decimal
    day: date


@cache
def _rates() -> Any:
    from currency_converter import CurrencyConverter

    return CurrencyConverter(decimal=True)


@cache
def reference_rate(currency: str, day: date) -> Rate | None:
    """The reference rate of `day`, or of the last day before it within DAYS_BACK that has one; None where none is."""
    from currency_converter import RateNotFoundError

    known = _rates()
    if currency not in known.currencies or currency == "KRW":
        return None
    for back in range(DAYS_BACK + 1):
        then = day - timedelta(days=back)
        try:
            return Rate(known.convert(Decimal(1), currency, "KRW", date=then), then)
        except RateNotFoundError:
            continue
    return None


def exchange(money: Sequence[Money], facts: Sequence[MoneyFact], published: date | None) -> None:
    """Fill in amount_krw, fx_rate, fx_date, fx_source and fx_flag of an article's amounts."""
    by_start = {mention.start: i for i, mention in enumerate(money)}
    for mention, fact in zip(money, facts, strict=True):
        if mention.currency == "KRW":
            fact.amount_krw, fact.fx_source = mention.value, None if mention.value is None else "identity"
            continue
        rate = reference_rate(mention.currency, published) if published else None
        if rate is not None and mention.value is not None:
            fact.amount_krw, fact.fx_source = Decimal(mention.value) * rate.won, "rate"
            fact.fx_rate, fact.fx_date = float(rate.won), rate.day
    for mention in money:
        if mention.converts in by_start:
            original = by_start[mention.converts]
            _stated(money[original], facts[original], mention, published)


def _stated(original: Money, fact: MoneyFact, conversion: Money, published: date | None) -> None:
    """The article's own conversion: its won, the rate that it implies, and a flag where that is far off."""
    if conversion.currency != "KRW" or original.currency == "KRW" or not original.value or conversion.value is None:
        return
    implied = Decimal(conversion.value) / Decimal(original.value)
    rate = reference_rate(original.currency, published) if published else None
    fact.amount_krw, fact.fx_source = conversion.value, "stated"
    fact.fx_rate, fact.fx_date = float(implied), published
    fact.fx_flag = rate is not None and abs(implied / rate.won - 1) > TOLERANCE
