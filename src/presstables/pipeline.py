"""Articles become tables: each room of the house in turn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from presstables.articles import Article, read_articles, to_articles
from presstables.articles.copies import elect
from presstables.correcting import Corrected, corrections_of, told, without_links
from presstables.facts import link as link_mentions
from presstables.facts import no_links
from presstables.facts.claims import group_claims
from presstables.facts.corrections import Correction, apply_corrections
from presstables.facts.model import Facts
from presstables.facts.organizations import Lexicon, load_lexicon
from presstables.given import lexicon_names, lexicons_beside, read_day
from presstables.mentions import Mentions, read_mentions, sentences
from presstables.resuming import Kept, digest_of
from presstables.tables import MENTIONS, Tables, frame

Row = dict[str, Any]
Progress = Callable[[Sequence[Article]], Iterable[Article]]


def extract(
    articles: pd.DataFrame | str | Iterable[pd.DataFrame],
    *,
    published: date | str | None = None,
    link: bool = True,
    lexicon: Iterable[str | Path] = (),
    corrections: Corrected = None,
    keep_text: bool = True,
    progress: Progress | None = None,
    resume: str | Path | Kept | None = None,
) -> Tables:
    """Read every figure of the articles, and who and what it is about, as tidy tables.

    `articles` is the table that `read_articles` gives, the tables that `iter_articles` gives one after another, or one
    pasted text with its publication day (`published`: a date or YYYY-MM-DD). Of a stream no more than one table is in
    memory beside the result; `keep_text=False` leaves the articles' texts out of that, too, which are most of it
    (`annotate` then cannot show them; every mention keeps its sentence). `link=False` gives the figures alone and needs
    no JVM. `lexicon` names TOML files of organisations beside those that are known and the lexicon.toml beside the
    articles; of two that have a name, the later wins. `corrections` are those of a file or folder; when left out, of
    the corrections.toml beside the articles, where there is one. `progress` wraps the list of articles while their
    figures are read (tqdm does). `resume` names a folder in which what is read of a stream is kept, table by table: a
    run that is stopped goes on from there when it is started again; delete it afterwards.

    Raises `PresstablesError` where a table of articles lacks a column, the JVM does not start, a lexicon or corrections
    cannot be read, or a correction matches nothing any more.
    """
    if isinstance(articles, str):
        given = {"article_id": ["text"], "text": [articles], "published": [read_day(published)]}
        articles = read_articles(pd.DataFrame(given))
    kept = Kept(resume) if isinstance(resume, str | Path) else resume
    run = _Run(link, [Path(path) for path in lexicon], corrections, kept)
    done = _Done()
    for batch in [articles] if isinstance(articles, pd.DataFrame) else articles:
        run.heed(batch)
        done.add(batch if keep_text else batch.assign(text=""), run.read(to_articles(batch), progress))
    return _tables(done, run)


class _Run:
    """How articles are read: what is wanted, and what lies beside them."""

    def __init__(self, link: bool, lexicons: list[Path], corrections: Corrected, kept: Kept | None) -> None:
        self.link, self.lexicons, self.kept = link, lexicons, kept
        self.names: list[Row] = []
        self._corrections = corrections
        self._beside: list[str] | None = None
        self._renamed: dict[str, dict[str, str]] = {}

    def heed(self, batch: pd.DataFrame) -> None:
        """Take up what lies beside the articles; all tables of a stream are of the same folders."""
        self._renamed = batch.attrs.get("renamed", {})
        if self._beside is not None:
            return
        self._beside = batch.attrs.get("beside", [])
        self.lexicons = [*lexicons_beside(self._beside), *self.lexicons]
        # What is wrong with files written by hand is told before anything is read.
        self.names = [row for path in self.lexicons for row in lexicon_names(path)]
        self.corrections()
        if self.kept:
            self.kept.about(self.link, digest_of(self.lexicons))

    def corrections(self) -> list[Correction]:
        return corrections_of(self._corrections, self._beside or (), self._renamed)

    @cached_property
    def lexicon(self) -> Lexicon:
        return load_lexicon(*self.lexicons)

    def read(self, articles: list[Article], progress: Progress | None) -> dict[str, pd.DataFrame]:
        """The tables of mentions of some articles, from where an earlier run kept them, or from the articles."""
        kept = self.kept.take(articles) if self.kept else None
        if kept is not None:
            return {name: _with_parts(name, kept[name]) for name in MENTIONS}
        mentions = [read_mentions(a.text, a.published) for a in (progress(articles) if progress else articles)]
        if self.link:
            facts = link_mentions(articles, mentions, lexicon=self.lexicon)
        else:
            facts = [no_links(m, a.published) for a, m in zip(articles, mentions, strict=True)]
        rows = _rows(articles, mentions, facts)
        found = {name: _with_parts(name, _by_column(rows[name])) for name in MENTIONS}
        if self.kept:
            self.kept.keep(articles, found)
        return found


class _Done:
    """What has been read so far, a list of tables for each table, and the problems on the way."""

    def __init__(self) -> None:
        self.problems: list[Row] = []
        self.parts: dict[str, list[pd.DataFrame]] = {"articles": [], **{name: [] for name in MENTIONS}}

    def add(self, articles: pd.DataFrame, found: dict[str, pd.DataFrame]) -> None:
        self.problems += articles.attrs.get("problems", [])
        self.parts["articles"].append(frame("articles", articles))
        for name in MENTIONS:
            self.parts[name].append(found[name])

    def table(self, name: str) -> pd.DataFrame:
        parts = self.parts.pop(name)
        return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0] if parts else frame(name, {})


def _with_parts(name: str, rows: Mapping[str, list[Any]] | pd.DataFrame) -> pd.DataFrame:
    """The table of these rows; amounts keep the column from which their claims learn what they are part of."""
    made = frame(name, rows)
    if name == "money":
        return made.assign(part_of=pd.Series(rows.get("part_of", []), index=made.index, dtype="str"))
    return made


def _tables(done: _Done, run: _Run) -> Tables:
    corrections = run.corrections()
    if not run.link:
        corrections, unmade = without_links(corrections)
        done.problems += unmade
    articles = elect(done.table("articles"))
    read = {name: done.table(name) for name in ("money", "headcounts", "milestones")}
    made = apply_corrections({"articles": articles, **read}, corrections, run.lexicon) if corrections else read
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
        corrections=frame("corrections", _by_column([told(one) for one in corrections])),
        lexicon=frame("lexicon", _by_column(run.names)),
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
