"""What an article is, and what is told of a page that could not become one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

PublishedSource = Literal["given", "page", "byline", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One press article: `text` is what it says itself, a paragraph a line; everything else is about it.

    `published_source` tells who says the day: the user (given), the page's stamp, its byline, or nobody (none).
    `published_hint` is what the text alone proves of a day that nobody says, in the notation of ISO 8601-2 (EDTF):
    XXXX-XX-29 for «29일 밝혔다»; it is never used as the day. `duplicate_of` is the id of the article of which this one
    is a copy. `source` is the file's name within its folder, or "dataframe" or "text"; never a path of one machine.
    """

    article_id: str
    title: str | None
    publisher: str | None
    author: str | None = None
    published: date | None
    published_source: PublishedSource
    published_hint: str | None = None
    modified: date | None = None
    url: str | None
    source: str
    restated: bool
    duplicate_of: str | None = None
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was not read as it stands: where, what is wrong, what to do, and whether an article is lost."""

    source: str
    article_id: str | None
    what: str
    advice: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What is said of a page beside its text, by the user or by the page's own metadata; None where nothing is."""

    article_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: date | None = None
    modified: date | None = None
    url: str | None = None
    restated: bool = False
