"""The tables of the explorer: what a row says, what it sorts by, and which article, mention or fact it stands for."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pandas as pd

from presstables.charts.ai_org_rows import EVENTS
from presstables.charts.investment_rows import claim_name, kind_name, printed_amount, status_name
from presstables.charts.sources import records
from presstables.charts.wording import Bound, format_period, format_span, known, qualified_people
from presstables.tables import Tables

ROWS = 12_000
"""So many rows of a table are shown: the dates of a thousand articles, with which a browser is still quick."""

TABS = {
    "articles": ("articles", "articles"),
    "money": ("money_claims", "money"),
    "people": ("headcount_claims", "headcounts"),
    "units": ("units", "milestones"),
    "dates": ("dates", "dates"),
    "durations": ("durations", "durations"),
}
"""The tabs, each with its table of facts and its table of mentions."""

DAYS = ("day", "reported", "start", "end")
"""The headings over days, which are not to be broken."""

Words = dict[str, Any]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Number:
    """What a cell says, and the number that it sorts by, where there is one."""

    text: str
    key: float | None

    def __str__(self) -> str:
        return self.text


Cells = list[str | Number]


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it is shown.

    `frame` has the headings as columns, `keys` are the ids of what its rows stand for, `numbers` and `days` the places
    of the columns that hold those.
    """

    frame: pd.DataFrame
    keys: list[str]
    numbers: list[int]
    days: list[int]


@cache
def words(language: str) -> Words:
    """The explorer's texts in ko or en."""
    texts = tomllib.loads(files("presstables.explorer").joinpath("words.toml").read_text(encoding="utf-8"))
    found: Words = texts[language]
    return found


def shown(tables: Tables, name: str, language: str) -> Shown:
    """The first `ROWS` rows of the table `name`, in words."""
    spec = _SPECS[name]
    rows = records(getattr(tables, name).head(ROWS))
    cells = [spec.cells(row, language) for row in (_with_counts(rows, tables) if name == "articles" else rows)]
    names = spec.headings.split()
    columns = [_column([row[place] for row in cells]) for place, _ in enumerate(names)]
    return Shown(
        frame=pd.DataFrame(dict(zip((words(language)["headings"][name] for name in names), columns, strict=True))),
        keys=[str(row[spec.key]) for row in rows],
        numbers=[place for place, column in enumerate(columns) if isinstance(column.dtype, pd.CategoricalDtype)],
        days=[place for place, name in enumerate(names) if name in DAYS],
    )


def headcount_kind_name(kind: object, language: str) -> str:
    """The name of a kind of headcount."""
    return str(words(language)["headcount_kinds"].get(kind, kind)) if known(kind) else ""


def article_name(row: Row) -> str:
    """An article by its title, else by the first line of its text."""
    title = str(row["title"]) if known(row["title"]) else _text(row["text"]).strip().partition("\n")[0]
    return title or str(row["article_id"])


def _column(cells: list[str | Number]) -> pd.Series[Any]:
    """A column of texts; where they are numbers a categorical one, as itables sorts those by the rank of the text."""
    texts = pd.Series([str(cell) for cell in cells], dtype="str")
    ranks = {cell.text: cell.key for cell in cells if isinstance(cell, Number) and cell.key is not None}
    if not ranks:
        return texts
    return pd.Series(pd.Categorical(texts, categories=_ranked(texts, ranks), ordered=True))


def _ranked(texts: Iterable[str], ranks: Mapping[str, float]) -> list[str]:
    """The texts by their numbers, those that have none first."""
    return sorted(dict.fromkeys(texts), key=lambda text: ranks.get(text, -math.inf))


# What each table says -----------------------------------------------------------------------------------------------


def _with_counts(articles: list[Row], tables: Tables) -> list[Row]:
    counts = {
        name: getattr(tables, name)["article_id"].value_counts() for name in ("money", "headcounts", "milestones")
    }
    return [
        article | {name: int(found.get(article["article_id"], 0)) for name, found in counts.items()}
        for article in articles
    ]


