"""The tables of a report: what each row says, where it leads, and its data as CSV."""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import pandas as pd

from presstables.charts.ai_org_rows import EVENTS, flows_of, points_of
from presstables.charts.investment_rows import claim_name, kind_name, krw_bound, printed_amount, status_name
from presstables.charts.sources import records
from presstables.charts.style import anchor
from presstables.charts.wording import (
    Bound,
    format_day,
    format_krw,
    format_period,
    format_span,
    known,
    qualified_money,
    rounded,
)
from presstables.evidence import web_address
from presstables.rates import reference_rate
from presstables.tables import guarded

Words = dict[str, Any]
"""The texts of one language, as `words.toml` has them."""
Claim = dict[str, Any]
"""One row of a table of claims."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, what it sorts by (else its text), and where it leads."""

    text: str
    sort: float | str | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row; one that is a claim has an id that a link names, and the heading that its sentences stand under."""

    cells: list[Cell]
    claim: str = ""
    anchor: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report; `download` is its data as a CSV inside a link, empty where there is none to offer."""

    name: str
    caption: str
    columns: list[str]
    rows: list[Row]
    download: str = ""


@cache
def words(language: str) -> Words:
    """The report's texts in ko or en."""
    texts = tomllib.loads(resources.files("presstables.report").joinpath("words.toml").read_text(encoding="utf-8"))
    found: Words = texts[language]
    return found


def row_anchor(claim_id: str) -> str:
    """The id of a claim's row."""
    return f"row-{anchor(claim_id)}"


def text_anchor(claim_id: str) -> str:
    """The id of a claim's sentences."""
    return f"text-{anchor(claim_id)}"


