"""What facts are: who, what for, since when, for each figure of an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from presstables.mentions.model import Number


@dataclass(slots=True)
class MoneyFact:
    """The facts of one amount of money; None where the text does not say."""

    organization: str | None = None
    group: str | None = None
    counterparty: str | None = None
    purpose: str | None = None
    kind: str = "other"
    status: str | None = None
    period: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    per: str | None = None
    amount_krw: Number | None = None
    fx_rate: float | None = None
    fx_date: date | None = None
    fx_source: str | None = None
    fx_flag: bool = False
    part_of: int | None = None
    """Where the amount begins that this one is said to be a part of."""


@dataclass(slots=True)
class HeadcountFact:
    """The facts of one number of people; None where the text does not say."""

    role: str | None = None
    organization: str | None = None
    group: str | None = None
    kind: str = "other"
    per: str | None = None
    ai_organization: bool = False
    as_of_start: date | None = None
    as_of_end: date | None = None
    as_of_source: str | None = None


@dataclass(slots=True)
class Milestone:
    """One event in the life of a unit, at the words of the text that tell it."""

    span_start: int
    span_end: int
    organization: str | None
    group: str | None
    unit: str
    event: str
    start: date | None
    end: date | None
    planned: bool
    ai_organization: bool
    rule: str


@dataclass(slots=True)
class Facts:
    """The facts of one article: money[i] belongs to mentions.money[i], headcounts alike."""

    money: list[MoneyFact] = field(default_factory=list)
    headcounts: list[HeadcountFact] = field(default_factory=list)
    milestones: list[Milestone] = field(default_factory=list)
