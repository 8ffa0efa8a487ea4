"""What follows from a value that is set by hand: a group from the organisation, bounds and won from the number."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from presstables.facts.organizations import Lexicon
from presstables.rates import reference_rate
from presstables.tables import columns

_BOUNDS = {
    "exact": ("low", "high"),
    "over": ("low",),
    "at_least": ("low",),
    "more_than": ("low",),
    "at_most": ("high",),
    "less_than": ("high",),
}
"""Which bounds a stated number closes, by its qualifier."""


def completed(table: str, given: Mapping[str, Any], row: Mapping[str, Any], lexicon: Lexicon) -> dict[str, Any]:
    """The values that are set in a row of a table, as its columns have them, with all that follows from them.

    "" stands for null, since TOML has none; a day may be text. What is given itself is never derived.
    """
    dtypes = {name: spec["dtype"] for name, spec in columns(table).items()}
    values = {name: _cell(dtypes.get(name, "str"), value) for name, value in given.items()}
    whole = {**row, **values}
    more: dict[str, Any] = {}
    if "organization" in values:
        more["group"] = lexicon.group_of(values["organization"])
    if "value" in values:
        closed = _BOUNDS.get(str(whole.get("qualifier")), ())
        more |= {side: values["value"] if side in closed else None for side in ("low", "high")}
    if table == "money" and {"value", "currency"} & set(values):
        more |= _in_won(whole)
    return {**more, **values}


def _cell(dtype: str, value: Any) -> Any:
    if value == "":
        return None
    return pd.Timestamp(value) if dtype == "day" else value


def _in_won(row: Mapping[str, Any]) -> dict[str, Any]:
    """The amount in won, by the reference rate of the publication day; the article's own conversion no longer holds."""
    value, currency, day = row.get("value"), row.get("currency"), row.get("published")
    nothing = dict.fromkeys(("amount_krw", "fx_rate", "fx_date", "fx_source"))
    if value is None or pd.isna(value):
        return nothing
    if currency == "KRW":
        return {**nothing, "amount_krw": float(value), "fx_source": "identity"}
    rate = reference_rate(str(currency), pd.Timestamp(day).date()) if day is not None and not pd.isna(day) else None
    if rate is None:
        return nothing
    won = float(Decimal(str(value)) * rate.won)
    return {"amount_krw": won, "fx_rate": float(rate.won), "fx_date": pd.Timestamp(rate.day), "fx_source": "rate"}
