"""Calendar expressions: 지난해 8월 22일, 올 하반기, 2022~2027년, 전년 동기, resolved against the publication day.

A date is composed of pieces that fall in size (year, half or quarter, month, part, day). What is not said is taken
from the sentence, else from the publication day and the tense; where that day is not known, relative dates keep their
words and have no days.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from presstables.mentions import days
from presstables.mentions.model import Date
from presstables.mentions.numerals import read_numeral
from presstables.mentions.scan import CALENDAR, Token
from presstables.mentions.tense import FUTURE, PAST, tense_behind

_RANKS = {"year": 1, "half": 2, "quarter": 2, "month": 3, "week": 3, "day": 5}
_PART_END = r"(?=[^가-힣]|$|(?:부터|까지|에|에는|에도|에만|에야|에서|에서야|의|엔|은|이|께|경|쯤|로|보다|과|와|이면|이나|이후|이던|이었|이다|인|이며|만|도|대비|기준)(?![가-힣])|(?:경|께|쯤)(?:에|부터|까지|엔)|까지(?:는|도|의)|부터(?:는|도|의))"
_PART = re.compile(
    rf"(?: ?(?P<first>초순|초반|초|상순)| ?(?P<mid>중순|중반|중엽)| ?(?P<last>하순|말께|후반|말)){_PART_END}"
)
_DECADE_PART = re.compile(rf" ?(?:(?P<first>초반|초|전반)|(?P<mid>중반)|(?P<last>후반|말)){_PART_END}")
_NO_DAY = re.compile(
    r"(?:차(?![가-힣])|제|장(?![가-힣]*(?:비|은|이))|권|짜리| ?평균| ?최대 |당|생|자(?![가-힣])|본|반(?![가-힣]*(?:기))|부(?![터])|대(?![비])|동|곱)"
)
_NO_MONTH = re.compile(r"(?:드|급|세|간|요일|정액|물|령|호|봉| ?결산)")
_JOINED = re.compile(r"(?:\([^()\n]{0,12}\))? ?(?:부터|까지|~|-|과|와|,|·|및|또는|이나|혹은|에서|에|/)?(?: |$)?")
_VERB_BETWEEN = re.compile(r"[가-힣](?:된|한|했|됐|었|았|던|며|지만|면서|하고|되고|으로 설립|뒤|후) ")
_COMPARES = re.compile(r" ?(?:보다|대비)|의 \d")
_MARGIN = 7  # days after the turn of a month in which a bare late day still means the month before


@dataclass(slots=True)
class Context:
    """What is known while an article is read: its day, the dates named so far, the day that it reports on."""

    published: date | None
    text: str
    sentence: tuple[int, int] = (0, 0)
    report_day: date | None = None
    last: Date | None = None  # the latest date of this sentence
    stretch: tuple[date, date] | None = None  # the latest stretch (quarter, half, month …), for 전년 동기
    named_year: int | None = None
    fiscal: bool = False
    future: bool = False  # 오는 carries on within its sentence

    def enter(self, sentence: tuple[int, int]) -> None:
        """Goes on to the next sentence."""
        self.sentence, self.last, self.future = sentence, None, False


@dataclass(slots=True)
class Pieces:
    """The pieces of one calendar expression, and where it stands."""

    start: int
    end: int
    year: int | None = None
    relative: bool = False  # against the publication day
    unknown: bool = False  # relative, and the publication day is not known
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    week: int | None = None
    part: int | None = None
    named_part: bool = False  # 연말, which is a part of the year by itself
    whole_year: bool = False  # 연내
    before: str = ""  # 지난 or 오는
    rank: int = 0
    used: int = 0
    year_before: bool = False  # 전년, 이듬해
    words: list[str] = field(default_factory=list)


def read_date(tokens: list[Token], i: int, context: Context) -> tuple[Date | None, int]:
    """The calendar expression that begins at tokens[i], and how many tokens it takes (1 where there is none)."""
    token = tokens[i]
    if token.kind == "ymd":
        found = _numeric(token, context)
    elif token.kind == "quarter":
        found = _latin_quarter(token, context)
    elif token.kind == "cal" and CALENDAR[token.number][0] in ("same stretch", "day", "report day"):
        found = _special(token, context)
    elif token.unit in ("년대", "세기"):
        return _decade(token, context), 1
    elif token.unit in ("회계연도", "회계년도"):
        found = _fiscal(token, context)
    else:
        return _composed(tokens, i, context)
    if found:
        _remember(found, context)
    return found, 1


def _composed(tokens: list[Token], i: int, context: Context) -> tuple[Date | None, int]:
    pieces = Pieces(tokens[i].start, tokens[i].end)
    while i + pieces.used < len(tokens):
        token = tokens[i + pieces.used]
        if pieces.used and context.text[pieces.end : token.start] not in ("", " "):
            break
        if not _take(pieces, tokens, i + pieces.used, context):
            break
        pieces.used += 1
        if pieces.part is not None and not pieces.named_part:
            break
    if not pieces.rank:
        return None, 1
    found = _resolve(pieces, context)
    if found:
        _remember(found, context)
    return found, max(pieces.used, 1)


def _take(pieces: Pieces, tokens: list[Token], i: int, context: Context) -> bool:
    """Adds the token to the pieces where it is a smaller unit than those before; False where it is not."""
    token = tokens[i]
    if token.kind == "pre":
        if pieces.rank or pieces.before:
            return False
        pieces.before = FUTURE if token.number != "지난" else PAST
        pieces.end = token.end
        return True
    if token.kind == "cal":
        taken = _take_word(pieces, token, context)
    elif token.kind == "number":
        taken = _take_number(pieces, tokens, i, context)
    else:
        return False
    if taken:
        _take_part(pieces, context)
    return taken


def _take_word(pieces: Pieces, token: Token, context: Context) -> bool:
    unit, shift = CALENDAR[token.number]
    if unit in ("day", "report day", "same stretch"):
        return False
    if unit == "year part":
        if pieces.rank > 1 or pieces.part is not None:
            return False
        pieces.named_part, pieces.part, pieces.whole_year = True, min(shift, 2), shift == 3
        _advance(pieces, 4, token.end)
        return True
    if unit == "month part":
        pieces.part, pieces.named_part = shift, True
        if pieces.month is None:
            _set_month(pieces, context, 0)
        _advance(pieces, 4, token.end)
        return True
    rank = {"year": 1, "year before": 1, "half": 2, "quarter": 2, "month": 3, "week": 3}[unit]
    if rank <= pieces.rank or (unit in ("month", "week") or unit == "quarter") and pieces.rank:
        return False
    if token.number == "올" and not _is_this_year(context.text, token.end):
        return False
    _set_word(pieces, unit, shift, context)
    _advance(pieces, rank, token.end)
    return True


_THIS_YEAR = re.compile(r" (?!것|때|수 |수도|예정|줄|뿐|사람|시간|정도|만큼|경우|거라|거야|까|확률|가능성|듯)|,|~")


def _is_this_year(text: str, end: int) -> bool:
    """올 is this year before another word (올 하반기, 올 들어), not before what makes it «to come» (올 것)."""
    return bool(_THIS_YEAR.match(text, end))


def _set_word(pieces: Pieces, unit: str, shift: int, context: Context) -> None:
    pieces.relative = True
    published = context.published
    if unit == "half":
        pieces.half = shift
        return
    if unit == "year before":
        pieces.year_before = True
        base = _named_year(context)
        pieces.year, pieces.unknown = (None, True) if base is None or context.fiscal else (base + shift, False)
        return
    if unit == "week":
        pieces.week = shift
    if published is None:
        pieces.unknown = True
    elif unit == "year":
        pieces.year = published.year + shift
    elif unit == "quarter":
        pieces.year, pieces.quarter = published.year, (published.month + 2) // 3 + shift
    if unit == "month":
        _set_month(pieces, context, shift)


def _named_year(context: Context) -> int | None:
    """The year that 전년 counts from: the one named last, unless that is long past and in another sentence."""
    named, published = context.named_year, context.published
    if published is None or named is not None and (context.last is not None or abs(published.year - named) <= 2):
        return named
    return published.year


def _set_month(pieces: Pieces, context: Context, shift: int) -> None:
    if context.published is None:
        pieces.unknown, pieces.relative, pieces.month = True, True, 1
        return
    total = context.published.year * 12 + context.published.month - 1 + shift
    pieces.year, pieces.month, pieces.relative = total // 12, total % 12 + 1, True


def _take_number(pieces: Pieces, tokens: list[Token], i: int, context: Context) -> bool:
    """A number with 년, 분기, 월 or 일, or one whose unit stands behind the other end of a range (4~5월)."""
    token, unit, end = tokens[i], tokens[i].unit, tokens[i].end
    if not unit:
        unit, end = _unit_of_range(tokens, i, context.text), token.number_end
    if not token.number.isascii() or not token.number.isdigit() or len(token.number) > 4:
        return False
    number = int(token.number)
    text = context.text
    if unit in ("년", "년도") and pieces.rank < 1:
        number = _calendar_year(number, token, pieces, tokens, i, text)
        if number is None:
            return False
        pieces.year = number
        if pieces.before:  # 지난 2020년 is 2020년
            pieces.before, pieces.start = "", token.start
        _advance(pieces, 1, end)
    elif unit == "분기" and pieces.rank < 2 and 1 <= number <= 4:
        pieces.quarter = number
        _advance(pieces, 2, end)
    elif unit == "월" and pieces.rank < 3 and 1 <= number <= 12 and not _NO_MONTH.match(text, end):
        pieces.month = number
        _advance(pieces, 3, end)
    elif unit == "일" and pieces.rank < 5 and pieces.rank != 2 and 1 <= number <= 31 and not _NO_DAY.match(text, end):
        if pieces.rank == 1 and pieces.month is None:
            return False
        pieces.day = number
        _advance(pieces, 5, end)
    else:
        return False
    return True


def _calendar_year(number: int, token: Token, pieces: Pieces, tokens: list[Token], i: int, text: str) -> int | None:
    """2025 of 2025년, of '25년 and of 25년 3월; None where the number is a length or an age."""
    if 1000 <= number < 3000 and len(token.number) == 4:
        return number
    quoted = text[token.start - 1 : token.start] in ("'", "’", "‘") and len(token.number) == 2
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    dated = (
        following is not None
        and len(token.number) == 2
        and text[token.end : following.start] in ("", " ")
        and (following.unit in ("월", "분기") or following.kind == "cal" and CALENDAR[following.number][0] == "half")
    )
    if quoted and not pieces.used and not pieces.before:
        pieces.start = token.start - 1
    if quoted or dated:
        return number + (2000 if number < 70 else 1900)
    return None


