"""Stretches of time that a text spells out: between two dates, or a length from or to a date."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from presstables.mentions.model import Date, Duration

_LENGTH = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?")
_TO = re.compile(r"\s?(?:년|월|분기)?\s?[~∼～〜\-–]\s?|부터 ")
_REACHES = re.compile(r"\s?(?:년|월|분기)?\s?(?:까지|간|동안|에 걸쳐)?(?=[^가-힣]|$)|\s?(?:까지|간|동안|에)")


def ranges(text: str, dates: Sequence[Date]) -> list[tuple[str, Date]]:
    """The stretches between two dates that stand side by side, as ISO 8601 lengths and one date from first to last.

    2024~2026년 is P3Y, 올해 1∼3분기 P9M; what has no whole months between its ends is left out.
    """
    found = []
    for a, b in pairwise(dates):
        if (
            a.first
            and b.last
            and a.first < b.last
            and _TO.fullmatch(text, a.end, b.start)
            and _REACHES.match(text, b.end)
        ):
            length = _between(a.first, b.last)
            if length:
                found.append((length, replace(b, start=a.start, first=a.first)))
    return found


def _between(first: date, last: date) -> str | None:
    """The length of whole months from a first to a last day; None where they are none."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return None
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"


def anchored(text: str, duration: Duration, dates: Sequence[Date]) -> Date | None:
    """The days of a length that begins or ends at a date before it: 내년부터 5년간, 2028년까지 3년간."""
    for day in reversed(dates):
        between = text[day.end : duration.start] if 0 <= duration.start - day.end < 12 else ""
        if re.fullmatch(r"부터 (?:향후 |앞으로 |총 )?", between) and day.first and day.granularity != "day":
            end = _shifted(day.first, duration.iso, 1)
            return replace(day, first=day.first, last=end - timedelta(days=1)) if end else None
        if re.fullmatch(r"까지 (?:향후 |앞으로 |총 )?", between) and day.last and day.granularity != "day":
            begin = _shifted(day.last + timedelta(days=1), duration.iso, -1)
            return replace(day, first=begin, last=day.last) if begin else None
    return None


def _shifted(day: date, iso: str | None, sign: int) -> date | None:
    """The first of a month that is a length of years and months away; None for other lengths and days."""
    length = _LENGTH.fullmatch(iso or "")
    if not length or day.day != 1:
        return None
    months = day.year * 12 + day.month - 1 + sign * (int(length.group(1) or 0) * 12 + int(length.group(2) or 0))
    return date(months // 12, months % 12 + 1, 1) if date.min.year <= months // 12 <= date.max.year else None
