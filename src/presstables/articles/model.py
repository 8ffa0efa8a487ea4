"""What an article is, and what is told of a page that could not become one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedSource = Literal["given", "page", "byline", "none"]


@dataclass(frozen=True, slots=True)
class Article:
    """One press article: `text` is what it says itself, a paragraph a line; everything else is about it.

    `published_source` tells who says the day: the user (given), the page's stamp, its byline, or nobody (none).
    `source` is the file's name within its folder, or "dataframe" or "text"; never a path of one machine.
    """

    article_id: str
    title: str | None
    publisher: str | None
    published: date | None
    published_source: PublishedSource
    url: str | None
    source: str
    restated: bool
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read as it stands: where, what is wrong, and what to do about it."""

    source: str
    article_id: str | None
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says of a page beside its text; None where nothing is said."""

    article_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    restated: bool = False
