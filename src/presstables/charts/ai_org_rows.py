"""Which units and headcounts the chart of AI organisations draws, what it leaves out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import pandas as pd

from presstables.charts.sources import check_columns, records
from presstables.charts.wording import (
    Bound,
    check_language,
    format_day,
    format_rate,
    format_span,
    known,
    qualified_people,
)

UNIT_COLUMNS = (
    *("claim_id", "organization", "group", "unit", "event", "start", "end", "planned", "ai_organization"),
    *("first_published", "publishers", "n_articles"),
)
HEADCOUNT_COLUMNS = (
    *("claim_id", "organization", "group", "role", "kind", "value", "low", "high", "qualifier", "ai_organization"),
    *("per", "as_of_start", "as_of_end", "as_of_source", "first_published", "last_published", "publishers"),
)
REASONS = {
    "ko": {
        "not ai": "AI 조직이 아님",
        "not ai people": "AI 조직의 인원이 아님",
        "no rate": "얼마 동안의 인원인지 밝혀지지 않음",
        "cumulative": "여러 때를 합친 누적 인원",
        "change": "늘거나 줄어든 인원",
        "other": "조직의 규모를 말하는 인원이 아님",
        "nobody": "어느 조직인지 밝혀지지 않음",
        "no number": "수가 밝혀지지 않음",
        "no day": "언제의 인원인지 알 수 없음",
        "closed": "설립이 기사에 없어 누적에서 뺄 수 없음",
    },
    "en": {
        "not ai": "not an AI unit",
        "not ai people": "not people of an AI organisation",
        "no rate": "not said over how long",
        "cumulative": "people of many times together",
        "change": "a change in number",
        "other": "does not say how large an organisation is",
        "nobody": "not said of which organisation",
        "no number": "no number is stated",
        "no day": "not said of which day",
        "closed": "its founding is not in the articles, so it cannot be taken off the count",
    },
}
EVENTS = {
    "ko": {"founded": "설립", "renamed": "이름 변경", "merged": "통합", "closed": "폐지"},
    "en": {"founded": "founded", "renamed": "renamed", "merged": "merged", "closed": "closed"},
}


class AIOrgRows(NamedTuple):
    """The rows of the chart: units drawn as steps, units listed beside, people who are there, people over a time or
    aimed at, and rows left out.
    """

    steps: pd.DataFrame
    listed: pd.DataFrame
    headcounts: pd.DataFrame
    flows: pd.DataFrame
    left_out: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Step:
    """A unit on the time axis: inclusive days, what it adds to the count, and its words."""

    claim_id: str
    start: date
    end: date
    change: int
    name: str
    owner: str
    when: str
    weight: int

    @property
    def label(self) -> str:
        """Name, owner and time on one line."""
        return " · ".join(filter(None, (self.name, self.owner, self.when)))


@dataclass(frozen=True, slots=True)
class Point:
    """A headcount on the time axis."""

    claim_id: str
    start: date
    end: date
    bound: Bound
    series: str
    amount: str
    when: str

    @property
    def label(self) -> str:
        """Number and time."""
        return f"{self.amount} ({self.when})"


@dataclass(frozen=True, slots=True)
class Flow:
    """People hired, trained or let go over a time (`rate`, ISO 8601), or a target, whose time may be unsaid ("")."""

    claim_id: str
    rate: str
    planned: bool
    bound: Bound
    name: str
    amount: str
    when: str

    @property
    def label(self) -> str:
        """Number and the year or day of print."""
        return f"{self.amount} ({self.when})"


def ai_org_rows(units: pd.DataFrame, headcount_claims: pd.DataFrame, *, label_language: str = "ko") -> AIOrgRows:
    """Say which rows the chart draws, which it lists beside and which it leaves out.

    Steps are foundings of AI units on a known day, month or year, and closings of units so founded. Listed beside are
    those without a day, those planned, and units renamed or merged, since these are no new ones. Headcounts are stocks
    of AI organisations at a known time; flows are people hired, trained or let go there at a stated rate or in stated
    months or years, and targets. `left_out` has the columns table, claim_id, organization, what and reason.

    Raises:
        PresstablesError: a column is missing or the language is unknown.
    """
    check_language(label_language)
    check_columns(units, "units", UNIT_COLUMNS)
    check_columns(headcount_claims, "headcount_claims", HEADCOUNT_COLUMNS)
    words = REASONS[label_language]
    founded = {_unit(row) for row in records(units) if _is_step(row) and row["event"] == "founded"}
    places = [_place(row, founded) for row in records(units)]
    steps, listed = (units.loc[[place == name for place in places]] for name in ("step", "listed"))
    reasons = ["; ".join(words[name] for name in _reasons(row)) for row in records(headcount_claims)]
    drawn = headcount_claims.loc[[not reason for reason in reasons]]
    there = drawn["kind"] == "stock"
    left_out = [
        *(
            _left_out("units", row, words[place])
            for row, place in zip(records(units), places, strict=True)
            if place in words
        ),
        *(
            _left_out("headcount_claims", row, reason)
            for row, reason in zip(records(headcount_claims), reasons, strict=True)
            if reason
        ),
    ]
    return AIOrgRows(
        steps.sort_values(["start", "end", "unit"], ignore_index=True),
        listed.sort_values(["planned", "event", "unit"], ignore_index=True),
        drawn[there].sort_values(["organization", "as_of_start", "as_of_end"], ignore_index=True),
        drawn[~there].sort_values(["organization", "first_published", "claim_id"], ignore_index=True),
        pd.DataFrame(left_out, columns=["table", "claim_id", "organization", "what", "reason"]),
    )


@dataclass(frozen=True, slots=True)
class Parts:
    """The chart's rows, and what is drawn of them in words: units, people who are there, people over a time."""

    rows: AIOrgRows
    steps: list[Step]
    points: list[Point]
    flows: list[Flow]


