"""Tokens become the pieces of a date: 지난해 + 8월 + 22일, 올해 + 4(~5월), 2021년 + 연말."""

from __future__ import annotations

import re

from presstables.mentions.durations import is_length, is_rate, is_short_year
from presstables.mentions.lexicon import load
from presstables.mentions.pieces import DAY, MONTH, PART, SPLIT, YEAR, Context, Pieces
from presstables.mentions.scan import CALENDAR, Token
from presstables.mentions.tense import FUTURE, PAST

_DATA = load("calendar")
_NOT = {unit: re.compile("|".join(patterns)) for unit, patterns in _DATA["other_word"].items()}
ENDS_PART = rf"(?=[^가-힣]|$|(?:{'|'.join(_DATA['behind_part'])}))"
_PART_WORDS = re.compile(
    rf"(?: ?(?P<first>초순|초반|초(?!과)|상순)| ?(?P<mid>중순|중반|중엽)| ?(?P<last>하순|말께|후반|말)){ENDS_PART}"
)
_THIS_YEAR = re.compile(rf" (?!{'|'.join(_DATA['not_this_year'])})|,|~")
_WEEKDAY = re.compile(r" ?([월화수목금토일])요일|(말)(?![가-힣]*레)")
_RANKS = ("첫", "둘", "셋", "넷", "다섯", "마지막")
_NTH = re.compile(
    rf" ?(?:(?P<rank>{'|'.join(_RANKS)})째? ?|(?P<number>[1-5])(?=주차|주(?! ?(?:동안|연속|내|만|뒤|전|후))))"
    rf"(?:주차?(?:{ENDS_PART}|(?=[를가는])|(?=마다))(?: ?(?P<its>[월화수목금토일])요일)?|(?P<day>[월화수목금토일])요일)"
)
_YEAR_MONTH = re.compile(r"(\d\d(?:\d\d)?)\.(1[0-2]|0?[1-9])")  # 2024.3월, '24.3월
_JOINS = re.compile(r" ?[~\-·,/∙] ?['’‘]?")
_LATE = 10  # from October on 새해 is the next year
_LONGEST = 6  # tokens of one date: 지난 2025년 연말, 2025년 3분기, 지난해 8월 22일
_COMPARED = re.compile(r"(?:\([^()\n]*\))? ?(?:대비|보다|比|과 비교|에 비해|와 비교)")
_SIZES = {
    **{"year": YEAR, "new year": YEAR, "year before": YEAR, "half": SPLIT, "quarter": SPLIT, "quarter before": SPLIT},
    **{"month": MONTH, "month before": MONTH, "week": MONTH},
}
# Nothing larger stands before 이번 분기, 지난달, 이번 주.
_ALONE = ("quarter", "month", "week", "quarter before", "month before")


def compose(tokens: list[Token], i: int, context: Context) -> Pieces:
    """The pieces that begin at tokens[i]; their size is 0 where there are none."""
    pieces = Pieces(tokens[i].start, tokens[i].end)
    for token in tokens[i : i + _LONGEST]:
        if pieces.used and context.text[pieces.end : token.start] not in ("", " "):
            break
        if not _take(pieces, tokens, i + pieces.used, context):
            break
        pieces.used += 1
        if (pieces.part is not None and not pieces.named_part) or pieces.weekday is not None or pieces.nth:
            break
    while pieces.used and i + pieces.used < len(tokens) and tokens[i + pieces.used].start < pieces.end:
        pieces.used += 1  # the number of 3월 2주
    return pieces


def _take(pieces: Pieces, tokens: list[Token], i: int, context: Context) -> bool:
    """Add the token to the pieces where it is a smaller unit than those before; False where it is not."""
    token = tokens[i]
    if token.kind == "pre" and not pieces.size and not pieces.before:
        pieces.before = PAST if token.number == "지난" else FUTURE
        pieces.end = token.end
        return True
    if token.kind == "cal":
        taken = _take_word(pieces, token, context)
    else:
        taken = token.kind == "number" and _take_number(pieces, tokens, i, context)
    if taken:
        _take_part(pieces, context.text)
    return taken


