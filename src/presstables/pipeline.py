"""Articles become tables: each room of the house in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.articles import Article, read_articles, to_articles
from presstables.articles.copies import elect
from presstables.facts import link as link_mentions
from presstables.facts import no_links
from presstables.facts.claims import group_claims
from presstables.facts.corrections import Correction, apply_corrections, read_corrections
from presstables.facts.model import Facts
from presstables.given import read_day
from presstables.mentions import Mentions, read_mentions, sentences
from presstables.tables import MENTIONS, Tables, frame

Row = dict[str, Any]


def extract(
    articles: pd.DataFrame | str | Iterable[pd.DataFrame],
    *,
    published: date | str | None = None,
    link: bool = True,
    lexicon: Iterable[str | Path] = (),
    corrections: str | Path | Sequence[Correction] | None = None,
    keep_text: bool = True,
    progress: Callable[[Sequence[Article]], Iterable[Article]] | None = None,
) -> Tables:
    """Read every figure of the articles, and who and what it is about, as tidy tables.

    `articles` is the table that `read_articles` gives, the tables that `iter_articles` gives one after another, or one
    pasted text with its publication day (`published`: a date or YYYY-MM-DD). Of a stream no more than one table is in
    memory beside the result; `keep_text=False` leaves the articles' texts out of that, too, which are most of it
    (`annotate` then cannot show them; every mention keeps its sentence). `link=False` gives the figures alone and needs
    no JVM; `lexicon` names TOML files of organisations beside those that are known. `corrections` are those of a file
    or folder; when left out, of the corrections.toml beside the articles, where there is one. `progress` wraps the list
    of articles while their figures are read (tqdm does).

    Raises `PresstablesError` where a table of articles lacks a column, the JVM does not start, or a correction matches
    nothing any more.
    """
    if isinstance(articles, str):
        given = {"article_id": ["text"], "text": [articles], "published": [read_day(published)]}
        articles = read_articles(pd.DataFrame(given))
    done = _Done()
    for batch in [articles] if isinstance(articles, pd.DataFrame) else articles:
        listed = to_articles(batch)
        mentions = [read_mentions(a.text, a.published) for a in (progress(listed) if progress else listed)]
        if link:
            facts = link_mentions(listed, mentions, lexicon=lexicon)
        else:
            facts = [no_links(m, a.published) for a, m in zip(listed, mentions, strict=True)]
        corrections = batch.attrs.get("beside") if corrections is None else corrections
        done.add(batch if keep_text else batch.assign(text=""), _rows(listed, mentions, facts))
    known = read_corrections(corrections) if isinstance(corrections, str | Path) else corrections
    return _tables(done, known or ())


class _Done:
    """What has been read so far, a list of tables for each table, and the problems on the way."""

    def __init__(self) -> None:
        self.problems: list[Row] = []
        self.parts: dict[str, list[pd.DataFrame]] = {"articles": [], **{name: [] for name in MENTIONS}}

    def add(self, articles: pd.DataFrame, rows: dict[str, list[Row]]) -> None:
        self.problems += articles.attrs.get("problems", [])
        self.parts["articles"].append(frame("articles", articles))
        for name in MENTIONS:
            columns = _by_column(rows[name])
            made = frame(name, columns)
            if name == "money":
                made = made.assign(part_of=pd.Series(columns.get("part_of", []), index=made.index, dtype="str"))
            self.parts[name].append(made)

    def table(self, name: str) -> pd.DataFrame:
        parts = self.parts.pop(name)
        return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0] if parts else frame(name, {})


def _tables(done: _Done, corrections: Sequence[Correction]) -> Tables:
    articles = elect(done.table("articles"))
    read = {name: done.table(name) for name in ("money", "headcounts", "milestones")}
    made = apply_corrections({"articles": articles, **read}, corrections) if corrections else read
    money, headcounts, milestones = made["money"], made["headcounts"], made["milestones"]
    claims = group_claims(money, headcounts, milestones, articles)
    return Tables(
        articles=articles,
        money=frame("money", money.assign(claim_id=claims.money_ids)),
        headcounts=frame("headcounts", headcounts.assign(claim_id=claims.headcount_ids)),
        dates=done.table("dates"),
        durations=done.table("durations"),
        milestones=frame("milestones", milestones.assign(claim_id=claims.milestone_ids)),
        money_claims=frame("money_claims", claims.money_claims),
        headcount_claims=frame("headcount_claims", claims.headcount_claims),
        units=frame("units", claims.units),
        problems=frame("problems", _by_column(done.problems)),
        corrections=frame("corrections", _by_column([_told(c) for c in corrections])),
    )


def _told(correction: Correction) -> Row:
    """What was corrected, as the report lists it."""
    changed = ", ".join(f"{name} = {value}" for name, value in correction.set.items())
    other = " ".join(str(correction.other[name]) for name in ("article", "surface") if name in correction.other)
    return {
        "article_id": correction.article,
        "table": correction.table,
        "surface": correction.surface,
        "nth": correction.nth,
        "action": correction.action,
        "change": changed or other or None,
        "why": correction.why,
    }


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
