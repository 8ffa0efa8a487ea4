"""Is a publication day plausible, and what does the text alone prove of one that nobody gives?"""

from __future__ import annotations

import re
from datetime import date, timedelta

FIRST_YEAR = 1920  # the oldest Korean daily of today
YEARS_AFTER = 2  # an article may tell of the year after its own, but hardly of two as past

_PAST = re.compile(r"[았었했됐였렸졌쳤섰갔왔났랐겼웠뒀냈]다\.?[\"”’']?$")
_PLAN = re.compile(r"까지|예정|계획|전망|목표|예상|추진|방침|겠다|하기로|[될할올질릴]\s*것|부터|이후|내다봤|기대")
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)년(?![의대형식])")
_SENTENCE = re.compile(r"[^\n]+?다\.(?=[\s\"”’']|$)|[^\n]+")

_TOLD = r"[^.\n“\"]{0,24}?(?:밝혔|발표|공개(?:했|한)|공시|전했|말했|설명했|알렸|열었|체결했)"
_ANNOUNCED = re.compile(
    rf"(?:((?:19|20)\d\d)년 ?)?(?:(\d{{1,2}})월 ?)?(?<![\d.])(\d{{1,2}})일(?:\([^)\n]{{1,9}}\))?,? {_TOLD}"
)
_LAST = re.compile(r"지난 ?(?:(\d{1,2})월 ?)?(\d{1,2})일")
_LENGTH = re.compile(r"일 ?(?:간|동안|만에|째|뒤|후|전|차)")


def implausible(published: date, text: str, today: date | None = None) -> str | None:
    """Why a publication day cannot well be true of a text, or None: in the future, too old, or before what it tells."""
    if published > (today or date.today()) + timedelta(days=1):
        return f"the publication day {published} is in the future"
    if published.year < FIRST_YEAR:
        return f"the publication day {published} is before {FIRST_YEAR}"
    newest = _newest_year(text, published.year + YEARS_AFTER)
    if newest:
        return f"the publication day {published} is before the year {newest}, of which the text tells as past"
    return None


def _newest_year(text: str, least: int) -> int | None:
    """The last year from `least` on that a sentence of past events names, plans left out."""
    newest = None
    for sentence in _SENTENCE.finditer(text):
        years = [int(year) for year in _YEAR.findall(sentence[0])]
        late = max((year for year in years if year >= least), default=0)
        if late > (newest or 0) and _PAST.search(sentence[0]) and not _PLAN.search(sentence[0]):
            newest = late
    return newest


def day_hint(text: str) -> str | None:
    """What the text alone proves of its publication day, as ISO 8601-2 (EDTF) writes it: X for what it leaves open.

    >>> day_hint("마을은 2020년 5월 29일 밝혔다."), day_hint("마을은 29일 밝혔다."), day_hint("지난 28일 열렸다.")
    ('2020-05-29', 'XXXX-XX-29', 'XXXX-XX-28/..')

    The day on which something was announced is the article's or just before it; of a bare «지난 28일» it only follows
    that the article is not older (the open interval 28/..).
    """
    for found in _ANNOUNCED.finditer(text):
        hint = _edtf(found[1], found[2], found[3])
        last = text[max(found.start() - 3, 0) : found.start()].rstrip().endswith("지난")
        if hint and not last and not _LENGTH.match(text, found.end(3)):
            return hint
    found_last = _LAST.search(text)
    hint = _edtf(None, found_last[1], found_last[2]) if found_last else None
    return f"{hint}/.." if hint else None


def _edtf(year: str | None, month: str | None, day: str) -> str | None:
    if not 1 <= int(day) <= 31 or (month and not 1 <= int(month) <= 12):
        return None
    if year and not month:
        year = None
    return f"{year or 'XXXX'}-{int(month):02d}-{int(day):02d}" if month else f"XXXX-XX-{int(day):02d}"