def _take_word(pieces: Pieces, token: Token, context: Context) -> bool:
    unit, shift = CALENDAR[token.number]
    if unit == "year part" or unit == "month part":
        return _take_named_part(pieces, token, unit, shift, context)
    size = _SIZES.get(unit, 0)
    if size <= pieces.size or (unit in _ALONE and pieces.size):
        return False
    if token.number == "올" and not _THIS_YEAR.match(context.text, token.end):
        return False  # «to come» (올 것)
    pieces.relative = True
    if unit == "half":
        pieces.half = shift
    elif unit == "year before":
        _count_from_named_year(pieces, token.number, shift, context)
    else:
        _count_from(pieces, token, unit, shift, context)
    pieces.put(size, token.end)
    return True


def _take_named_part(pieces: Pieces, token: Token, unit: str, shift: int, context: Context) -> bool:
    """연초, 연말, 연내 of the year before them or this one; 월초 and 월말 of this month."""
    if pieces.size > YEAR or pieces.part is not None:
        return False
    pieces.named_part, pieces.part, pieces.whole_year = True, min(shift, 2), shift == 3
    if unit == "month part":
        _count_from_published(pieces, "month", 0, context)
    pieces.put(PART, token.end)
    return True


def _count_from_named_year(pieces: Pieces, word: str, shift: int, context: Context) -> None:
    """그해 and 이듬해 count from the year named last; 전년, too, unless that is long past and in another sentence."""
    named, published = context.named_year, context.published
    pieces.year_before = True
    far = (
        word.startswith("전년")
        and named is not None
        and context.last is None
        and published is not None
        and abs(published.year - named) > 2
    )
    if (named is None or far) and published is not None:
        named = published.year
    if named is None or context.fiscal:
        pieces.unknown = True
    else:
        pieces.year = named + shift


def _count_from(pieces: Pieces, token: Token, unit: str, shift: int, context: Context) -> None:
    """전분기 대비 counts from the quarter that was named last, all else from the publication day."""
    unit, before, _ = unit.partition(" before")
    base = context.stretch[0] if context.stretch else None
    named = context.last is not None and context.last.granularity in (unit, f"part of {unit}")
    if not (before and base and (named or _COMPARED.match(context.text, token.end))):
        _count_from_published(pieces, unit, shift, context)
    elif unit == "quarter":
        pieces.year, pieces.quarter = base.year, (base.month + 2) // 3 + shift
    else:
        months = base.year * 12 + base.month - 1 + shift
        pieces.year, pieces.month = months // 12, months % 12 + 1


def _count_from_published(pieces: Pieces, unit: str, shift: int, context: Context) -> None:
    published = context.published
    if unit == "week":
        pieces.week = shift
    elif published is None:
        pieces.month = 1 if unit == "month" else None
        pieces.quarter = 1 if unit == "quarter" else None
    elif unit == "year":
        pieces.year = published.year + shift
    elif unit == "new year":  # towards the end of a year the one to come
        pieces.year = published.year + (published.month >= _LATE)
    elif unit == "quarter":
        pieces.year, pieces.quarter = published.year, (published.month + 2) // 3 + shift
    else:
        months = published.year * 12 + published.month - 1 + shift
        pieces.year, pieces.month = months // 12, months % 12 + 1
    pieces.unknown, pieces.relative = published is None, True


