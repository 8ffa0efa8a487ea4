"""Lengths of time: 5년간, 1년 6개월, 석 달, 나흘, 반년, as ISO 8601."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from presstables.mentions import qualifiers as q
from presstables.mentions.amounts import ENDS_WORD, gap_is_range, middle
from presstables.mentions.lexicon import load
from presstables.mentions.model import Duration, Number
from presstables.mentions.numerals import Numeral, read_numeral
from presstables.mentions.scan import ALONE, Token

_DATA = load("durations")
_UNITS = {w: e for e in _DATA["unit"] for w in e["words"]}
_RANKS = {"Y": 0, "M": 1, "W": 2, "D": 3, "H": 4, "MIN": 5, "S": 6}
_HALVES: dict[str, tuple[str, Number]] = {
    "Y": ("M", 6),
    "M": ("D", 15),
    "W": ("D", Decimal("3.5")),
    "D": ("H", 12),
    "H": ("MIN", 30),
    "MIN": ("S", 30),
    "S": ("S", Decimal("0.5")),
}
_FRACTIONS = {"H": ("MIN", 60), "MIN": ("S", 60), "Y": ("M", 12)}
_LENGTH_FOLLOWS = re.compile("|".join(_DATA["length_follows"]))
_LENGTH_BEFORE = re.compile(rf"(?:{'|'.join(_DATA['length_before'])}) ?$")
_OTHER_WORD = {unit: re.compile("|".join(patterns)) for unit, patterns in _DATA["other_word"].items()}
_ONLY_BEFORE = {w: re.compile(e["only_before"]) for w, e in ALONE.items() if "only_before" in e}
_TWO_DIGIT_YEAR = re.compile(r" ?(?:\d{1,2}월|[1-4]분기(?! 연속)|[상하]반기)")
# 22년 영업이익, 24년 말, 23년 대비: what has a year, and no length of time
_OF_A_YEAR = re.compile(rf" ?(?:{'|'.join(_DATA['of_a_year'])})")
_EVENT = re.compile(
    r" (?:말(?![가-힣])|말 |초(?![가-힣])|당시|IMF|외환위기|(?:\S+)?(?:월드컵|올림픽|대선|총선|아시안게임))"
)
_HALF = re.compile(r" ?반(?:(?![가-힣])|(?=만|간|의|이|을|동안|가까|가량|정도|째|쯤|여|에|전|후|뒤|치))")
_FUSED = re.compile(r"여(?=[^가-힣]|$|간|만에|동안|째|전|뒤|후|(?:의|에|가|를|의)(?![가-힣]))")
_SPAN_WORD = re.compile(r" ?(?:간|동안)")
_IN_A_ROW = re.compile(r" ?(?:연속|째|내리|만에)")
_OLD = re.compile(r" (?:역사|전통|고도|만에|세월|동안)|간(?![가-힣])|의 (?:역사|전통|세월)")
_RATE_BEFORE = re.compile(_DATA["rate_before"])
_SHARES = re.compile(r"주식|보통주|우선주|신주|구주|자사주|주당|주권|증자|청약|공모|수량|증거금")
_OF_A_GAME = re.compile(r"(?:전반|후반|연장|\d회|쿼터) ?$")
_CLOCK = re.compile(r"시 ?$")


def read_duration(text: str, tokens: list[Token], i: int) -> tuple[Duration | None, int]:
    """The length of time that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    if token.kind == "alone":
        return _alone(text, token), 1
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    same = following is not None and (not token.unit or token.unit in _UNITS)
    ranged = same and following is not None and gap_is_range(text, token, following)
    if ranged and following and is_length(text, following) and (found := _range(token, following)) is not None:
        return found, 2
    return _composed(text, tokens, i) if is_length(text, token) else (None, 1)


