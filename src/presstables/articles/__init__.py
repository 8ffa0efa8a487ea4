"""A page becomes an article: its own text, its headline, its publication day."""

from __future__ import annotations

from presstables.articles.model import Article, Problem
from presstables.articles.read import iter_articles, read_articles, to_articles

__all__ = ["Article", "Problem", "iter_articles", "read_articles", "to_articles"]
