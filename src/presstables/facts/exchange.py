"""Amounts in won: the article's own conversion first, else the European Central Bank's reference rate of the day.

Money is multiplied exactly (Decimal).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from presstables.facts.model import MoneyFact
from presstables.mentions.model import Money
from presstables.rates import reference_rate

TOLERANCE = Decimal("0.1")
"""How far the rate of an article's own conversion may be from the reference rate before it is flagged."""


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
