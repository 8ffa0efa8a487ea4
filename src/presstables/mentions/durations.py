"""Lengths of time: 5년간, 1년 6개월, 석 달, 나흘, 반년, as ISO 8601."""

from __future__ import annotations

import re
from decimal import Decimal

from presstables.mentions import qualifiers as q
from presstables.mentions.amounts import gap_is_range
from presstables.mentions.lexicon import load
from presstables.mentions.model import Duration, Number
from presstables.mentions.numerals import read_numeral
from presstables.mentions.scan import ALONE, LENGTH, Token

_UNITS = {w: e for e in load("durations")["unit"] for w in e["words"]}
_ORDER = "YMWDHNS"
_AFTER_YEAR = re.compile(r"차(?![가-힣])|차(?:인|를|에|의|가|은|는)|제(?![가-힣]*히)|생|물(?![가-힣]*밖)|산(?![가-힣])|형(?![가-힣])|전통|주년|근|호봉|납|급|가약|초|차 ")
_AFTER_WEEK = re.compile(r"(?:년|기|문|택|요|식|당|차|자|의|를|가|로|까지|에서)")
_AFTER_HOUR = re.compile(r"(?:대(?![가-힣])|당|제(?![가-힣]))")
_FUSED = re.compile(r"여(?=[^가-힣]|$|간|만에|동안|의 )")
_LENGTH_FOLLOWS = re.compile(
    r" ?(?:간(?!격|사|담|선|판|병|부|호|접)|동안|만에|만의|만인|만(?=[\"”’' ,.]|$)|이내|이상|이하|미만|초과|째|전(?=[ ,.의에과보]|까지|부터|만|$)|뒤|후(?![보원반속년])|내(?=[ 에로의]|$)|새|사이|가량|정도|남짓|안팎|내외|쯤|연속|연달아|넘|가까|치(?![가-힣])|치의|여(?![가-힣])|안에|걸리|걸려|걸린|걸릴|걸쳐|소요|앞당|늦|단축|연장|앞두|짜리|도 (?:안|채)|이 (?:채|넘|안)|이면|에 걸|마다|에 한)"
)
_BEFORE_LENGTH = re.compile(r"(?:최대|최소|최장|최단|약|총|향후|앞으로|최근|무려|꼬박|적어도|매|지난|만|박|불과|단|이후|첫) ?$")
_TWO_DIGIT_YEAR = re.compile(r" ?(?:\d{1,2}월|[1-4]분기(?! 연속)|[상하]반기)")
_QUOTES = ("'", "’", "‘")
_HALF = re.compile(r" ?반(?![가-힣])| ?반(?=(?:만|간|의|이|을|동안|가까|가량|정도|째|쯤|여|에|전|후|뒤))")


