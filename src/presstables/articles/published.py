"""The publication day, from what the page itself says about it.

Only lines that are furniture are asked, and of those only the ones whose rule tells the day (`furniture.toml`): the
page's stamp (승인, 입력, 등록 …), the day under the headline, the byline's day. The day of a crawl above the headline
and the last edit are never taken.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from presstables.articles.furniture import Cleaned
from presstables.articles.model import PublishedSource
from presstables.articles.rules import day_of, piece

_NUMBER = re.compile(r"\d+")
_LABEL = re.compile(
    r"(?<!최종)(?<!최종 )(?:입력|승인|등록|발행|송고|작성|게재|게시|보도|Published|Posted|PUBLISHED)\D{0,8}?(?=['’\d])"
)
_CHANGED = re.compile(
    rf"(?:^|\s|[|/(])(?:기사 ?|최종 ?)?(?:수정|업데이트)(?:일시|시간|일)?[ :]{{0,3}}({piece('day').pattern})"
)
_SIGNED = re.compile(r"(?:^|[\s=,(\[])([가-힣]{2,4}) ?(?:선임|전문|인턴|수습)? ?(?:기자|특파원)(?:\s|$|[\])=,/·(])")
_BYLINES = frozenset(["reporter", "byline with a day", "page stamp"])
_PAPER = re.compile(r"([^|]{2,20}?) ?\| ?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a page says of its own publication: the day, where it says so, and the paper where that line names it."""

    day: date | None = None
    source: PublishedSource = "none"
    publisher: str | None = None


def page_stamp(page: Cleaned) -> Stamp:
    """The day that the page gives itself: its stamp, else its byline's day, else none."""
    told = day_of()
    found: dict[str, Stamp] = {}
    for line in page.dropped:
        kind = told.get(line.rule)
        day = read_day(line.view) if kind else None
        if day and kind == "byline":
            found.setdefault("byline", Stamp(day, "byline"))
        elif day and line.rule == "page stamp":
            return Stamp(day, "page")
        elif day:
            paper = _PAPER.match(line.view) if line.rule == "paper and day" else None
            found.setdefault("page", Stamp(day, "page", paper[1] if paper else None))
    return found.get("page") or found.get("byline") or Stamp()


def modified_day(page: Cleaned) -> date | None:
    """The day on which the page says it was last changed (수정, 업데이트; 최종편집 is the day of a whole site)."""
    found = (_CHANGED.search(line.view) for line in page.dropped)
    return next((day for at in found if at and (day := _read(at[1]))), None)


def byline_author(page: Cleaned) -> str | None:
    """Who signs the article: the first name of a byline."""
    signed = (_SIGNED.search(line.view) for line in page.dropped if line.rule in _BYLINES)
    return next((name[1] for name in signed if name), None)


def read_day(line: str) -> date | None:
    """The day of a stamp line, the one after its label if it has one; None where there is no such day.

    Years of two digits are read as 20xx: the web's stamps are no older.
    """
    label = _LABEL.search(line)
    found = piece("day").search(line, label.end() if label else 0)
    return _read(found[0]) if found else None


def _read(stamp: str) -> date | None:
    year, month, day = (int(n) for n in _NUMBER.findall(stamp)[:3])
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
