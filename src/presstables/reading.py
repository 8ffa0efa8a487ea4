"""From where the articles are to their tables, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presstables.tables import Tables, read_tables

if TYPE_CHECKING:
    from presstables.articles import Article

Tick = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def load(source: str | Path, progress: Callable[[Sequence[Article]], Iterable[Article]] | None = None) -> Tables:
    """The tables of a folder or file of articles, or of a folder of tables that were written before.

    `progress` wraps the articles while they are read, as in `extract`.

    Raises:
        PresstablesError: there is nothing to read.
    """
    path = Path(source)
    if path.is_dir() and any(path.glob("money_claims.*")):
        return read_tables(path)
    # Here, because a kernel that reads written tables needs neither of them.
    from presstables.articles import read_articles
    from presstables.pipeline import extract

    return extract(read_articles(path), progress=progress)


def ticking(tick: Tick, articles: Sequence[Article]) -> Iterable[Article]:
    """The articles, with `tick` told after each how many are done."""
    for done, article in enumerate(articles, 1):
        yield article
        tick("articles", done, len(articles))