def parts_of(rows: AIOrgRows, language: str) -> Parts:
    """Put the drawn rows into words."""
    drawn = steps_of(rows.steps, language), points_of(rows.headcounts, language), flows_of(rows.flows, language)
    return Parts(rows, *drawn)


def steps_of(rows: pd.DataFrame, language: str) -> list[Step]:
    """The units in words, in order of time."""
    return [_step(row, language) for row in records(rows)]


def points_of(rows: pd.DataFrame, language: str) -> list[Point]:
    """The headcounts in words, by organisation and who is counted, in order of time."""
    return [_point(row, language) for row in records(rows)]


def flows_of(rows: pd.DataFrame, language: str) -> list[Flow]:
    """People over a time and targets in words, by the time (a year first, targets without one last), largest first."""
    flows = [_flow(row, language) for row in records(rows)]
    return sorted(flows, key=lambda flow: (flow.rate == "", flow.rate != "P1Y", flow.rate, -max(flow.bound.numbers())))


def series_of(points: Sequence[Point]) -> dict[str, list[Point]]:
    """The headcounts of each series, those with the largest number first."""
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(point.series, []).append(point)
    return dict(sorted(found.items(), key=lambda item: -max(max(p.bound.numbers()) for p in item[1])))


def listed_name(row: dict[str, Any], language: str) -> str:
    """A unit that is listed beside the steps: its name, owner and, where it is known, time."""
    when = format_span(row["start"], row["end"], language) if known(row["start"]) and known(row["end"]) else ""
    return " · ".join(filter(None, (str(row["unit"]), _owner(row), when)))


def _unit(row: dict[str, Any]) -> tuple[Any, Any]:
    return row["organization"], row["unit"]


def _is_step(row: dict[str, Any]) -> bool:
    return bool(row["ai_organization"]) and not row["planned"] and known(row["start"])


def _place(row: dict[str, Any], founded: set[tuple[Any, Any]]) -> str:
    """Where a unit goes: "step", "listed", or the name of the reason why nowhere."""
    if not row["ai_organization"]:
        return "not ai"
    if row["event"] == "closed" and not row["planned"]:
        return "step" if _is_step(row) and _unit(row) in founded else "closed"
    return "step" if row["event"] == "founded" and _is_step(row) else "listed"