def _unit_of_range(tokens: list[Token], i: int, text: str) -> str:
    """월 for the 4 of 4~5월 and of 4·5월: the unit of the number that it is joined to."""
    for follower in tokens[i + 1 : i + 3]:
        gap = text[tokens[i].number_end : follower.start].strip(" ")
        if follower.kind != "number" or gap not in ("~", "-", "·", ",", "/", "∙", "∼"):
            return ""
        if follower.unit in ("년", "분기", "월", "일") and (
            gap in "~-" or follower.unit in ("월", "분기", "일") and gap in "·,∙"
        ):
            return follower.unit
    return ""


def _advance(pieces: Pieces, rank: int, end: int) -> None:
    pieces.rank, pieces.end = rank, end


def _take_part(pieces: Pieces, context: Context) -> None:
    """초, 중순, 말 … right behind a year, a quarter or a month."""
    if pieces.rank not in (1, 2, 3) or pieces.week is not None or pieces.half is not None or pieces.part is not None:
        return
    if m := _PART.match(context.text, pieces.end):
        pieces.part = 0 if m["first"] else 1 if m["mid"] else 2
        pieces.end = m.start(m.lastgroup or 0) + len(m[m.lastgroup or 0].removesuffix("께"))
        pieces.rank = 4


def _resolve(pieces: Pieces, context: Context) -> Date | None:
    """The days of the pieces, with what is not said supplied."""
    if pieces.rank == 0:
        return None
    relative = pieces.relative or pieces.year is None or bool(pieces.before)
    rule = (
        "date.year_before"
        if pieces.year_before and pieces.rank == 1
        else "date." + _granularity(pieces).replace(" ", "_")
    )
    span = None if pieces.unknown else _span(pieces, context)
    if span is None and pieces.day is not None and pieces.year is not None and not pieces.unknown:
        return None  # no such day: 2월 30일
    first, last = span or (None, None)
    return Date(
        pieces.start, pieces.end, rule, first, last, _granularity(pieces), "relative" if relative else "absolute"
    )


