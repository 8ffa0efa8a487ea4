"""Days as machines and people write them beside an article: in its metadata, in a cell of a table."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

YEARS = (1800, 2199)  # programs write 0001-01-01 and 9999-12-31 for days that they do not know
KOREA = timezone(timedelta(hours=9))

_DAY = re.compile(
    r"(?:(?:기사)?(?:입력|승인|등록|발행|송고|작성|게재|게시|보도)\w{0,2}\s*:?\s*)?"
    r"(\d{4})\s*[-./년]?\s*(\d{1,2})\s*[-./월]?\s*(\d{1,2})\s*[일.]?(?:[T ,(].*|\d{4,6}(?:\.\d+)?)?",
    re.DOTALL,
)
_ZONE = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} .{5,}")
_LONGEST = 60


def korean_day(text: str) -> date | None:
    """The day in Korea that a stamp names, or None.

    Read are 2024-03-13, 2024. 3. 13., 20240313, 2024년 3월 13일, with a time or without; a time with a zone
    (2024-03-12T22:30:00Z, Tue, 12 Mar 2024 22:30:00 +0000) is the day that it was in Korea then. Days with two digits
    for the year are not: nobody knows in which order they are.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    day = _zoned(text) or _plain(text)
    return day if day and YEARS[0] <= day.year <= YEARS[1] else None


def _plain(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _zoned(text: str) -> date | None:
    try:
        if _MAIL.fullmatch(text):
            return parsedate_to_datetime(text).astimezone(KOREA).date()
        if _ZONE.search(text) and ":" in text[10:]:
            return datetime.fromisoformat(text.replace(" +", "+")).astimezone(KOREA).date()
    except (ValueError, OverflowError):
        return None
    return None
