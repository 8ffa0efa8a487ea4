"""From where the articles are to their tables, in one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from presstables.errors import PresstablesError
from presstables.tables import Tables, read_tables
from presstables.whole import DONE

if TYPE_CHECKING:
    from presstables.articles import Article
    from presstables.resuming import Kept

Tick = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and of how much."""


def load(
    source: str | Path,
    progress: Callable[[Sequence[Article]], Iterable[Article]] | None = None,
    *,
    lexicon: Iterable[str | Path] = (),
    resume: str | Path | Kept | None = None,
) -> Tables:
    """The tables of a folder or file of articles, or of a folder of tables that were written before.

    `lexicon`, `progress` and `resume` are those of `extract`; tables that were written know the lexicon of then.

    Raises:
        PresstablesError: there is nothing to read, or a lexicon is given for tables that were written.
    """
    path = Path(source)
    if path.is_dir() and (any(path.glob("money_claims.*")) or (path / DONE).is_dir()):
        if list(lexicon):
            raise PresstablesError(f"{path}: these tables were read already; a lexicon is of use for the articles")
        return read_tables(path)
    # Here, because a kernel that reads written tables needs neither of them.
    from presstables.articles import iter_articles
    from presstables.pipeline import extract

    return extract(iter_articles(path, resume=resume), progress=progress, lexicon=lexicon, resume=resume)


def ticking(tick: Tick) -> Callable[[Sequence[Article]], Iterable[Article]]:
    """For `progress`: `tick` is told after each article how many are done, of how many that are known of."""
    done = 0

    def progress(articles: Sequence[Article]) -> Iterable[Article]:
        nonlocal done
        known = done + len(articles)
        for article in articles:
            yield article
            done += 1
            tick("articles", done, known)

    return progress
