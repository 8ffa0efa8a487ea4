"""What is picked in the explorer, and the rows that it leaves in view."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from presstables.charts.wording import known
from presstables.choose import MENTIONS, select
from presstables.parameters import Parameters
from presstables.tables import Tables

UNKNOWN = ""
"""Stands for the publisher of articles whose publisher is not known."""

FACT_LIMITS = ("organizations", "kinds", "statuses", "min_krw", "event_from", "event_to", "exclude_claims")
"""The parameters that choose facts."""

SEARCHED = {
    "money": ("surface", "sentence", "organization", "group", "counterparty", "purpose"),
    "headcounts": ("surface", "sentence", "organization", "group", "role"),
    "milestones": ("surface", "sentence", "organization", "group", "unit"),
    "dates": ("surface", "sentence"),
    "durations": ("surface", "sentence"),
    "articles": ("article_id", "title", "publisher", "text"),
}
"""The columns in which each table is searched for words."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is picked; whatever is empty limits nothing.

    Publishers, the days of `parameters` and its organizations choose articles, its kinds, statuses and amount choose
    facts, and `words` must all stand in a row, in whatever order and in upper or lower case.
    """

    parameters: Parameters
    publishers: tuple[str, ...] = ()
    words: str = ""


class Option(NamedTuple):
    """A value that can be picked and how many articles or facts have it."""

    value: str
    rows: int


def narrow(tables: Tables, choice: Choice) -> Tables:
    """The tables with only the rows in view, each in the order that it had.

    A fact is in view when an article in view states it; its own columns still speak of all its articles.
    """
    given = choice.parameters
    view = _of_articles(tables, _published(tables.articles, choice))
    facts = replace(given, published_from=None, published_to=None)
    if facts.organizations:
        view = _of_articles(view, _stating(select(view, _organizations(given)), view.articles))
    if any(getattr(facts, name) for name in FACT_LIMITS):
        view = _of_facts(view, select(view, facts))
    return _saying(view, choice.words.casefold().split())


def publishers(tables: Tables) -> list[Option]:
    """Who published, with the number of articles, the most frequent first."""
    return _counted(tables.articles["publisher"].astype("object").where(lambda names: names.map(known), UNKNOWN))


def organizations(tables: Tables) -> list[Option]:
    """The organizations and groups that articles name, with the number of those articles, the most frequent first."""
    parts = [
        getattr(tables, mentions)[["article_id", column]].rename(columns={column: "name"})
        for mentions in MENTIONS.values()
        for column in ("organization", "group")
    ]
    named = pd.concat(parts, ignore_index=True).dropna().drop_duplicates()
    return _counted(named["name"])


def words_of(tables: Tables, column: str) -> list[Option]:
    """The kinds or statuses that facts have, with the number of those facts, the most frequent first."""
    facts = [claims[column] for name in MENTIONS if column in (claims := getattr(tables, name))]
    if column == "status":
        facts.append(tables.units["planned"].map({True: "planned", False: "done"}))
    return _counted(pd.concat(facts, ignore_index=True).dropna())


def _counted(values: Iterable[object]) -> list[Option]:
    counts = Counter(str(value) for value in values)
    return [Option(value, count) for value, count in sorted(counts.items(), key=lambda found: (-found[1], found[0]))]


def _organizations(given: Parameters) -> Parameters:
    return Parameters(given.articles, organizations=given.organizations, include_affiliates=given.include_affiliates)


def _published(articles: pd.DataFrame, choice: Choice) -> pd.Series[bool]:
    """Articles of the picked publishers and days; one whose day is not known is of no days."""
    kept = pd.Series(True, index=articles.index)
    if choice.publishers:
        kept &= (
            articles["publisher"]
            .astype("object")
            .map(lambda name: name if known(name) else UNKNOWN)
            .isin(choice.publishers)
        )
    if choice.parameters.published_from is not None:
        kept &= articles["published"] >= pd.Timestamp(choice.parameters.published_from)
    if choice.parameters.published_to is not None:
        kept &= articles["published"] <= pd.Timestamp(choice.parameters.published_to)
    return kept


def _stating(facts: Tables, articles: pd.DataFrame) -> pd.Series[bool]:
    stating = {article for name in MENTIONS.values() for article in getattr(facts, name)["article_id"]}
    return articles["article_id"].isin(stating)


def _of_articles(tables: Tables, kept: pd.Series[bool]) -> Tables:
    """Only some articles, their mentions, and the facts that these state."""
    if kept.all():
        return tables
    ids = tables.articles.loc[kept, "article_id"]
    rows = {name: getattr(tables, name) for name in SEARCHED}
    return _with(tables, {name: table["article_id"].isin(ids) for name, table in rows.items()})


def _of_facts(view: Tables, chosen: Tables) -> Tables:
    """Only the chosen facts and their mentions, in all the articles in view."""
    names = [*MENTIONS, *MENTIONS.values()]
    return replace(view, **{name: getattr(chosen, name) for name in names})


def _saying(view: Tables, words: list[str]) -> Tables:
    if not words:
        return view
    return _with(view, {name: _has(getattr(view, name), columns, words) for name, columns in SEARCHED.items()})


def _has(table: pd.DataFrame, columns: Iterable[str], words: list[str]) -> pd.Series[bool]:
    said = pd.Series("", index=table.index, dtype="str")
    for column in columns:
        said = said + " " + table[column].astype("str").fillna("")
    said = said.str.casefold()
    kept = pd.Series(True, index=table.index)
    for word in words:
        kept &= said.str.contains(word, regex=False)
    return kept


def _with(tables: Tables, kept: dict[str, pd.Series[bool]]) -> Tables:
    """The tables with the kept mentions and articles, and the facts that kept mentions state."""
    made = {name: getattr(tables, name)[rows].reset_index(drop=True) for name, rows in kept.items()}
    for claims, mentions in MENTIONS.items():
        facts = getattr(tables, claims)
        made[claims] = facts[facts["claim_id"].isin(made[mentions]["claim_id"])].reset_index(drop=True)
    return replace(tables, **made)
