"""The one pass over a text: every number with the unit behind it, every calendar word, every length in one word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from presstables.mentions import numerals
from presstables.mentions.lexicon import alternatives, by_first, load

MONEY, PEOPLE, DATE, LENGTH = "money", "people", "date", "length"


@dataclass(slots=True)
class Token:
    """A piece of a figure; `kind` is number, cal (지난해), ymd (2021.5.17), quarter (3Q25), pre (지난), alone."""

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
    units |= dict.fromkeys(load("calendar")["units"], DATE)
    units |= dict.fromkeys(load("counters")["people"]["words"], PEOPLE)
    for entry in load("currencies")["currency"]:
        units |= dict.fromkeys(entry["words"], MONEY)
    return units


UNITS = _units()
CALENDAR = {w: (e["unit"], e["shift"]) for e in load("calendar")["word"] for w in e["words"]}
ALONE = {w: e for e in load("durations")["alone"] for w in e["words"]}
_AHEAD = dict.fromkeys(("지난", "오는", "다가오는"), r"(?=[ ]?(?:['’‘]?\d|[상하]반기|연말|연초))")

# Units of one syllable that other words begin with (조달, 불어나다, 엔진): what may stand behind them.
_SHORT = frozenset("달불엔동해초주")
_SHORT_ENDS = re.compile(
    r"(?![가-힣])|(?:간|동안|째|치|여|만|전|뒤|후|새|반|내|이|대|씩|당|꼴|가량|정도|안팎|남짓|넘|쯤|연속|마다|짜리|어치|차"
    r"|은|는|가|을|를|의|에|와|과|로|도|까지|보다|부터|이나|이상|이하|미만|으로|선|규모|뿐|밖|꼴|다|이다|이었|였|이며|이고|인|만큼|하고)"
)
_ONLY_BEFORE = {w: re.compile(p) for w, p in load("calendar")["only_before"].items()}
_YEARS_EVEN = re.compile(r" ?(?:채 )?(?:안 |못 |더 |되지|채우지|넘)")
_JOINS = "~-→–∙·,/"  # what may join a number with no unit to the next one
_SYMBOLS = "".join(s[-1] for e in load("currencies")["currency"] for s in e["symbols"])
_SYMBOL_SET = frozenset(_SYMBOLS)
_PEOPLE_ENDINGS = frozenset(w[-2:] for w in load("counters")["nouns"]["words"])


def _words() -> str:
    longest = sorted([*CALENDAR, *ALONE, *_AHEAD], key=len, reverse=True)
    return by_first([(w[0], re.escape(w[1:]) + _AHEAD.get(w, "")) for w in longest])


def _pattern() -> re.Pattern[str]:
    """The first character decides the branch: one class of them lets the search skip all others at full speed."""
    unit = alternatives(UNITS)
    closes = alternatives([u for u, of in UNITS.items() if of in (MONEY, PEOPLE)])
    sino_units = [
        u for u, of in UNITS.items() if (of == MONEY and u != "동") or u in load("durations")["behind_hangul"]
    ]
    native = [(w[0], re.escape(w[1:])) for w in numerals.NATIVE_WORDS]
    hangul = rf"""(?:{by_first(native)})(?=여?[ ]?(?:{"|".join(load("durations")["behind_native"])}))
        |(?:{by_first(numerals.HANGUL_RESTS)})(?:(?=여?[ ]?(?:명|{alternatives(sino_units)}))
            |(?<=[수몇십백천][만억조])(?![가-힣])|(?<=[억조])(?=대(?![가-힣])))"""
    month, day = "(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
    firsts = "".join(dict.fromkeys(w[0] for w in [*CALENDAR, *ALONE, *_AHEAD, *numerals.NATIVE_WORDS]))
    return re.compile(
        rf"""[\d{firsts}수몇일이삼사오육칠팔구십백천만억조](?:
          (?<=\d)(?:
            (?P<ymd>(?<![\d.].)(?:(?:(?<=1)9|(?<=2)0)\d\d(?P<sep>[./-])[ ]?{month}(?P=sep)[ ]?{day}
              |\d\.(?:1[0-2]|0[1-9])\.(?:3[01]|[12]\d|0[1-9]))(?![\d%])(?![./-]\d)\.?)
            |(?P<quarter>(?<![\dA-Za-z].)(?:(?<=[1-4])Q|(?<=[12])H)(?:[ ]?'?(?:20)?\d\d(?!\d))?(?![\dA-Za-z%]))
            |(?P<fourth>(?:(?<=[1-4])/|(?<=[124])·)4분기)
            |(?P<number>{numerals.digits_rest(rf"여?[ ]?(?:{closes})")})(?:(?P<over>여)?[ ]?(?P<unit>{unit}))?+)
          |(?<=[가-힣])(?<![가-힣].)(?:
            (?P<word>{_words()})
            |(?<!\d.)(?P<hangul>{hangul})(?:(?P<more>여)?[ ]?(?P<its>{unit}))?+))""",
        re.VERBOSE,
    )


_SCAN = _pattern()


def scan(text: str) -> list[Token]:
    """All tokens of `text` (as text.plain gives it) in order; numbers with neither unit nor use are left out."""
    tokens: list[Token] = []
    for m in _SCAN.finditer(text):
        kind = m.lastgroup
        start, end = m.span()
        if kind == "unit" or kind == "its":
            group = "number" if kind == "unit" else "hangul"
            unit, number_end = m[kind], m.end(group)
            if unit == "년도" and _YEARS_EVEN.match(text, end):
                unit, end = "년", end - 1  # 2년도 안 돼
            other = unit in _SHORT or (unit == "인" and text[end - 2] == " ")  # 1조 인수
            if not other or _SHORT_ENDS.match(text, end):
                over = m["over" if kind == "unit" else "more"] is not None
                tokens.append(Token("number", start, end, text[start:number_end], number_end, over, unit, UNITS[unit]))
                continue
            end, kind = number_end, group
        if kind == "number" or kind == "hangul":
            surface = text[start:end]
            if kind == "hangul" or surface[-1] in "만억조경" or _may_matter(text, start, end):
                tokens.append(Token("number", start, end, surface, end))
        elif kind == "fourth":  # 1/4분기 is the first quarter; 3·4분기 may be two
            tokens.append(Token("number", start, end, text[start], start + 1, False, "분기", DATE))
        elif kind == "word":
            word = m[0]
            if (only := _ONLY_BEFORE.get(word)) and not only.match(text, end):
                continue
            tokens.append(Token("cal" if word in CALENDAR else "alone" if word in ALONE else "pre", start, end, word))
        else:
            tokens.append(Token("quarter" if kind == "quarter" else "ymd", start, end, m[0]))
    return tokens


def _may_matter(text: str, start: int, end: int) -> bool:
    """Whether a bare number may be the first end of a range, a Latin amount or the number of people just named."""
    after = text[end : end + 2].lstrip(" ")[:1]
    if after and (after in _JOINS or (after.isascii() and after.isalpha())):
        return True
    before = text[max(start - 7, 0) : start]
    if not before:
        return False
    last = before[-1]
    return (
        before.rstrip(" ")[-1:] in _SYMBOL_SET
        or last.isupper()
        or (last == " " and before.rstrip(" 약총수은는이가")[-2:] in _PEOPLE_ENDINGS)
    )