def _granularity(p: Pieces) -> str:
    if p.day is not None:
        return "day"
    if p.part is not None and not p.whole_year:
        return "part of month" if p.month is not None else "part of year"
    names = (("month", p.month), ("quarter", p.quarter), ("half", p.half), ("week", p.week))
    return next((name for name, value in names if value is not None), "year")


def _span(p: Pieces, context: Context) -> days.Span | None:
    if p.week is not None:
        return days.week(context.published, p.week) if context.published else None
    if p.year is None and not _supply(p, context):
        return None
    year = p.year
    assert year is not None
    if p.day is not None:
        return days.day(year, p.month or 0, p.day)
    if p.month is not None:
        return days.months(year, p.month, p.month) if p.part is None else days.part_of_month(year, p.month, p.part)
    if p.quarter is not None:
        return days.quarter(year, p.quarter) if p.part is None else days.part_of_quarter(year, p.quarter, p.part)
    if p.half is not None:
        return days.half(year, p.half)
    return days.part_of_year(year, p.part) if p.part is not None and not p.whole_year else days.year(year)


def _supply(p: Pieces, context: Context) -> bool:
    """Fills in the year (and month) that a bare month, day, quarter or half leaves out; False where it cannot."""
    if _carry(p, context):
        return True
    published = context.published
    if published is None:
        return False
    tense = (
        p.before
        or (FUTURE if context.future and p.day is not None else "")
        or tense_behind(context.text, p.end, context.sentence[1])
    )
    if p.before == FUTURE:
        context.future = True
    if p.day is not None and p.month is None:
        return _supply_month(p, published, tense, context)
    p.year = published.year
    first = _first_month(p)
    if tense == PAST and (
        first > published.month or (first == published.month and p.day is not None and p.day > published.day)
    ):
        p.year -= 1
    elif (
        tense == FUTURE
        and _last_month(p) < published.month
        and (p.month is not None or published.month - _last_month(p) >= (4 if p.half else 6))
        or tense == FUTURE
        and p.day is not None
        and (first, p.day) < (published.month, published.day)
    ):
        p.year += 1
    elif not tense and first - published.month >= 9:
        p.year -= 1  # a bare December in January is the last one
    elif not tense and published.month - _last_month(p) >= 10 and p.month is not None:
        p.year += 1
    return True


