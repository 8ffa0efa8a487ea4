"""What one calendar expression is made of, and what an article has said before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from presstables.mentions.model import Date
from presstables.mentions.scan import Token

YEAR, SPLIT, MONTH, PART, DAY = 1, 2, 3, 4, 5  # sizes of pieces; SPLIT is a half or a quarter


def named_day(first: date, granularity: str) -> date:
    """The day that tells which month and year a date names: its first, of a week the Thursday."""
    return first + timedelta(days=3) if granularity == "week" else first


@dataclass(slots=True)
class Context:
    """What is known while an article is read: its day, the dates named so far, the day that it reports on."""

    published: date | None
    text: str
    sentence: tuple[int, int] = (0, 0)
    report_day: date | None = None
    near_day: date | None = None  # the day named with 지난 in this sentence or the one before
    near_since: int = -1  # the number of that sentence
    read: int = 0  # sentences so far
    last: Date | None = None  # the latest date of this sentence
    stretch: tuple[date, date] | None = None  # the latest stretch (quarter, half, month …), for 전년 동기
    named_year: int | None = None
    fiscal: bool = False
    tokens: Sequence[Token] = ()  # all tokens of the text, and the one that is read
    at: int = 0
    future: bool = False  # 오는 carries on within its sentence
    counted: int = 0  # up to where straight quotation marks are counted, and whether one is open there
    quoted: bool = False

    def enter(self, sentence: tuple[int, int]) -> None:
        """Go on to the next sentence."""
        self.sentence, self.last, self.future = sentence, None, False
        self.counted, self.quoted = sentence[0], False
        self.read += 1

    def in_quotes(self, at: int) -> bool:
        """Whether a straight quotation mark is open at `at`; it counts on from the last place that was asked for."""
        low, high = sorted((self.counted, at))
        self.counted, self.quoted = at, self.quoted != bool(self.text.count('"', low, high) % 2)
        return self.quoted

    def told_day(self) -> date | None:
        """The day that 이날 means: the one just told of, else the one that the article reports on."""
        near = self.near_day if self.read - self.near_since <= 1 else None
        return near or self.report_day or self.published


@dataclass(slots=True)
class Pieces:
    """The pieces of one calendar expression, in falling size, and where it stands."""

    start: int
    end: int
    size: int = 0
    used: int = 0  # tokens
    year: int | None = None
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    week: int | None = None  # weeks away
    nth: int | None = None  # of the month's weeks, or of its days on `weekday`; -1 is the last
    nth_week: bool = False
    part: int | None = None  # 0 초, 1 중반, 2 말
    day: int | None = None
    weekday: int | None = None  # Monday is 0; 5 to 6 is the weekend
    before: str = ""  # past for 지난, future for 오는
    relative: bool = False  # against the publication day
    unknown: bool = False  # relative, and what it counts from is not known
    year_before: bool = False  # 전년, 이듬해
    named_part: bool = False  # 연말, which is a part of the year by itself
    whole_year: bool = False  # 연내
    supplied: str = ""  # what gave the year or month that the words leave out: carried, nearest or a tense

    def put(self, size: int, end: int) -> None:
        """Note that a piece of `size` ends at `end`."""
        self.size, self.end = size, end

    @property
    def granularity(self) -> str:
        """What the pieces name: day, month, part of year …"""
        if self.day is not None or self.weekday is not None:
            return "day"
        if self.nth_week:
            return "week"
        if self.part is not None and not self.whole_year:
            return "part of month" if self.month is not None else "part of year"
        named = (("month", self.month), ("quarter", self.quarter), ("half", self.half), ("week", self.week))
        return next((name for name, value in named if value is not None), "year")

    @property
    def first_month(self) -> int:
        """The first month that the pieces can mean within their year."""
        if self.month is not None:
            return self.month
        if self.quarter is not None:
            return 3 * self.quarter - 2
        if self.half is not None:
            return 6 * self.half - 5
        return 1 if self.part is None or self.whole_year else (1, 4, 10)[self.part]

    @property
    def last_month(self) -> int:
        """The last month that the pieces can mean within their year."""
        if self.month is not None:
            return self.month
        if self.quarter is not None:
            return 3 * self.quarter
        if self.half is not None:
            return 6 * self.half
        return 12 if self.part is None or self.whole_year else (3, 9, 12)[self.part]