def _article(row: Row, language: str) -> Cells:
    restated = f" ({words(language)['restated']})" if row["restated"] else ""
    return [
        *(_day(row["published"]), _text(row["publisher"]), article_name(row) + restated),
        *(_count(row["money"]), _count(row["headcounts"]), _count(row["milestones"])),
    ]


def _money_claim(row: Row, language: str) -> Cells:
    return [
        claim_name(row, language) if _who(row) else "",
        _text(row["purpose"]),
        Number(printed_amount(row, language), _number(row["amount_krw"])),
        *(*_kind_and_stage(row, language), _day(row["first_published"]), _count(row["n_articles"])),
    ]


def _money(row: Row, language: str) -> Cells:
    return [
        Number(str(row["surface"]), _number(row["amount_krw"])),
        *(_who(row), _text(row["purpose"]), *_kind_and_stage(row, language), _day(row["published"])),
    ]


def _headcount_claim(row: Row, language: str) -> Cells:
    value, low, high = (_number(row[column]) for column in ("value", "low", "high"))
    people = qualified_people(Bound(value, low, high, _text(row["qualifier"]) or "exact"), language)
    return [
        *(_who(row), _text(row["role"]), Number(people, low if value is None else value)),
        *(headcount_kind_name(row["kind"], language), _span(row["as_of_start"], row["as_of_end"], language)),
        _count(row["n_articles"]),
    ]


def _headcount(row: Row, language: str) -> Cells:
    value = _number(row["value"])
    return [
        Number(str(row["surface"]), _number(row["low"]) if value is None else value),
        *(_who(row), _text(row["role"]), headcount_kind_name(row["kind"], language), _day(row["published"])),
    ]


def _unit(row: Row, language: str) -> Cells:
    planned = f" ({words(language)['planned']})" if row["planned"] else ""
    return [
        *(_who(row), _text(row["unit"]), str(EVENTS[language].get(row["event"], row["event"])) + planned),
        _span(row["start"], row["end"], language),
        _day(row["first_published" if "first_published" in row else "published"]),
    ]


def _date(row: Row, language: str) -> Cells:
    grain = words(language)["granularities"].get(row["granularity"], row["granularity"])
    return [str(row["surface"]), _day(row["start"]), _day(row["end"]), _text(grain), _day(row["published"])]


def _duration(row: Row, language: str) -> Cells:
    length = format_period(_text(row["iso"]) or None, language) or _text(row["iso"])
    return [str(row["surface"]), length, _day(row["published"])]


class Spec(NamedTuple):
    """The column with a row's id, the headings, and the function that makes the cells below them."""

    key: str
    headings: str
    cells: Callable[[Row, str], Cells]


_SPECS = {
    "articles": Spec("article_id", "day publisher title money people units", _article),
    "money_claims": Spec("claim_id", "organization purpose amount kind stage reported n_articles", _money_claim),
    "money": Spec("mention_id", "surface organization purpose kind stage day", _money),
    "headcount_claims": Spec("claim_id", "organization role people kind when n_articles", _headcount_claim),
    "headcounts": Spec("mention_id", "surface organization role kind day", _headcount),
    "units": Spec("claim_id", "organization unit event when reported", _unit),
    "milestones": Spec("mention_id", "organization unit event when day", _unit),
    "dates": Spec("mention_id", "surface start end granularity day", _date),
    "durations": Spec("mention_id", "surface length day", _duration),
}


def _who(row: Row) -> str:
    return _text(row["organization"]) or _text(row["group"])


def _kind_and_stage(row: Row, language: str) -> tuple[str, str]:
    stage = status_name(str(row["status"]), language) if known(row["status"]) else ""
    return kind_name(row["kind"], language), stage


def _span(start: pd.Timestamp, end: pd.Timestamp, language: str) -> str:
    return format_span(start.date(), (end if known(end) else start).date(), language) if known(start) else ""


def _day(day: pd.Timestamp | None) -> str:
    """A day as it sorts."""
    return f"{day:%Y-%m-%d}" if known(day) else ""


def _count(number: object) -> Number:
    return Number(f"{number:,}", float(str(number)))


def _number(cell: Any) -> float | None:
    return float(cell) if known(cell) else None


def _text(cell: object) -> str:
    return str(cell) if known(cell) else ""
