"""What counting each fact once costs: the time for a mention among few mentions, and among many."""

from __future__ import annotations

import random
from collections.abc import Sequence
from time import process_time
from typing import Any

import pandas as pd
from goals import Goal

import presstables
from presstables.articles import Article
from presstables.facts.claims import group_claims

FEW, MANY = 3_000, 12_000
LINEAR = 1.5
"""How much longer a mention may take where mentions are four times as many."""
DAYS = 1_500
TABLES = ("articles", "money", "headcounts", "milestones")


def measure(articles: Sequence[Article]) -> list[Goal]:
    """Print the time of a mention among few and many, and return what is to be reached."""
    frame = pd.DataFrame([{"article_id": a.article_id, "text": a.text, "published": a.published} for a in articles])
    read = presstables.extract(presstables.read_articles(frame))
    took = {}
    print("Grouping: invented mentions, made of the articles' own with other names, amounts and days")
    for number in (FEW, MANY):
        tables = _many(read, number)
        start = process_time()
        found = group_claims(**tables)
        took[number] = (process_time() - start) / number * 1000
        print(f"  {number:>7,} mentions, {len(found.money_claims) + len(found.headcount_claims):>7,} claims", end="")
        print(f"{took[number]:>9.3f} ms a mention")
    return [Goal("a mention among many takes times one among few", took[MANY] / took[FEW], LINEAR)]


def _many(read: Any, number: int) -> dict[str, pd.DataFrame]:
    """Tables with so many amounts and numbers of people: the articles again and again, as if they told of others."""
    chance = random.Random(1)
    each = len(read.money) + len(read.headcounts)
    parts: dict[str, list[pd.DataFrame]] = {name: [] for name in TABLES}
    for i in range(-(-number // each)):
        day = pd.Timestamp("2020-01-01") + pd.Timedelta(days=chance.randrange(DAYS))
        other = f" {chance.randrange(number // each)}"
        for name in TABLES:
            parts[name].append(_again(getattr(read, name), i, other, day, chance))
    return {name: pd.concat(tables, ignore_index=True) for name, tables in parts.items()}


def _again(table: pd.DataFrame, i: int, other: str, day: pd.Timestamp, chance: random.Random) -> pd.DataFrame:
    again = table.assign(article_id=table["article_id"] + f"-{i}", published=day)
    for name in ("mention_id", "converts"):
        if name in again:
            again[name] = again[name].str.replace("#", f"-{i}#", regex=False)
    for name in ("organization", "group", "counterparty"):
        if name in again:
            again[name] = again[name] + other
    factor = round(chance.lognormvariate(0, 1), 2)
    for name in ("value", "low", "high", "amount_krw"):
        if name in again:
            again[name] = (again[name] * factor).round()
    return again.drop(columns="claim_id", errors="ignore")
