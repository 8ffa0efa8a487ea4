"""What a currency was worth in won on a day: the European Central Bank's reference rates.

They are the ECB's daily euro reference rates since 1999, as CurrencyConverter carries them; a pair that has no euro in
it goes over the euro. A closed day takes the last rate within DAYS_BACK days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

DAYS_BACK = 7
"""How many days before the publication day a reference rate may be from."""


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
