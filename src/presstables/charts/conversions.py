"""Amounts in other currencies: what the article says they are in won, and what the reference rate says."""

from __future__ import annotations

from typing import Any

import pandas as pd

from presstables.charts.investment_rows import claim_name, printed_amount
from presstables.charts.sources import check_columns, records
from presstables.charts.wording import check_language, known

COLUMNS = [
    *("claim_id", "organization", "amount", "fx_source", "amount_krw", "fx_rate"),
    *("reference_krw", "reference_rate", "reference_day", "difference"),
]
NEEDED = ("claim_id", "organization", "group", "counterparty", "value", "low", "high", "qualifier", "currency", "per")


def conversions(money_claims: pd.DataFrame, *, label_language: str = "ko") -> pd.DataFrame:
    """One row per claim in another currency than won: its amount as converted, and at the ECB's reference rate.

    `amount_krw` and `fx_rate` are the article's own where `fx_source` is stated; `reference_krw` is the value at
    `reference_rate`, won for one unit on `reference_day`; `difference` is by how much of the latter the former is more
    (0.01: one hundredth). What is not known is missing: a rate of that day, or the day itself.

    Raises:
        PresstablesError: a column is missing or the language is unknown.
    """
    check_language(label_language)
    check_columns(money_claims, "money_claims", [*NEEDED, "amount_krw", "fx_source", "fx_rate", "fx_date"])
    foreign = [claim for claim in records(money_claims) if known(claim["currency"]) and claim["currency"] != "KRW"]
    rows = [_row(claim, label_language) for claim in foreign]
    return pd.DataFrame(rows, columns=COLUMNS).astype({"reference_day": "datetime64[us]"})


def _row(claim: dict[str, Any], language: str) -> dict[str, Any]:
    from presstables.rates import reference_rate  # only where there is something to convert

    row = {name: claim[name] for name in ("claim_id", "fx_source", "amount_krw", "fx_rate")}
    row |= {"organization": claim_name(claim, language), "amount": printed_amount(claim, language)}
    day = claim["fx_date"] if known(claim["fx_date"]) else None
    rate = reference_rate(claim["currency"], day.date()) if day is not None else None
    if rate is None:
        return row
    row |= {"reference_rate": float(rate.won), "reference_day": pd.Timestamp(rate.day)}
    if known(claim["value"]):
        row["reference_krw"] = claim["value"] * float(rate.won)
    if known(claim["amount_krw"]) and row.get("reference_krw"):
        row["difference"] = claim["amount_krw"] / row["reference_krw"] - 1
    return row
