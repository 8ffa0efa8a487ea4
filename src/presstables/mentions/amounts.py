"""What money and headcounts share: one number or a range with its unit, its sign, its bounds and its qualifier."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from presstables.mentions import qualifiers as q
from presstables.mentions.lexicon import alternatives, load
from presstables.mentions.model import Number
from presstables.mentions.numerals import Numeral, read_numeral, top_unit
from presstables.mentions.scan import Token

_PARTICLE = alternatives(load("money_words")["particles"])
ENDS_WORD = re.compile(rf"(?![가-힣])|(?:{_PARTICLE})(?:은|는|도|만|의|인|을|를|이|가|로|으로|에)?(?![가-힣])")
_RANGE_GAP = re.compile(r" ?[~-] ?(?:최대 |많게는 )?|에서 ?(?:최대 |많게는 )?| ?내지 ?|부터 ?")
_LONGEST_GAP = 8
_BETWEEN = re.compile(r" ?(?:사이|범위)")
_VARIES = re.compile(r"까지 ?(?:다양|천차|폭넓|제각각|있다)|까지로? 다양")
_FUSED = re.compile(r"여(?:(?![가-힣])|(?=[를을이가의로은는](?![가-힣])))")
_ARROW = re.compile(r" ?(?:→|->|➔|➜|⇒|▶) ?")
# 대 of 10억원대, not of 대비 or 대출: nothing or a particle stands behind it.
STEP = re.compile(
    r"대(?![가-힣])|대(?=(?:의|로|를|에|까지|부터|인|이|가|는|은|와|과|도|였|초반|중반|후반|규모|다|입니다|라)"
    r"[가-힣]{0,3}(?![가-힣]))"
)
_ONE_NUMBER = re.compile(r"[\d,.]+([십백천]?[만억조경]?)")
_NOT_SIGN = re.compile(r"[\dA-Za-z가-힣)%원명]")
_RELATIVE_END = re.compile(r"까지[^.\n]{0,10}?(?:늘|늘어|늘리|확대|증가|올|끌어)|(?:으로|로)(?![가-힣])")


@dataclass(slots=True)
class Amount:
    """A number as words give it: closed bounds, None where open or unknown."""

    start: int
    end: int
    value: Number | None
    low: Number | None
    high: Number | None
    qualifier: str
    form: str  # amount, range, step (10억원대) or vague
    entry: str  # the qualifier entry that applied, "" where none


def gap_is_range(text: str, first: Token, second: Token) -> bool:
    """Whether `first` and `second` are the two ends of one range (3~5조원, 3조에서 5조원)."""
    if not 0 < second.start - first.end <= _LONGEST_GAP:
        return False
    gap = text[first.end : second.start]
    if not _RANGE_GAP.fullmatch(gap):
        return False
    if gap.startswith("부터"):  # 100억원부터 500억원까지 다양하다
        return first.unit in ("", second.unit) and _VARIES.match(text, second.end) is not None
    if gap.startswith("에서"):  # 3조에서 5조원 is a range, as is what is said to lie between; the rest is a change
        if _BETWEEN.match(text, second.end):
            return True
        return not first.unit and first.number[-1] in "억조경만천백" and not _RELATIVE_END.match(text, second.end)
    return True


def gap_is_arrow(text: str, first: Token, second: Token) -> bool:
    """Whether an arrow leads from `first` to `second` (2억→-25억원)."""
    gap = text[first.end : second.start]
    return bool(gap) and len(gap) <= 5 and bool(_ARROW.fullmatch(gap.rstrip("-+△")))


def read_amount(text: str, token: Token, start: int, end: int) -> Amount | None:
    """One number with its unit: text[start:end] is the span so far; sign and 대 are added to it."""
    numeral = read_numeral(token.number)
    if numeral is None:
        return None
    start, negative = _sign(text, start)
    after = text[end : end + 1]
    if after == "대" and (step := STEP.match(text, end)):
        return _stepped(numeral, token, start, step.end(), negative)
    over = token.over or numeral.over
    if after == "여" and token.unit and (fused := _FUSED.match(text, end)):
        over, end = True, fused.end()
    found = q.qualify(text, start, end, over=over)
    return _bounded(numeral, token.number, found, start, end, negative)


def read_range(text: str, first: Token, second: Token, start: int, end: int) -> Amount | None:
    """Two ends as one amount; the first takes the second's big unit where it has none (3~5조원)."""
    low, high = read_numeral(first.number), read_numeral(second.number)
    if low is None or high is None or low.vague or high.vague:
        return None
    bottom, top = _scaled(low.low, first.number, high.low, second.number), high.low
    if not bottom < top:
        return None
    if step := STEP.match(text, end):
        end, top = step.end(), top + _last_place(top)
    return Amount(start, end, middle(bottom, top), bottom, top, q.RANGE, "range", "")