def read_duration(text: str, tokens: list[Token], i: int) -> tuple[Duration | None, int]:
    """The length of time that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    if token.kind == "alone":
        return _alone(text, token), 1
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and gap_is_range(text, token, following) and token.unit in ("", following.unit) and is_length(text, following):
        if (found := _range(text, token, following)) is not None:
            return found, 2
    if not is_length(text, token):
        return None, 1
    return _composed(text, tokens, i)


def is_length(text: str, token: Token) -> bool:
    """Whether a number with its unit is a length of time, not a day, a year, a share or an hour of the day."""
    unit, end = token.unit, token.end
    entry = _UNITS.get(unit)
    if entry is None or ("native_only" in entry and unit in entry["native_only"] and token.number[0].isdigit()):
        return False
    if unit == "년":
        if _TWO_DIGIT_YEAR.match(text, end) and len(token.number) == 2 or text[token.start - 1 : token.start] in _QUOTES and token.start:
            return False
        return not _AFTER_YEAR.match(text, end) and (token.over or not _is_calendar_year(token)) and _sino_is_length(text, token)
    if unit == "일":
        return token.over or bool(_LENGTH_FOLLOWS.match(text, end)) or bool(_BEFORE_LENGTH.search(text, max(token.start - 4, 0), token.start) and text[token.start - 3 : token.start].strip() not in ("지난", "약속", "만")) or not _is_day(token)
    if unit in ("분", "초"):
        return token.number[0].isdigit() and (bool(_LENGTH_FOLLOWS.match(text, end)) or text[end : end + 1] in " ,.)" and not re.search(r"시 ?$", text[max(token.start - 2, 0) : token.start]) and not text.startswith(" 기준", end)) and not re.search(r"\d시 ?$", text[max(token.start - 4, 0) : token.start])
    if unit == "주":
        return not _AFTER_WEEK.match(text, end) and bool(_LENGTH_FOLLOWS.match(text, end)) and token.number[-1] not in "만억천백"
    if unit == "시간":
        return not _AFTER_HOUR.match(text, end)
    if unit == "달":
        return token.number[-1] not in "십백천만억조" and not text[end : end + 1] in ("러", "성", "빛", "력", "인", "콤") and not text.startswith(("라",), end)
    return unit != "해" or not text[end : end + 1].isalpha() or bool(_LENGTH_FOLLOWS.match(text, end)) or text[end : end + 1] in "를가의째"


def _sino_is_length(text: str, token: Token) -> bool:
    """A one-syllable Hangul number before 년 (이 년, 사 년) is a length only where what follows says so."""
    return token.number[0].isdigit() or len(token.number) > 1 or token.number in "수몇" or bool(_LENGTH_FOLLOWS.match(text, token.end))


def _is_calendar_year(token: Token) -> bool:
    return len(token.number) == 4 and token.number.isdigit() and "1000" <= token.number < "3000"


def _is_day(token: Token) -> bool:
    return token.number.isdigit() and len(token.number) <= 2 and 1 <= int(token.number) <= 31


def _alone(text: str, token: Token) -> Duration | None:
    entry = ALONE[token.number]
    if (only := entry.get("only_before")) and not re.compile(only).match(text, token.end):
        return None
    if text.startswith(entry.get("not_before", "\0"), token.end):
        return None
    return _finished(text, token.start, token.end, entry["iso"], False, "duration.word")


def _range(text: str, first: Token, second: Token) -> Duration | None:
    low, high = read_numeral(first.number), read_numeral(second.number)
    if low is None or high is None or not low.low < high.low:
        return None
    entry = _UNITS[second.unit]
    middle = Decimal(low.low + high.low) / 2 * entry["times"]
    return Duration(first.start, second.end, "duration.range", iso_of([(entry["unit"], _tidy(middle))], split=False), q.RANGE)


def _composed(text: str, tokens: list[Token], i: int) -> tuple[Duration | None, int]:
    """1년 6개월 and 1년 반 are one length; 수년 is vague and has none."""
    parts: list[tuple[str, Number]] = []
    used, over, end, word = 0, False, tokens[i].end, ""
    while i + used < len(tokens):
        token = tokens[i + used]
        entry = _UNITS.get(token.unit)
        numeral = read_numeral(token.number) if entry and token.number else None
        smaller = entry and numeral and (not parts or _rank(entry["unit"]) > _rank(parts[-1][0]))
        if not smaller or used and (text[end : token.start] not in ("", " ") or not is_length(text, token) and token.unit != "일"):
            break
        end, over, used = token.end, over or token.over, used + 1
        if numeral.vague:
            return _vague(text, tokens[i].start, end, entry, numeral), used
        parts.append((entry["unit"], numeral.low * entry["times"]))
    if not parts:
        return None, 1
    if half := _HALF.match(text, end):
        end, word = half.end(), parts[-1][0]
        parts.append(_half_of(word))
    return _finished(text, tokens[i].start, end, iso_of(parts), over, "duration.number"), used


def _vague(text: str, start: int, end: int, entry, numeral) -> Duration:  # type: ignore[no-untyped-def]
    """두세 달 is a range with a middle, 수년 is vague and has no length."""
    pair = text[start] not in "수몇" and not any(c in "수몇" for c in text[start:end])
    if not pair:
        return Duration(start, end, "duration.vague", None, q.VAGUE)
    middle = Decimal(numeral.low + numeral.high) / 2 * entry["times"]
    return Duration(start, end, "duration.range", iso_of([(entry["unit"], _tidy(middle))], split=False), q.RANGE)


def _half_of(unit: str) -> tuple[str, Number]:
    return {"Y": ("M", 6), "M": ("D", 15), "W": ("D", Decimal("3.5")), "D": ("H", 12), "H": ("MIN", 30), "MIN": ("S", 30)}.get(unit, ("S", 0))


def _finished(text: str, start: int, end: int, iso: str, over: bool, rule: str) -> Duration:
    tail = end + 1 if text[end : end + 1] == "간" else end
    if text.startswith((" 간", "동안", " 동안"), end):
        tail = end + (3 if text.startswith(" 동안", end) else 2)
    if fused := _FUSED.match(text, end):
        end = tail = fused.end()
    found = q.qualify(text, start, tail, over=over or fused is not None)
    return Duration(start, end, rule, iso, found.name)


def _rank(unit: str) -> int:
    return ("Y", "M", "W", "D", "H", "MIN", "S").index(unit)


def _tidy(number: Decimal) -> Number:
    return int(number) if number == int(number) else number.normalize()


def iso_of(parts: list[tuple[str, Number]], *, split: bool = True) -> str:
    """ISO 8601 of (unit, number) pairs: P1Y6M, PT138H54M; a fraction of an hour or year goes to the next unit down."""
    if split:
        parts = [p for part in parts for p in _split_fraction(*part)]
    days = "".join(f"{_plain(n)}{u}" for u, n in parts if u in ("Y", "M", "W", "D"))
    time = "".join(f"{_plain(n)}{'M' if u == 'MIN' else u}" for u, n in parts if u in ("H", "MIN", "S"))
    return f"P{days}" + (f"T{time}" if time else "")


def _split_fraction(unit: str, number: Number) -> list[tuple[str, Number]]:
    down = {"H": ("MIN", 60), "MIN": ("S", 60), "Y": ("M", 12)}.get(unit)
    whole = int(number)
    if down is None or number == whole:
        return [(unit, number)]
    rest = (Decimal(number) - whole) * down[1]
    if rest != int(rest):
        return [(unit, number)]
    return [(unit, whole)] * bool(whole) + [(down[0], int(rest))]


def _plain(number: Number) -> str:
    return format(number, "f") if isinstance(number, Decimal) else str(number)
