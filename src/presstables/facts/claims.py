"""Facts counted once: mentions grouped into claims, within and across articles."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from presstables.facts.joining import join
from presstables.facts.matching import Node
from presstables.facts.nodes import Row, articles_around, headcount_nodes, money_nodes
from presstables.facts.same_units import unit_groups
from presstables.facts.telling import Fact, Shelf, headcount_claim, money_claim, unit_claim


@dataclass(frozen=True)
class Claims:
    """The three tables of facts, and for each table of mentions the claim of every row, by its index."""

    money_claims: pd.DataFrame
    headcount_claims: pd.DataFrame
    units: pd.DataFrame
    money_ids: pd.Series[Any]
    headcount_ids: pd.Series[Any]
    milestone_ids: pd.Series[Any]


def group_claims(
    money: pd.DataFrame, headcounts: pd.DataFrame, milestones: pd.DataFrame, articles: pd.DataFrame
) -> Claims:
    """Group mentions into claims: one row per fact, however many mentions and articles state it.

    The tables are those of `Tables`, after corrections; money may have a column `part_of`, the mention_id of the total,
    and all of them `same_as` (the mention_id of another mention of the same fact) and `apart`. The same rows in any
    order give the same claims. A claim has the id of its first mention, by day, article and place.
    """
    with _nothing_collected():
        return _grouped(money, headcounts, milestones, articles)


def _grouped(money: pd.DataFrame, headcounts: pd.DataFrame, milestones: pd.DataFrame, articles: pd.DataFrame) -> Claims:
    shelf = Shelf(articles)
    paid, people, events = _ordered(money), _ordered(headcounts), _ordered(milestones)
    around = articles_around(paid, people)
    money_facts = _facts(paid, money_nodes(paid, around))
    people_facts = _facts(people, headcount_nodes(people, around))
    unit_facts = [Fact("u-", rows) for rows in unit_groups(events)]
    money_claims = [money_claim(fact, shelf) for fact in money_facts]
    _set_parts(money_claims, money_facts)
    return Claims(
        pd.DataFrame(money_claims),
        pd.DataFrame([headcount_claim(fact, shelf) for fact in people_facts]),
        pd.DataFrame([unit_claim(fact, shelf) for fact in unit_facts]),
        _ids(money_facts, money),
        _ids(people_facts, headcounts),
        _ids(unit_facts, milestones),
    )


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keeps Python from looking for cycles among the many small things that live until the end of grouping.

    Each look goes over all of them, and over the JVM's where one runs, so that the time would grow with their square.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _ordered(mentions: pd.DataFrame) -> list[Row]:
    """The rows by day (unknown last), article and place, each with its index; plain days, and None for every null."""
    columns = {str(name): _plain(mentions[name]) for name in mentions.columns}
    columns["article_id"] = [str(name) for name in columns.get("article_id", ())]
    columns["index"] = mentions.index.tolist()
    rows = [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]
    return sorted(rows, key=lambda row: (row["published"] or date.max, row["article_id"], row["span_start"]))


def _plain(column: pd.Series[Any]) -> list[Any]:
    cells = zip(column.tolist(), column.isna().tolist(), strict=True)
    return [None if missing else cell.date() if isinstance(cell, pd.Timestamp) else cell for cell, missing in cells]


def _facts(rows: Sequence[Row], nodes: Sequence[Node]) -> list[Fact]:
    return [
        Fact("c-", [rows[i] for i in sorted(i for node in group for i in node.rows)], group) for group in join(nodes)
    ]


def _ids(facts: Sequence[Fact], mentions: pd.DataFrame) -> pd.Series[Any]:
    ids = {row["index"]: fact.name for fact in facts for row in fact.rows}
    return pd.Series([ids.get(index) for index in mentions.index], index=mentions.index, dtype="object")


def _set_parts(claims: Sequence[Row], facts: Sequence[Fact]) -> None:
    """Fill in part_of: the total of the first mention that names one; a total is never a part of its own part."""
    home = {row["mention_id"]: fact.name for fact in facts for row in fact.rows}
    whole: dict[str, str] = {}
    for claim, fact in zip(claims, facts, strict=True):
        named = dict.fromkeys(home[row["part_of"]] for row in fact.rows if row.get("part_of") in home)
        claim["part_of"] = next((total for total in named if not _leads(whole, total, fact.name)), None)
        if claim["part_of"] is not None:
            whole[fact.name] = claim["part_of"]


def _leads(whole: dict[str, str], start: str, end: str) -> bool:
    """Whether the totals of a claim, one above the other, come to another claim."""
    above: str | None = start
    while above is not None and above != end:
        above = whole.get(above)
    return above == end