class Maker:
    """Makes the tables in one language."""

    def __init__(self, language: str) -> None:
        """`language` is ko or en."""
        self.language = language
        self.words = words(language)

    def investments(self, claims: pd.DataFrame) -> Table:
        """One row per claim of money, in the order given."""
        numbers = {claim: number for number, claim in enumerate(claims["claim_id"], 1)}

        def cells(claim: Claim) -> list[Cell]:
            whole = numbers.get(claim["part_of"])
            part = f" ({self.words['part_of'].format(number=whole)})" if whole else ""
            size = _sortable(claim["amount_krw"])
            return [
                Cell(claim_name(claim, self.language)),
                self._name(claim["purpose"]),
                Cell(printed_amount(claim, self.language) + part, size),
                Cell(self._in_won(claim), size),
                Cell(self._stage(claim)),
                Cell(format_period(claim["period"] if known(claim["period"]) else None, self.language)),
            ]

        return self._claims("investments", "organization purpose amount won stage period", claims, cells)

    def units(self, claims: pd.DataFrame) -> Table:
        """One row per unit and event."""

        def cells(claim: Claim) -> list[Cell]:
            event = str(EVENTS[self.language].get(claim["event"], claim["event"]))
            planned = f" ({self.words['planned']})" if claim["planned"] else ""
            when = Cell(self.days(claim["start"], claim["end"]), _day_key(claim["start"]))
            return [self._name(claim["organization"]), self._name(claim["unit"]), Cell(event + planned), when]

        return self._claims("units", "organization unit event when", claims, cells)

    def headcounts(self, claims: pd.DataFrame) -> Table:
        """One row per claim of people: those who are there, those over a time, and targets."""
        there = claims["kind"] == "stock"
        points = {point.claim_id: point for point in points_of(claims[there], self.language)}
        flows = {flow.claim_id: flow for flow in flows_of(claims[~there], self.language)}

        def cells(claim: Claim) -> list[Cell]:
            one = points.get(claim["claim_id"]) or flows[claim["claim_id"]]
            return [
                self._name(claim["organization"]),
                self._name(claim["role"]),
                Cell(one.amount, _sortable(claim["value"])),
                Cell(self.words["headcount_kinds"].get(claim["kind"], "")),
                Cell(one.when, _day_key(claim["as_of_end"]) or _day_key(claim["first_published"])),
            ]

        return self._claims("headcounts", "organization role people kind as_of", claims, cells)

    def sources(self, articles: pd.DataFrame) -> Table:
        """One row per article, the earliest first."""
        rows = []
        for article in records(articles.sort_values(["published", "article_id"])):
            title = article["title"] if known(article["title"]) else article["article_id"]
            restated = f" ({self.words['restated']})" if article["restated"] else ""
            cells = [
                Cell(article["publisher"] if known(article["publisher"]) else self.words["unknown"]),
                Cell(self.day(article["published"]), _day_key(article["published"])),
                Cell(self.words["published_sources"].get(article["published_source"], "")),
                Cell(title + restated, href=web_address(article["url"]) or ""),
                self._name(article["source"]),
            ]
            rows.append(Row(cells))
        columns = self._headers("publisher published published_by article source")
        return Table("sources", self.words["sources"], columns, rows, download(articles.drop(columns="text")))

    def plain(self, name: str, columns: str, rows: Iterable[Sequence[object]], data: str = "") -> Table:
        """A table of texts, with no links; `name` is also that of its caption."""
        filled = [Row([self._name(text) for text in row]) for row in rows]
        return Table(name, self.words[name], self._headers(columns), filled, data)

    def day(self, day: Any) -> str:
        """A day, or that it is unknown."""
        return format_day(day, self.language) if known(day) else str(self.words["unknown"])

    def days(self, start: Any, end: Any) -> str:
        """Inclusive days as the calendar names them; of two ends one may be unknown."""
        if known(start) and known(end):
            return format_span(start.date(), end.date(), self.language)
        if known(start) or known(end):
            return f"{self.day(start)} ~" if known(start) else f"~ {self.day(end)}"
        return str(self.words["unknown"])

    def left_out(self, chart: str, claims: pd.DataFrame) -> Table:
        """One row per claim that the chart does not draw, with the reason."""
        rows = []
        for claim in records(claims):
            heading = " · ".join(str(claim[name]) for name in ("organization", "surface") if known(claim[name]))
            found = Cell(self.words["see_sentence"], href=f"#{text_anchor(claim['claim_id'])}")
            cells = [Cell(heading), self._name(claim["reason"]), found]
            rows.append(Row(cells, claim["claim_id"], row_anchor(claim["claim_id"]), heading))
        headers = self._headers("claim reason sentences")
        return Table(f"{chart}_left_out", self._left_out_of(chart), headers, rows, download(claims))

    def left_out_counts(self, chart: str, claims: pd.DataFrame) -> Table:
        """One row per reason, with how many claims it leaves out."""
        counts = claims["reason"].value_counts()
        rows = [Row([Cell(str(reason)), Cell(str(count), count)]) for reason, count in counts.items()]
        headers = self._headers("reason count")
        return Table(f"{chart}_left_out", self._left_out_of(chart), headers, rows, download(claims))

    def _left_out_of(self, chart: str) -> str:
        return f"{self.words[chart]}: {self.words['left_out']}"

    def _claims(self, name: str, columns: str, claims: pd.DataFrame, cells: Callable[[Claim], list[Cell]]) -> Table:
        rows = []
        for number, claim in enumerate(records(claims), 1):
            sentences = self.words["see_sentences"].format(count=claim["n_mentions"])
            leading = Cell(sentences, claim["n_mentions"], f"#{text_anchor(claim['claim_id'])}")
            said = cells(claim)
            # Who, what and how much or when: every table of claims begins with them.
            heading = f"{number}. " + " · ".join(cell.text for cell in said[:3] if cell.text)
            filled = [Cell(str(number), number), *said, self._reported(claim), leading]
            rows.append(Row(filled, claim["claim_id"], row_anchor(claim["claim_id"]), heading))
        headers = self._headers(f"number {columns} reported sentences")
        return Table(name, self.words[name], headers, rows, download(claims))

    def _headers(self, columns: str) -> list[str]:
        return [self.words[column] for column in columns.split()]

    def _name(self, value: object) -> Cell:
        return Cell(str(value) if known(value) else "")

    def _in_won(self, claim: Claim) -> str:
        bound = krw_bound(claim)
        if claim["currency"] == "KRW" or not bound.numbers():
            return ""
        if bound.qualifier == "exact":
            bound = Bound(bound.value, None, None, "about")
        if claim["fx_source"] == "stated":
            how = self._stated(claim)
        else:
            how = self.words["converted_rate"].format(day=self.day(claim["fx_date"]))
            bound = Bound(_rounded(bound.value), _rounded(bound.low), _rounded(bound.high), bound.qualifier)
        return f"{qualified_money(bound, 'KRW', self.language)} ({how})"

    def _stated(self, claim: Claim) -> str:
        """That the conversion is the article's own, and what the reference rate of the day makes of the amount."""
        day = claim["fx_date"] if known(claim["fx_date"]) else None
        rate = reference_rate(claim["currency"], day.date()) if day is not None else None
        if rate is None or not known(claim["value"]):
            return str(self.words["converted_stated"])
        won = format_krw(rounded(claim["value"] * float(rate.won), 4), self.language)
        return str(self.words["converted_both"].format(won=won))

    def _stage(self, claim: Claim) -> str:
        status = status_name(claim["status"], self.language) if known(claim["status"]) else ""
        words = (kind_name(claim["kind"], self.language), status)
        return "\N{NO-BREAK SPACE}· ".join(word for word in words if word)

    def _reported(self, claim: Claim) -> Cell:
        publishers = claim["publishers"] if known(claim["publishers"]) else ""
        differ = self.words["conflict"] if claim["conflict"] else ""
        said = (self.day(claim["first_published"]), publishers, differ)
        return Cell(" · ".join(word for word in said if word), _day_key(claim["first_published"]))


def download(frame: pd.DataFrame) -> str:
    """A frame as the address of a CSV that Excel opens."""
    content = guarded(frame).to_csv(index=False).encode("utf-8-sig")
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(content).decode()}"


def _rounded(number: float | None) -> float | None:
    return None if number is None else rounded(number)


def _sortable(number: Any) -> float | None:
    return float(number) if known(number) else None


def _day_key(day: Any) -> str:
    return day.date().isoformat() if known(day) else ""
