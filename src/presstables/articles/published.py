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


def read_day(line: str) -> date | None:
    """The day of a stamp line, the one after its label if it has one; None where there is no such day.

    Years of two digits are read as 20xx: the web's stamps are no older.
    """
    label = _LABEL.search(line)
    found = piece("day").search(line, label.end() if label else 0)
    if found is None:
        return None
    year, month, day = (int(n) for n in _NUMBER.findall(found[0])[:3])
    try:
        return date(year if year > 99 else 2000 + year, month, day)
    except ValueError:
        return None
