"""Calendar arithmetic: the inclusive days of years, halves, quarters, months, weeks and their parts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

Span = tuple[date, date]


def year(y: int) -> Span | None:
    """The days of year `y`; None outside the calendar."""
    return (date(y, 1, 1), date(y, 12, 31)) if 1 <= y <= 9999 else None


def months(y: int, first: int, last: int) -> Span | None:
    """The days from month `first` to month `last` of year `y`; months past December run into the next years."""
    y, first, last = y + (first - 1) // 12, (first - 1) % 12 + 1, last - (first - 1) // 12 * 12
    end_year = y + (last - 1) // 12
    last = (last - 1) % 12 + 1
    if not (1 <= y <= 9999 and 1 <= end_year <= 9999):
        return None
    return date(y, first, 1), date(end_year, last, monthrange(end_year, last)[1])


def quarter(y: int, q: int) -> Span | None:
    """The days of quarter `q` (1 to 4; 0 and 5 are those of the years beside)."""
    return months(y, 3 * q - 2, 3 * q)


def half(y: int, h: int) -> Span | None:
    """The days of half-year `h` (1 or 2)."""
    return months(y, 6 * h - 5, 6 * h)


def day(y: int, m: int, d: int) -> Span | None:
    """One day; None where the month has no such day."""
    if not (1 <= y <= 9999 and 1 <= m <= 12 and 1 <= d <= monthrange(y, m)[1]):
        return None
    return date(y, m, d), date(y, m, d)


def away(anchor: date, shift: int) -> date | None:
    """The day `shift` days from `anchor`; None outside the calendar."""
    try:
        return anchor + timedelta(days=shift)
    except OverflowError:
        return None


def week(anchor: date, shift: int) -> Span | None:
    """The week (Monday to Sunday) of `anchor`, `shift` weeks away; None outside the calendar."""
    monday = away(anchor, 7 * shift - anchor.weekday())
    sunday = away(anchor, 7 * shift - anchor.weekday() + 6)
    return (monday, sunday) if monday and sunday else None


def week_of_month(y: int, m: int, n: int) -> Span | None:
    """Week `n` (1 to 5; -1 is the last) of a month, Monday to Sunday: a week belongs to the month of its Thursday.

    The rule is that of ISO 8601 (KS X ISO 8601 in Korea) for the weeks of a year. None where there is no such week.
    """
    thursday = weekday_of_month(y, m, 3, n)
    return week(thursday, 0) if thursday else None


def weekday_of_month(y: int, m: int, weekday: int, n: int) -> date | None:
    """The `n`-th (-1 is the last) day of a month that is a `weekday` (Monday is 0); None where there is none."""
    whole = months(y, m, m)
    if whole is None or m > 12:
        return None
    first = 1 + (weekday - whole[0].weekday()) % 7
    found = range(first, whole[1].day + 1, 7)
    return whole[0].replace(day=found[n - (n > 0)]) if n <= len(found) else None


# As the Korean press means them: 초 of a year is its first quarter, 중반 the second and third, 말 the last; of a month
# days 1-10, 11-20 and 21 to its end.
def part_of_year(y: int, part: int) -> Span | None:
    """Part 0 (초), 1 (중반) or 2 (말) of a year."""
    first, last = ((1, 3), (4, 9), (10, 12))[part]
    return months(y, first, last)


def part_of_month(y: int, m: int, part: int) -> Span | None:
    """Part 0 (초), 1 (중순) or 2 (말) of a month."""
    whole = months(y, m, m)
    if whole is None:
        return None
    first, last = whole
    return first.replace(day=(1, 11, 21)[part]), (first.replace(day=10 * part + 10) if part < 2 else last)


def part_of_quarter(y: int, q: int, part: int) -> Span | None:
    """Part 0 (초), 1 (중반) or 2 (말) of a quarter: its first, second or last month."""
    return months(y, 3 * q - 2 + part, 3 * q - 2 + part)


def shift_years(d: date, years: int) -> date | None:
    """The same day `years` away (29 February becomes the 28th); None outside the calendar."""
    if not 1 <= d.year + years <= 9999:
        return None
    try:
        return d.replace(year=d.year + years)
    except ValueError:
        return d.replace(year=d.year + years, day=28)
