"""A text of one's own as an article, and the facts that it says."""

from __future__ import annotations

from datetime import date

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
