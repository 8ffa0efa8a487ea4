"""Pairs of press sentences that state one fact, or two that look alike (claim_pairs.toml)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

import presstables as pt
from presstables.facts.claims import group_claims

FIRST = date(2024, 3, 13)
PAIRS = tomllib.loads((Path(__file__).parent / "claim_pairs.toml").read_text(encoding="utf-8"))
CASES = [(pair, same) for same in ("same", "different") for pair in PAIRS[same]]


@pytest.fixture(scope="module")
def tables():
    """Every sentence of the pairs as an article of its own, read at once."""
    rows = [
        {"article_id": f"{i}{side}", "text": pair[side], "published": FIRST + later, "publisher": paper}
        for i, (pair, _) in enumerate(CASES)
        for side, paper, later in (
            ("a", "가람일보", timedelta()),
            ("b", "나루신문", timedelta(days=pair.get("later", 1))),
        )
    ]
    return pt.extract(pt.read_articles(pd.DataFrame(rows)))


def first_claims(tables, number):
    """The claims of the first figures of a pair, grouped as if there were nothing but these two articles."""
    read = {
        name: (table := getattr(tables, name))[table["article_id"].isin([f"{number}a", f"{number}b"])]
        for name in ("money", "headcounts", "milestones", "articles")
    }
    found = group_claims(**read)
    ids = {"money": found.money_ids, "headcounts": found.headcount_ids}
    rows = pd.concat([read[name].assign(claim_id=ids[name]) for name in ids]).sort_values(["article_id", "span_start"])
    return rows.groupby("article_id")["claim_id"].first().reindex([f"{number}a", f"{number}b"]).tolist()


def cases():
    for number, (pair, same) in enumerate(CASES):
        marks = [pytest.mark.xfail(strict=True)] if pair.get("open") else []
        yield pytest.param(number, id=f"{same}: {pair['a']} | {pair['b']}", marks=marks)


@pytest.mark.parametrize("number", list(cases()))
def test_one_fact_or_two(tables, number):
    one, other = first_claims(tables, number)
    assert (one, other) != (None, None)
    assert ("same" if one == other else "different") == CASES[number][1]


def test_there_are_enough_pairs():
    assert len(PAIRS["same"]) >= 60
    assert len(PAIRS["different"]) >= 60
