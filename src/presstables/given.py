"""What users give by hand: a day."""

from __future__ import annotations

from datetime import date, datetime

from presstables.errors import PresstablesError


def read_day(day: date | str | None) -> date | None:
    """A day given as a date, a datetime or YYYY-MM-DD, None as None; raises `PresstablesError` where it is no day."""
    if isinstance(day, datetime):
        return day.date()
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise PresstablesError(f"{day!r} is no day; write it as 2024-03-13") from None
