"""A text of one's own as an article, and the facts that it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from presstables.articles.model import Article
from presstables.facts import link
from presstables.facts.model import Facts
from presstables.mentions import read_mentions

DAY = date(2024, 3, 13)
"""The day that the texts were published."""


def article(text: str) -> Article:
    """An article of DAY with this text."""
    return Article(
        article_id="a", title=None, publisher=None, published=DAY, published_source="given", url=None, source="text",
        restated=False, text=text,
    )  # fmt: skip


def facts(text: str) -> Facts:
    """The facts of a text."""
    return link([article(text)], [read_mentions(text, DAY)])[0]


def one_line_cases(name: str) -> list[Any]:
    """The lines of cases/<name>.tsv as parameters: a text and what is read in it; `!` marks one not read right yet."""
    lines = (Path(__file__).parent / "cases" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line and line[0] != "#")
    return [
        pytest.param(
            text.lstrip("!"),
            read,
            id=text.lstrip("!"),
            marks=[pytest.mark.xfail(reason="not read right yet", strict=True)] if text[0] == "!" else [],
        )
        for text, _, read in rows
    ]
