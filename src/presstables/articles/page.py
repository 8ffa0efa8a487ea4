"""A page becomes an article: its own text, its headline, its day."""

from __future__ import annotations

from presstables.articles.furniture import REPEATED, Cleaned, clean, squeezed
from presstables.articles.model import Article, Given
from presstables.articles.plausible import day_hint
from presstables.articles.published import Stamp, byline_author, modified_day, page_stamp
from presstables.articles.rules import day_of

# Lines that stand under a headline, and may have sub-headlines between: the headline is the first of so many lines.
UNDER_THE_HEADLINE = frozenset(day_of()) | {"reporter"}
FARTHEST = 4


def to_article(
    page: str, source: str, given: Given, *, told: Given | None = None, body_only: bool = False
) -> Article | None:
    """The article on a page; None where the page holds nothing but furniture.

    What `given` says (the user) goes before what the page's metadata says (`told`), and that before its lines.
    `body_only` tells that `page` may lack its headline, as a cell of a table does: the title then comes first in the
    text, unless it stands there already.
    """
    told = told or Given()
    cleaned = clean(page)
    if not cleaned.kept:
        return None
    title = given.title or told.title
    text = _headed(cleaned, title) if body_only and title else cleaned.text
    found = page_stamp(cleaned)
    stamp = _stamp(given, told, found)
    return Article(
        article_id=given.article_id or source,
        title=title or headline(cleaned),
        publisher=given.publisher or told.publisher or found.publisher,
        author=given.author or told.author or byline_author(cleaned),
        published=stamp.day,
        published_source=stamp.source,
        published_hint=None if stamp.day else day_hint(text),
        modified=given.modified or told.modified or modified_day(cleaned),
        url=given.url or told.url,
        source=source,
        restated=given.restated,
        text=text,
    )


def _stamp(given: Given, told: Given, found: Stamp) -> Stamp:
    if given.published:
        return Stamp(given.published, "given")
    return Stamp(told.published, "page") if told.published else found


def _headed(page: Cleaned, title: str) -> str:
    """The article's text with its title as the first line, where no line of it begins so already."""
    said = squeezed(title)
    return (
        page.text
        if any(squeezed(line.text).startswith(said) for line in page.kept)
        else f"{title.strip()}\n{page.text}"
    )


def headline(page: Cleaned) -> str | None:
    """The page's headline where it is clear: printed twice, or followed by the page's stamp or byline; else None."""
    if not page.kept or page.kept[0].prose:
        return None
    first = page.kept[0]
    body = next((i for i, line in enumerate(page.kept) if line.prose), len(page.kept))
    for line in page.dropped:
        twice = line.rule == REPEATED and line.view == first.view
        under = line.rule in UNDER_THE_HEADLINE and 1 <= line.kept_before <= min(body, FARTHEST)
        if twice or under:
            return first.text
    return None
