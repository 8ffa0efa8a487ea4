"""Articles become tables: each room of the house in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import pandas as pd

from presstables.articles import Article, read_articles, to_articles
from presstables.facts import link as link_mentions
from presstables.facts import no_links
from presstables.facts.claims import group_claims
from presstables.facts.model import Facts
from presstables.given import read_day
from presstables.mentions import Mentions, read_mentions, sentences
from presstables.tables import Tables, frame

Row = dict[str, Any]


def extract(
    articles: pd.DataFrame | str,
    *,
    published: date | str | None = None,
    link: bool = True,
    progress: Callable[[Sequence[Article]], Iterable[Article]] | None = None,
) -> Tables:
    """Read every figure of the articles, and who and what it is about, as tidy tables.

    `articles` is the table that `read_articles` gives, or one pasted text with its publication day (`published`: a
    date or YYYY-MM-DD). `link=False` gives the figures alone and needs no JVM. `progress` wraps the list of articles
    while their figures are read (tqdm does). Raises `PresstablesError` where the table of articles lacks a column, or
    the JVM does not start.
    """
    if isinstance(articles, str):
        given = {"article_id": ["text"], "text": [articles], "published": [read_day(published)]}
        articles = read_articles(pd.DataFrame(given))
    listed = to_articles(articles)
    mentions = [read_mentions(a.text, a.published) for a in (progress(listed) if progress else listed)]
    facts = link_mentions(listed, mentions) if link else [no_links(m) for m in mentions]
    return _tables(articles, _rows(listed, mentions, facts))


def _tables(articles: pd.DataFrame, rows: dict[str, list[Row]]) -> Tables:
    money = pd.DataFrame(rows["money"], columns=[*frame("money", {}).columns, "part_of"])
    headcounts, milestones = (
        frame("headcounts", _by_column(rows["headcounts"])),
        frame("milestones", _by_column(rows["milestones"])),
    )
    claims = group_claims(money, headcounts, milestones, articles)
    problems = articles.attrs.get("problems", [])
    return Tables(
        articles=frame("articles", articles),
        money=frame("money", money.assign(claim_id=claims.money_ids)),
        headcounts=headcounts.assign(claim_id=claims.headcount_ids.astype("str")),
        dates=frame("dates", _by_column(rows["dates"])),
        durations=frame("durations", _by_column(rows["durations"])),
        milestones=milestones.assign(claim_id=claims.milestone_ids.astype("str")),
        money_claims=frame("money_claims", claims.money_claims),
        headcount_claims=frame("headcount_claims", claims.headcount_claims),
        units=frame("units", claims.units),
        problems=frame("problems", _by_column(problems)),
    )


def _by_column(rows: list[Row]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]} if rows else {}


def _rows(articles: list[Article], mentions: list[Mentions], facts: list[Facts]) -> dict[str, list[Row]]:
    """The rows of every table of mentions, articles in their order, mentions in reading order."""
    rows: dict[str, list[Row]] = {"money": [], "headcounts": [], "dates": [], "durations": [], "milestones": []}
    for article, found, known in zip(articles, mentions, facts, strict=True):
        place = _Place(article)
        for money, fact in zip(found.money, known.money, strict=True):
            rows["money"].append(_money_row(place, money, fact))
        for people, role in zip(found.headcounts, known.headcounts, strict=True):
            rows["headcounts"].append(
                place.row("headcounts", people) | _numbers(people) | asdict(role) | {"partitive": people.partitive}
            )
        for day in found.dates:
            said = {"start": day.first, "end": day.last, "granularity": day.granularity, "anchor": day.anchor}
            rows["dates"].append(place.row("dates", day) | said)
        for length in found.durations:
            rows["durations"].append(
                place.row("durations", length) | {"iso": length.iso, "qualifier": length.qualifier}
            )
        for event in known.milestones:
            rows["milestones"].append(
                asdict(event) | place.at("milestones", event.span_start, event.span_end, event.rule)
            )
    return rows


def _money_row(place: _Place, money: Any, fact: Any) -> Row:
    of = {"currency": money.currency, "currency_stated": money.currency_stated}
    links = {"converts": place.mention_id("money", money.converts), "part_of": place.mention_id("money", fact.part_of)}
    return place.row("money", money) | _numbers(money) | of | asdict(fact) | links


def _numbers(mention: Any) -> Row:
    return {"value": mention.value, "low": mention.low, "high": mention.high, "qualifier": mention.qualifier}


class _Place:
    """What the rows of one article share: its names, its sentences and where each begins."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.spans = sentences(article.text)
        self.starts = [start for start, _ in self.spans]

    def row(self, table: str, mention: Any) -> Row:
        return self.at(table, mention.start, mention.end, mention.rule)

    def at(self, table: str, start: int, end: int, rule: str) -> Row:
        article = self.article
        return {
            "article_id": article.article_id,
            "mention_id": self.mention_id(table, start),
            "published": article.published,
            "span_start": start,
            "span_end": end,
            "surface": article.text[start:end],
            "sentence": self.sentence(start, end),
            "rule": rule,
        }

    def mention_id(self, table: str, start: int | None) -> str | None:
        return None if start is None else f"{self.article.article_id}#{table}-{start}"

    def sentence(self, start: int, end: int) -> str:
        i = bisect_right(self.starts, start) - 1
        first, last = self.spans[i] if i >= 0 else (start, end)
        return self.article.text[first : max(last, end)]