def _scaled(low: Number, low_surface: str, high: Number, high_surface: str) -> Number:
    """The first end with the units that only the second says: 3~5조원, 4~5천만원, 2~3천명."""
    unit, own = top_unit(high_surface), top_unit(low_surface)
    if own == 1 and (m := _ONE_NUMBER.fullmatch(high_surface)) and (units := read_numeral(f"1{m[1]}")):
        unit = int(units.low)
    scaled = low * (unit // own if own < unit and own in (10, 100, 1000) else unit)
    return scaled if own < unit and scaled < high else low


def _sign(text: str, start: int) -> tuple[int, bool]:
    """The span's start with a sign that stands right before it, and whether that sign means less than nothing."""
    sign = text[start - 1 : start]
    if not sign or sign not in "-–—+△" or _NOT_SIGN.match(text[start - 2 : start - 1] if start > 1 else ""):
        return start, False
    if sign == "△" and _lists_with_triangles(text, start):
        return start, False
    return start - 1, sign != "+"


def _lists_with_triangles(text: str, at: int) -> bool:
    """A △ lists items where another one nearby stands before a word: △서울 3억원 △부산 2억원."""
    around = text[max(at - 80, 0) : at + 80]
    return bool(re.search(r"△ ?[^\d\s]", around))


def _stepped(numeral: Numeral, token: Token, start: int, end: int, negative: bool) -> Amount:
    """10억원대: from the number to the next step of its last stated place; 억대 and 수십억원대 stay vague."""
    if numeral.vague or (not token.number[0].isdigit() and len(token.number) == 1):
        high = numeral.high if numeral.vague else numeral.low * 10
        return Amount(start, end, None, numeral.low, high, q.VAGUE, "vague", "")
    low, high = numeral.low, numeral.low + _last_place(numeral.low)
    if negative:
        low, high = -high, -low
    return Amount(start, end, middle(low, high), low, high, q.RANGE, "step", "")


def _last_place(number: Number) -> int:
    """The place of the last digit that is said: 1000000000 of 10억, 100000000000 of 1조2000억."""
    place, rest = 1, int(number)
    while rest and rest % 10 == 0:
        place, rest = place * 10, rest // 10
    return place


def middle(low: Number, high: Number) -> Number:
    """The number halfway, exactly."""
    total = low + high
    if isinstance(total, int) and total % 2 == 0:
        return total // 2
    return Decimal(total) / 2


def _bounded(numeral: Numeral, surface: str, found: q.Qualifier, start: int, end: int, negative: bool) -> Amount:
    if numeral.vague:
        pair = surface.replace(" ", "")[0] not in "수몇"
        value = middle(numeral.low, numeral.high) if pair else None
        return Amount(
            start, end, value, numeral.low, numeral.high, q.RANGE if pair else q.VAGUE, "range" if pair else "vague", ""
        )
    value = -numeral.low if negative else numeral.low
    low = value if found.name in (q.EXACT, q.OVER, q.AT_LEAST, q.MORE_THAN) else None
    high = value if found.name in (q.EXACT, q.AT_MOST, q.LESS_THAN) else None
    return Amount(start, end, value, low, high, found.name, "amount", found.entry)
