"""One-line cases: whose each amount of a press sentence is, what it is, how far it has come and over which time.

The lines of tests/cases/links.tsv say at their head how they are written.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fact_texts import DAY, article

from presstables.facts import link
from presstables.facts.model import MoneyFact
from presstables.mentions import read_mentions

FIELDS = ("organization", "kind", "status", "period", "per")


def cases() -> list[Any]:
    """Each line as a text and its cells; a marked line has to fail."""
    lines = (Path(__file__).parent / "cases" / "links.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.partition("\t") for line in lines if line and line[0] != "#"]
    fails = pytest.mark.xfail(reason="not read right yet", strict=True)
    return [
        pytest.param(text.lstrip("!"), [tuple(row.split("; ")) for row in rows.split(" | ")], id=text.lstrip("!"),
                     marks=[fails] if text[0] == "!" else [])
        for text, _, rows in pairs
    ]  # fmt: skip


@cache
def linked() -> dict[str, list[MoneyFact]]:
    """The facts of every case's amounts, from one batch."""
    texts = [case.values[0] for case in cases()]
    facts = link([article(text) for text in texts], [read_mentions(text, DAY) for text in texts])
    return {text: found.money for text, found in zip(texts, facts, strict=True)}


@pytest.mark.parametrize(("text", "rows"), cases())
def test_what_a_sentence_says_of_its_amounts(text, rows):
    assert [tuple(getattr(fact, name) or "-" for name in FIELDS) for fact in linked()[text]] == rows