def _take_number(pieces: Pieces, tokens: list[Token], i: int, context: Context) -> bool:
    """A number with 년, 분기, 월 or 일, or one whose unit stands behind the other end of a range (4~5월)."""
    token, text = tokens[i], context.text
    unit, end = token.unit, token.end
    if unit == "월" and (m := _YEAR_MONTH.fullmatch(token.number)) and not pieces.size:
        pieces.start -= token.start > 0 and text[token.start - 1] in "'’‘"
        pieces.year, pieces.month = _full_year(m[1]), int(m[2])
        pieces.put(MONTH, end)
        return True
    if not unit:
        unit, end = _unit_of_range(tokens, i, text), token.number_end
    if not (token.number.isascii() and token.number.isdigit()) or len(token.number) > 4 or token.over:
        return False
    if (other := _NOT.get(unit)) and other.match(text, end):
        return False
    number = int(token.number)
    if unit in ("년", "년도"):
        return _take_year(pieces, token, text, end)
    if unit == "분기" and pieces.size < SPLIT and 1 <= number <= 4:
        pieces.quarter = number
        pieces.put(SPLIT, end)
    elif unit == "월" and pieces.size < MONTH and 1 <= number <= 12:
        pieces.month = number
        pieces.put(MONTH, end)
    elif (
        unit == "일" and 1 <= number <= 31 and ((pieces.month is not None and pieces.size == MONTH) or not pieces.size)
    ):
        if is_rate(text, token) or (pieces.before and is_length(text, token)):
            return False  # 주 5일, 지난 30일간
        pieces.day = number
        pieces.put(DAY, end)
    else:
        return False
    return True


def _take_year(pieces: Pieces, token: Token, text: str, end: int) -> bool:
    year = _calendar_year(token, text)
    if year is None or pieces.size:
        return False
    if pieces.before:  # 지난 2020년 is 2020년
        pieces.before, pieces.start = "", token.start
    if token.start and text[token.start - 1] in "'’‘" and len(token.number) == 2:
        pieces.start = token.start - 1
    pieces.year = year
    pieces.put(YEAR, end)
    return True


def _calendar_year(token: Token, text: str) -> int | None:
    """2025 of 2025년, of '25년 and of 25년 3월; None where the number is a length or an age."""
    number = int(token.number)
    if len(token.number) == 4:
        return number if 1000 <= number < 3000 else None
    if len(token.number) != 2 or not is_short_year(text, token):
        return None
    return _full_year(token.number)


def _full_year(digits: str) -> int:
    """2025 of 25, 1998 of 98."""
    number = int(digits)
    return number if len(digits) == 4 else number + (2000 if number < 70 else 1900)


def _unit_of_range(tokens: list[Token], i: int, text: str) -> str:
    """월 for the 4 of 4~5월 and of 4·5월: the unit of the number that it is joined to."""
    end = tokens[i].number_end
    for follower in tokens[i + 1 : i + 3]:
        gap = text[end : follower.start]
        if follower.kind != "number" or not _JOINS.fullmatch(gap):
            return ""
        end = follower.number_end
        if follower.unit in ("년", "분기", "월", "일"):
            ranged = "~" in gap or "-" in gap
            return follower.unit if ranged or (follower.unit != "년" and "/" not in gap) else ""
    return ""


def _take_part(pieces: Pieces, text: str) -> None:
    """초, 중순, 말 … right behind a year, a quarter or a month; a weekday behind a week."""
    if pieces.week is not None:
        if m := _WEEKDAY.match(text, pieces.end):
            pieces.weekday = "월화수목금토일".index(m[1]) if m[1] else 5
            pieces.end = m.end()
        return
    if pieces.size == MONTH and (m := _NTH.match(text, pieces.end)):
        _take_nth(pieces, m)
        return
    if pieces.size not in (YEAR, SPLIT, MONTH) or pieces.half is not None or pieces.part is not None:
        return
    if (m := _PART_WORDS.match(text, pieces.end)) and m.lastgroup:
        pieces.part = ("first", "mid", "last").index(m.lastgroup)
        pieces.put(PART, m.end() - m[0].endswith("께"))


def _take_nth(pieces: Pieces, m: re.Match[str]) -> None:
    """둘째 주, 2주차, 마지막 주 금요일 and 셋째 토요일 behind a month."""
    rank = _RANKS.index(m["rank"]) + 1 if m["rank"] else int(m["number"])
    pieces.nth = -1 if rank == len(_RANKS) else rank
    pieces.nth_week = m["day"] is None
    if weekday := m["its"] or m["day"]:
        pieces.weekday = "월화수목금토일".index(weekday)
    pieces.end = m.end()
