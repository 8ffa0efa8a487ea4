"""Which columns of a table of mentions may be set by hand, and to what: types and allowed values of tables.toml."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from presstables.errors import PresstablesError
from presstables.tables import columns

_FIXED = frozenset(
    ["article_id", "mention_id", "published", "span_start", "span_end", "surface", "sentence", "rule", "claim_id"]
) | {"converts"}
_NEVER_NULL = frozenset(["kind", "qualifier", "currency", "event", "unit"])
_LENGTH = re.compile(r"P(?=\d|T)(?:\d+(?:\.\d+)?Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
_PATTERNS = {
    "currency": (re.compile(r"[A-Z]{3}"), "an ISO 4217 code such as KRW"),
    "period": (_LENGTH, "a length in ISO 8601 such as P5Y"),
    "per": (_LENGTH, "a length in ISO 8601 such as P1Y"),
}
_EXPECTED = {
    "str": "a text in quotation marks",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "day": "a day such as 2024-03-13",
}


def settable(table: str) -> dict[str, str]:
    """The columns of a table that may be set by hand, with their dtypes."""
    return {name: spec["dtype"] for name, spec in columns(table).items() if name not in _FIXED}


def check_values(where: str, table: str, values: Mapping[str, Any]) -> None:
    """Raise PresstablesError, beginning with `where`, for a column that is none, or a value that it cannot have.

    "" stands for null, which the columns that tell what a row is cannot be.
    """
    allowed = settable(table)
    for name, value in values.items():
        if name not in columns(table):
            raise PresstablesError(f"{where}: {table} has no column {name!r}; there are {', '.join(allowed)}")
        if name not in allowed:
            raise PresstablesError(f"{where}: {name} cannot be set; what can is {', '.join(allowed)}")
        if said := _wrong(table, name, allowed[name], value):
            raise PresstablesError(f"{where}: {name} is {said}, not {value!r}")


def _wrong(table: str, name: str, dtype: str, value: Any) -> str | None:
    """What a column would have to be that a value is not."""
    choices = columns(table)[name].get("values")
    if isinstance(value, str) and not value:
        return " or ".join(choices or [_EXPECTED[dtype]]) if name in _NEVER_NULL else None
    if not _is(dtype, value):
        return _EXPECTED[dtype]
    if choices and value not in choices:
        return f"one of {', '.join(choices)}"
    pattern, meaning = _PATTERNS.get(name, (None, None))
    return meaning if pattern is not None and not pattern.fullmatch(value) else None


def _is(dtype: str, value: Any) -> bool:
    if dtype == "bool":
        return isinstance(value, bool)
    if dtype == "day":
        return isinstance(value, date) or (isinstance(value, str) and _day(value))
    if dtype == "str":
        return isinstance(value, str)
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _day(text: str) -> bool:
    try:
        datetime.strptime(text, "%Y-%m-%d")
    except ValueError:
        return False
    return True
