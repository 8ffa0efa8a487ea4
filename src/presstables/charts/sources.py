"""Where the drawn rows come from: publishers and days, for the line at the foot of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from presstables.charts.wording import format_day, known, unique
from presstables.errors import PresstablesError

# More sources than this are counted, not listed: the table beside the chart names each.
LISTED = 6


class Mentioned(Protocol):
    """The tables that lead from a claim to its articles; `presstables.Tables` is one."""

    @property
    def articles(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def money(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def headcounts(self) -> pd.DataFrame: ...  # noqa: D102

    @property
    def milestones(self) -> pd.DataFrame: ...  # noqa: D102


def check_columns(table: pd.DataFrame, name: str, columns: Sequence[str]) -> None:
    """Raise PresstablesError unless the table has these columns."""
    missing = [column for column in columns if column not in table.columns]
    if missing:
        raise PresstablesError(
            f"The table given as {name} lacks {', '.join(missing)}: give the one that extract() returns."
        )


def records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dicts by column."""
    return [{str(column): cell for column, cell in row.items()} for row in table.to_dict("records")]


def sources(claims: pd.DataFrame, tables: Mentioned | None = None) -> pd.DataFrame:
    """The sources of some claims, oldest first: columns publisher, published, restated; one row per article.

    Without `tables` the claims' own publishers stand for their articles, with the first day where there is only one
    publisher whose day it can be.
    """
    if tables is None:
        frame = _claimed_sources(claims)
    else:
        mentions = pd.concat(
            table[["claim_id", "article_id"]] for table in (tables.money, tables.headcounts, tables.milestones)
        )
        ids = mentions.loc[mentions["claim_id"].isin(claims["claim_id"]), "article_id"].unique()
        frame = tables.articles.loc[tables.articles["article_id"].isin(ids), ["publisher", "published", "restated"]]
    return frame.sort_values(["published", "publisher"], ignore_index=True)


def source_lines(claims: pd.DataFrame, language: str, tables: Mentioned | None = None) -> list[str]:
    """The lines of a chart's foot that say where it is from, and whether the articles are restatements."""
    found = sources(claims, tables)
    if found.empty:
        return []
    korean = language == "ko"
    if len(found) <= LISTED:
        nameless = "매체 모름" if korean else "unnamed paper"
        named = found["publisher"].fillna(nameless)
        # Of a claim that several papers state, only the first day is known, not whose it is.
        days = [format_day(day, language) if known(day) or tables else "" for day in found["published"]]
        papers = [f"{paper} {day}".strip() for paper, day in zip(named, days, strict=True)]
        lines = [("자료: " if korean else "Sources: ") + ", ".join(unique(papers))]
    else:
        lines = [_counted(found, language)]
    if found["restated"].fillna(False).astype(bool).any():
        lines.append(
            "여기 쓴 기사는 원문이 아니라 같은 수치와 날짜를 다른 문장으로 옮긴 재서술입니다."
            if korean
            else "The articles used here are restatements: the papers' figures and days in other sentences."
        )
    return lines


def _claimed_sources(claims: pd.DataFrame) -> pd.DataFrame:
    rows = []
    for claim in records(claims):
        papers = str(claim["publishers"]).split("; ") if known(claim["publishers"]) else [None]
        day = claim["first_published"] if len(papers) == 1 else pd.NaT
        rows += [{"publisher": paper, "published": day, "restated": claim.get("restated", False)} for paper in papers]
    frame = pd.DataFrame(rows, columns=["publisher", "published", "restated"]).drop_duplicates()
    dated = set(frame.loc[frame["published"].notna(), "publisher"])
    return frame[frame["published"].notna() | ~frame["publisher"].isin(dated)]


def _counted(found: pd.DataFrame, language: str) -> str:
    papers = unique(found["publisher"])
    days = found["published"].dropna()
    ends = unique(format_day(day, language) for day in (days.min(), days.max())) if len(days) else []
    if language == "ko":
        named = f"{', '.join(papers[:LISTED])} 등 {len(papers)}개 매체" if len(papers) > LISTED else ", ".join(papers)
        return f"자료: {named or '매체 모름'}, {'~'.join(ends)} 보도. 하나하나는 함께 싣는 표에 있습니다."
    named = (
        f"{', '.join(papers[:LISTED])} and others, {len(papers)} papers" if len(papers) > LISTED else ", ".join(papers)
    )
    return f"Sources: {named or 'unnamed papers'}, {' – '.join(ends)}; each is named in the table beside the chart."