def _first_month(p: Pieces) -> int:
    if p.month is not None:
        return p.month
    return 3 * p.quarter - 2 if p.quarter is not None else 6 * (p.half or 1) - 5 if p.half is not None else 1


def _last_month(p: Pieces) -> int:
    if p.month is not None:
        return p.month
    return 3 * p.quarter if p.quarter is not None else 6 * p.half if p.half is not None else 12


def _supply_month(p: Pieces, published: date, tense: str, context: Context) -> bool:
    """A bare day: the nearest that fits the tense."""
    shift = 0
    assert p.day is not None
    if p.day > published.day and (
        tense == PAST or not tense and published.day <= _MARGIN and p.day - published.day > 15
    ):
        shift = -1
    elif tense == FUTURE and p.day < published.day and (p.before == FUTURE or context.future):
        shift = 1
    elif tense == FUTURE and p.day < published.day - _MARGIN * 2:
        shift = 1
    for _ in range(3):  # a month that has such a day
        total = published.year * 12 + published.month - 1 + shift
        p.year, p.month = total // 12, total % 12 + 1
        if days.day(p.year, p.month, p.day):
            break
        shift += 1 if shift > 0 else -1
    if not p.before and tense != FUTURE:
        found = days.day(p.year, p.month, p.day)
        if found and timedelta(0) <= published - found[0] <= timedelta(days=_MARGIN):
            context.report_day = found[0]
    return True


