"""A time axis that knows days, months and years, and how wide each is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes

from presstables.charts.layout import text_width
from presstables.charts.marks import TICK
from presstables.charts.style import GRID, SOFT

DAYS_A_YEAR = 365.25
MOST_MONTHS, MOST_YEARS = 6, 16  # ticks
# Steps between ticks in months, and how a tick is named: by its year, or by year and month.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600)


@dataclass(frozen=True, slots=True)
class TimeScale:
    """A time axis from `low` to `high` (proleptic ordinals of days) over `width` inches."""

    low: float
    high: float
    width: float

    def inches(self, day: float) -> float:
        """How far from the left end a day lies."""
        return self.width * (day - self.low) / (self.high - self.low)

    def day(self, inches: float) -> float:
        """The day so many inches from the left end."""
        return self.low + (self.high - self.low) * inches / self.width

    def apply(self, axes: Axes, language: str) -> None:
        """Give the axes this scale, with ticks at the beginnings of years or months, as many as fit."""
        axes.set_xlim(self.low, self.high)
        ticks = self.ticks(language)
        axes.set_xticks([day.toordinal() for day, _ in ticks], [name for _, name in ticks])
        axes.tick_params(axis="x", length=3, color=GRID, labelsize=TICK.size, labelcolor=SOFT)

    def ticks(self, language: str) -> list[tuple[date, str]]:
        """The days that get a tick, each with its name."""
        for months in STEPS:
            days = [day for day in _firsts(self.low, self.high, months) if self.low <= day.toordinal() <= self.high]
            names = [_name(day, months, language) for day in days]
            widest = max((text_width(name, TICK) for name in names), default=0)
            if len(days) > (MOST_MONTHS if months < 12 else MOST_YEARS):
                continue
            if len(days) < 2 or self.inches(days[1].toordinal()) - self.inches(days[0].toordinal()) > widest + 0.15:
                return list(zip(days, names, strict=True))
        return []


def time_scale(days: Iterable[date], width: float) -> TimeScale:
    """A scale on which these days fit with some air, over two years at least."""
    found = [day.toordinal() for day in days]
    low, high = min(found), max(found) + 1
    air = max((high - low) * 0.04, (2 * DAYS_A_YEAR - (high - low)) / 2, 30)
    return TimeScale(max(low - air, 1), min(high + air, date.max.toordinal()), width)


def _firsts(low: float, high: float, months: int) -> Iterable[date]:
    """First days of every so many months, counted from year 1."""
    first = date.fromordinal(math.floor(low))
    count = (first.year * 12 + first.month - 1) // months * months
    while count < 12 * 10_000:
        day = date(max(count // 12, 1), count % 12 + 1, 1)
        if day.toordinal() > high:
            return
        yield day
        count += months


def _name(day: date, months: int, language: str) -> str:
    if months >= 12:
        return f"{day.year}" + ("년" if language == "ko" else "")
    return f"{day.year}.{day.month}" if language == "ko" else f"{day:%b %Y}"