def is_length(text: str, token: Token) -> bool:
    """Whether a number with its unit is a length of time, not a day, a year, a share or an hour of the day."""
    unit, end = token.unit, token.end
    if unit not in _UNITS or ((other := _OTHER_WORD.get(unit)) and other.match(text, end)):
        return False
    digits = token.number[0].isdigit()
    if unit == "년":
        return token.over or _years_are_length(text, token, digits)
    if unit == "일":
        return token.over or _days_are_length(text, token)
    if unit in ("분", "초"):
        return digits and _is_no_clock(text, token)
    if unit == "분기":
        return _IN_A_ROW.match(text, end) is not None
    if unit == "주":
        return _weeks_are_length(text, token)
    if unit == "달":
        return token.number[-1] not in "십백천만억조"
    return unit != "해" or not digits


def _years_are_length(text: str, token: Token, digits: bool) -> bool:
    """5년 and 250년 are lengths; 2025년, '25년 and 25년 3월 are years, 이 년 needs a word that says it."""
    if not digits and len(token.number) == 1 and token.number in "일이삼사오육칠팔구":
        return _LENGTH_FOLLOWS.match(text, token.end) is not None
    if len(token.number) == 4 and "1000" <= token.number < "3000":
        return token.number.endswith("00") and _OLD.match(text, token.end) is not None
    return len(token.number) != 2 or not is_short_year(text, token)


def is_short_year(text: str, token: Token) -> bool:
    """'25년, 25년 3월, 02년, 98년 말 and 지난 98년 are years in two digits."""
    if token.start and text[token.start - 1] in "'’‘":
        return True
    if _LENGTH_FOLLOWS.match(text, token.end):
        return False
    recent = "15" <= token.number <= "35"
    if recent and (token.unit == "년도" or _OF_A_YEAR.match(text, token.end)):
        return True
    if token.number[0] == "0" or _TWO_DIGIT_YEAR.match(text, token.end):
        return True
    past = text.endswith("지난 ", 0, token.start) or _EVENT.match(text, token.end) is not None
    return past and "50" <= token.number <= "99"


def _weeks_are_length(text: str, token: Token) -> bool:
    """2주 is two weeks, unless it is so many shares."""
    if not token.number.isdigit():
        return token.number[-1] not in "만억천백조" and "." not in token.number
    return len(token.number) <= 2 and not _SHARES.search(text, max(token.start - 14, 0), token.end + 14)


def is_rate(text: str, token: Token) -> bool:
    """Whether a number of days is so many a week or month (주 5일): neither a day nor a length."""
    return _RATE_BEFORE.search(text, max(token.start - 6, 0), token.start) is not None


def _days_are_length(text: str, token: Token) -> bool:
    """45일, 12일 만에 and 약 5일 are lengths; a bare 12일 is a day of the month."""
    if is_rate(text, token):
        return False
    if not (token.number.isdigit() and len(token.number) <= 2 and 1 <= int(token.number) <= 31):
        return True
    if _LENGTH_FOLLOWS.match(text, token.end):
        return True
    return _LENGTH_BEFORE.search(text, max(token.start - 14, 0), token.start) is not None


def _is_no_clock(text: str, token: Token) -> bool:
    if _CLOCK.search(text, max(token.start - 3, 0), token.start):
        return False
    if _OF_A_GAME.search(text, max(token.start - 4, 0), token.start) or text.startswith(" 기준", token.end):
        return False
    return _LENGTH_FOLLOWS.match(text, token.end) is not None or ENDS_WORD.match(text, token.end) is not None


def _alone(text: str, token: Token) -> Duration | None:
    entry = ALONE[token.number]
    only = _ONLY_BEFORE.get(token.number)
    if (only and not only.match(text, token.end)) or text.startswith(entry.get("not_before", "\0"), token.end):
        return None
    if "qualifier" in entry:
        return Duration(token.start, token.end, "duration.range", entry["iso"], entry["qualifier"])
    return _finished(text, token.start, token.end, entry["iso"], False, "duration.word")