def _carry(p: Pieces, context: Context) -> bool:
    """A year or month named before in the sentence carries on (2022년 3월과 10월; 2월 1일부터 4월 말까지)."""
    last = context.last
    if last is None or last.first is None or p.before:
        return False
    gap = context.text[last.end : p.start]
    joined = len(gap) <= 16 and bool(_JOINED.fullmatch(gap))
    if p.day is not None and p.month is None:
        if last.granularity != "day" or not joined or context.future:
            return False
        p.year, p.month = last.first.year, last.first.month
        if p.day < last.first.day and p.day <= 15:
            total = p.year * 12 + p.month
            p.year, p.month = total // 12, total % 12 + 1
        return True
    if p.named_part and p.month is None and p.half is None and p.quarter is None:
        return False
    same_level = last.granularity not in ("year", "decade", "years")
    if not joined and (len(gap) > 40 or _VERB_BETWEEN.search(gap)):
        return False
    if (
        same_level
        and not joined
        and last.anchor == "relative"
        and context.published
        and last.first.year == context.published.year
        and last.granularity == "day"
    ):
        return False
    if _first_month(p) < last.first.month and same_level:
        if not joined:
            return False
        p.year = last.first.year + (1 if gap.strip().startswith(("부터", "~", "-")) else 0)
        return True
    p.year = last.first.year
    return True


def _special(token: Token, context: Context) -> Date | None:
    unit, shift = CALENDAR[token.number]
    if unit == "same stretch":
        return _same_stretch(token, context)
    if unit == "report day" and token.number in ("당일",) and context.text[token.end : token.end + 1] in "치":
        return None
    base = context.published if unit == "day" else context.report_day or context.published
    found = base + timedelta(days=shift) if base else None
    if unit == "day" and not _stands_alone(context.text, token.end):
        return None
    return Date(token.start, token.end, "date." + unit.replace(" ", "_"), found, found, "day", "relative")


_NAME_BEHIND = re.compile(r"(?:의집|의 집|날|내일|뉴스|신문|경제신문|투데이|이면)")


def _stands_alone(text: str, end: int) -> bool:
    return not _NAME_BEHIND.match(text, end)


def _same_stretch(token: Token, context: Context) -> Date:
    """전년 동기: the stretch that was named last, a year before; without days where none was."""
    stretch, first, last = context.stretch, None, None
    if stretch:
        first, last = (days.shift_years(d, -1) for d in stretch)
        if stretch[1].month == 2 and stretch[1].day >= 28 and stretch[0].day == 1:
            last = days.months(last.year, 2, 2)[1]  # type: ignore[index]
    granularity = _length_name(first, last) if first and last else "part of year"
    return Date(token.start, token.end, "date.same_stretch", first, last, granularity, "relative")


def _length_name(first: date, last: date) -> str:
    length = (last - first).days + 1
    names = ((1, "day"), (31, "month"), (92, "quarter"), (184, "half"))
    exact = next((name for n, name in names if length <= n), "year")
    wanted = {"day": 1, "month": 28, "quarter": 90, "half": 181, "year": 365}[exact]
    return exact if length >= wanted else "part of year"


