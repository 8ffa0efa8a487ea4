from __future__ import annotations

import pandas as pd
import pytest
from chart_rows import SEED_MONEY, money_claims

from presstables.charts import conversions
from presstables.rates import reference_rate

DOLLARS = {"claim_id": "a", "organization": "가온전자", "value": 1e8, "currency": "USD"}


def of(**row):
    return conversions(money_claims([{**DOLLARS, **row}])).iloc[0]


def test_an_articles_own_conversion_stands_beside_the_reference_rate():
    row = of(amount_krw=1.131e11, fx_source="stated", fx_rate=1131.0, fx_date="2021-05-17")
    rate = reference_rate("USD", pd.Timestamp("2021-05-17").date())
    assert (row["amount"], row["amount_krw"], row["reference_rate"]) == ("1억 달러", 1.131e11, float(rate.won))
    assert row["reference_krw"] == pytest.approx(1e8 * float(rate.won))
    assert row["difference"] == pytest.approx(1131.0 / float(rate.won) - 1)
    assert abs(row["difference"]) < 0.02


def test_what_was_converted_at_the_reference_rate_does_not_differ():
    rate = reference_rate("USD", pd.Timestamp("2021-05-17").date())
    row = of(amount_krw=1e8 * float(rate.won), fx_source="rate", fx_rate=float(rate.won), fx_date="2021-05-17")
    assert row["difference"] == pytest.approx(0)


@pytest.mark.parametrize("row", [{"fx_date": None}, {"currency": "TWD", "fx_date": "2021-05-17"}], ids=str)
def test_without_a_day_or_a_rate_nothing_is_made_up(row):
    found = of(amount_krw=1e9, fx_source="stated", **row)
    assert found[["reference_krw", "reference_rate", "reference_day", "difference"]].isna().all()


def test_won_needs_no_conversion():
    assert conversions(money_claims(SEED_MONEY[1:3])).empty
