"""What a mention is: a span of the article's text and what it says, exactly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Number = int | Decimal


@dataclass(slots=True)
class Money:
    """One amount of money; `converts` is the start of the amount that this one converts."""

    start: int
    end: int
    rule: str
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    currency: str
    currency_stated: bool
    converts: int | None = None


@dataclass(slots=True)
class Headcount:
    """One number of people."""

    start: int
    end: int
    rule: str
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    partitive: bool = False


@dataclass(slots=True)
class Date:
    """One calendar expression: inclusive days `first` to `last`, or None where they are not known.

    `supplied` tells what gave the year or month that the words leave out: carried (from the date before), past, present
    or future (the tense), nearest (to the publication day), or "" where they leave out none.
    """

    start: int
    end: int
    rule: str
    first: date | None
    last: date | None
    granularity: str
    anchor: str
    supplied: str = ""


@dataclass(slots=True)
class Duration:
    """One length of time, as ISO 8601 (P5Y), or None where it is vague."""

    start: int
    end: int
    rule: str
    iso: str | None
    qualifier: str


@dataclass(slots=True)
class Mentions:
    """All figures of one text, each list in reading order."""

    money: list[Money] = field(default_factory=list)
    headcounts: list[Headcount] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    durations: list[Duration] = field(default_factory=list)