def _numeric(token: Token, context: Context) -> Date | None:
    y, m, d = (int(n) for n in re.findall(r"\d+", token.number))
    span = days.day(y if y > 99 else 2000 + y if y < 70 else 1900 + y, m, d)
    if span is None:
        return None
    end = token.end - (token.number.endswith(".") and not re.match(r" |$|\)", context.text[token.end : token.end + 1]))
    return Date(token.start, end, "date.numeric", *span, "day", "absolute")


def _latin_quarter(token: Token, context: Context) -> Date | None:
    """3Q25, 2H25; a bare 3Q takes its year from the publication day."""
    m = re.fullmatch(r"(\d)([QH]) ?'?(\d+)?", token.number)
    assert m is not None
    year = (
        int(m[3]) + (2000 if len(m[3]) == 2 else 0) if m[3] else context.published.year if context.published else None
    )
    if m[2] == "H" and not m[3]:
        return None
    span = None if year is None else days.quarter(year, int(m[1])) if m[2] == "Q" else days.half(year, int(m[1]))
    return Date(
        token.start,
        token.end,
        "date.latin_quarter",
        *(span or (None, None)),
        "quarter" if m[2] == "Q" else "half",
        "absolute" if m[3] else "relative",
    )


def _fiscal(token: Token, context: Context) -> Date | None:
    """A fiscal year whose days the text does not give has none."""
    if not token.number.isdigit() or len(token.number) not in (2, 4):
        return None
    context.fiscal = True
    return Date(token.start, token.end, "date.fiscal_year", None, None, "year", "absolute")


def _decade(token: Token, context: Context) -> Date | None:
    """2030년대 중반, 1990년대, 90년대 후반, 1800년대 후반; the parts of a decade are its years 0-3, 4-6 and 7-9."""
    numeral = read_numeral(token.number)
    if numeral is None or not token.number.isdigit():
        return None
    number = int(token.number)
    part = _DECADE_PART.match(context.text, token.end)
    index = None if part is None else 0 if part["first"] else 1 if part["mid"] else 2
    end = token.end if part is None else part.end()
    if token.unit == "세기":
        return (
            None
            if index is None or not 1 <= number <= 30
            else _century_part((number - 1) * 100, index, token.start, end)
        )
    if number < 100 and len(token.number) == 2 and number % 10 == 0:
        number += 1900 if number >= 30 else 2000
    if not 1000 <= number < 3000 or number % 10:
        return None
    if number % 100 == 0 and number < 2000 and index is not None:
        return _century_part(number, index, token.start, end)
    first, last = (
        ((0, 3), (4, 6), (7, 9))[index] if index is not None else (0, 99 if number % 100 == 0 and number < 2000 else 9)
    )
    granularity = "decade" if index is None else "part of decade"
    return Date(
        token.start,
        end,
        "date.decade",
        date(number + first, 1, 1),
        date(number + last, 12, 31),
        granularity,
        "absolute",
    )


def _century_part(century: int, index: int, start: int, end: int) -> Date:
    first, last = ((0, 49), (40, 60), (50, 99))[index]
    return Date(
        start,
        end,
        "date.century",
        date(century + first, 1, 1),
        date(century + last, 12, 31),
        "part of century",
        "absolute",
    )


def _remember(found: Date, context: Context) -> None:
    """Keeps what later dates may take from this one."""
    if found.first is None or found.last is None:
        context.last = found if found.granularity != "year" else context.last
        return
    if found.granularity in ("quarter", "half", "month", "part of month") and found.rule != "date.same_stretch":
        joined = (
            context.last is not None
            and context.stretch is not None
            and context.text[context.last.end : found.start].strip() in ("~", "부터", "-")
        )
        context.stretch = (context.stretch[0], found.last) if joined and context.stretch else (found.first, found.last)
    if found.rule != "date.same_stretch":
        if found.rule != "date.year_before" and not _COMPARES.match(context.text, found.end):
            context.named_year = found.first.year
        context.last = found
    context.fiscal = False
