"""The one pass over a text: every number with the unit behind it, every calendar word, every length in one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presstables.mentions import numerals
from presstables.mentions.lexicon import load, longest_first

YEAR, QUARTER, MONTH, DAY = "년", "분기", "월", "일"
MONEY, PEOPLE, DATE, LENGTH = "money", "people", "date", "length"


@dataclass(slots=True)
class Token:
    """A piece of a figure: `kind` is number, cal (calendar word), ymd, quarter (3Q25), pre (지난, 오는) or alone (보름)."""

    kind: str
    start: int
    end: int
    number: str = ""  # the numeral's surface; for other kinds the word
    number_end: int = 0
    over: bool = False  # 여 between the number and its unit
    unit: str = ""
    of: str = ""  # what the unit makes it: money, people, date, length or ""


def _units() -> dict[str, str]:
    units: dict[str, str] = {}
    for entry in load("durations")["unit"]:
        units |= dict.fromkeys(entry["words"], LENGTH)
    units |= dict.fromkeys([YEAR, QUARTER, MONTH, DAY, "년대", "년도", "회계연도", "회계년도", "반기", "세기"], DATE)
    units |= dict.fromkeys(load("counters")["people"]["words"], PEOPLE)
    for entry in load("currencies")["currency"]:
        units |= dict.fromkeys(entry["words"], MONEY)
    return units


UNITS = _units()
CALENDAR = {w: (e["unit"], e["shift"]) for e in load("calendar")["word"] for w in e["words"]}
ALONE = {w: e for e in load("durations")["alone"] for w in e["words"]}


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, longest_first(words)))


_UNIT = _alternatives(list(UNITS))
_HANGUL_UNIT = _alternatives([u for u, of in UNITS.items() if of == MONEY and u != "동"] + ["명", "년", "개월", "개 분기", "시간", "달", "주", "일"])
_NATIVE_UNIT = "명|사람|분|달|해|시간|주(?:간|일)?(?![가-힣])"
_FOLLOW = rf"여?[ ]?(?:{_UNIT})"
# A tagged group per kind; where two could begin, the first wins. The numeral's branch takes every digit once.
_SCAN = re.compile(
    rf"""
      (?P<ymd>(?<![\d.])(?:(?:19|20)\d\d(?P<sep>[./-])\ ?(?:1[0-2]|0?[1-9])(?P=sep)\ ?(?:3[01]|[12]\d|0?[1-9])
        |\d\d\.(?:1[0-2]|0[1-9])\.(?:3[01]|[12]\d|0[1-9]))(?![\d%])(?![./-]\d)\.?)
    | (?P<quarter>(?<![\dA-Za-z])(?:(?P<q>[1-4])Q|(?P<h>[12])H)\ ?'?(?P<qy>(?:20)?\d\d(?!\d))?(?![\dA-Za-z%]))
    | (?:(?P<number>{numerals.pattern(_FOLLOW)})
        | (?<![가-힣\d])(?P<hangul>{numerals.NATIVE_WORDS}(?=여?\ ?(?:{_NATIVE_UNIT}))
          | {numerals.HANGUL}(?=여?\ ?(?:{_HANGUL_UNIT})|(?<=[수몇][만억조])(?![가-힣])|(?<=[십백천][만억조])(?![가-힣])|(?<=[억조])(?=대(?![가-힣]))))
      ) (?:(?P<over>여)?\ ?(?P<unit>{_UNIT}))?+
    | (?<![가-힣])(?:(?P<pre>지난|오는|다가오는)(?=\ ?(?:\d|'\d))
        | (?P<alone>{_alternatives(list(ALONE))}) | (?P<cal>{_alternatives(list(CALENDAR))}))
    """,
    re.VERBOSE,
)
# Units of one syllable that other words begin with (조달, 불어나다, 엔진): what may stand behind them.
_SHORT = frozenset("달불엔동해초주")
_SHORT_ENDS = re.compile(
    r"(?![가-힣])|(?:간|동안|째|치|여|만|전|뒤|후|새|반|내|이|대|씩|당|꼴|가량|정도|안팎|남짓|넘|쯤|연속|마다|짜리|어치|차|은|는|가|을|를|의|에|와|과|로|도|까지|보다|부터|이나|이상|이하|미만)"
)
_JOINS = "~-→–∙·,/"  # what may join a number with no unit to the next one
_SYMBOLS = "".join(s[-1] for e in load("currencies")["currency"] for s in e["symbols"])
_PEOPLE_ENDINGS = frozenset(w[-2:] for w in load("counters")["nouns"]["words"])


def scan(text: str) -> list[Token]:
    """All tokens of `text` (as text.plain gives it) in order; numbers with neither unit nor use are left out."""
    tokens: list[Token] = []
    for m in _SCAN.finditer(text):
        kind = m.lastgroup
        if kind in ("cal", "alone", "pre"):
            tokens.append(Token(kind, m.start(), m.end(), m[kind]))
        elif m["ymd"] or m["q"] or m["h"]:
            tokens.append(Token("ymd" if m["ymd"] else "quarter", m.start(), m.end(), m[0]))
        else:
            _add_number(tokens, text, m)
    return tokens


def _add_number(tokens: list[Token], text: str, m: re.Match[str]) -> None:
    number, hangul, over, unit = m.group("number", "hangul", "over", "unit")
    surface = number or hangul
    end = m.end()
    if unit in _SHORT and not _SHORT_ENDS.match(text, end):
        unit, end = None, m.start() + len(surface)
    if unit is None:
        if hangul or surface[-1] in "만억조경" or _may_matter(text, m.start(), end):
            tokens.append(Token("number", m.start(), end, surface, end))
        return
    start = m.start()
    tokens.append(Token("number", start, end, surface, start + len(surface), bool(over), unit, UNITS[unit]))


def _may_matter(text: str, start: int, end: int) -> bool:
    """Whether a bare number may be the first end of a range, a Latin amount or a number of the people named before it."""
    after = text[end : end + 2].lstrip(" ")[:1]
    if after and (after in _JOINS or (after.isascii() and after.isalpha())) or text.startswith("에서", end):
        return True
    before = text[max(start - 4, 0) : start]
    return before[-1:] in _SYMBOLS and bool(before) or before.rstrip(" 약총")[-2:] in _PEOPLE_ENDINGS or before[-1:].isupper()
