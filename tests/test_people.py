"""Who is counted where, in which sense, how often and as of when: one-line cases.

A line of tests/cases/people.tsv is a text, a tab and its numbers of people in reading order, " | " between them:

    surface; role; kind; organization; per; as_of

`as_of` is a day, `first..last`, `published` where the publication day (13 March 2024) stands in, or `-` for none.
"""

from __future__ import annotations

import pytest
from fact_texts import DAY, facts, one_line_cases

from presstables.facts.model import HeadcountFact
from presstables.mentions import read_mentions


def days(fact: HeadcountFact) -> str:
    if fact.as_of_source == "published" or fact.as_of_start is None:
        return fact.as_of_source or "-"
    return f"{fact.as_of_start}" + (f"..{fact.as_of_end}" if fact.as_of_end != fact.as_of_start else "")


@pytest.mark.parametrize(("text", "read"), one_line_cases("people"))
def test_people_are_counted(text, read):
    counts = read_mentions(text, DAY).headcounts
    rows = [
        (text[c.start : c.end], f.role or "-", f.kind, f.organization or "-", f.per or "-", days(f))
        for c, f in zip(counts, facts(text).headcounts, strict=True)
    ]
    assert " | ".join("; ".join(row) for row in rows) == read
