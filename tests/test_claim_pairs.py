"""Pairs of press sentences that state one fact, or two that look alike (claim_pairs.toml)."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

import presstables as pt

FIRST = date(2024, 3, 13)
PAIRS = tomllib.loads((Path(__file__).parent / "claim_pairs.toml").read_text(encoding="utf-8"))
CASES = [(pair, same) for same in ("same", "different") for pair in PAIRS[same]]


@pytest.fixture(scope="module")
def first_claims() -> list[tuple[str | None, str | None]]:
    """For each pair the claims of its two first figures, each pair read by itself."""
    return [tuple(_claims(pair)) for pair, _ in CASES]


def _claims(pair):
    days = [FIRST, FIRST + timedelta(days=pair.get("later", 1))]
    articles = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "text": [pair["a"], pair["b"]],
            "published": days,
            "publisher": ["가람일보", "나루신문"],
        }
    )
    tables = pt.extract(pt.read_articles(articles))
    rows = pd.concat([tables.money, tables.headcounts]).sort_values(["article_id", "span_start"])
    return rows.groupby("article_id")["claim_id"].first().reindex(["a", "b"]).tolist()


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{same}: {p['a']} | {p['b']}" for p, same in CASES])
def test_one_fact_or_two(first_claims, number):
    one, other = first_claims[number]
    assert (one, other) != (None, None)
    assert ("same" if one == other else "different") == CASES[number][1]


def test_there_are_enough_pairs():
    assert len(PAIRS["same"]) >= 30
    assert len(PAIRS["different"]) >= 30