def _reasons(row: dict[str, Any]) -> list[str]:
    """Every reason against drawing a headcount."""
    kind = row["kind"] if row["kind"] in REASONS["en"] else "other"
    checks = {
        "not ai people": row["ai_organization"],
        kind: row["kind"] in ("stock", "flow", "target"),
        "nobody": known(row["organization"]),
        "no number": any(known(row[column]) for column in ("value", "low", "high")),
        "no rate": row["kind"] != "flow" or known(_rate(row)),
        "no day": row["kind"] in ("flow", "target") or known(row["as_of_start"]),
    }
    return [name for name, fine in checks.items() if not fine]


def _rate(row: dict[str, Any]) -> str | None:
    """Over how long so many come or go: as the text says, or the whole months or years that it names (2023년: P1Y)."""
    if known(row["per"]):
        return str(row["per"])
    if row["kind"] != "flow" or not known(row["as_of_start"]):
        return None
    start, end = _days(row["as_of_start"], row["as_of_end"])
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    if start.day > 1 or after.day > 1:
        return None
    return f"P{months}M" if months % 12 else f"P{months // 12}Y"


def _left_out(table: str, row: dict[str, Any], reason: str) -> dict[str, Any]:
    what = row["unit"] if table == "units" else " ".join(filter(None, (_text(row["role"]), _amount(row, "ko"))))
    return {
        "table": table,
        "claim_id": row["claim_id"],
        "organization": row["organization"],
        "what": what,
        "reason": reason,
    }


def _text(cell: object) -> str:
    return str(cell) if known(cell) else ""


def _owner(row: dict[str, Any]) -> str:
    """Whose unit it is, unless its name says so already."""
    owner = _text(row["organization"])
    return "" if owner in _text(row["unit"]) else owner


def _days(start: Any, end: Any) -> tuple[date, date]:
    first = start.date()
    return first, max(first, end.date()) if known(end) else first


def _step(row: dict[str, Any], language: str) -> Step:
    start, end = _days(row["start"], row["end"])
    closed = row["event"] == "closed"
    when = format_span(start, end, language)
    return Step(
        claim_id=row["claim_id"],
        start=start,
        end=end,
        change=-1 if closed else 1,
        name=str(row["unit"]),
        owner=_owner(row),
        when=f"{when} {EVENTS[language]['closed']}" if closed else when,
        weight=int(row["n_articles"]) if known(row["n_articles"]) else 1,
    )


def _bound(row: dict[str, Any]) -> Bound:
    value, low, high = (float(row[column]) if known(row[column]) else None for column in ("value", "low", "high"))
    return Bound(value, low, high, _text(row["qualifier"]) or "exact")


def _amount(row: dict[str, Any], language: str) -> str:
    return qualified_people(_bound(row), language)


def _flow(row: dict[str, Any], language: str) -> Flow:
    planned = row["kind"] == "target"
    amount, said = _amount(row, language), format_rate(_text(row["per"]), language)
    words = (said, amount, "목표" * planned) if language == "ko" else ("target" * planned, amount, said)
    day = row["as_of_start"]
    return Flow(
        claim_id=row["claim_id"],
        rate=_rate(row) or "",
        planned=planned,
        bound=_bound(row),
        name=" ".join(filter(None, (_text(row["organization"]), _text(row["role"])))),
        amount=" ".join(filter(None, words)),
        when=format_span(*_days(day, row["as_of_end"]), language)
        if known(day)
        else _reported(row["first_published"], language),
    )


def _reported(day: Any, language: str) -> str:
    if not known(day):
        return format_day(None, language)
    return f"{format_day(day, language)} 보도" if language == "ko" else f"reported {format_day(day, language)}"


def _point(row: dict[str, Any], language: str) -> Point:
    start, end = _days(row["as_of_start"], row["as_of_end"])
    printed = row["as_of_source"] == "published"
    when = _reported(start, language) if printed else format_span(start, end, language)
    return Point(
        claim_id=row["claim_id"],
        start=start,
        end=end,
        bound=_bound(row),
        series=" ".join(filter(None, (_text(row["organization"]), _text(row["role"])))),
        amount=_amount(row, language),
        when=when,
    )