def _range(first: Token, second: Token) -> Duration | None:
    low, high = read_numeral(first.number), read_numeral(second.number)
    if low is None or high is None:
        return None
    small, large = _UNITS[first.unit or second.unit], _UNITS[second.unit]
    if (small["unit"], large["unit"]) == ("M", "Y"):  # 6개월~1년: both in months
        large = {"unit": "M", "times": 12 * large["times"]}
    if small["unit"] != large["unit"]:
        return None
    least, most = low.low * small["times"], high.low * large["times"]
    return _between(first.start, second.end, {**large, "times": 1}, least, most) if least < most else None


def _between(start: int, end: int, entry: dict[str, Any], low: Number, high: Number) -> Duration:
    """3~5년 and 두세 달: the length in the middle, as one unit."""
    iso = iso_of([(entry["unit"], middle(low, high) * entry["times"])], split=False)
    return Duration(start, end, "duration.range", iso, q.RANGE)


def _composed(text: str, tokens: list[Token], i: int) -> tuple[Duration | None, int]:
    """1년 6개월 and 1년 반 are one length; 수년 is vague and has none."""
    parts: list[tuple[str, Number]] = []
    start, end, over = tokens[i].start, tokens[i].end, False
    for token in tokens[i : i + len(_RANKS)]:
        numeral = _smaller(text, token, parts, end)
        if numeral is None:
            break
        end, over, entry = token.end, over or token.over, _UNITS[token.unit]
        if numeral.vague:
            return _open(start, end, entry, numeral, token.number), len(parts) + 1
        parts.append((entry["unit"], numeral.low * entry["times"]))
    used = len(parts)
    if not used:
        return None, 1
    if half := _HALF.match(text, end):
        end = half.end()
        parts.append(_HALVES[parts[-1][0]])
    return _finished(text, start, end, iso_of(parts), over, "duration.number"), used


def _smaller(text: str, token: Token, parts: list[tuple[str, Number]], end: int) -> Numeral | None:
    """The token's number where it goes on a length: a smaller unit, right behind the one before."""
    entry = _UNITS.get(token.unit)
    if entry is None or not token.number:
        return None
    if parts:
        behind = text[end : token.start] in ("", " ") and _RANKS[entry["unit"]] > _RANKS[parts[-1][0]]
        if not behind or not (token.unit == "일" or is_length(text, token)):
            return None
    return read_numeral(token.number)


def _open(start: int, end: int, entry: dict[str, Any], numeral: Numeral, number: str) -> Duration:
    if "수" in number or "몇" in number:
        return Duration(start, end, "duration.vague", None, q.VAGUE)
    return _between(start, end, entry, numeral.low, numeral.high)


def _finished(text: str, start: int, end: int, iso: str, over: bool, rule: str) -> Duration:
    if fused := _FUSED.match(text, end):
        end, over = fused.end(), True
    span = _SPAN_WORD.match(text, end)
    found = q.qualify(text, start, span.end() if span else end, over=over)
    return Duration(start, end, rule, iso, found.name)


def iso_of(parts: list[tuple[str, Number]], *, split: bool = True) -> str:
    """ISO 8601 of (unit, number) pairs: P1Y6M, PT138H54M; a fraction of an hour or year goes to the next unit down."""
    if split:
        parts = [p for part in parts for p in _split_fraction(*part)]
    days = "".join(f"{_plain(n)}{u}" for u, n in parts if _RANKS[u] < 4)
    time = "".join(f"{_plain(n)}{u[0]}" for u, n in parts if _RANKS[u] >= 4)
    return f"P{days}T{time}" if time else f"P{days}"


def _split_fraction(unit: str, number: Number) -> list[tuple[str, Number]]:
    whole = int(number)
    if unit not in _FRACTIONS or number == whole:
        return [(unit, number)]
    down, times = _FRACTIONS[unit]
    rest = (Decimal(number) - whole) * times
    if rest != int(rest):
        return [(unit, number)]
    below: tuple[str, Number] = (down, int(rest))
    return [(unit, whole), below] if whole else [below]


def _plain(number: Number) -> str:
    return format(number.normalize(), "f") if isinstance(number, Decimal) else str(number)
